"""From what was found out about a quantity to the figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from tallystick.model import Period
from tallystick.reading.en.rules.carried_over import Reading
from tallystick.reading.en.rules.context import Context
from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.measures.measurement import Measure, of_whole
from tallystick.reading.en.rules.periods.attachment import times_for
from tallystick.reading.en.rules.periods.choice import Dated, dated, over_span
from tallystick.reading.en.rules.periods.roles import compared_times
from tallystick.reading.en.rules.status import status_of
from tallystick.reading.en.rules.subjects.content_words import words_of
from tallystick.reading.en.rules.subjects.noun_phrases import phrase_from
from tallystick.reading.figure import Figure
from tallystick.reading.printed.en.items import QUANTITY, TIME, Item
from tallystick.reading.printed.en.quantities.quantity import Quantity, Value
from tallystick.reading.printed.en.times.focus import Focus
from tallystick.reading.printed.en.times.resolving import period_of
from tallystick.reading.printed.en.times.time import first_of

_AVERAGE_WITHIN = 8
_COMPARED = frozenset({"than", "that", "that of", "those of", "of", "the", "as", "much", "many"})


def _looks_ahead(items: Sequence[Item], site: Site, context: Context, period: Period | None) -> bool:
    """Whether an aim or expectation without a time is for the year of release, though last year was told of."""
    if context.budgets and context.running is None and period is not None and period == context.usual:
        return status_of(items, site, None, context.focus())[0] != "actual"
    if (
        period is None
        or context.released is None
        or period.frequency != 12
        or period.units > 1
        or period != context.current
    ):
        return False
    if period.end.year != context.released.year - 1 or context.running is not None:
        return False
    return status_of(items, site, None, context.focus())[0] != "actual"


def _averaged(items: Sequence[Item], site: Site, main: Period | None, time_unit: str, *, within: bool) -> str:
    """Whether a growth is a mean over years, or at an annual rate; empty for a plain one."""
    near = _near(items, site)
    lows = " ".join(item.low for item in near)
    several = time_unit in ("past", "coming") or (main is not None and main.frequency == 12 and main.units > 1)
    verb = site.governor >= 0 and items[site.governor].low.startswith("averag")
    if "two year" in lows or ("average" in lows and (several or not verb)):
        return "average_growth"
    if (
        within
        and not time_unit
        and site.governor >= 0
        and "growth rate" in items[site.governor].low
        and "annual" in lows
    ):
        return "average_growth"
    if several and time_unit == "past" and site.governor >= 0 and "growth rate" in items[site.governor].low:
        return "average_growth"
    if within and not time_unit and "annual rate" in lows and main is not None and main.frequency == 12:
        return "average_growth"
    if several and any("kind:annual" in item.tags for item in near):
        return "average_growth"
    if any("kind:annualised" in item.tags for item in near) and "annual growth rate" not in lows and not several:
        return "annualised_growth"
    return ""


def _near(items: Sequence[Item], site: Site) -> list[Item]:
    """The words around a quantity that may call it a mean: from its governor on, or back to the quantity before."""
    near: list[Item] = []
    for k in range(site.at - 1, max(site.at - _AVERAGE_WITHIN, -1), -1):
        if items[k].kind == QUANTITY and site.peer != k:
            break
        near.append(items[k])
    near = [item for item in near if "named" not in item.tags]
    near.reverse()
    for item in items[site.at + 1 : site.at + 4]:
        if item.kind in (QUANTITY, "p"):
            break
        near.append(item)
    if 0 <= site.governor < site.at - _AVERAGE_WITHIN:
        near += items[max(site.governor - 2, 0) : site.governor + 3]
    return near


def figure(
    text: str,
    items: Sequence[Item],
    reading: Reading,
    roles: dict[int, str],
    focus: Focus,
    context: Context,
    last: Callable[[int], int],
    own: Mapping[int, int],
) -> Figure:
    """The figure of a quantity: its times resolved, its sign and status set, each field explained.

    `last` gives the last quantity of a clause; `own` the times that stand with one quantity alone.
    """
    site, measure = reading.site, reading.measure
    quantity = site.quantity
    at = times_for(items, site, roles, measure, last)
    at = (own[site.at], -1) if site.at in own else at
    future = any("forecast" in item.tags or "target" in item.tags for item in items[max(site.at - 10, 0) : site.at])
    if measure.code == "growth" and quantity.form != "fold":
        measure = _mean_growth(items, reading, at[0], focus, context)
    when = dated(items, site, measure, at, focus, future=future, running_base=context.running_base)
    if at[0] < 0 and context.span is not None:
        when = _within(items, site, measure, when, context.span, context)
    period, base = when.period, when.base
    against = compared_times(items, measure) if at[1] < 0 else []
    if against:
        base = period_of(items[against[0]].time, focus.at(period)) or base
    if (
        at[0] >= 0
        and items[at[0]].time.unit == "span"
        and items[at[0]].time.of in ("between", "and")
        and site.preposition == "from"
        and items[at[0]].kind == TIME
    ):
        period = period_of(first_of(items[at[0]].time), focus.at(period)) or period
        base = period.year_before() if base is not None and period is not None else base
    if at[0] < 0 and _looks_ahead(items, site, context, period):
        assert context.released is not None
        period = period.shift_years(1) if period is not None else None
        base = period.year_before() if period is not None and measure.code in ("growth", "change") else base
    status, status_at = status_of(items, site, period, focus)
    if period is None and status != "actual":
        period = context.coming
    reading.period = period
    value, half, unit = _signed(quantity, measure)
    figure = Figure(
        quantity.start, quantity.end, quantity.digits, value, half, unit, measure.code, reading.subject,
        "" if period is None else str(period), _base(text, items, reading, measure, "" if base is None else str(base)),
        site.qualifier, status,
    )  # fmt: skip
    _explain(figure, items, site, measure, when.at, when.base_at, status_at)
    reading.measure = measure
    return figure


def _mean_growth(items: Sequence[Item], reading: Reading, at: int, focus: Focus, context: Context) -> Measure:
    """The measure of a growth: as it is, or a mean over years, told here or by the figure it leans on."""
    measure = reading.measure
    time = items[at].time if at >= 0 else None
    time_unit = time.unit if time is not None and (time.n > 1 or time.unit != "past") else ""
    main = period_of(time, focus) if time is not None else focus.current
    code = _averaged(items, reading.site, main, time_unit, within=context.span is not None)
    if not code and reading.model is not None and reading.model.measure.code in ("average_growth", "annualised_growth"):
        code = reading.model.measure.code
    return Measure(code, measure.sign, measure.rule, measure.cue, measure.echo, measure.compared) if code else measure


def _within(items: Sequence[Item], site: Site, measure: Measure, when: Dated, span: Period, context: Context) -> Dated:
    """The times of a figure without one of its own, in a text about a span of years."""
    if context.running is None or context.running_base is not None:
        when = Dated(over_span(items, site, measure, span) or when.period, when.base, when.at, when.base_at)
    if measure.code == "average_growth" and (when.period is None or when.period.units == 1):
        return Dated(span, None)
    return when


def _signed(quantity: Quantity, measure: Measure) -> tuple[Value, Decimal, str]:
    """Value, half a unit of its last digit, and unit, with the sign of the measure."""
    value: Value = quantity.value
    half, unit = quantity.half, quantity.unit
    if unit == "times" and measure.code in ("growth", "level"):
        value, half, unit = _from_times(value, half, measure.code)
    if measure.code == "index" and unit == "1":
        unit = "point"
    if measure.sign < 0 and not quantity.signed:
        value = (-value[1], -value[0]) if isinstance(value, tuple) else -value
    return value, half, unit


def _from_times(value: Value, half: Decimal, code: str) -> tuple[Value, Decimal, str]:
    """Growth by N times is N × 100 %; so many times something happened is a count."""
    if code == "level":
        return value, half, "1"
    hundred = 100
    if isinstance(value, tuple):
        return (value[0] * hundred, value[1] * hundred), half * hundred, "%"
    return value * hundred, half * hundred, "%"


def _base(text: str, items: Sequence[Item], reading: Reading, measure: Measure, base: str) -> str:
    """The base in words where the measure asks for a whole, another series or a field; else the period."""
    site = reading.site
    if measure.code == "contribution" and reading.base:
        return reading.base
    if measure.code in ("share", "contribution"):
        whole = of_whole(items, site) or (measure.cue if measure.cue > site.at else 0)
        k = site.at + 1
        if not whole and measure.code == "contribution" and k + 1 < len(items) and items[k].low == "to":
            whole = k + 1
        return words_of(text, items, _phrase(items, whole)) if whole else ""
    if measure.code in ("gap", "multiple"):
        k = max(measure.cue, site.at) + 1
        while k < len(items) and items[k].low in _COMPARED:
            k += 1
        return words_of(text, items, _phrase(items, k)) if k < len(items) else ""
    if measure.code == "rank":
        k = site.at + 1
        while k < len(items) and items[k].low in ("in", "the", "of", "among", "place", "globally"):
            k += 1
        return words_of(text, items, _phrase(items, k)) if k < len(items) else ""
    return base


def _phrase(items: Sequence[Item], k: int) -> tuple[int, int]:
    return phrase_from(items, k)


def _explain(
    figure: Figure, items: Sequence[Item], site: Site, measure: Measure, at: int, base_at: int, status_at: int
) -> None:
    figure.because("value", "number", figure.start, figure.end)
    figure.because("unit", "unit", figure.start, figure.end)
    cue = measure.cue if measure.cue >= 0 else site.at
    figure.because("measure", measure.rule, items[cue].start, items[cue].end)
    if at >= 0:
        figure.because("period", "time in the sentence", items[at].start, items[at].end)
    if base_at >= 0:
        figure.because("base", "compared time", items[base_at].start, items[base_at].end)
    if site.qualifier_at >= 0:
        figure.because("qualifier", "qualifier", items[site.qualifier_at].start, items[site.qualifier_at].end)
    if status_at >= 0:
        figure.because("status", "cue of status", items[status_at].start, items[status_at].end)
