"""Figures told again: one value of one time, in another sentence, of a subject like the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.weighing import kin

EQUAL, CONTAINED, PARTLY = 3, 2, 1
DIGITS = {EQUAL: 2, CONTAINED: 3, PARTLY: 4}
"""How many digits a value must show to be the same by more than chance, by how near the subjects are."""
LOOKED_AT = 6  # earlier figures of the same value that are compared


def repeats(figures: Iterable[Near]) -> Iterator[tuple[Near, Near]]:
    """For each figure told again the nearest one before it; pairs of the same words count once."""
    seen: dict[tuple[object, ...], list[Near]] = {}
    for near in figures:
        figure, digits = near.figure, _digits(near)
        if digits < DIGITS[EQUAL] or isinstance(figure.value, tuple) or figure.qualifier or not near.in_words:
            continue
        before = seen.setdefault((figure.value, figure.unit, figure.measure, figure.period), [])
        same = next((one for one in reversed(before[-LOOKED_AT:]) if _is_the_same(one, near, digits)), None)
        if same is not None:
            yield same, near
        before.append(near)


def _is_the_same(one: Near, other: Near, digits: int) -> bool:
    if one.sentence == other.sentence or one.figure.sentence == other.figure.sentence:
        return False
    nearness = kin(one.words, other.words) if one.words and other.words else 0
    return nearness in DIGITS and digits >= DIGITS[nearness]


def _digits(near: Near) -> int:
    shown = "".join(sign for sign in near.figure.digits if sign.isdigit() and sign.isascii())
    return len(shown.strip("0") if "." not in near.figure.digits else shown.lstrip("0"))
