"""What people decided on a release: its day put right, its values withdrawn, readings put right; each taken back."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.ledger import KeptRelease, linking
from tallystick.ledger.decision import Decision
from tallystick.ledger.embargoes import for_field, zone
from tallystick.ledger.keeping import now
from tallystick.model import LedgerError, TallystickError
from tallystick.reporting.page import own_words
from tallystick.web import people
from tallystick.web.guard import Visit, problem_of
from tallystick.web.rendering import fragment, language_of, respond, word
from tallystick.web.returning import embargo_of

KINDS = ("date", "withdraw", "settle", "unlink", "embargo")
"""Kinds of decisions that are taken back on the page of their release; a note has its own form."""


def section(visit: Visit, kept: KeptRelease, problem: str = "") -> str:
    """The part of a release's page with what was decided on it, and the forms for those who may."""
    return fragment(
        language_of(visit.request),
        "decided.html.j2",
        kept=kept,
        decisions=_decisions(visit, kept),
        kinds=KINDS,
        visit=visit,
        problem=problem,
        sent={name: visit.text(name) for name in ("day", "reason", "what", "embargo")},
        until=for_field(kept.embargoed_until),
        zone=zone(),
    )


def decide(visit: Visit) -> Response:
    """Give a release another day or embargo, or take its values out of the series; the reason is the person's."""
    kept, language = _kept(visit), language_of(visit.request)
    what, reason = visit.text("what", 20), visit.text("reason").strip()
    if not reason:
        return _again(visit, kept, word("give a reason", language))
    try:
        with visit.desk.ledger.store.writing() as connection:
            if what == "date":
                day = date.fromisoformat(visit.text("day", 10).strip())
                linking.date_release(connection, kept.release_id, day, who=visit.who, reason=reason, at=now())
            elif what == "embargo":
                until = None if visit.text("lift", 3) else embargo_of(visit)
                if until is None and not visit.text("lift", 3):
                    return _again(visit, kept, word("write the moment", language))
                linking.embargo(connection, kept.release_id, until, who=visit.who, reason=reason, at=now())
            elif what == "withdraw":
                linking.withdraw(connection, kept.release_id, who=visit.who, reason=reason, at=now())
            else:
                raise HTTPException(400, "no such decision")
            people.note(connection, visit.person.key if visit.person else None, f"decided {what}", kept.release_id)
    except ValueError:
        return _again(visit, kept, word("day like", language))
    except TallystickError as error:
        return _again(visit, kept, str(error))
    return _back(kept)


def take_back(visit: Visit) -> Response:
    """Take a decision on the release or one of its figures back; it stays to be read."""
    kept, number = _kept(visit), visit.text("decision", 18)
    mine = [d for d in _decisions(visit, kept) if str(d.number) == number and d.kind in KINDS and not d.undone_at]
    if not mine:
        raise HTTPException(404, "no such decision")
    with visit.desk.ledger.store.writing() as connection:
        linking.undo(connection, mine[0].number, who=visit.who, at=now())
        people.note(connection, visit.person.key if visit.person else None, "decision taken back", mine[0].subject)
    return _back(kept)


def _kept(visit: Visit) -> KeptRelease:
    try:
        return visit.desk.ledger.release(visit.request.path_params["release"])
    except LedgerError as error:
        raise problem_of(error) from None


def _decisions(visit: Visit, kept: KeptRelease) -> list[Decision]:
    with visit.desk.ledger.store.reading() as connection:
        return linking.decisions_on(connection, kept.release_id)


def _again(visit: Visit, kept: KeptRelease, problem: str) -> Response:
    title = own_words(" ".join((kept.title or kept.name).split()), language_of(visit.request))
    return respond(visit, title, section(visit, kept, problem), here="/releases", status=422)


def _back(kept: KeptRelease) -> Response:
    return RedirectResponse(f"/releases/{quote(kept.release_id, safe='')}#decided", 303)
