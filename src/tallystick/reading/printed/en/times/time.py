"""A time as words tell it, before the context makes a period of it."""

from __future__ import annotations

# Years without a number of their own: counted from the release, or from what is being talked of.
LAST, THIS, NEXT, PREVIOUS, FOLLOWING, TOLD = "last", "this", "next", "previous", "following", "told"
Year = int | str | None


class Time:
    """A time as words tell it, over the tokens up to `stop`.

    `unit` is year, fiscal, half, quarter, month, day, first (n months, quarters from the year's start), trailing (n
    units up to `to`), past or coming (n units), ago (n units), plan (n), same (the same period), span (`to` is its
    last part) or vague. `year` is a number, a relative word or None; `n` is the number of the part; `end` tells that
    the end of it is meant.
    """

    __slots__ = ("day", "end", "n", "of", "stop", "to", "unit", "year")

    def __init__(self, stop: int, unit: str, year: Year = None, n: int = 0, *, of: str = "", day: int = 0) -> None:
        self.stop, self.unit, self.year, self.n, self.of, self.day = stop, unit, year, n, of, day
        self.end = False
        self.to: Time | None = None


class Span(Time):
    """A span: `first` is its first part, `to` its last."""

    __slots__ = ("first",)

    def __init__(self, span: Time, first: Time) -> None:
        super().__init__(span.stop, "span", span.year)
        self.to, self.of, self.first = span.to, span.of, first


def first_of(span: Time) -> Time:
    """The first part of a span."""
    return span.first if isinstance(span, Span) else span


def alike(a: Time, b: Time) -> bool:
    """Whether two times are parts of one kind, so that a span can run from one to the other."""
    return a.unit == b.unit and a.unit in ("year", "fiscal", "half", "quarter", "month", "day")
