"""What became of each: problems, commitments, targets and milestones, beside what was told later."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.knowledge.producers import publisher_in
from tallystick.ledger import KeptRelease, Target, following
from tallystick.ledger.following import OUTCOMES, Followed
from tallystick.ledger.keeping import now
from tallystick.ledger.linking import undo
from tallystick.model import LedgerError
from tallystick.reading.followed import KINDS
from tallystick.reporting.followed_text import became
from tallystick.reporting.targets_text import planned
from tallystick.web import people
from tallystick.web.guard import Visit, problem_of
from tallystick.web.paging import filter_of, page_of
from tallystick.web.rendering import fragment, language_of, respond, word

HERE = "/followed"


class Wanted(msgspec.Struct, frozen=True):
    """What the list is narrowed to; an empty text narrows nothing. `open` is a day: told by then and open still."""

    kind: str = ""
    outcome: str = ""
    publisher: str = ""
    open: str = ""
    words: str = ""
    release: str = ""


def followed(visit: Visit) -> Response:
    """The list, the newest first, in pages."""
    wanted, page = filter_of(visit.request, Wanted), page_of(visit.request)
    every = visit.desk.ledger.followed(
        kind=wanted.kind or None,
        outcome=wanted.outcome or None,
        publisher=wanted.publisher or None,
        open_since=wanted.open or None,
        words=wanted.words or None,
        release=wanted.release or None,
    )
    shown = sorted(every, key=lambda one: one.published, reverse=True)[page.skip : page.skip + page.size]
    main = _part(visit, "followed.html.j2", wanted=wanted, rows=shown, total=len(every), kinds=KINDS, outcomes=OUTCOMES,
                 page=page.with_more(len(every) > page.skip + page.size))  # fmt: skip
    return respond(visit, word("followed through", language_of(visit.request)), main, here=HERE)


def statement(visit: Visit) -> Response:
    """One statement: its quote, what people decided, what may tell it, and the form for those who may decide."""
    return _shown(visit, _one(visit))


def decide(visit: Visit) -> Response:
    """Decide what became of a statement; who, when and the note are kept."""
    one = _one(visit)
    outcome, later, reason = visit.text("outcome", 20), visit.text("later", 400).strip(), visit.text("reason").strip()
    if not reason:
        return _shown(visit, one, word("give a reason", language_of(visit.request)))
    try:
        with visit.desk.ledger.store.writing() as connection:
            told = {"later": later, "who": visit.who, "reason": reason, "at": now()}
            following.follow(connection, one.id, outcome, **told)
            people.note(connection, visit.person.key if visit.person else None, "decided follow", one.id)
    except LedgerError as error:
        return _shown(visit, one, str(error))
    return _back(one)


def take_back(visit: Visit) -> Response:
    """Take a decision on a statement back; it stays to be read."""
    one, number = _one(visit), visit.text("decision", 18)
    mine = [told for told in one.history if str(told.number) == number and not told.undone_at]
    if not mine:
        raise HTTPException(404, "no such decision")
    with visit.desk.ledger.store.writing() as connection:
        undo(connection, mine[0].number, who=visit.who, at=now())
        people.note(connection, visit.person.key if visit.person else None, "decision taken back", one.id)
    return _back(one)


def section(visit: Visit, kept: KeptRelease) -> str:
    """The part of a release's page with its statements."""
    rows = visit.desk.ledger.followed(release=kept.release_id)
    return _part(visit, "followed_of_release.html.j2", rows=rows, kept=kept) if rows else ""


def _one(visit: Visit) -> Followed:
    try:
        with visit.desk.ledger.store.reading() as connection:
            return following.one(connection, visit.request.path_params["statement"])
    except LedgerError as error:
        raise problem_of(error) from None


def _shown(visit: Visit, one: Followed, problem: str = "") -> Response:
    suggested = visit.desk.ledger.suggestions(one.id)
    sent = {name: visit.text(name) for name in ("outcome", "later", "reason")}
    told = {"one": one, "suggested": suggested, "outcomes": OUTCOMES, "problem": problem, "sent": sent}
    main = _part(visit, "followed_one.html.j2", **told, targets=_targets(visit, one), planned=planned)
    title = word("followed through", language_of(visit.request))
    return respond(visit, title, main, here=HERE, status=422 if problem else 200)


def _targets(visit: Visit, one: Followed) -> list[Target]:
    """The planned figures that stand within a statement, with what came of them."""
    words = " ".join(one.quote.split())
    every = visit.desk.ledger.targets() if one.kind != "problem" else ()
    return [t for t in every if t.release == one.release and t.sentence and " ".join(t.sentence.split()) in words]


def _part(visit: Visit, template: str, **values: Any) -> str:
    language = language_of(visit.request)
    return fragment(
        language,
        template,
        visit=visit,
        became=lambda one, outcome=None: became(one, language, outcome),
        statement_link=lambda told: f"{HERE}/{quote(told, safe=':')}",
        text_link=lambda one: f"/releases/{quote(one.release, safe='')}?at={one.start}",
        later_link=later_link,
        publisher_of=lambda told: publisher_in(told.publisher, language),
        **values,
    )


def later_link(told: str) -> str:
    """Where a statement or figure is shown, by its id."""
    release, _, start = told.rpartition(":")
    if start.startswith("s"):
        return f"{HERE}/{quote(told, safe=':')}"
    return f"/releases/{quote(release, safe='')}?at={start}#figure-{start}"


def _back(one: Followed) -> Response:
    return RedirectResponse(f"{HERE}/{quote(one.id, safe=':')}", 303)
