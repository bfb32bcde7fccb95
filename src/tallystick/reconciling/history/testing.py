"""A claim about level, order or continuity against what is known of other periods.

It holds or contradicts only where every period it ranges over is known; else it cannot be checked, with the periods
that are missing, and with what those that are known say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import msgspec

from tallystick.knowledge.indicators import catalogue
from tallystick.model import Assertion, Observation, Period, PeriodError, Window
from tallystick.model.message import Message, Part, Several, Time
from tallystick.reconciling.history import streaks
from tallystick.reconciling.history.ordering import BEYOND, beside, extreme, in_upper_quarter
from tallystick.reconciling.history.past import Known, Past, runs, steps_back, window_before

CANNOT = "cannot check"
MOST_SHOWN = 6
"""Values, or runs of missing periods, that a reason names."""

_HIGHEST = {"highest": True, "lowest": False}
_YEARS = (5, 10)


class Answer(msgspec.Struct, frozen=True):
    """A verdict on a claim, why, and the values that it rests on."""

    verdict: str
    reasons: tuple[Message, ...]
    cited: tuple[Known, ...] = ()


def claim_beside(claim: Assertion, figure: Observation, past: Past) -> Answer | None:
    """What the values of other periods say of a claim on a figure; None where its kind or words cannot be tested so."""
    value = _known(figure, past)
    tester = _TESTERS.get(claim.kind)
    if value is None or tester is None:
        return None
    found = tester(claim, figure, value, past)
    if found and past.doubt and found.verdict != CANNOT:
        return Answer(CANNOT, (Message(past.doubt), *found.reasons), found.cited)
    return found


def _known(figure: Observation, past: Past) -> Known | None:
    """A figure as one of the series; of a bound what is known of its own period is taken, where that agrees."""
    try:
        period = Period.parse(figure.period)
    except PeriodError:
        return None
    exact = isinstance(figure.value, Decimal) and not figure.qualifier
    own = past.values.get(period)
    if not exact and own and own.value is not None and not (own.interval & figure.interval).is_empty:
        return own
    value = figure.value if exact and isinstance(figure.value, Decimal) else None
    return Known(period=period, interval=figure.interval, value=value, quote=figure.text, figure=figure.id)


def _extreme(claim: Assertion, figure: Observation, value: Known, past: Past) -> Answer | None:
    """The highest or lowest: of a window, or ever."""
    window = claim.window
    if window and (window.above is not None or window.below is not None):
        return _first_past(window, value, past)
    highest = _is_highest(claim, figure)
    if highest is None or window is None:
        return None
    if window.is_ever:
        return _ever(value, past, highest=highest, place=claim.place)
    periods = window_before(value.period, window)
    if not periods:
        return None
    known, missing = past.at(periods)
    if missing:
        return _of_the_kept(value, known, missing, highest=highest)
    verdict, cited = extreme(value, known, highest=highest, place=claim.place)
    return Answer(verdict, (*_told(verdict, cited, highest), _span(known)), cited or tuple(known))


def _is_highest(claim: Assertion, figure: Observation) -> bool | None:
    """Whether the highest is claimed, or the lowest; best and worst as the catalogue knows what is better."""
    if claim.direction in ("fastest", "slowest"):
        falls = isinstance(figure.value, Decimal) and figure.value < 0
        return (claim.direction == "fastest") != falls
    if claim.direction in ("best", "worst"):
        known = catalogue().get(figure.indicator or "")
        better = known.higher_is_better if known else 0
        return None if not better else (claim.direction == "best") == (better > 0)
    return _HIGHEST.get(claim.direction)


def _ever(value: Known, past: Past, *, highest: bool, place: int) -> Answer | None:
    """Of all time only the contrary can be shown: nobody knows where the series began."""
    kept = past.before(value.period)
    if not kept:
        return None
    running, missing = _running(value.period, kept)
    verdict, cited = extreme(value, running, highest=highest, place=place)
    if verdict == "contradicts" and len(cited) >= place:
        return Answer(verdict, (*_told(verdict, cited, highest), _span(running)), cited)
    return _of_the_kept(value, kept, missing, highest=highest)


def _running(period: Period, kept: Sequence[Known]) -> tuple[list[Known], list[Period]]:
    """The values that go back from a period without a gap, and all periods missing back to the first value kept."""
    by_period = {value.period: value for value in kept}
    running: list[Known] = []
    missing: list[Period] = []
    count = 1
    last = kept[-1].period
    while (back := steps_back(period, count, "")) and back[-1].last >= last.last:
        found = by_period.get(back[-1])
        if found is None:
            missing.append(back[-1])
        elif not missing:
            running.append(found)
        count += 1
    return running, missing


def _of_the_kept(value: Known, known: Sequence[Known], missing: Sequence[Period], *, highest: bool) -> Answer | None:
    """Where not every period is known: what those say that are, and what is missing."""
    if not known:
        return Answer(CANNOT, (_missing(missing),)) if missing else None
    beyond = [other for other in known if beside(value, other, highest=highest) == BEYOND]
    if beyond:
        reasons = [_beyond(beyond, highest=highest)]
    else:
        key = "highest of the kept" if highest else "lowest of the kept"
        reasons = [Message(key, {"n": len(known) + 1, "periods": _periods([v.period for v in (value, *known)])})]
    reasons.append(_missing(missing) if missing else Message("start not known", {"first": _time(known[-1].period)}))
    return Answer(CANNOT, tuple(reasons), tuple(beyond or known))


def _first_past(window: Window, value: Known, past: Past) -> Answer | None:
    """The first time beyond a line: only the contrary can be shown."""
    line = window.above if window.above is not None else window.below
    kept = past.before(value.period)
    if line is None or not kept:
        return None
    above = window.above is not None
    judge = streaks.past_line(line, above=above)
    running, missing = _running(value.period, kept)
    passed = [other for other in running if judge(other, None) == streaks.YES]
    if passed:
        return Answer("contradicts", (_beyond(passed, highest=above), _span(running)), tuple(passed))
    return _of_the_kept(value, kept, missing, highest=above)


def _streak(claim: Assertion, figure: Observation, value: Known, past: Past) -> Answer | None:
    """Growth, falls or a level past a line for so many periods."""
    found = streaks.step_of(claim, value, figure.measure)
    if found is None:
        return None
    step, pairs = found
    each_year = claim.unit == "year"
    if claim.n is not None:
        periods = steps_back(value.period, claim.n - 1 + pairs, claim.unit, each_year=each_year)
    elif claim.window and claim.window.since:
        periods = window_before(value.period, claim.window)
    else:
        return None
    if not periods:
        return None
    known, missing = past.at(periods)
    how, at = streaks.run_of([value, *known], step, pairs=pairs) if not missing else ("", None)
    if missing:
        return Answer(CANNOT, (_missing(missing), *_span_if(known)), tuple(known))
    if how == streaks.NO and at is not None:
        return Answer("contradicts", (Message("ends the run", _cited(at)), _span([value, *known])), (at, *known))
    if how == streaks.MAYBE and at is not None:
        verdict = "holds by rounding" if at.value is not None else CANNOT
        return Answer(verdict, (Message("leaves the run open", _cited(at)), _span([value, *known])), (at, *known))
    return Answer("holds", (_span([value, *known]),), tuple(known))


def _level(claim: Assertion, _: Observation, value: Known, past: Past) -> Answer | None:
    """Relatively high or low: in the upper quarter of five years, and of ten."""
    if claim.direction not in ("high", "low"):
        return None
    told: list[tuple[int, str, Sequence[Known]]] = []
    for years in _YEARS:
        known, missing = past.at(window_before(value.period, Window(n=years, unit="year")) or [])
        if missing or not known:
            return Answer(CANNOT, (_missing(missing), *_span_if(known)), tuple(known)) if missing else None
        told.append((years, in_upper_quarter(value, known, highest=claim.direction == "high"), known))
    verdicts = {verdict for _, verdict, _ in told}
    keys = {"holds": "in the quarter", "contradicts": "not in the quarter", CANNOT: "quarter open"}
    reasons = tuple(Message(f"{keys[verdict]} {claim.direction}", {"years": years}) for years, verdict, _ in told)
    return Answer(verdicts.pop() if len(verdicts) == 1 else CANNOT, reasons, tuple(told[-1][2]))


def _turning(claim: Assertion, figure: Observation, value: Known, past: Past) -> Answer | None:
    """The first rise or fall since a time, or the return to either."""
    found = streaks.step_of(claim, value, figure.measure)
    if found is None or found[1]:
        return None
    step = found[0]
    periods = window_before(value.period, claim.window) if claim.window else steps_back(value.period, 1, "")
    if not periods or step(value, None) != streaks.YES:
        return None
    known, missing = past.at(periods)
    sooner = [other for other in known if step(other, None) == streaks.YES]
    if missing:
        told = [Message("so before already", _cited(sooner[0]))] if sooner else []
        return Answer(CANNOT, (*told, _missing(missing)), tuple(sooner))
    if sooner:
        return Answer("contradicts", (Message("so before already", _cited(sooner[0])), _span(known)), tuple(sooner))
    if any(step(other, None) == streaks.MAYBE for other in known):
        return Answer(CANNOT, (Message("rounding leaves it open"), _span(known)), tuple(known))
    return Answer("holds", (_span(known),), tuple(known))


Tester = Callable[[Assertion, Observation, Known, Past], Answer | None]
_TESTERS: dict[str, Tester] = {
    "record": _extreme,
    "window": _extreme,
    "streak": _streak,
    "level": _level,
    "turning": _turning,
}


def _told(verdict: str, cited: Sequence[Known], highest: bool) -> tuple[Message, ...]:
    if not cited:
        return ()
    if verdict == "contradicts":
        return (_beyond(cited, highest=highest),)
    if verdict == "holds by rounding":
        return (Message("prints the same", _cited(cited[0])),)
    return (Message("rounding leaves it open"),) if verdict == CANNOT else ()


def _beyond(cited: Sequence[Known], *, highest: bool) -> Message:
    return Message("lies above" if highest else "lies below", _cited(cited[0]))


def _cited(value: Known) -> dict[str, Part]:
    return {"quote": value.quote, "period": _time(value.period)}


def _span(known: Sequence[Known]) -> Message:
    """The values that were looked at, the earliest first; of many only how many."""
    ordered = sorted(known, key=lambda value: value.period)
    if len(ordered) > MOST_SHOWN * 2:
        return Message("all values of", {"n": len(ordered), "periods": _periods([v.period for v in ordered])})
    return Message("values were", {"values": Several(tuple(Message("value of", _cited(v)) for v in ordered))})


def _span_if(known: Sequence[Known]) -> tuple[Message, ...]:
    return (_span(known),) if known else ()


def _missing(periods: Sequence[Period]) -> Message:
    return Message("periods missing", {"periods": _periods(periods)})


def _periods(periods: Sequence[Period]) -> Several:
    told = list(runs(periods))
    shown: list[Time | str] = [Time(one) for one in told[:MOST_SHOWN]]
    return Several((*shown, "…") if len(told) > MOST_SHOWN else tuple(shown))


def _time(period: Period) -> Time:
    return Time(str(period))
