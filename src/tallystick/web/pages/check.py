"""Check a draft: paste, upload or name an address; nothing is kept unless asked, and nothing sent is lost."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.ledger.embargoes import Embargo, now, passed
from tallystick.model import LedgerBusyError, TallystickError
from tallystick.processes.lost import TookTooLongError
from tallystick.releases.decode import decode
from tallystick.releases.drafting import SUFFIXES
from tallystick.web import checking, drafts, jobs, kept_drafts, people, pool
from tallystick.web.asking import asker_of, saves
from tallystick.web.desk import AT_ONCE, LARGEST_UPLOAD
from tallystick.web.drafts import Draft, Sent, Viewer
from tallystick.web.guard import Visit, problem_of
from tallystick.web.jobs import TooManyError
from tallystick.web.rendering import fragment, language_of, respond, word
from tallystick.web.returning import day_of, draft_number, draft_of, embargo_of, handed_in, returned, sent_of
from tallystick.web.uploads import Request

ACCEPTED = ",".join(SUFFIXES)
SCRIPTS = ("report.js", "pair.js", "desk.js")


def form(visit: Visit) -> Response:
    """The empty form."""
    return form_with(visit)


def check(visit: Visit) -> Response:
    """Check what was sent, at once or, if it is much or takes long, in the background.

    What belongs to a saved draft becomes its next version.
    """
    language = language_of(visit.request)
    files = sent_of(visit, "")
    if not files:
        return form_with(visit, problem=word("nothing to check", language))
    translation = next(iter(sent_of(visit, "translation ")), None) if len(files) == 1 else None
    told = handed_in(visit) if len(files) == 1 else {}
    draft = Draft(original=files[0], translation=translation, released=day_of(visit), **told)
    number = draft_number(visit)
    viewer = Viewer(language, saves=saves(visit), keeps=visit.may_edit, draft=number)
    try:
        if number:
            kept_drafts.changeable(visit.desk.ledger.store, asker_of(visit), number)
        if len(files) > 1 or draft.size > AT_ONCE:
            return _in_background(visit, draft, files, viewer)
        result = pool.run(checking.page, visit.desk.address, draft, viewer)
        if number:
            store = visit.desk.ledger.store
            kept_drafts.add_version(store, asker_of(visit), number, draft, result.title, result.verdicts)
            return RedirectResponse(f"/drafts/{number}", 303)
    except TookTooLongError:
        return _in_background(visit, draft, files, viewer)
    except LedgerBusyError as error:
        raise problem_of(error) from None
    except TallystickError as error:
        return form_with(visit, problem=str(error))
    return shown(visit, result.main)


def shown(visit: Visit, main: str, here: str = "/check") -> Response:
    """The page of a checked draft, whose forms carry what this visitor's do."""
    title = word("draft checked", language_of(visit.request))
    return respond(visit, title, main.replace(checking.CSRF, visit.csrf), here=here, scripts=SCRIPTS)


def keep(visit: Visit) -> Response:
    """Keep a draft that was checked: its bytes come back with the form."""
    try:
        draft = draft_of(visit)
        if draft is None:
            raise HTTPException(400, "the draft did not come back whole: check it again")
        until = embargo_of(visit) or _embargo_of_draft(visit)
        kept = drafts.take(visit.desk.ledger, draft, Embargo(until, visit.who) if until else None)
    except TallystickError as error:
        raise problem_of(error) from None
    with visit.desk.ledger.store.writing() as connection:
        people.note(connection, visit.person.key if visit.person else None, kept.outcome, kept.release_id)
    return RedirectResponse(f"/releases/{kept.release_id}", 303)


def _embargo_of_draft(visit: Visit) -> datetime | None:
    """The embargo of the saved draft that is kept, which the release of it is under, too; None where it has passed."""
    number = draft_number(visit)
    found = kept_drafts.get(visit.desk.ledger.store, asker_of(visit), number) if number and saves(visit) else None
    if found is None or passed(found.embargo, now()):
        return None
    return datetime.fromisoformat(found.embargo)


def download(visit: Visit) -> Response:
    """What was sent, checked, as one page in a file."""
    draft = draft_of(visit)
    if draft is None:
        return form_with(visit, problem=word("nothing to check", language_of(visit.request)))
    try:
        return as_file(visit, draft)
    except TallystickError as error:
        return form_with(visit, problem=str(error))


def as_file(visit: Visit, draft: Draft) -> Response:
    """A checked draft as one page in a file."""
    page = pool.run(checking.download, visit.desk.address, draft, language_of(visit.request))
    headers = {"Content-Disposition": 'attachment; filename="draft.html"'}
    return Response(page, media_type="text/html; charset=utf-8", headers=headers)


def form_with(visit: Visit, problem: str = "", status: int = 422) -> Response:
    """The form with everything that was sent in it, and what was wrong with it."""
    language = language_of(visit.request)
    texts = {"text": words_of(visit, "text", "file"), "translation": words_of(visit, "translation", "translation file")}
    told = {
        "visit": visit,
        "problem": problem,
        "signs_in": status == 401,
        "sent": texts,
        "released": visit.text("released", 10),
        "addresses": {name: visit.text(name) for name in ("address", "translation address")},
        "draft": draft_number(visit),
        "read_by": visit.text("read by", 100),
        "handed": returned(visit),
        "largest": LARGEST_UPLOAD >> 20,
        "accept": ACCEPTED,
    }
    main = fragment(language, "check.html.j2", **told)
    return respond(visit, word("check a draft", language), main, here="/check", status=status if problem else 200)


def given_back(visit: Visit, error: HTTPException) -> Response:
    """The form with what was sent, for a request that was refused for any reason."""
    language = language_of(visit.request)
    fields = {name: value for name, value in visit.form.items() if not name.endswith("file files")}
    detail = str(error.detail)
    own = error.status_code != 403 or "out of date" in detail
    words = word(f"given back {error.status_code}", language, detail) if own else detail
    if len(fields) < len(visit.form) or fields.get("files dropped"):
        words = f"{words} {word('files dropped', language)}"
    response = form_with(replace(visit, form=fields), problem=words, status=error.status_code)
    response.headers.update({name: value for name, value in dict(error.headers or {}).items() if name == "Retry-After"})
    return response


def words_of(visit: Visit, text: str, file: str) -> str:
    """What was pasted, or the words of an uploaded file: kept when the other text is refused."""
    for name, data, _ in visit.form.get(f"{file} files", [])[:1]:
        with suppress(TallystickError):
            if len(data) <= AT_ONCE and name.lower().endswith(".txt"):
                return decode(data, name=name)
            if len(data) <= AT_ONCE:
                return pool.run(checking.text_of, Draft(original=Sent("file", name[:200], data)), seconds=3.0)[0]
    return visit.text(text, LARGEST_UPLOAD)


def _in_background(visit: Visit, draft: Draft, files: tuple[Sent, ...], viewer: Viewer) -> Response:
    keeps = visit.text("keep", 3) == "yes"
    if keeps and not visit.may_edit:
        raise HTTPException(403, "keeping needs the role of an editor")
    request = Request(
        files=files,
        translation=draft.translation,
        released=draft.released,
        observations=draft.observations,
        read_by=draft.read_by,
        keep=keeps,
        language=viewer.language,
        saves=viewer.saves,
        keeps=viewer.keeps,
        sees_all=visit.sees_all,
        draft=viewer.draft,
    )
    try:
        number = jobs.add(visit.desk.ledger.store, visit.desk.uploads, request, visit.person)
    except TooManyError as error:
        raise HTTPException(429, str(error), {"Retry-After": "30"}) from None
    return RedirectResponse(f"/jobs/{number}", 303)
