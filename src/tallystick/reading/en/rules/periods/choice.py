"""Times chosen for a quantity → its period and its base."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from tallystick.model import Period, PeriodError
from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.measures.measurement import Measure
from tallystick.reading.en.rules.periods.states_and_flows import main_period
from tallystick.reading.printed.en.items import MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.printed.en.times.focus import Focus
from tallystick.reading.printed.en.times.resolving import period_of
from tallystick.reading.printed.en.times.time import PREVIOUS, Time
from tallystick.reading.printed.en.vocabulary import word_set


class Dated(msgspec.Struct, frozen=True):
    """Period and base of a quantity with the items they were read from (-1: from the context)."""

    period: Period | None
    base: Period | None
    at: int = -1
    base_at: int = -1


def dated(
    items: Sequence[Item],
    site: Site,
    measure: Measure,
    at: tuple[int, int],
    focus: Focus,
    *,
    future: bool,
    running_base: Period | None = None,
) -> Dated:
    """Period and base, from the items at `at` and the focus."""
    main_at, base_at = at
    if _is_of_today(items, site) and (focus.current is not None or focus.released is not None):
        here = focus.current or (Period.year(focus.released.year) if focus.released else None)
        return Dated(here, None, site.at + 1)
    moves = measure.code in ("growth", "change", "average_growth", "annualised_growth", "contribution")
    main, base = focus.current, running_base if moves else None
    if main is not None and main_at < 0 and main.frequency == 1 and main.units == 1 and _quarterly(items, site):
        main = _quarter_of(main)
        base = main.before()
    if main_at >= 0:
        main, base = main_period(
            items[main_at].time,
            focus,
            moves=moves and measure.code != "contribution" and "spell" not in items[main_at].tags,
            average=measure.code == "average_growth",
            future=future,
            rate=site.quantity.is_rate and base_at < 0,
            arrives=site.preposition == "to" and not moves,
        )
        if not moves and main is not None and main.frequency == 12 and _sets_out(items, site, items[main_at].time):
            main = Period.year(main.start.year - 1)
    if base_at >= 0:
        main, base = _against(items, base_at, focus, (main, base), told=main_at >= 0 or not moves)
    return _settled(items, site, measure, (main, base), at, focus)


_AGAINST_THE_LAST = frozenset({"growth", "change", "annualised_growth"})
_AGAINST_A_TIME = _AGAINST_THE_LAST | {"contribution", "gap"}


def _settled(
    items: Sequence[Item],
    site: Site,
    measure: Measure,
    known: tuple[Period | None, Period | None],
    at: tuple[int, int],
    focus: Focus,
) -> Dated:
    """What the measure makes of period and base: a streak runs over its periods, an amount has no base."""
    (main, base), (main_at, base_at) = known, at
    if measure.echo and main_at < 0 and base_at >= 0:
        moved = measure.code == "growth" and base is not None
        return Dated(base, _usual_base(items, site, base) if moved and base is not None else None, base_at)
    if measure.code == "streak":
        return Dated(_streak(site, main), None, main_at)
    if measure.code in _AGAINST_THE_LAST and base is None and main is not None:
        known_before = main.frequency or measure.code == "growth"
        base = _usual_base(items, site, main) if known_before and not _is_far_aim(items, main_at, main, focus) else None
    if measure.code not in _AGAINST_A_TIME:
        base = None
    if measure.code == "average_growth":
        n = _mean_years(items, site)
        if n and main is not None and main.frequency == 12 and main.units == 1:
            main = Period.years(main.end.year - n + 1, main.end.year)
    return Dated(main, base, main_at, base_at)


def _is_far_aim(items: Sequence[Item], main_at: int, main: Period, focus: Focus) -> bool:
    """`a fall of 30% by 2050`: against no year that is told."""
    if main_at <= 0 or main.frequency != 12 or focus.released is None:
        return False
    return items[main_at - 1].low in ("by", "to", "until", "up to") and main.end.year > focus.released.year


def _sets_out(items: Sequence[Item], site: Site, time: Time) -> bool:
    """Whether an amount is the one that something rose or fell from over some years."""
    return time.unit == "past" and site.preposition == "from" and _partner(items, site)


def _against(
    items: Sequence[Item], base_at: int, focus: Focus, known: tuple[Period | None, Period | None], *, told: bool
) -> tuple[Period | None, Period | None]:
    """Period and base with the compared time at `base_at`; a rise `from 2023` is of the year after."""
    main, base = known
    base = _compared_period(items[base_at].time, focus, main) or base
    if base is None or main is None or base.start > main.end:
        return main, base if main is None else None
    if base == main and not told and items[base_at - 1].low == "from" and base.frequency == 12 and base.units == 1:
        main = Period.year(base.end.year + 1)
    return main, base


def _compared_period(time: Time, focus: Focus, main: Period | None) -> Period | None:
    """The period a figure is compared with; `the previous year` of a year up to March is one up to March."""
    if time.unit == "year" and time.year == PREVIOUS and main is not None and main.frequency == 1 and main.units == 12:
        return main.year_before()
    return period_of(time, focus.at(main))


def _is_of_today(items: Sequence[Item], site: Site) -> bool:
    """`from 21% today to 40% in 2040`: the amount of the time talked of."""
    behind = items[site.at + 1] if site.at + 1 < len(items) else None
    if behind is None or site.quantity.unit in ("pp", "bp"):
        return False
    return site.preposition == "from" and (
        behind.low in ("now", "currently", "today") or (behind.kind == TIME and behind.time.unit == "today")
    )


_FLOWS = word_set("periods", "flows")
_NEAR = 5


def over_span(items: Sequence[Item], site: Site, measure: Measure, span: Period) -> Period | None:
    """The period of an amount without a time of its own, where a section looks back on some years.

    `rose from A to B` tells of the year before the first and of the last; what was built or spent, of them all.
    """
    if measure.code in ("growth", "change", "average_growth", "annualised_growth", "streak") or span.frequency != 12:
        return None
    if site.preposition == "from" and _partner(items, site):
        return Period.year(span.start.year - 1)
    flows = any(item.low in _FLOWS for item in _around(items, site.at) if item.kind == WORDS)
    return span if flows and measure.code == "level" and site.preposition != "to" else None


def _around(items: Sequence[Item], at: int) -> list[Item]:
    """The words around an amount, up to the marks and the other amounts of its clause."""
    near: list[Item] = []
    for step, reach in ((-1, _NEAR + 4), (1, _NEAR + 3)):
        for k in range(at + step, at + step * reach, step):
            if not 0 <= k < len(items) or items[k].kind in (MARK, QUANTITY):
                break
            near.append(items[k])
    return near


def _partner(items: Sequence[Item], site: Site) -> bool:
    """Whether `to` and a second amount follow a `from` and its amount."""
    k = next((k for k in range(site.at + 1, min(site.at + _NEAR + 3, len(items))) if items[k].kind == QUANTITY), -1)
    return k > 0 and any(item.low == "to" for item in items[site.at + 1 : k])


_COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "2": 2,
    "3": 3,
    "5": 5,
    "10": 10,
}


def _mean_years(items: Sequence[Item], site: Site) -> int:
    """How many years a `two-year average` runs over; 0 where it is no such mean."""
    words = [word for item in items[max(site.at - 8, 0) : site.at + 5] for word in item.low.split()]
    for count, noun in pairwise(words):
        if count in _COUNTS and noun.startswith("year"):
            return _COUNTS[count]
    return 0


def _quarterly(items: Sequence[Item], site: Site) -> bool:
    return any("qoq" in item.tags for item in items[: site.at + 5])


def _quarter_of(month: Period) -> Period:
    first = month.first - month.first % 3
    return Period.quarter(first // 12, first % 12 // 3 + 1)


_STEPS = frozenset({"mom", "qoq", "yoy"})


def _steps(items: Sequence[Item], site: Site) -> frozenset[str]:
    """`year on year`, `month on month` of a quantity: behind it, else before it, up to the next quantity."""
    for side in (range(site.at + 1, min(site.at + 6, len(items))), range(site.at - 1, max(site.at - 13, -1), -1)):
        for k in side:
            if items[k].kind == QUANTITY:
                break
            if items[k].tags & _STEPS:
                return items[k].tags & _STEPS
    near = items[max(site.at - 12, 0) : site.at + 6]
    return frozenset(tag for item in near for tag in item.tags & _STEPS)


def _usual_base(items: Sequence[Item], site: Site, main: Period) -> Period | None:
    tags = _steps(items, site)
    try:
        if (
            "yoy" not in tags
            and (("mom" in tags and main.frequency == 1) or ("qoq" in tags and main.frequency == 3))
            and main.units == 1
        ):
            return main.before()
        if main.frequency == 12 and main.units > 1:
            return None
        return main.year_before()
    except (PeriodError, ValueError):
        return None


def _streak(site: Site, main: Period | None) -> Period | None:
    """The years up to and with the one talked of."""
    value, unit = site.quantity.value, site.quantity.unit
    if main is None or isinstance(value, tuple) or not 1 < value < 300:
        return None
    n = int(value)
    if unit == "year" and main.frequency == 12:
        return Period.years(main.end.year - n + 1, main.end.year)
    if unit == "quarter" and main.frequency == 3 and main.units == 1:
        return Period(main.last - 3 * (n - 1), main.last, main.frequency)
    if unit == "month" and main.frequency == 1:
        last = main.end.year * 12 + main.end.month - 1
        first = last - n + 1
        return Period.months((first // 12, first % 12 + 1), (last // 12, last % 12 + 1))
    return None
