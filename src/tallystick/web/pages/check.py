"""Check a draft: paste, upload or name an address; nothing is kept unless asked."""

from __future__ import annotations

import base64
import binascii
from contextlib import suppress
from datetime import date

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.ledger.intake import take_in
from tallystick.model import LedgerBusyError, TallystickError
from tallystick.processes.lost import TookTooLongError
from tallystick.releases.decode import decode
from tallystick.releases.drafting import SUFFIXES
from tallystick.web import checking, drafts, jobs, people, pool
from tallystick.web.desk import AT_ONCE, LARGEST_UPLOAD
from tallystick.web.drafts import Draft, Sent
from tallystick.web.guard import Visit, problem_of
from tallystick.web.jobs import TooManyError
from tallystick.web.rendering import fragment, language_of, respond, word
from tallystick.web.uploads import Request

ACCEPTED = ",".join(SUFFIXES)
SCRIPTS = ("report.js", "pair.js", "desk.js")


def form(visit: Visit) -> Response:
    """The empty form."""
    return _form(visit)


def check(visit: Visit) -> Response:
    """Check what was sent, at once or, if it is much or takes long, in the background."""
    language = language_of(visit.request)
    files = _sent(visit, "text", "file", "address")
    translation = next(iter(_sent(visit, "translation", "translation file", "translation address")), None)
    if not files:
        return _form(visit, problem=word("nothing to check", language))
    request = Request(
        files=files,
        translation=translation if len(files) == 1 else None,
        released=_day(visit),
        keep=visit.text("keep", 3) == "yes",
        language=language,
    )
    draft = Draft(original=files[0], translation=request.translation, released=request.released)
    try:
        if len(files) > 1 or draft.size > AT_ONCE:
            return _in_background(visit, request)
        viewer = checking.Viewer(language, visit.csrf if visit.may_edit else "")
        main = pool.run(checking.page, visit.desk.address, draft, viewer)
    except TookTooLongError:
        return _in_background(visit, request)
    except LedgerBusyError as error:
        raise problem_of(error) from None
    except TallystickError as error:
        return _form(visit, problem=str(error))
    return respond(visit, word("draft checked", language), main, here="/check", scripts=SCRIPTS)


def keep(visit: Visit) -> Response:
    """Keep a draft that was checked: its bytes come back with the form."""
    try:
        data = base64.b64decode(visit.text("original", 2 * AT_ONCE), validate=True)
        name, media_type = visit.text("name", 80) or drafts.PASTED, visit.text("media type", 60)
        opened = drafts.uploaded(name + _SUFFIXES.get(media_type, ".txt"), data, _day(visit))
        kept = take_in(visit.desk.ledger, opened)
    except binascii.Error:
        raise HTTPException(400, "the draft did not come back whole: check it again") from None
    except TallystickError as error:
        raise problem_of(error) from None
    with visit.desk.ledger.store.writing() as connection:
        people.note(connection, visit.person.key if visit.person else None, kept.outcome, kept.release_id)
    return RedirectResponse(f"/releases/{kept.release_id}", 303)


_SUFFIXES = {"text/html": ".html", "text/markdown": ".md"}


def _sent(visit: Visit, text: str, file: str, address: str) -> tuple[Sent, ...]:
    """What was sent for the draft or its translation: files, else an address, else a text."""
    if files := visit.form.get(f"{file} files", []):
        return tuple(Sent("file", name[:200], data) for name, data, _ in files)
    if told := visit.text(address).strip():
        if not visit.desk.settings.addresses:
            raise HTTPException(403, "this desk fetches no addresses")
        return (Sent("address", "", told.encode("utf-8", "surrogatepass")),)
    told = visit.text(text, LARGEST_UPLOAD)
    return (Sent("text", drafts.PASTED, told.encode("utf-8", "surrogatepass")),) if told.strip() else ()


def _day(visit: Visit) -> date | None:
    told = visit.text("released", 10).strip()
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise HTTPException(400, "write the day like 2022-02-28") from None


def _form(visit: Visit, problem: str = "") -> Response:
    language = language_of(visit.request)
    sent = {name: _words(visit, name, file) for name, file in (("text", "file"), ("translation", "translation file"))}
    told = {"visit": visit, "problem": problem, "sent": sent, "largest": LARGEST_UPLOAD >> 20, "accept": ACCEPTED}
    main = fragment(language, "check.html.j2", **told)
    title = word("check a draft", language)
    return respond(visit, title, main, here="/check", status=422 if problem else 200)


def _words(visit: Visit, text: str, file: str) -> str:
    """What was pasted, or the words of an uploaded text file: kept when the other text is refused."""
    for name, data, _ in visit.form.get(f"{file} files", [])[:1]:
        with suppress(TallystickError):
            if name.lower().endswith(".txt") and len(data) <= AT_ONCE:
                return decode(data, name=name)
    return visit.text(text, LARGEST_UPLOAD)


def _in_background(visit: Visit, request: Request) -> Response:
    if request.keep and not visit.may_edit:
        raise HTTPException(403, "keeping needs the role of an editor")
    try:
        number = jobs.add(visit.desk.ledger.store, visit.desk.uploads, request, visit.person)
    except TooManyError as error:
        raise HTTPException(429, str(error), {"Retry-After": "30"}) from None
    return RedirectResponse(f"/jobs/{number}", 303)
