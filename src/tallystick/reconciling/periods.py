"""Relations of periods that identities name: the base, the year before, each year of a span, the last month."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from tallystick.model import Frequency, Period, PeriodError

MOST = 12  # no identity ties more periods than a year has months

Ways = tuple[tuple[str, ...], ...]
"""Every way to take the relation; most relations know one, a year knows quarters, halves and months."""


@lru_cache(maxsize=8192)
def related(relation: str, period: str, base: str) -> Ways:
    """The periods that stand in a relation to an anchor's period and base; no way where there is none.

    >>> related("each unit", "2020/2021", "")
    (('2020', '2021'),)
    >>> related("to date before", "2022-Q1", "")
    (('2022-01/2022-02',),)
    """
    if relation == "same":
        return ((period,),)
    if relation == "none":
        return (("",),)
    if relation == "base":
        return ((base,),) if base and base[0].isdigit() else ()
    try:
        return _RELATIONS[relation](Period.parse(period), Period.parse(base) if base and base[0].isdigit() else None)
    except PeriodError:  # before the first year of the calendar
        return ()


@lru_cache(maxsize=8192)
def lagged(period: str, model_period: str, model_base: str) -> str:
    """The base of a growth of `period` that looks as far back as another growth does; empty when unclear.

    >>> lagged("2020", "2021", "2020"), lagged("2022-04", "2022-05", "2022-04")
    ('2019', '2022-03')
    """
    if not model_base:
        return ""
    try:
        return _lagged(period, model_period, model_base)
    except PeriodError:  # before the first year of the calendar
        return ""


def _lagged(period: str, model_period: str, model_base: str) -> str:
    own, model, back = Period.parse(period), Period.parse(model_period), Period.parse(model_base)
    if own.frequency is Frequency.DAY or model.frequency != back.frequency:
        return str(own.year_before()) if model.year_before() == back else ""
    lag = model.first - back.first
    return str(Period(own.first - lag, own.last - lag, own.frequency))


@lru_cache(maxsize=8192)
def periods_in_year(period: str) -> int:
    """How many periods of this length a year has; 0 when they do not fill it."""
    own = Period.parse(period)
    if own.frequency is Frequency.DAY:
        return 0
    length = own.last - own.first + 1
    return 12 // length if 12 % length == 0 else 0


def last_year(period: str) -> str:
    """The year in which a period ends; empty where there is no period.

    >>> last_year("2010/2021"), last_year("2024-12-31"), last_year("")
    ('2021', '2024', '')
    """
    return str(Period.parse(period).end.year) if period else ""


def _each_unit(period: Period, _: Period | None) -> Ways:
    unit = max(period.frequency, 1)
    if not period.is_span or period.frequency is Frequency.DAY or period.units > MOST:
        return ()
    return (tuple(str(Period(m, m + unit - 1, period.frequency)) for m in range(period.first, period.last, unit)),)


def _each_year_since_base(period: Period, base: Period | None) -> Ways:
    if base is None or base.frequency is not period.frequency or period.frequency is Frequency.DAY:
        return ()
    years, rest = divmod(period.first - base.first, 12)
    if rest or not 2 <= years <= MOST or base.shift_years(years) != period:
        return ()
    return (tuple(str(base.shift_years(year)) for year in range(1, years + 1)),)


def _each_step_of_the_year(period: Period, base: Period | None) -> Ways:
    if period.frequency not in (Frequency.MONTH, Frequency.QUARTER) or period.is_span or base != period.year_before():
        return ()
    steps = 12 // period.frequency
    length = int(period.frequency)
    return (
        tuple(
            str(Period(period.first - length * back, period.last - length * back, period.frequency))
            for back in range(steps - 1, -1, -1)
        ),
    )


def _runs_from_january(period: Period) -> bool:
    return (
        period.frequency is not Frequency.DAY
        and period.first % 12 == 0
        and period.first < period.last < period.first + 12
    )


def _to_date_before(period: Period, _: Period | None) -> Ways:
    if not _runs_from_january(period):
        return ()
    return ((str(Period.to_date(period.first // 12, period.last % 12)),),)


def _last_month(period: Period, _: Period | None) -> Ways:
    if not _runs_from_january(period):
        return ()
    return ((str(Period.month(period.last // 12, period.last % 12 + 1)),),)


def _each_part(period: Period, _: Period | None) -> Ways:
    if period.frequency is Frequency.DAY or period.last - period.first >= 12:
        return ()
    ways = []
    for unit in (Frequency.HALF, Frequency.QUARTER, Frequency.MONTH):
        length = period.last - period.first + 1
        if unit < length and length % unit == 0 and period.first % unit == 0:
            ways.append(tuple(str(Period(m, m + unit - 1, unit)) for m in range(period.first, period.last + 1, unit)))
    return tuple(way for way in ways if len(way) > 1)


def _year_before(period: Period, _: Period | None) -> Ways:
    return ((str(period.year_before()),),)


def _before(period: Period, _: Period | None) -> Ways:
    return ((str(period.before()),),)


_RELATIONS: dict[str, Callable[[Period, Period | None], Ways]] = {
    "year before": _year_before,
    "before": _before,
    "each unit": _each_unit,
    "each year since base": _each_year_since_base,
    "each step of the year": _each_step_of_the_year,
    "to date before": _to_date_before,
    "last month": _last_month,
    "each part": _each_part,
}
