"""Saved drafts: the list, one with its versions, who may see it, and the embargo after which it is a release."""

from __future__ import annotations

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.ledger.embargoes import for_field, zone
from tallystick.model import TallystickError
from tallystick.processes.lost import TookTooLongError
from tallystick.web import checking, kept_drafts, pool
from tallystick.web.asking import asker_of, saves
from tallystick.web.changes import changes
from tallystick.web.draft_records import DraftError, SavedDraft
from tallystick.web.drafts import Draft, Viewer
from tallystick.web.guard import Visit, problem_of
from tallystick.web.limits import CHECK
from tallystick.web.pages.check import as_file, form_with, shown
from tallystick.web.rendering import fragment, language_of, respond, word
from tallystick.web.returning import draft_of, embargo_of

NOW = "<!--now-->"
"""Stands in what is kept of a page between today's verdict and the page."""


def drafts_list(visit: Visit) -> Response:
    """The drafts that the visitor may see, those changed last first."""
    language, asker = language_of(visit.request), asker_of(visit)
    rows = kept_drafts.latest(visit.desk.ledger.store, asker) if saves(visit) else []
    main = fragment(language, "drafts.html.j2", rows=rows, mine=asker.key, saves=saves(visit))
    return respond(visit, word("drafts", language), main, here="/drafts")


def save(visit: Visit) -> Response:
    """Save what was checked as a draft of the visitor's own."""
    _may_save(visit)
    sent = draft_of(visit)
    if sent is None:
        return form_with(visit, problem=word("nothing to check", language_of(visit.request)))
    try:
        title, told = "", None
        try:
            result = pool.run(checking.page, visit.desk.address, sent, Viewer(language_of(visit.request)))
            title, told = result.title, result.verdicts
        except TookTooLongError:  # saved all the same: what came of it is told when it is checked in the background
            title = word("draft", language_of(visit.request))
        number = kept_drafts.save(visit.desk.ledger.store, asker_of(visit), sent, title, told)
    except TallystickError as error:
        return form_with(visit, problem=str(error))
    return RedirectResponse(f"/drafts/{number}", 303)


def draft(visit: Visit) -> Response:
    """A draft as its newest version, or the one asked for, is today: checked anew, with what came of it then."""
    language, store, found = language_of(visit.request), visit.desk.ledger.store, _found(visit)
    asker = asker_of(visit)
    version = _version(visit, found)
    sent = _sent(visit, found, version)
    key = ("draft", language, found.number, version, found.changed_at, visit.may_edit)
    viewer = Viewer(language, saves=True, keeps=visit.may_edit, draft=found.number)

    def make() -> str:
        visit.limit("check", CHECK)
        result = pool.run(checking.page, visit.desk.address, sent, viewer)
        kept_drafts.tell(store, found.number, version, result.verdicts)
        return f"{fragment(language, 'verdict_now.html.j2', verdicts=result.verdicts)}{NOW}{result.main}"

    try:
        now, _, main = visit.desk.fragment(key, make).partition(NOW)
    except TookTooLongError:
        now, main = "", fragment(language, "draft_long.html.j2", text=_words(sent), csrf=checking.CSRF, draft=found)
    except TallystickError as error:
        raise problem_of(error) from None
    history = kept_drafts.versions(store, found.number)
    head = fragment(
        language,
        "draft.html.j2",
        draft=found,
        version=version,
        versions=history,
        then=next((one for one in history if one.number == version), None),
        now=now,
        changed=_changed(visit, found, version, language),
        mine=kept_drafts.is_own(asker, found),
        editor=asker.is_editor,
        embargo=for_field(found.embargo),
        zone=zone(),
        visit=visit,
    )
    return shown(visit, head + main, here="/drafts")


def download(visit: Visit) -> Response:
    """A saved draft, checked, as one page in a file."""
    found = _found(visit)
    visit.limit("check", CHECK)
    try:
        return as_file(visit, _sent(visit, found, _version(visit, found)))
    except TallystickError as error:
        raise problem_of(error) from None


def settle(visit: Visit) -> Response:
    """Share a draft with the team, or put it under an embargo."""
    _may_save(visit)
    found = _found(visit)
    embargo = embargo_of(visit)
    shared = visit.text("shared", 3) == "yes"
    try:
        kept_drafts.settle(visit.desk.ledger.store, asker_of(visit), found.number, shared=shared, embargo=embargo)
    except DraftError as error:
        raise HTTPException(403, str(error)) from None
    return RedirectResponse(f"/drafts/{found.number}", 303)


def remove(visit: Visit) -> Response:
    """Forget a draft."""
    try:
        kept_drafts.remove(visit.desk.ledger.store, asker_of(visit), _found(visit).number)
    except DraftError as error:
        raise HTTPException(403, str(error)) from None
    return RedirectResponse("/drafts", 303)


def _may_save(visit: Visit) -> None:
    if not saves(visit):
        raise HTTPException(403, word("open to all saves nothing", language_of(visit.request)))


def _found(visit: Visit) -> SavedDraft:
    """The draft of the address; for those who may not see it there is none."""
    number = visit.request.path_params["number"]
    found = kept_drafts.get(visit.desk.ledger.store, asker_of(visit), number) if saves(visit) else None
    if found is None:
        raise HTTPException(404, word("no such draft", language_of(visit.request)))
    return found


def _version(visit: Visit, found: SavedDraft) -> int:
    told = visit.request.query_params.get("version", "")
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 5 else found.versions
    return min(max(number, 1), found.versions)


def _sent(visit: Visit, found: SavedDraft, version: int) -> Draft:
    sent = kept_drafts.sent_of(visit.desk.ledger.store, found.number, version)
    if sent is None:
        raise HTTPException(404, word("no such draft", language_of(visit.request)))
    return sent


def _changed(visit: Visit, found: SavedDraft, version: int, language: str) -> Markup:
    """What changed since the version before, drawn once."""
    if version == 1:
        return Markup("")

    def make() -> str:
        before, after = (_words(_sent(visit, found, number)) for number in (version - 1, version))
        return fragment(language, "draft_changes.html.j2", lines=changes(before, after))

    key = ("draft changes", language, found.number, version, found.changed_at)
    return Markup(visit.desk.fragment(key, make))  # noqa: S704  rendered by our templates, which escape


def _words(sent: Draft) -> str:
    """The words of a version, both texts of it; of a document that takes too long to read none."""
    try:
        return "\n\n".join(filter(None, pool.run(checking.text_of, sent, seconds=5.0)))
    except TallystickError:
        return ""
