"""What is told as stable or within a range, beside the values around it.

A range that the text tells is a band: the values lie in it or do not. `Stable at 5.1%` tells none, so nothing is
proven: it is said how far the values of the last periods lie apart, and how far those before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tallystick.model import Assertion, Frequency, Observation, Period, PeriodError
from tallystick.model.message import Message, Part, Several, Time
from tallystick.reconciling.history.past import Known, Past, runs, steps_back, window_before
from tallystick.reconciling.history.testing import CANNOT, MOST_SHOWN, Answer

STRETCH = {Frequency.MONTH: 12, Frequency.QUARTER: 4, Frequency.HALF: 4, Frequency.YEAR: 5, Frequency.DAY: 5}
"""Over how many periods values are looked at where the claim tells no window."""


def steady_beside(claim: Assertion, figure: Observation, past: Past) -> Answer | None:
    """What the values of other periods say of a claim that something is stable, or stays within a range."""
    try:
        period = Period.parse(figure.period)
    except PeriodError:
        return None
    if isinstance(figure.value, tuple):
        return _in_band(claim, figure, period, past)
    return _apart(claim, figure, period, past)


def _in_band(claim: Assertion, figure: Observation, period: Period, past: Past) -> Answer:
    """The values of the window beside the range told; those of one period alone do not contradict."""
    periods = [period, *((claim.window and window_before(period, claim.window)) or [])]
    known, missing = past.at(periods)
    band: dict[str, Part] = {"band": figure.text}
    outside = [one for one in known if (one.interval & figure.interval).is_empty]
    if outside:
        verdict = CANNOT if missing or past.doubt or len(periods) == 1 or figure.qualifier else "contradicts"
        told = Message("outside the band", {**band, "quote": outside[0].quote, "period": _time(outside[0].period)})
        return Answer(verdict, (told, *_doubt(past)), tuple(outside))
    if missing:
        return Answer(CANNOT, (_missing(missing),), tuple(known))
    inside = all(one.interval.within(figure.interval) for one in known)
    return Answer(
        "holds" if inside and not past.doubt else CANNOT, (_ranged("ranged", known), *_doubt(past)), tuple(known)
    )


def _apart(claim: Assertion, figure: Observation, period: Period, past: Past) -> Answer | None:
    """How far the values of the window lie apart, and those of as many periods before; no band tells what is stable."""
    count = STRETCH.get(period.frequency, 5)
    window = window_before(period, claim.window) if claim.window else steps_back(period, count - 1, "")
    if not window:
        return None
    earlier = steps_back(window[-1], len(window) + 1, "") or []
    own = Known(period=period, interval=figure.interval, value=None, quote=figure.text, figure=figure.id)
    known, missing = past.at(window)
    if not known:
        return Answer(CANNOT, (_missing(missing),))
    reasons = [_ranged("ranged", [own, *known])]
    before, lost = past.at(earlier)
    if before and not lost:
        reasons.append(_ranged("ranged before", before))
    reasons += [_missing(missing)] if missing else []
    return Answer(CANNOT, (*reasons, Message("no band is told"), *_doubt(past)), tuple(known))


def _ranged(key: str, known: Sequence[Known]) -> Message:
    """From which value to which, over which periods."""
    ordered = sorted(known, key=_size)
    times = Several(tuple(map(Time, runs([one.period for one in known])))[:MOST_SHOWN])
    return Message(key, {"periods": times, "low": ordered[0].quote, "high": ordered[-1].quote})


def _size(one: Known) -> Fraction:
    low, high = one.interval.lower, one.interval.upper
    ends = [end for end in (low, high) if end is not None]
    return sum(ends, Fraction(0)) / (len(ends) or 1)


def _doubt(past: Past) -> tuple[Message, ...]:
    return (Message(past.doubt),) if past.doubt else ()


def _missing(periods: Sequence[Period]) -> Message:
    return Message("periods missing", {"periods": Several(tuple(map(Time, runs(periods)))[:MOST_SHOWN])})


def _time(period: Period) -> Time:
    return Time(str(period))
