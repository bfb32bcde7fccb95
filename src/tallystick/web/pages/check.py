"""Check a draft: paste, upload or name an address; nothing is kept unless asked."""

from __future__ import annotations

import base64
import binascii
from datetime import date

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.ledger.intake import Opened, take_in
from tallystick.model import Reading, TallystickError
from tallystick.reading import read
from tallystick.reporting.page import contents
from tallystick.web import drafts, jobs, people
from tallystick.web.desk import AT_ONCE, LARGEST_UPLOAD
from tallystick.web.drafts import Checked
from tallystick.web.guard import Visit
from tallystick.web.limits import CHECK
from tallystick.web.pages.releases import pair_fragment
from tallystick.web.rendering import figure_link, fragment, language_of, respond, word


def form(visit: Visit) -> Response:
    """The empty form."""
    return _form(visit)


def check(visit: Visit) -> Response:
    """Check what was sent, at once or, if it is long, in the background."""
    visit.limit("check", CHECK)
    files = visit.form.get("file files", [])
    told = visit.text("text", LARGEST_UPLOAD)
    if not files and len(told) > AT_ONCE:
        files = [(f"{drafts.PASTED}.txt", told.encode("utf-8", "replace"), "text/plain")]
    try:
        if len(files) > 1 or any(len(data) > AT_ONCE for _, data, _ in files):
            return _in_background(visit, files)
        source = _source(visit, "text", "file", "address")
        if source is None:
            return _form(visit, problem=word("nothing to check", language_of(visit.request)))
        checked = drafts.examine(visit.desk.ledger, source)
        other = _source(visit, "translation", "translation file", "translation address")
        return _checked(visit, checked, read(other.release) if other else None)
    except TallystickError as error:
        return _form(visit, problem=str(error))


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
        raise HTTPException(400, str(error)) from None
    with visit.desk.ledger.store.writing() as connection:
        people.note(connection, visit.person.key if visit.person else None, kept.outcome, kept.release_id)
    return RedirectResponse(f"/releases/{kept.release_id}", 303)


_SUFFIXES = {"text/html": ".html", "text/markdown": ".md"}


def _source(visit: Visit, text: str, file: str, address: str) -> Opened | None:
    """What was sent for the draft or its translation; None when nothing was."""
    files = visit.form.get(f"{file} files", [])
    if files:
        name, data, _ = files[0]
        return drafts.uploaded(name, data, _day(visit))
    if visit.text(address).strip():
        if not visit.desk.settings.addresses:
            raise HTTPException(403, "this desk fetches no addresses")
        return drafts.fetched(visit.text(address).strip(), _day(visit))
    told = visit.text(text, LARGEST_UPLOAD)
    return drafts.pasted(told, _day(visit)) if told.strip() else None


def _day(visit: Visit) -> date | None:
    told = visit.text("released", 10).strip()
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise HTTPException(400, "write the day like 2022-02-28") from None


def _form(visit: Visit, problem: str = "") -> Response:
    language = language_of(visit.request)
    main = fragment(language, "check.html.j2", visit=visit, problem=problem, largest=LARGEST_UPLOAD >> 20)
    title = word("check a draft", language)
    return respond(visit, title, main, here="/check", status=422 if problem else 200)


def _checked(visit: Visit, checked: Checked, translation: Reading | None) -> Response:
    language = language_of(visit.request)
    main = checked_fragment(checked, language, visit)
    scripts: tuple[str, ...] = ("report.js", "desk.js")
    if translation is not None:
        main += pair_fragment(checked.reading, translation, language)
        scripts = ("report.js", "pair.js", "desk.js")
    return respond(visit, word("draft checked", language), main, here="/check", scripts=scripts)


def checked_fragment(checked: Checked, language: str, visit: Visit | None = None) -> str:
    """The annotated draft; with a visit it offers to keep it."""
    own = {o.id for o in checked.reading.observations}
    small = len(checked.original) <= AT_ONCE
    return fragment(
        language,
        "checked.html.j2",
        **contents(checked.reading, checked.findings, language),
        place=lambda figure: f"#figure-{figure.rpartition(':')[2]}" if figure in own else figure_link(figure),
        against=[f for f in checked.against_ledger if f.kind == "check"],
        checked=checked,
        original=base64.b64encode(checked.original).decode() if visit and small else "",
        visit=visit,
    )


def _in_background(visit: Visit, files: list[tuple[str, bytes, str]]) -> Response:
    wants_keeping = visit.text("keep", 3) == "yes"
    if wants_keeping and not visit.may_edit:
        raise HTTPException(403, "keeping needs the role of an editor")
    number = jobs.add(
        visit.desk.ledger.store,
        jobs.Request(
            files=tuple(jobs.Upload(name=name[:200], data=data) for name, data, _ in files),
            keep=wants_keeping,
            language=language_of(visit.request),
        ),
        visit.person,
    )
    return RedirectResponse(f"/jobs/{number}", 303)
