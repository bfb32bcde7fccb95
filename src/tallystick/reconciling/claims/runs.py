"""Streaks and turns against what the text prints: the last move, the level beside its line, the steps of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tallystick.model import Interval, Observation
from tallystick.model.message import Message
from tallystick.reconciling.claims.choosing import LEVELS
from tallystick.reconciling.claims.comparing import (
    MONTHS,
    Outcome,
    contradicts,
    distance,
    is_negative,
    is_positive,
    one_series,
    one_subject,
    period_of,
    surely_above,
)
from tallystick.reconciling.claims.finder import Told
from tallystick.reconciling.claims.vocabulary import vocabulary
from tallystick.reconciling.wording import said, within

_GROWTH = re.compile(r"增长|保持|实现|同比|两位数|growth|grew|grow|expan|contract", re.IGNORECASE)
_SOON = 40  # characters between a turn and a rate that follows on it
_OTHER_TIME = re.compile(
    r"\b(?:after|following|from|than|compared|before|ago|previous|earlier|last)\b|上年|去年|此前|由|比上"
)
_CLAUSE = re.compile(r"\b(?:while|whereas|but|although|though|as|where|when)\b|[;:(]", re.IGNORECASE)
NEAR = 3  # characters between a turn and its rate
_OF_RATES = re.compile(r"inflation|rate|涨幅|增速|增幅", re.IGNORECASE)
_OF_RATE = re.compile(r"slow|\beas|narrow|weaken|strengthen|improv|放缓|收窄|回落|回升|加快|增速|rate", re.IGNORECASE)
_OPPOSITE = {"rise": is_negative, "fall": is_positive}


def broken_in_text(told: Told) -> Outcome | None:
    """A streak against the text."""
    return _beside_line(told) or _last_move(told) or _steps(told)


def _outside(told: Told) -> list[Observation]:
    """The figures of the sentence that are not part of the claim's own words."""
    return [o for o in told.figures if not told.claim.start <= o.start < told.claim.end]


def _beside_line(told: Told) -> Outcome | None:
    """The level of now, where one alone is told, must lie where the streak says that it stays."""
    line, way = told.claim.line, told.claim.direction
    if line is None:
        return None
    growth = way.startswith("growth")
    own = next(
        (o for o in told.figures if told.claim.start <= o.start < told.claim.end and o.measure != "streak"), None
    )
    unit = "%" if own is None else own.unit
    kinds = ("growth",) if growth else ("index",) if own is None else tuple(LEVELS - {"gap"})
    fit = [o for o in _outside(told) if o.unit == unit and o.measure in kinds and _is_meant(told, o, own)]
    if len(fit) != 1:
        return None
    edge = Interval.point(line)
    short = surely_above(fit[0].interval, edge) if way.startswith("below") else surely_above(edge, fit[0].interval)
    why = Message("not beyond the line", {"said": said(fit[0]), "line": within(edge, unit)})
    return contradicts(why, fit[0]) if short else None


def _is_meant(told: Told, figure: Observation, own: Observation | None) -> bool:
    """Whether a figure outside of the claim's words is what it speaks of: by its name, or as no other is named."""
    if figure in told.about or (own is not None and one_subject(figure, own)):
        return True
    return own is not None and not told.before.strip() and figure.end <= told.claim.start


def _last_move(told: Told) -> Outcome | None:
    """The last step, where the sentence prints it: of the same length as the steps of the streak."""
    opposite = _OPPOSITE.get(told.claim.direction)
    if opposite is None:
        return None
    changes = [o for o in _outside(told) if o.measure == "change" and distance(o) == MONTHS.get(told.claim.unit)]
    growths = [o for o in _outside(told) if o.measure == "growth"]
    steps = (
        [o for o in growths if distance(o) == MONTHS.get(told.claim.unit)] if not _OF_RATE.search(told.words) else []
    )
    for moves in (changes, growths if _GROWTH.search(told.words) else steps):
        if len(moves) == 1 and opposite(moves[0]) and _is_own(told, moves[0]):
            return contradicts(Message("moved the other way", {"move": said(moves[0])}), moves[0])
    return None


def _is_own(told: Told, move: Observation) -> bool:
    """Whether a move is of what the claim speaks of."""
    return bool(told.about) and all(one_subject(move, about) or about.id == move.id for about in told.about)


def _steps(told: Told) -> Outcome | None:
    """A list of values at times that follow each other: none of the streak's last steps may go the other way."""
    n, way, months = told.claim.n, told.claim.direction, MONTHS.get(told.claim.unit)
    if n is None or way not in _OPPOSITE or months is None:
        return None
    rates = ("growth",) if _OF_RATES.search(told.sentence) and not _GROWTH.search(told.words) else ()
    for row in _rows(told.figures, months, frozenset((*LEVELS, *rates))):
        for earlier, later in list(pairwise(row))[-n:]:
            wrong = (
                surely_above(earlier.interval, later.interval)
                if way == "rise"
                else surely_above(later.interval, earlier.interval)
            )
            if wrong:
                why = Message("breaks the run", {"earlier": said(earlier), "later": said(later)})
                return contradicts(why, earlier, later)
    return None


def _rows(figures: Sequence[Observation], months: int, measures: frozenset[str]) -> list[list[Observation]]:
    """The levels of one series that follow each other at a distance, as far as the last of them is printed."""
    rows: list[list[Observation]] = []
    dated = [(period.last, o) for o in figures if o.measure in measures and (period := period_of(o.period)) is not None]
    for last, figure in sorted(dated, key=lambda one: one[0]):
        for row in rows:
            before = period_of(row[-1].period)
            if before is not None and last - before.last == months and one_series(row[-1], figure):
                row.append(figure)
                break
        else:
            rows.append([figure])
    end = max((last for last, _ in dated), default=0)
    return [row for row in rows if len(row) > 1 and (p := period_of(row[-1].period)) is not None and p.last == end]


def _beyond_zone(told: Told) -> Outcome | None:
    """A turn into a zone of an index (扩张区间) beside the one index of the sentence, on the other side of its line."""
    zones = vocabulary(told.language).meanings.get("zone", {})
    zone = next((meaning for word, meaning in zones.items() if word in told.words), "")
    indices = [o for o in told.figures if o.measure == "index"]
    if not zone or len(indices) != 1 or told.claim.kind != "turning":
        return None
    edge, value = Interval.point(50), indices[0].interval
    if not (surely_above(edge, value) if zone.startswith("above") else surely_above(value, edge)):
        return None
    return contradicts(
        Message("not beyond the line", {"said": said(indices[0]), "line": within(edge, "1")}), indices[0]
    )


def _follows(told: Told, rate: Observation, text: str) -> bool:
    """Whether the one rate of a sentence follows on a turn: of its subject, and of no time before it."""
    between = text[told.claim.end : rate.start]
    if not 0 <= rate.start - told.claim.end <= _SOON or _OTHER_TIME.search(between):
        return False
    if told.language == "zh":
        return bool(rate.subject) and rate.subject in f"{told.before}{told.words}"
    return not _CLAUSE.search(between)


def turned_in_text(told: Told, text: str = "") -> Outcome | None:
    """A turn to rise or fall beside the rate right behind its words, or the one rate of its sentence before them."""
    if (outside := _beyond_zone(told)) is not None:
        return outside
    opposite = _OPPOSITE.get(told.claim.direction.removeprefix("first "))
    changes = [o for o in _outside(told) if o.measure == "change"]
    if opposite is not None and told.claim.direction.startswith("first ") and len(changes) == 1:
        wrong = opposite(changes[0]) and _is_own(told, changes[0])
        return contradicts(Message("moved the other way", {"move": said(changes[0])}), changes[0]) if wrong else None
    rates = [o for o in told.figures if o.measure in ("growth", "change")]
    behind = [o for o in rates if 0 <= o.start - told.claim.end <= NEAR]
    rate = behind[0] if behind else rates[0] if len(rates) == 1 and rates[0].end <= told.claim.start else None
    if rate is None and len(rates) == 1 and text and _follows(told, rates[0], text):
        behind, rate = rates, rates[0]
    if opposite is None or rate is None or not opposite(rate):
        return None
    if not behind and (rate not in told.about):
        return None
    return contradicts(Message("has the other sign", {"said": said(rate)}), rate)
