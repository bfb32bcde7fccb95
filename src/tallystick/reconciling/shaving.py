"""Shaving: a box made tighter by proving slices at its ends impossible.

Contraction looks at one constraint at a time, so a figure that stands in several (a growth rate and its
change) keeps ends that no solution reaches. Trying a slice alone and finding it empty is a proof that it can
go (3B consistency; Lhomme, "Consistency techniques for numeric CSPs", 1993).
"""

from __future__ import annotations

from collections.abc import Callable

from tallystick.reconciling.arithmetic import Bounds

FINEST = 1 << 12  # slices are halved down to this part of the width
TRIALS = 64  # slices tried at each end


def shave(box: Bounds, possible: Callable[[Bounds], bool]) -> Bounds:
    """The box without the end slices that `possible` proves empty; unbounded boxes stay as they are.

    >>> from fractions import Fraction
    >>> shave((Fraction(0), False, Fraction(8), False), lambda part: part[2] >= 3 and part[0] <= 5)[0] < 3
    True
    """
    lower, lower_open, upper, upper_open = box
    if lower is None or upper is None or lower >= upper:
        return box
    finest = (upper - lower) / FINEST
    step = (upper - lower) / 2
    for _ in range(TRIALS):
        step = min(step, (upper - lower) / 2)
        if step < finest:
            break
        if possible((lower, lower_open, lower + step, False)):
            step /= 2
        else:
            lower, lower_open, step = lower + step, True, step * 2
    step = (upper - lower) / 2
    for _ in range(TRIALS):
        step = min(step, (upper - lower) / 2)
        if step < finest:
            break
        if possible((upper - step, False, upper, upper_open)):
            step /= 2
        else:
            upper, upper_open, step = upper - step, True, step * 2
    return (lower, lower_open, upper, upper_open)
