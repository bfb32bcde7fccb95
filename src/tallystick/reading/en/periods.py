"""Which of a sentence's times is a quantity's period, and which its base."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tallystick.model import Period, PeriodError
from tallystick.reading.en.calendars import Focus, period_of
from tallystick.reading.en.measures import Measure
from tallystick.reading.en.scanner import MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.en.sites import Site
from tallystick.reading.en.times import Time, first_of

MAIN, BASE, SPAN, ASIDE = "main", "base", "span", "aside"


class Dated(msgspec.Struct, frozen=True):
    """Period and base of a quantity with the items they were read from (-1: from the context)."""

    period: Period | None
    base: Period | None
    at: int = -1
    base_at: int = -1


_COMPARING = frozenset({"compared with", "compared to", "in comparison with", "in comparison to", "versus", "relative to", "as against", "as compared with", "as compared to", "when compared with", "when compared to", "than", "against", "above", "below", "measured against", "from", "over", "on", "since", "higher than", "lower than", "more than", "less than", "fewer than", "greater than"})  # fmt: skip
_ARTICLES = frozenset({"the", "a", "an", "in", "for", "of", "that", "its", "those", "at", "during", "same", "level", "levels", "period", "figure", "figures", "s"})
_ASIDE = frozenset({"after", "before", "following", "when", "until", "began", "announced", "published", "released", "ago"})


def role_of(items: Sequence[Item], k: int) -> str:
    """The part the time at item `k` plays, by the words before it."""
    time = items[k].time
    j = k - 1
    while j >= 0 and items[j].kind == WORDS and items[j].low in _ARTICLES:
        j -= 1
    before = items[j] if j >= 0 else None
    if before is not None and before.kind == WORDS and before.low in _COMPARING:
        if before.low in ("over", "on", "from") and time.unit in ("past", "coming", "span", "trailing", "year" if before.low == "over" and time.year in ("this", None) else ""):
            return SPAN if time.unit in ("past", "coming") else MAIN
        if before.low == "on" and time.unit == "day":
            return MAIN
        if before.low == "over" and time.unit == "past":
            return SPAN
        return BASE
    if before is not None and before.low in _ASIDE and j == k - 1:
        return ASIDE
    if time.unit in ("past", "coming"):
        return SPAN
    if time.unit == "ago":
        return BASE if k + 1 < len(items) and not _starts_clause(items, k) else MAIN
    return MAIN


def _starts_clause(items: Sequence[Item], k: int) -> bool:
    return k == 0 or items[k - 1].kind == MARK


_CLAUSE = frozenset({"while", "whereas", "but", "although", "which", "because", "though"})


def times_for(items: Sequence[Item], site: Site, roles: dict[int, str]) -> tuple[int, int]:
    """The items of the main time and of the base time of a quantity, -1 where the sentence has none."""
    main, base = _behind(items, site, roles)
    if main < 0:
        main = _left(items, site, roles)
    if main < 0:
        main = _far_right(items, site, roles, (MAIN, SPAN))
    return main, base


def _behind(items: Sequence[Item], site: Site, roles: dict[int, str]) -> tuple[int, int]:
    """Times between the quantity and the next one, up to the clause's end."""
    main = base = -1
    k, commas = site.at + 1, 0
    while k < len(items):
        item = items[k]
        if item.kind == QUANTITY and not _same_bracket(items, site.at, k):
            break
        if item.kind == MARK:
            if item.low in ";" or (item.low == ")" and site.bracket):
                break
            commas += item.low == ","
        elif item.low in _CLAUSE:
            break
        elif item.kind == TIME:
            role = roles[k]
            if role == BASE and base < 0:
                base = k
            elif role in (MAIN, SPAN) and main < 0 and (not commas or _follows_comma(items, k)):
                if not (k > 1 and items[k - 1].low in ("in", "for") and base >= 0):
                    main = k
        k += 1
    if main >= 0 and _led_to_next(items, main, site):
        main = -1
    return main, base


def _same_bracket(items: Sequence[Item], at: int, k: int) -> bool:
    """Whether the quantity at `k` stands in brackets right behind: `18% (£3bn) in 2012`."""
    return k == at + 2 and items[at + 1].low == "("


def _follows_comma(items: Sequence[Item], k: int) -> bool:
    j = k - 1
    while j >= 0 and items[j].kind == WORDS and items[j].low in ("in", "at", "for", "during", "by", "as of", "between", "from"):
        j -= 1
    return j >= 0 and items[j].low == "," and False


def _led_to_next(items: Sequence[Item], k: int, site: Site) -> bool:
    """Whether a time opens the next clause (`; in 2023, X fell by 3%`, `and in 2019 the rate was …`)."""
    j = k - 1
    while j > site.at and items[j].kind == WORDS and items[j].low in ("in", "at", "for", "during", "by", "from", "between"):
        j -= 1
    opens = items[j].low in (",", "and") and j > site.at
    return opens and k + 1 < len(items) and items[k + 1].kind == MARK and items[k + 1].low == ","


def _left(items: Sequence[Item], site: Site, roles: dict[int, str]) -> int:
    """The nearest main time to the left that no other quantity has taken for itself as a comparison."""
    k, crossed = site.at - 1, False
    while k >= 0:
        item = items[k]
        if item.kind == MARK and item.low == ";":
            return -1
        if item.kind == TIME and roles[k] in (MAIN, SPAN):
            return k
        if item.low in ("while", "whereas"):
            crossed = True
        k -= 1
    return -1 if crossed else -1


def _far_right(items: Sequence[Item], site: Site, roles: dict[int, str], wanted: tuple[str, ...]) -> int:
    """A time at the sentence's end that holds for all its quantities."""
    for k in range(site.at + 1, len(items)):
        if items[k].low in (";",):
            return -1
        if items[k].kind == TIME and roles[k] in wanted:
            return k
    return -1


def dated(items: Sequence[Item], site: Site, measure: Measure, at: tuple[int, int], focus: Focus, *, future: bool, running_base: Period | None = None) -> Dated:
    """Period and base, from the items at `at` and the focus."""
    main_at, base_at = at
    moves = measure.code in ("growth", "change", "average_growth", "annualised_growth", "contribution")
    main, base = focus.current, running_base if moves else None
    if main is not None and main_at < 0 and main.frequency == 1 and main.units == 1 and _quarterly(items, site):
        main = _quarter_of(main)
        base = main.before()
    average = measure.code in ("average_growth",)
    if main_at >= 0:
        main, base = main_period(items[main_at].time, focus, moves=moves and measure.code != "contribution", average=average, future=future, rate=site.quantity.is_rate)
    if base_at >= 0:
        base = period_of(items[base_at].time, Focus(focus.released, main)) or base
        if base is not None and main is not None and base.start > main.end:
            base = None
    if measure.code == "streak":
        return Dated(_streak(site, main), None, main_at)
    if measure.code in ("growth", "change", "annualised_growth") and base is None and main is not None:
        base = _usual_base(items, site, main)
    if not moves and measure.code != "gap":
        base = None
    if average:
        base = None
    return Dated(main, base, main_at, base_at)


def _quarterly(items: Sequence[Item], site: Site) -> bool:
    return any("qoq" in item.tags for item in items[: site.at + 5])


def _quarter_of(month: Period) -> Period:
    first = month.first - month.first % 3
    return Period.quarter(first // 12, first % 12 // 3 + 1)


def main_period(time: Time, focus: Focus, *, moves: bool = True, average: bool = False, future: bool = False, rate: bool = True) -> tuple[Period | None, Period | None]:
    """A time as the period of a figure: moves happen from the first part of a span to its last."""
    period = period_of(time, focus, future=future)
    if period is None:
        return (focus.current if time.unit in ("vague",) and False else None), None
    if time.unit == "span" and not average and time.to is not None and (moves or time.of == "between"):
        first, last = period_of(first_of(time), Focus(focus.released, period), future=future), period_of(time.to, focus, future=future)
        between = time.of == "between" or (first is not None and first.frequency == 12)
        if not moves and first is not None and last is not None and (first.frequency == 12 or last.first - first.last > 1):
            between = first.year_before() == last or first == last.year_before()
        if between and first is not None and last is not None:
            return last, first
    if time.unit in ("past",) and not average and moves and period.frequency == 12 and period.units > 1:
        last_year = Period.year(period.end.year)
        return last_year, Period.year(period.start.year - 1)
    if time.unit == "past" and not average and moves and period.frequency == 1 and period.units >= 24:
        n = period.units // 12
        last = Period.months((period.end.year - 1, period.start.month), (period.end.year, period.end.month))
        return last, last.shift_years(-n)
    if time.unit == "trailing" and moves and rate and time.n == 12 and time.to is not None:
        last_month = period_of(time.to, focus)
        if last_month is not None:
            return last_month, last_month.year_before()
    return period, None


def _usual_base(items: Sequence[Item], site: Site, main: Period) -> Period | None:
    tags = {tag for item in items[max(site.at - 12, 0) : site.at + 6] for tag in item.tags & {"mom", "qoq", "yoy"}}
    try:
        if "yoy" not in tags and (("mom" in tags and main.frequency == 1) or ("qoq" in tags and main.frequency == 3)) and main.units == 1:
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
    if unit == "month" and main.frequency == 1:
        last = main.end.year * 12 + main.end.month - 1
        first = last - n + 1
        return Period.months((first // 12, first % 12 + 1), (last // 12, last % 12 + 1))
    return None
