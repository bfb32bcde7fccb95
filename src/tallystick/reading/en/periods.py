"""Which of a sentence's times is a quantity's period, and which its base."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from tallystick.model import Period, PeriodError
from tallystick.reading.en.calendars import Focus, period_of
from tallystick.reading.en.items import MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.en.measurement import Measure
from tallystick.reading.en.sites import Site
from tallystick.reading.en.times import PREVIOUS, Time, first_of
from tallystick.reading.en.vocabulary import word_set

MAIN, BASE, SPAN, ASIDE = "main", "base", "span", "aside"


class Dated(msgspec.Struct, frozen=True):
    """Period and base of a quantity with the items they were read from (-1: from the context)."""

    period: Period | None
    base: Period | None
    at: int = -1
    base_at: int = -1


_COMPARING = word_set("periods", "comparing")
_ARTICLES = word_set("periods", "articles")
_ASIDE = word_set("periods", "aside")


def role_of(items: Sequence[Item], k: int) -> str:
    """The part the time at item `k` plays, by the words before it."""
    time = items[k].time
    if "naming" in items[k].tags or (time.unit == "today" and not _decides(items)):
        return ASIDE
    j = k - 1
    while j >= 0 and items[j].kind == WORDS and items[j].low in _ARTICLES:
        j -= 1
    before = items[j] if j >= 0 else None
    if _compared_far(items, j):
        return BASE
    if before is not None and before.kind == WORDS and before.low in _COMPARING:
        if before.low in ("over", "on", "from") and time.unit in (
            "past",
            "coming",
            "span",
            "trailing",
            "same" if time.year is None else "",
            "year" if before.low == "over" and time.year in ("this", None) else "",
        ):
            if (
                before.low == "from"
                and time.unit == "span"
                and _follows_amount(items, j)
                and any(item.kind == TIME for item in items[:j])
            ):
                return BASE
            return SPAN if time.unit in ("past", "coming") else MAIN
        if before.low == "on" and time.unit == "day":
            return MAIN
        if before.low == "over" and time.unit == "past":
            return SPAN
        return BASE
    if before is not None and before.low in _ASIDE:
        return ASIDE
    if time.year is None and time.unit in ("month", "quarter") and _modifies(items, k):
        return ASIDE
    if time.unit in ("past", "coming"):
        return SPAN
    if (
        time.unit == "same"
        and time.year in ("last", "previous")
        and any("than" in item.low or item.low.startswith("compar") for item in items[:k] if item.kind == WORDS)
    ):
        return BASE
    if time.unit == "ago":
        return BASE if k + 1 < len(items) and not _starts_clause(items, k) else MAIN
    return MAIN


_EVENTS = frozenset(
    {"meeting", "minutes", "statement", "projections", "survey", "report", "forecast", "budget", "fomc meeting", "fomc"}
)
_POSSESSIVES = frozenset({"their", "its", "his", "our"})


def _modifies(items: Sequence[Item], k: int) -> bool:
    """Whether a time only tells which meeting, or which earlier move, is meant: `the June meeting`, `its April fall`."""
    behind = items[k + 1] if k + 1 < len(items) else None
    if not k or behind is None or behind.kind != WORDS:
        return False
    return behind.low in _EVENTS or (items[k - 1].low in _POSSESSIVES and "noun" in behind.tags)


def _follows_amount(items: Sequence[Item], j: int) -> bool:
    return j > 0 and items[j - 1].kind == QUANTITY


_FAR = 6
_FAR_COMPARING = word_set("periods", "far_comparing")
_ESTIMATES = word_set("periods", "estimates")


_EXTREMES = frozenset({"peak", "trough", "high", "low", "record"})


def _compared_far(items: Sequence[Item], j: int) -> bool:
    """Whether a comparison leads to the time through a noun phrase: `than extraction levels in 2011`."""
    for k in range(j, max(j - _FAR, -1), -1):
        item = items[k]
        if item.kind != WORDS or "auxiliary" in item.tags:
            return False
        if item.low in _FAR_COMPARING:
            return not (
                item.low in ("lower than", "higher than") and k + 1 < len(items) and items[k + 1].kind == QUANTITY
            )
        if item.low == "from":
            if any(i.low in _EXTREMES for i in items[k + 1 : j + 1]):
                return True
            return (
                items[j + 1 : j + 2] != []
                and not _is_span(items, j)
                and all(i.low in _ESTIMATES for i in items[k + 1 : j + 1])
            )
    return False


def _is_span(items: Sequence[Item], j: int) -> bool:
    return any(item.kind == TIME and item.time.unit == "span" for item in items[j + 1 : j + 4])


def _decides(items: Sequence[Item]) -> bool:
    """Whether the sentence tells of a rate moved by points."""
    return any(item.kind == QUANTITY and item.quantity.unit in ("pp", "bp") for item in items)


def _starts_clause(items: Sequence[Item], k: int) -> bool:
    return k == 0 or items[k - 1].kind == MARK


_CLAUSE = frozenset({"while", "whereas", "but", "although", "which", "because", "though"})


def times_for(
    items: Sequence[Item], site: Site, roles: dict[int, str], measure: Measure, last: Callable[[int], int]
) -> tuple[int, int]:
    """The items of the main time and of the base time of a quantity, -1 where the sentence has none.

    `last` gives the last quantity of a clause that is not only there for comparison.
    """
    if (
        site.bracket
        and site.before > 0
        and items[site.before - 1].kind == TIME
        and "naming" not in items[site.before - 1].tags
    ):
        return site.before - 1, -1
    main, base = _behind(items, site, roles)
    if measure.echo and main < 0 and base >= 0 and items[base].time.unit in ("ago", "same"):
        return -1, base
    if measure.echo and main < 0:
        own = next((k for k in range(site.at - 1, max(site.at - 8, -1), -1) if items[k].kind in (TIME, QUANTITY)), -1)
        if own >= 0 and items[own].kind == TIME and own > site.before - 6:
            return own, -1
    if main < 0 and site.bracket and measure.code == "growth":
        return next((k for k in range(site.at - 1, max(site.at - 14, -1), -1) if items[k].kind == TIME), -1), base
    if main < 0:
        main = _when(items, site)
    if main < 0:
        main = _left(items, site, roles)
        if main >= 0 and any(items[k].low == ";" for k in range(main, site.at)):
            own = _far_right(items, site.at, roles, (MAIN,))
            main = own if own >= 0 else main
    if main < 0:
        main = _far_right(items, max(site.at, last(site.at)), roles, (MAIN,))
    if main >= 0 and items[main].time.unit == "same" and items[main].time.year is None:
        told = next((k for k in range(main - 1, -1, -1) if items[k].kind == TIME and roles[k] in (MAIN, SPAN)), -1)
        main = told if told >= 0 else main
    return main, base if base >= 0 else _opening_base(items, site, roles)


def _opening_base(items: Sequence[Item], site: Site, roles: dict[int, str]) -> int:
    """`Since 2010, sales have grown by 4%`, `Compared with May, prices rose 2%`: the base opens the clause."""
    k = next((k for k in range(site.at - 1, -1, -1) if items[k].kind in (TIME, QUANTITY)), -1)
    if k < 0 or items[k].kind != TIME or roles.get(k) != BASE:
        return -1
    lead = next((j for j in range(k - 1, max(k - 4, -1), -1) if items[j].low in _OPENING_BASE), -1)
    return k if lead >= 0 and (lead == 0 or items[lead - 1].kind == MARK) else -1


_OPENING_BASE = frozenset({"since", "compared with", "compared to", "relative to", "in comparison with"})


def _behind(items: Sequence[Item], site: Site, roles: dict[int, str]) -> tuple[int, int]:
    """Times between the quantity and the next one, up to the clause's end."""
    main = base = -1
    k, commas, depth = site.at + 1, 0, 0
    while k < len(items):
        item = items[k]
        if item.kind == MARK and item.low in "()":
            depth += 1 if item.low == "(" else -1
            k += 1
            continue
        if depth > 0 and item.kind == TIME and items[k - 1].low not in ("(", "in"):
            k += 1
            continue
        if item.kind == QUANTITY and depth > 0 and not site.bracket:
            k += 1
            continue
        if item.kind == QUANTITY and not _same_bracket(items, site.at, k):
            break
        if item.kind == MARK:
            if item.low == ";":
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
    while (
        j >= 0
        and items[j].kind == WORDS
        and items[j].low in ("in", "at", "for", "during", "by", "as of", "between", "from")
    ):
        j -= 1
    return j >= 0 and items[j].low == "," and False


def _led_to_next(items: Sequence[Item], k: int, site: Site) -> bool:
    """Whether a time opens the next clause (`; in 2023, X fell by 3%`, `and in 2019 the rate was …`)."""
    j = k - 1
    while (
        j > site.at
        and items[j].kind == WORDS
        and items[j].low in ("in", "at", "for", "during", "by", "from", "between")
    ):
        j -= 1
    opens = items[j].low in (",", "and") and j > site.at
    return opens and k + 1 < len(items) and items[k + 1].kind == MARK and items[k + 1].low == ","


def compared_times(items: Sequence[Item], measure: Measure) -> list[int]:
    """The times that belong to what a quantity is compared with: `7% below the peak of 2008`."""
    cue = items[measure.cue].low
    if not measure.compared or "than" in cue or cue in ("more", "fewer", "additional", "extra"):
        return []
    found: list[int] = []
    for k in range(measure.cue + 1, len(items)):
        if items[k].kind == QUANTITY or items[k].low in (",", ";", "and"):
            break
        told = k == measure.cue + 2 and items[k - 1].low in ("in", "during", "for")
        if items[k].kind == TIME and items[k].time.year != "this" and not told:
            found.append(k)
    return found


def _when(items: Sequence[Item], site: Site) -> int:
    """`higher than in June 2013, when it was £5 billion`: the time just before `when`."""
    for k in range(site.before, max(site.before - 8, 0), -1):
        if items[k].low == "when":
            j = k - 1 if items[k - 1].low != "," else k - 2
            return j if j >= 0 and items[j].kind == TIME else -1
        if items[k].kind == QUANTITY:
            return -1
    return -1


def _left(items: Sequence[Item], site: Site, roles: dict[int, str]) -> int:
    """The nearest main time to the left that no other quantity has taken for itself as a comparison."""
    return next((k for k in range(site.at - 1, -1, -1) if items[k].kind == TIME and roles[k] in (MAIN, SPAN)), -1)


def _far_right(items: Sequence[Item], last: int, roles: dict[int, str], wanted: tuple[str, ...]) -> int:
    """A time behind the sentence's last quantity, which holds for all of them."""
    for k in range(last + 1, len(items)):
        if items[k].low in _CLAUSE or items[k].low == ";":
            return -1
        if items[k].kind == TIME and roles[k] in wanted:
            return k
    return -1


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
    average = measure.code in ("average_growth",)
    if main_at >= 0:
        main, base = main_period(
            items[main_at].time,
            focus,
            moves=moves and measure.code != "contribution",
            average=average,
            future=future,
            rate=site.quantity.is_rate and base_at < 0,
            arrives=site.preposition == "to" and not moves,
        )
    if (
        main_at >= 0
        and not moves
        and items[main_at].time.unit == "past"
        and site.preposition == "from"
        and _partner(items, site)
        and main is not None
        and main.frequency == 12
    ):
        main = Period.year(main.start.year - 1)
    if base_at >= 0:
        base = _compared_period(items[base_at].time, focus, main) or base
        if base is not None and main is not None and base.start > main.end:
            base = None
        if base is not None and base == main and main_at < 0 and moves and items[base_at - 1].low == "from" and base.frequency == 12 and base.units == 1:
            main = Period.year(base.end.year + 1)
    if measure.echo and main_at < 0 and base_at >= 0:
        return Dated(base, None, base_at)
    if measure.code == "streak":
        return Dated(_streak(site, main), None, main_at)
    if measure.code in ("growth", "change", "annualised_growth") and base is None and main is not None:
        far = main_at > 0 and items[main_at - 1].low in ("by", "to", "until", "up to") and main.frequency == 12
        if not (far and focus.released is not None and main.end.year > focus.released.year):
            base = _usual_base(items, site, main) if main.frequency or measure.code == "growth" else None
    if not moves and measure.code != "gap":
        base = None
    if average:
        base = None
        n = _mean_years(items, site)
        if n and main is not None and main.frequency == 12 and main.units == 1:
            main = Period.years(main.end.year - n + 1, main.end.year)
    return Dated(main, base, main_at, base_at)


def _compared_period(time: Time, focus: Focus, main: Period | None) -> Period | None:
    """The period a figure is compared with; `the previous year` of a year up to March is one up to March."""
    if time.unit == "year" and time.year == PREVIOUS and main is not None and main.frequency == 1 and main.units == 12:
        return main.year_before()
    return period_of(time, Focus(focus.released, main))


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
    flows = any(
        item.low in _FLOWS for item in _around(items, site.at) if item.kind == WORDS
    )
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
    for k in range(max(site.at - 8, 0), min(site.at + 4, len(items) - 1)):
        if items[k].low in _COUNTS and items[k + 1].low.startswith("year"):
            return _COUNTS[items[k].low]
    return 0


def _quarterly(items: Sequence[Item], site: Site) -> bool:
    return any("qoq" in item.tags for item in items[: site.at + 5])


def _quarter_of(month: Period) -> Period:
    first = month.first - month.first % 3
    return Period.quarter(first // 12, first % 12 // 3 + 1)


def main_period(
    time: Time,
    focus: Focus,
    *,
    moves: bool = True,
    average: bool = False,
    future: bool = False,
    rate: bool = True,
    arrives: bool = False,
) -> tuple[Period | None, Period | None]:
    """A time as the period of a figure: moves happen from the first part of a span to its last."""
    period = period_of(time, focus, future=future)
    if period is None:
        return None, None
    if time.unit == "span" and arrives and time.to is not None:
        return period_of(time.to, focus, future=future), None
    if time.unit == "span" and time.of == "each":
        return period, None
    if time.unit == "span" and not average and time.to is not None and (moves or time.of in ("between", "and")):
        first, last = (
            period_of(first_of(time), Focus(focus.released, period), future=future),
            period_of(time.to, focus, future=future),
        )
        between = time.of in ("between", "and") or (first is not None and first.frequency == 12)
        if (
            not moves
            and first is not None
            and last is not None
            and (first.frequency == 12 or last.first - first.last > 1)
        ):
            between = first.year_before() == last or first == last.year_before()
        if between and first is not None and last is not None:
            return last, first
    if time.unit == "past" and arrives and not average and period.frequency == 12:
        return Period.year(period.end.year), None
    if time.unit in ("past",) and not average and moves and period.frequency == 12 and period.units > 1:
        last_year = Period.year(period.end.year)
        return last_year, Period.year(period.start.year - 1)
    if (
        time.unit == "past"
        and not average
        and moves
        and rate
        and period.frequency == 1
        and time.of == "year"
        and period.units == 12
    ):
        last = Period(period.last, period.last, period.frequency)
        return last, last.year_before()
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
