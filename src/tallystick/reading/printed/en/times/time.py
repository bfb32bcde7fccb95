"""A time as printed, before the context makes a period of it."""

from __future__ import annotations

import msgspec

# Years without a number of their own: counted from the release, or from what is being talked of.
LAST, THIS, NEXT, PREVIOUS, FOLLOWING, TOLD = "last", "this", "next", "previous", "following", "told"
Year = int | str | None


class Time(msgspec.Struct, frozen=True):
    """A time as printed, over the tokens up to `stop`.

    `unit` is what is told:

    - `year`, `half`, `quarter`, `month`, `day` with their `year` (a number, a relative word or None) and number `n`;
    - `double` for two years in one (`2013-14`: a fiscal year or two calendar years), `fiscal` for one that is called
      so (`FY24`, `financial year 2013/14`); `named` tells that one number alone names it (`FY24`);
    - `first` (n months from the year's start), `last` (n months to its end), `trailing` (n months up to `to`), `days`
      (n days up to `to`), `past` or `coming` (n units), `ago` (n units);
    - `span` from `first` to `to`; `same` (the same period), `plan` (n), `decade`, `date` in figures whose order of day
      and month the country tells (`n` and `day` as printed), `to date`, `today`;
    - `vague` for what is a time, but no period of the standard.

    `of` is `fiscal` for parts of such years, the kind of `n` for runs, the joint for spans. `end` and `start` tell that
    the end of it, or the moment before its start, is meant.
    """

    stop: int
    unit: str
    year: Year = None
    n: int = 0
    of: str = ""
    day: int = 0
    named: bool = False
    end: bool = False
    start: bool = False
    first: Time | None = None
    to: Time | None = None

    def but(self, **changes: object) -> Time:
        """The same time with some fields changed."""
        return msgspec.structs.replace(self, **changes)


def span_of(first: Time, last: Time, of: str = "") -> Time:
    """The span from one time to another of its kind."""
    return Time(last.stop, "span", first.year, of=of, first=first, to=last)


def first_of(time: Time) -> Time:
    """The first part of a span, else the time itself."""
    return time.first or time


def alike(a: Time, b: Time) -> bool:
    """Whether two times are parts of one kind, so that a span can run from one to the other."""
    return a.unit == b.unit and a.unit in ("year", "double", "fiscal", "half", "quarter", "month", "day")
