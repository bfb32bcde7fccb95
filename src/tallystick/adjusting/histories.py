"""A history that can be adjusted: consecutive months or quarters, each with a value, or a refusal that says why not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, pairwise
from math import isfinite

import msgspec

from tallystick.model import Frequency, Period, SeriesError

FEWEST = {Frequency.MONTH: 60, Frequency.QUARTER: 20}
"""Shorter histories are not adjusted: a season seen four times is a guess."""

MOST = {Frequency.MONTH: 780, Frequency.QUARTER: 260}
"""What X-13 takes; of a longer history it is given the newest."""


_YEARS_OF_SUMS = 4


class History(msgspec.Struct, frozen=True, kw_only=True):
    """Values of consecutive months or quarters from `first` on."""

    name: str
    first: Period
    values: tuple[float, ...]

    @property
    def frequency(self) -> int:
        """Values a year: 12 or 4."""
        return 12 // self.first.frequency

    @property
    def last(self) -> Period:
        """The newest period."""
        return step(self.first, len(self.values) - 1)

    @property
    def periods(self) -> list[Period]:
        """The period of each value."""
        return [step(self.first, n) for n in range(len(self.values))]

    def newest(self, most: int) -> History:
        """The last `most` values, or all."""
        kept = self.values[-most:]
        return History(name=self.name, first=step(self.first, len(self.values) - len(kept)), values=kept)

    @property
    def positive(self) -> bool:
        """Whether logs can be taken."""
        return min(self.values) > 0


def step(period: Period, by: int) -> Period:
    """The month or quarter `by` further on.

    >>> step(Period.parse("2021-11"), 3), step(Period.parse("2021-Q1"), -1)
    (Period('2022-02'), Period('2020-Q4'))
    """
    months = by * period.frequency
    return Period(period.first + months, period.last + months, period.frequency)


def history(name: str, points: Iterable[tuple[str, float]]) -> History:
    """The history of these periods and values, in any order; SeriesError says why it cannot be adjusted.

    >>> history("x", [("2021-01", 1.0), ("2021-03", 2.0)])
    Traceback (most recent call last):
    ...
    tallystick.model.errors.SeriesError: x has no value for 2021-02; add it: a gap is not filled by guess
    """
    told = sorted((Period.parse(period), value) for period, value in points)
    if not told:
        raise SeriesError(f"{name} has no values", "import some: tallystick import FILE")
    periods = [period for period, _ in told]
    _check_periods(name, periods)
    _check_sums(name, told)
    _check_gaps(name, periods)
    values = tuple(value for _, value in told)
    _check_values(name, values, periods[0])
    return History(name=name, first=periods[0], values=values)


def _check_periods(name: str, periods: list[Period]) -> None:
    spans = next((period for period in periods if period.is_span), None)
    if spans is not None:
        advice = "adjust the single months; January and February told as one are never split"
        raise SeriesError(f"{name} is told for several months together ({spans})", advice)
    kinds = {period.frequency for period in periods}
    if len(kinds) > 1 or not kinds <= set(FEWEST):
        told = " and ".join(f"{kind.name.lower()}s" for kind in sorted(kinds))
        raise SeriesError(f"{name} is told by {told}", "adjust a series of single months or quarters")


def _check_sums(name: str, told: list[tuple[Period, float]]) -> None:
    """Values that rise through every year and begin each anew at less than half are sums, whatever they are called."""
    years = [[value for _, value in one] for _, one in groupby(told, key=lambda point: point[0].start.year)]
    rising = all(before < after for year in years for before, after in pairwise(year))
    anew = all(0 < after[0] < before[-1] / 2 for before, after in pairwise(years))
    if len(years) >= _YEARS_OF_SUMS and rising and anew and min(map(len, years[1:-1])) > 1:
        problem = f"{name} rises through every year and begins each anew, as sums from January on do"
        raise SeriesError(problem, "give its single months: they are what is adjusted")


def _check_gaps(name: str, periods: list[Period]) -> None:
    twice = next((before for before, after in pairwise(periods) if before == after), None)
    if twice is not None:
        raise SeriesError(f"{name} has two values for {twice}", "give one a period")
    count = (periods[-1].last - periods[0].first + 1) // periods[0].frequency
    gaps = sorted({step(periods[0], n) for n in range(count)} - set(periods))
    if not gaps:
        return
    months = periods[0].frequency is Frequency.MONTH
    if len(gaps) > 1 and months and all(gap.start.month <= 2 for gap in gaps):
        problem = f"{name} has no value for {gaps[0]} and {len(gaps) - 1} other months, all January or February"
        raise SeriesError(problem, "told as one they are never split: adjust its quarters, the sums of their months")
    more = f" and {len(gaps) - 1} other {'months' if months else 'quarters'}" if len(gaps) > 1 else ""
    advice = "add it: a gap is not filled by guess"
    if (periods[-1].last - gaps[-1].last) // periods[0].frequency >= FEWEST[periods[0].frequency]:
        advice += f"; or give the values from {step(gaps[-1], 1)} on"
    raise SeriesError(f"{name} has no value for {gaps[0]}{more}", advice)


def _check_values(name: str, values: tuple[float, ...], first: Period) -> None:
    unit = "months" if first.frequency is Frequency.MONTH else "quarters"
    fewest = FEWEST[first.frequency]
    if len(values) < fewest:
        advice = f"at least {fewest} are needed: a season seen less often is a guess"
        raise SeriesError(f"{name} has {len(values)} {unit}", advice)
    if not all(map(isfinite, values)):
        raise SeriesError(f"{name} has a value that is no number", "import it anew")
    if min(values) == max(values):
        raise SeriesError(f"{name} never moves", "there is no season to take out")
    wrong = next((n for n, value in enumerate(values) if value <= 0), None)
    if wrong is not None:
        what = "negative" if values[wrong] else "nought"
        advice = "only levels above nought are adjusted: a balance or a growth rate has no seasonal factor"
        raise SeriesError(f"{name} has a value that is {what} in {step(first, wrong)}", advice)
