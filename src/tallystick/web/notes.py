"""Decisions on findings: dated, signed, kept. A note never changes a figure."""

from __future__ import annotations

import msgspec
from sqlalchemy import RowMapping, select

from tallystick.ledger import linking
from tallystick.ledger.keeping import now
from tallystick.ledger.schema import decision
from tallystick.ledger.store import Store
from tallystick.web import people
from tallystick.web.people import Person

OUTCOMES = ("accepted", "explained", "reading error")


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody decided on a finding; `undone_at` when it was taken back."""

    number: int
    outcome: str
    reason: str
    who: str
    decided_at: str
    undone_at: str | None
    undone_by: str | None


def add(store: Store, finding: int, outcome: str, reason: str, *, who: str, person: Person | None) -> None:
    """Keep a note; `outcome` is one of OUTCOMES, `reason` says why in the person's words."""
    subject = f"finding:{finding}"
    with store.writing() as connection:
        linking.note(connection, subject, who=who, reason=f"{outcome}: {reason}", at=now())
        people.note(connection, person.key if person else None, "noted", subject, outcome=outcome)


def undo(store: Store, finding: int, number: int, *, who: str, person: Person | None) -> None:
    """Take a note back; it stays readable."""
    mine = (decision.c.key == number) & (decision.c.subject == f"finding:{finding}") & decision.c.undone_at.is_(None)
    with store.writing() as connection:
        if connection.execute(select(decision.c.key).where(mine)).first():
            linking.undo(connection, number, who=who, at=now())
        people.note(connection, person.key if person else None, "note taken back", f"finding:{finding}")


def of_finding(store: Store, finding: int) -> list[Note]:
    """The notes on a finding, oldest first."""
    query = (
        select(decision)
        .where(decision.c.kind == "note", decision.c.subject == f"finding:{finding}")
        .order_by(decision.c.key)
    )
    with store.reading() as connection:
        return [_note(row) for row in connection.execute(query).mappings()]


def _note(told: RowMapping) -> Note:
    outcome, _, reason = told["reason"].partition(": ")
    return Note(
        number=told["key"],
        outcome=outcome if outcome in OUTCOMES else "accepted",
        reason=reason or told["reason"],
        who=told["who"],
        decided_at=told["decided_at"],
        undone_at=told["undone_at"],
        undone_by=told["undone_by"],
    )
