"""What the address of a series' page asks for: a day, chosen vintages, an order, unsure figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.exceptions import HTTPException

from tallystick.ledger import Point
from tallystick.web.guard import Visit

COMPUTED = ("adjusted", "trend", "none")
"""What is drawn beside a series that was adjusted here: its adjusted line, the trend too, or nothing."""
COLUMNS = ("period", "value", "published", "quote", "publisher")
MOST_CHOSEN = 400
_KEYS: dict[str, Callable[[Point], Any]] = {
    "period": lambda point: (point.period_end, point.first_published),
    "value": lambda point: (point.value is not None, point.value or Decimal(0), point.period_end),
    "published": lambda point: (point.first_published, point.period_end),
    "quote": lambda point: (point.quote, point.period_end),
    "publisher": lambda point: (point.publisher or point.release, point.period_end),
}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """`as_of` and `chosen` are days of publication; `sort` is a column, with `-` before it downward.

    `computed` is one of COMPUTED, or nothing told.
    """

    as_of: str = ""
    chosen: tuple[str, ...] = ()
    sort: str = "-period"
    unsure: bool = False
    computed: str = ""

    @property
    def column(self) -> str:
        """The column it is sorted by."""
        return self.sort.removeprefix("-")

    @property
    def downward(self) -> bool:
        """Whether the greatest comes first."""
        return self.sort.startswith("-")

    @property
    def drawn(self) -> Asked:
        """The same, but for what changes no chart."""
        return msgspec.structs.replace(self, sort="-period")

    def sorted(self, points: list[Point]) -> list[Point]:
        """Vintages in the order asked for."""
        return sorted(points, key=_KEYS[self.column], reverse=self.downward)

    def by(self, column: str) -> str:
        """The query that sorts by a column; the other way round where it is sorted by it already."""
        downward = not self.downward if column == self.column else column in ("period", "published")
        return self.query(sort=f"-{column}" if downward else column)

    def query(self, **changes: Any) -> str:
        """The query of an address that asks for the same but for what is named; empty for nothing special.

        >>> Asked(as_of="2022-03-01").query(), Asked(as_of="2022-03-01").query(as_of="", narrow=True)
        ('?as_of=2022-03-01', '?narrow=1')
        """
        made = msgspec.structs.replace(self, **{n: v for n, v in changes.items() if n != "narrow"})
        told = [("as_of", made.as_of)] if made.as_of else []
        told += [("v", day) for day in made.chosen]
        told += [("sort", made.sort)] if made.sort != "-period" else []
        told += [("unsure", "1")] if made.unsure else []
        told += [("computed", made.computed)] if made.computed else []
        told += [("narrow", "1")] if changes.get("narrow") else []
        return f"?{urlencode(told)}" if told else ""


def asked_of(visit: Visit) -> Asked:
    """What a request asks for; what is no day is refused, an unknown column is left out."""
    told = visit.request.query_params
    sort = told.get("sort", "")
    days = {day_of(day) for day in told.getlist("v")[:MOST_CHOSEN]}
    return Asked(
        as_of=day_of(told.get("as_of", "")),
        chosen=tuple(sorted(days - {""})),
        sort=sort if sort.removeprefix("-") in COLUMNS else "-period",
        unsure=visit.with_unsure,
        computed=computed if (computed := told.get("computed", "")) in COMPUTED else "",
    )


def day_of(text: str) -> str:
    """A day as ISO text; nothing of nothing."""
    text = text.strip()
    if not text:
        return ""
    try:
        return date.fromisoformat(text[:20]).isoformat()
    except ValueError:
        raise HTTPException(400, "that is no day: write it as 2022-03-01") from None
