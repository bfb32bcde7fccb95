"""What a ledger answers about plans and claims: not what was said, but whether it came out so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Unpack

from sqlalchemy import select

from tallystick.ledger.recordset import Records
from tallystick.ledger.schema import series
from tallystick.ledger.store import Store
from tallystick.model import Reading

if TYPE_CHECKING:
    from tallystick.knowledge.indicators import Indicator
    from tallystick.ledger.answering import Reply
    from tallystick.ledger.following import Followed, Wanted
    from tallystick.ledger.suggesting import Suggestion
    from tallystick.ledger.targets import Target


class Asking:
    """Adds questions about what came of plans."""

    store: Store

    def targets(
        self, *, area: str | None = None, today: str | None = None, sure: float | None = None
    ) -> Records[Target]:
        """Planned figures with their outcomes, by indicator, area and period: kept, missed, not yet or cannot check.

        `area` is a code (`CN`); `today` an ISO day by which periods are over. The outcome is the first figure that the
        series' producer published; where what stands now turns the verdict, that is told too.
        """
        from tallystick.ledger.targets import targets

        with self.store.reading() as connection:
            return Records(targets(connection, area=area, today=today or date.today().isoformat(), sure=sure))

    def followed(self, **wanted: Unpack[Wanted]) -> Records[Followed]:
        """Problems, commitments, targets and milestones that releases tell, with what people decided became of them.

        Of a `release` (its id), a `kind` (problem, commitment, target or milestone), a `publisher`, an `outcome` (kept,
        in part, not kept, replaced, open or none), an `indicator`; told `since` a day; told by a day and open still
        (`open_since`); with all these `words`. Every one of these may be left out.
        """
        from tallystick.ledger import following

        with self.store.reading() as connection:
            return following.listed(connection, **wanted)

    def suggestions(self, statement: str) -> Records[Suggestion]:
        """Later statements and figures that may tell what became of a statement (by its id); a person decides."""
        from tallystick.ledger import following, suggesting

        with self.store.reading() as connection:
            return suggesting.suggestions(connection, following.one(connection, statement))

    def area(self, told: str) -> str:
        """The code of an area by a code or a name; TallystickError where neither the catalogue nor a series has it."""
        from tallystick.published.columns import area, known_area

        with self.store.reading() as connection:
            query = select(series.c.area).where(series.c.area == area(told)).limit(1)
            return known_area(told, list(connection.scalars(query)))

    def replies(self, reading: Reading, *, area: str = "", language: str = "en") -> Records[Reply]:
        """What is kept on each figure and claim of a short text: the published value, its revisions, the verdict.

        `area` is the code of what figures speak of that name no area; without one it is the only area kept. Names and
        reasons are told in `language` (en, zh).
        """
        from tallystick.ledger.answering import replies

        with self.store.reading() as connection:
            return Records(replies(connection, reading, area, language))

    def nearby(self, words: str, *, most: int = 8) -> list[Indicator]:
        """Indicators that are kept and near to what the words name; for who found nothing by the words themselves."""
        from tallystick.ledger import lookup, search

        with self.store.reading() as connection:
            return lookup.nearby(words, search.indicators(connection), most)
