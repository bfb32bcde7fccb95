"""What people decide in a ledger: each decision a short call of the module that does the work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from tallystick.ledger import embargoes, keeping, linking
from tallystick.ledger.decision import Decision
from tallystick.ledger.embargoes import Held
from tallystick.ledger.recordset import Records
from tallystick.ledger.store import Store


class Decisions:
    """Adds decisions to a ledger: made with a name and a reason, dated, undone as easily."""

    store: Store

    def link(self, series: str, into: str, *, who: str, reason: str) -> int:
        """Decide that one series is part of another (whole keys); gives the number of the decision."""
        with self.store.writing() as connection:
            return linking.link(connection, series, into, who=who, reason=reason, at=keeping.now())

    def unlink(self, observation: str, *, who: str, reason: str) -> int:
        """Decide that a figure (by its id) belongs to no series; gives the number of the decision."""
        with self.store.writing() as connection:
            return linking.unlink(connection, observation, who=who, reason=reason, at=keeping.now())

    def date_release(self, release: str, day: date, *, who: str, reason: str) -> int:
        """Decide on which day a release (by its id) was published; gives the number of the decision."""
        with self.store.writing() as connection:
            return linking.date_release(connection, release, day, who=who, reason=reason, at=keeping.now())

    def settle(self, observation: str, fields: Mapping[str, str] | None = None, *, who: str, reason: str) -> int:
        """Decide what a figure (by its id) says; gives the number of the decision, by which the figure is sure.

        `fields` are those that were read wrong: subject, measure, sign (+ or -), period, base, status.
        """
        with self.store.writing() as connection:
            return linking.settle(connection, observation, fields or {}, who=who, reason=reason, at=keeping.now())

    def note(self, subject: str, *, who: str, reason: str) -> int:
        """Put a remark on a release, figure or finding on record; gives the number of the decision."""
        with self.store.writing() as connection:
            return linking.note(connection, subject, who=who, reason=reason, at=keeping.now())

    def follow(self, statement: str, outcome: str, *, later: str = "", who: str, reason: str) -> int:
        """Decide what became of a statement (by its id): kept, in part, not kept, replaced or open.

        `later` is the statement or figure (by its id) that tells it. Gives the number of the decision.
        """
        from tallystick.ledger import following

        with self.store.writing() as connection:
            told = {"later": later, "who": who, "reason": reason}
            return following.follow(connection, statement, outcome, **told, at=keeping.now())

    def undo(self, decision: int, *, who: str) -> None:
        """Take a decision back; it stays on record."""
        with self.store.writing() as connection:
            linking.undo(connection, decision, who=who, at=keeping.now())

    def decisions(self) -> Records[Decision]:
        """All decisions ever made."""
        with self.store.reading() as connection:
            return linking.decisions(connection)

    def withdraw(self, release_id: str, *, who: str, reason: str) -> int:
        """Decide that the values of a release count no longer; gives the number of the decision."""
        with self.store.writing() as connection:
            return linking.withdraw(connection, release_id, who=who, reason=reason, at=keeping.now())

    def embargo(self, release_id: str, until: datetime | None, *, who: str, reason: str) -> int:
        """Decide until when a release is seen by those alone who work on the ledger; None lifts its embargo.

        Gives the number of the decision; of several on a release the last that stands counts.
        """
        with self.store.writing() as connection:
            return linking.embargo(connection, release_id, until, who=who, reason=reason, at=keeping.now())

    def embargoed(self) -> Records[Held]:
        """The releases that are under embargo at this moment."""
        with self.store.reading() as connection:
            return Records(embargoes.held(connection))

    def reinstate(self, release_id: str, *, who: str) -> int:
        """Take the withdrawal of a release back; gives the number of the decision undone."""
        with self.store.writing() as connection:
            return linking.reinstate(connection, release_id, who=who, at=keeping.now())
