"""What may be implied: where figures are read well, words leave no other way, and the number tells something."""

from __future__ import annotations

import re
from fractions import Fraction

from tallystick.knowledge.sureness import implying_level
from tallystick.model import Frequency, Observation, Period
from tallystick.reconciling.arithmetic import Bounds
from tallystick.reconciling.evidence import Quantity, Stated
from tallystick.reconciling.identity import Identity
from tallystick.reconciling.linking import caution

_WHOLE = Fraction(100)
_BESIDE = 24  # characters before a change that say what moved, or beyond what it is
_BEHIND = 60  # characters behind it that do
_CLAUSE = re.compile(r"[,;:.()，；：。（）]")
_BY_WORDS_OF_GROWTH = ("change_of_growth", "gap_of_growth")


def may_imply(identity: Identity, quantity: Quantity, box: Bounds, stated: list[Stated]) -> bool:
    """Whether what figures leave for a quantity is worth telling: it can be, and they surely speak of it."""
    figures = [one.observation for one in stated if not one.published]
    return (
        identity.implies
        and not _is_vague(box)
        and (quantity.measure != "share" or _is_share(box))
        and all(_is_read_well(figure) for figure in figures)
        and (identity.exponent != "periods in a year" or _is_of_a_quarter(stated))
        and not any(_moves_otherwise(identity, figure) for figure in figures if figure.measure == "change")
        and not (quantity.measure == "since" and any(_has_ended(figure) for figure in figures))
    )


def _is_vague(box: Bounds) -> bool:
    """Whether a range is too wide to tell anyone anything: unbounded, or wider than half of what it may be."""
    lower, _, upper, _ = box
    if lower is None or upper is None:
        return True
    return upper - lower > max(abs(lower) / 2, abs(upper) / 2, Fraction(1))


def _is_share(box: Bounds) -> bool:
    return box[0] is not None and box[2] is not None and box[0] >= 0 and box[2] <= _WHOLE


def _is_read_well(figure: Observation) -> bool:
    return figure.confidence is None or figure.confidence >= implying_level()


def _is_of_a_quarter(stated: list[Stated]) -> bool:
    """Whether annual rates are of quarters, as is the custom; those of months may be of several."""
    return all(
        Period.parse(one.quantity.period).frequency is Frequency.QUARTER
        and not Period.parse(one.quantity.period).is_span
        and not caution("other_span", one.observation.sentence)
        for one in stated
    )


def _moves_otherwise(identity: Identity, change: Observation) -> bool:
    """Whether words before a change say that it is beyond something else, or that a growth moved where no growth is."""
    before, _, behind = change.sentence.lower().partition(change.text.lower())
    here, there = _CLAUSE.split(before[-_BESIDE:])[-1], _CLAUSE.split(behind[:_BEHIND])[0]
    if any(caution("above_others", words) and not caution("above_before", words) for words in (here, there)):
        return True
    return identity.id not in _BY_WORDS_OF_GROWTH and caution("growth_moved", here)


def _has_ended(streak: Observation) -> bool:
    """Whether a streak is what went before: `after three consecutive years of losses`, 在连续九年增长的基础上."""
    before, _, behind = streak.sentence.partition(streak.text)
    here, there = _CLAUSE.split(before.lower())[-1], _CLAUSE.split(behind.lower())[0]
    return caution("streak_before", here) or caution("streak_behind", there)
