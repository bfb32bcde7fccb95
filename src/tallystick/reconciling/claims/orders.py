"""Records and windows against what the text prints: a move the other way, a value beyond, a line crossed before."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tallystick.knowledge.indicators import catalogue
from tallystick.model import Interval, Observation
from tallystick.model.message import Message, Time
from tallystick.reconciling.claims.comparing import (
    Outcome,
    contradicts,
    distance,
    in_window,
    is_negative,
    is_positive,
    one_series,
    one_subject,
    period_of,
    ranges_over,
    surely_above,
)
from tallystick.reconciling.claims.finder import Told
from tallystick.reconciling.wording import said, within

YEAR = 12  # months
_HIGH, _LOW = frozenset({"highest", "fastest"}), frozenset({"lowest", "slowest"})
_OF_A_FALL = re.compile(
    r"declin|drop|fall|decreas|contract|loss|deficit|reduc|outflow|降幅|跌幅|逆差|赤字|亏损", re.IGNORECASE
)
_OF_SAME_TIME = re.compile(
    r"同期|for an? [A-Z]|for the month|any (?:[A-Z]|month)|[A-Z][a-z]+ (?:figure|borrowing)"
    r"|当月|单月|单日|月度|季度|peak"
)
_REAL = re.compile(r"real terms|volume|constant|adjusted|实际|可比|不变价|按", re.IGNORECASE)


def beyond_in_text(told: Told, release: Iterable[Observation]) -> Outcome | None:
    """A record against the text: it fell and is the highest, or another value within the times lies beyond it."""
    if len(told.about) != 1 or told.claim.place != 1 or _OF_A_FALL.search(told.words):
        return None
    up = told.claim.direction in _HIGH
    if not up and told.claim.direction not in _LOW:
        return None
    about = told.about[0]
    return _moved(told, about, up) or _beyond(told, about, up, told.figures) or _beyond(told, about, up, release)


def _moved(told: Told, about: Observation, up: bool) -> Outcome | None:
    if about.measure not in ("level", "share", "index"):
        return None
    for move in told.figures:
        if move.measure not in ("change", "growth") or move.period != about.period or not one_subject(move, about):
            continue
        months = distance(move) if any(sign.isdigit() for sign in move.text) else None
        if months is None or not _reaches(told, about, move, months) or not (is_negative if up else is_positive)(move):
            continue
        why = Message("moved the other way", {"move": said(move)})
        return (
            Outcome("cannot check", why, (about, move))
            if _at_other_prices(about, move, told)
            else contradicts(why, about, move)
        )
    return None


def _reaches(told: Told, about: Observation, move: Observation, months: int) -> bool:
    """Whether the time from which something moved lies within the times of the claim."""
    if _OF_SAME_TIME.search(told.sentence) and months != YEAR:
        return False
    window, now, base = told.claim.window, period_of(about.period), period_of(move.base)
    if window is None or now is None or base is None or window.unit not in ("", "year"):
        return False
    return ranges_over(window, now, base)


def _at_other_prices(about: Observation, move: Observation, told: Told) -> bool:
    """Whether growth may be at other prices, or of other units, than the amount."""
    if move.measure == "change":
        return False
    indicator = catalogue().get(move.indicator or about.indicator or "")
    return bool(_REAL.search(told.sentence)) or bool(indicator and indicator.growth_basis == "constant prices")


def _beyond(told: Told, about: Observation, up: bool, others: Iterable[Observation]) -> Outcome | None:
    for other in others:
        if other.id == about.id or other.is_cell or not one_series(other, about):
            continue
        if _OF_SAME_TIME.search(told.sentence) and not _of_same_time(about, other):
            continue
        if _is_last_beyond(told, other) and (
            surely_above(about.interval, other.interval) if up else surely_above(other.interval, about.interval)
        ):
            why = Message("not beyond at since", {"other": said(other), "time": Time(other.period)})
            return Outcome("cannot check", why, (about, other))
        above = surely_above(other.interval, about.interval) if up else surely_above(about.interval, other.interval)
        if above and in_window(told.claim, about, other):
            why = Message("lies beyond", {"other": said(other), "time": Time(other.period)})
            if other.sentence == about.sentence:
                return contradicts(why, about, other)
            return Outcome("cannot check", why, (about, other))
    return None


def _is_last_beyond(told: Told, other: Observation) -> bool:
    """Whether a value is of the very time that `since` names: the last that was beyond."""
    window = told.claim.window
    return window is not None and bool(window.since) and other.period == window.since


def _of_same_time(about: Observation, other: Observation) -> bool:
    now, then = period_of(about.period), period_of(other.period)
    return now is not None and then is not None and (now.last - then.last) % YEAR == 0


def crossed_before(told: Told) -> Outcome | None:
    """A line that is first crossed: the level is not beyond it, or was so one period before."""
    window = told.claim.window
    line = None if window is None else window.above if window.above is not None else window.below
    if line is None or window is None:
        return None
    up, edge = window.above is not None, Interval.point(line)
    crossing = told.about[0] if told.about else None
    levels = [
        o
        for o in told.figures
        if crossing is not None and o.id != crossing.id and o.unit == crossing.unit and one_subject(o, crossing)
        and o.measure == crossing.measure and o.period == crossing.period
    ]  # fmt: skip
    for level in levels:
        assert crossing is not None
        if surely_above(edge, level.interval) if up else surely_above(level.interval, edge):
            why = Message("not beyond the line", {"said": said(level), "line": said(crossing)})
            return contradicts(why, level, crossing)
        for move in told.figures:
            before = _before(level, move)
            if before is not None and (surely_above(before, edge) if up else surely_above(edge, before)):
                return contradicts(Message("was beyond before", {"before": within(before, level.unit)}), level, move)
    return None


def _before(level: Observation, move: Observation) -> Interval | None:
    """What a level was before a move, by its change or its growth."""
    if move.period != level.period or not one_subject(move, level) or distance(move) is None:
        return None
    if move.measure == "change" and (move.unit == level.unit or (move.unit, level.unit) == ("pp", "%")):
        return level.interval - move.interval
    if move.measure == "growth" and move.unit == "%" and level.measure == "level":
        low, high = level.interval, move.interval
        if low.lower is None or low.upper is None or high.lower is None or high.upper is None or high.lower <= -100:
            return None
        if low.lower < 0:
            return None
        return Interval.of(low.lower / (1 + high.upper / 100), low.upper / (1 + high.lower / 100))
    return None
