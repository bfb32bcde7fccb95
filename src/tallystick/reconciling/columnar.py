"""One tape walked forward and backward over whole columns of boxes: the kernel of `propagate`."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tallystick.reconciling.expression import Tape
from tallystick.reconciling.network import Floats

Flags = npt.NDArray[np.bool_]
Column = tuple[Floats, Floats]
"""Lower and upper bounds of one slot; a constant is one number in both places, spread over the column."""


def revise_columns(tape: Tape, figures: list[Column]) -> tuple[list[Column], Flags]:
    """The boxes of all figures after one contraction, and which ties have two sides that do not meet."""
    slots = list(figures)
    for constant in tape.constants:
        single = np.float64(constant)
        slots.append((single, single))  # type: ignore[arg-type]  # one number stands for a column of it
    for name, a, b in tape.operations:
        slots.append(_forward(name, slots[a], b if name == "^" else 0, slots[b] if name != "^" else slots[a]))
    both = _meet(slots[tape.left], slots[tape.right])
    slots[tape.left] = slots[tape.right] = both
    broken = both[0] > both[1]
    first = tape.roles + len(tape.constants)
    for place in range(len(tape.operations) - 1, -1, -1):
        name, a, b = tape.operations[place]
        _backward(name, a, b, slots, slots[first + place], tape)
    spread = figures[0][0].shape
    return slots[: tape.roles], np.broadcast_to(broken, spread)


def _forward(name: str, a: Column, exponent: int, b: Column) -> Column:
    if name == "+":
        return a[0] + b[0], a[1] + b[1]
    if name == "-":
        return a[0] - b[1], a[1] - b[0]
    if name == "*":
        return _times(a, b)
    if name == "/":
        return _over(a, b)
    low, high = a[0] ** exponent, a[1] ** exponent
    if exponent % 2:
        return low, high
    crosses = (a[0] < 0) & (a[1] > 0)
    return np.where(crosses, 0.0, np.minimum(low, high)), np.maximum(low, high)


def _backward(name: str, a: int, b: int, slots: list[Column], value: Column, tape: Tape) -> None:
    """Contract the operands of one operation by its value; constants stay as they are."""
    left = slots[a]
    if name == "^":
        slots[a] = _meet(left, _root(value, b, left))
        return
    right = slots[b]
    if not _is_constant(a, tape):
        slots[a] = _meet(left, _undo_left(name, value, right))
    if not _is_constant(b, tape):
        slots[b] = _meet(right, _undo_right(name, value, left))


def _undo_left(name: str, value: Column, right: Column) -> Column:
    if name == "+":
        return value[0] - right[1], value[1] - right[0]
    if name == "-":
        return value[0] + right[0], value[1] + right[1]
    return _over(value, right) if name == "*" else _times(value, right)


def _undo_right(name: str, value: Column, left: Column) -> Column:
    if name == "+":
        return value[0] - left[1], value[1] - left[0]
    if name == "-":
        return left[0] - value[1], left[1] - value[0]
    return _over(value, left) if name == "*" else _over(left, value)


def _is_constant(place: int, tape: Tape) -> bool:
    return tape.roles <= place < tape.roles + len(tape.constants)


def _meet(a: Column, b: Column) -> Column:
    return np.maximum(a[0], b[0]), np.minimum(a[1], b[1])


def _times(a: Column, b: Column) -> Column:
    for one, other in ((a, b), (b, a)):
        if np.ndim(one[0]) == 0 and one[0] > 0:
            return other[0] * one[0], other[1] * one[0]
    if (a[0] >= 0).all() and (b[0] >= 0).all():  # the usual case: nothing negative
        low, high = a[0] * b[0], a[1] * b[1]
    else:
        ends = (a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1])
        low = np.minimum(np.minimum(ends[0], ends[1]), np.minimum(ends[2], ends[3]))
        high = np.maximum(np.maximum(ends[0], ends[1]), np.maximum(ends[2], ends[3]))
    # Zero times unbounded is not a number to the machine and anything to us.
    return np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)


def _over(a: Column, b: Column) -> Column:
    if np.ndim(b[0]) == 0 and b[0] > 0:
        return a[0] / b[0], a[1] / b[0]
    around_zero = (b[0] <= 0) & (b[1] >= 0)
    if (a[0] >= 0).all() and (b[0] >= 0).all():
        low, high = a[0] / b[1], a[1] / b[0]
    else:
        ends = (a[0] / b[0], a[0] / b[1], a[1] / b[0], a[1] / b[1])
        low = np.minimum(np.minimum(ends[0], ends[1]), np.minimum(ends[2], ends[3]))
        high = np.maximum(np.maximum(ends[0], ends[1]), np.maximum(ends[2], ends[3]))
    wide = around_zero | np.isnan(low) | np.isnan(high)
    return np.where(wide, -np.inf, low), np.where(wide, np.inf, high)


def _root(value: Column, exponent: int, base: Column) -> Column:
    if exponent % 2:
        return (
            np.sign(value[0]) * np.abs(value[0]) ** (1 / exponent),
            np.sign(value[1]) * np.abs(value[1]) ** (1 / exponent),
        )
    high = np.maximum(value[1], 0.0) ** (1 / exponent)
    low = np.maximum(value[0], 0.0) ** (1 / exponent)
    return np.where(base[0] >= 0, low, -high), np.where(value[1] < 0, -np.inf, high)
