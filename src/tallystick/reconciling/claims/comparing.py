"""What figures of one text are to each other: of one thing, surely apart, within the times of a claim."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tallystick.model import Assertion, Interval, Observation, Period, PeriodError
from tallystick.model.finding import Window
from tallystick.model.message import Message

_PLAN = re.compile(r"target|plan|goal|aim|目标|计划|规划|力争|预期|任务", re.IGNORECASE)
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "season": 12}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test says of a claim: a verdict, why, and the figures that speak for or against it."""

    verdict: str
    why: Message
    figures: tuple[Observation, ...] = ()


def contradicts(why: Message, *figures: Observation) -> Outcome:
    """The text says otherwise; as a doubt only where one of the figures is not sure or not of what happened."""
    return Outcome("contradicts" if all(is_firm(o) for o in figures) else "cannot check", why, figures)


def is_firm(figure: Observation) -> bool:
    """Whether a figure was read surely and tells what happened: where no word tells of a plan, none is meant."""
    planned = figure.status == "target" and _PLAN.search(figure.sentence) is not None
    return figure.sure and figure.status in ("actual", "target") and not planned


def surely_above(a: Interval, b: Interval) -> bool:
    """Whether all of one interval lies above all of another."""
    if a.lower is None or b.upper is None:
        return False
    return a.lower > b.upper or (a.lower == b.upper and (a.lower_open or b.upper_open))


def is_negative(figure: Observation) -> bool:
    """Whether a figure is surely below nought."""
    return surely_above(Interval.point(0), figure.interval)


def is_positive(figure: Observation) -> bool:
    """Whether a figure is surely above nought."""
    return surely_above(figure.interval, Interval.point(0))


def one_subject(a: Observation, b: Observation) -> bool:
    """Whether two figures are of one subject and area: by its words, or by the catalogue."""
    if a.area != b.area:
        return False
    named = bool(a.indicator) and a.indicator == b.indicator
    return named or (bool(a.subject) and a.subject.casefold() == b.subject.casefold())


def one_series(a: Observation, b: Observation) -> bool:
    """Whether two figures are values of one series at times of one length."""
    if not one_subject(a, b) or (a.measure, a.unit, a.status) != (b.measure, b.unit, b.status):
        return False
    first, second = period_of(a.period), period_of(b.period)
    if first is None or second is None or first.frequency != second.frequency or first.units != second.units:
        return False
    if a.measure not in ("growth", "change"):
        return a.base == b.base
    return distance(a) == distance(b)


def period_of(form: str) -> Period | None:
    """A period from its form; None where none is told."""
    try:
        return Period.parse(form) if form else None
    except PeriodError:
        return None


def distance(figure: Observation) -> int | None:
    """How many months lie between the period of a change and its base; None where they are not told."""
    period, base = period_of(figure.period), period_of(figure.base)
    if period is None or base is None or period.frequency == 0 or base.frequency == 0:
        return None
    return period.last - base.last


def in_window(claim: Assertion, about: Observation, other: Observation) -> bool:
    """Whether the time of another value surely lies within the times that a claim ranges over, and before its own.

    The first time of a `since` lies outside: it is told as the last that was beyond.
    """
    now, then, window = period_of(about.period), period_of(other.period), claim.window
    if now is None or then is None or window is None or now.frequency == 0 or then.last >= now.first:
        return False
    return ranges_over(window, now, then)


def ranges_over(window: Window, now: Period, then: Period) -> bool:
    """Whether the times of a claim about `now` reach back to another time."""
    if window.is_ever:
        return True
    if window.since:
        start = period_of(window.since)
        return start is not None and then.first > start.last
    months = MONTHS.get(window.unit)
    return window.n is not None and months is not None and then.last > now.last - window.n * months
