"""Forward–backward contraction (HC4) in rationals: what it empties is proven to contradict.

Every step keeps all solutions, so an emptied interval is a proof. Open and closed ends are exact; roots
are rounded outward. It is incomplete: a set that does not empty is not proven to agree, but almost
always does, and what would be missed is what `redundant` adds variables for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling.arithmetic import Bounds
from tallystick.reconciling.expression import Tape

SWEEPS = 60
# A bound that moves by less than this part of its interval's width is no news to a reader of figures.
_STILL = 1_000_000


@dataclass(frozen=True, slots=True)
class Constraint:
    """A tape and the variables in its figures' slots."""

    tape: Tape
    variables: tuple[int, ...]


@dataclass(slots=True)
class Outcome:
    """The contracted boxes; `empty` names the constraint that had no solution left."""

    boxes: list[Bounds]
    empty: int | None = None
    converged: bool = True


def contract(boxes: Sequence[Bounds], constraints: Sequence[Constraint], sweeps: int = SWEEPS) -> Outcome:
    """Contract all boxes by all constraints until none moves, or `sweeps` rounds: then `converged` is False."""
    outcome = Outcome(list(boxes))
    for number, box in enumerate(boxes):
        if ia.is_empty(box):
            outcome.empty = -1 - number
            return outcome
    waiting = set(range(len(constraints)))
    users: dict[int, list[int]] = {}
    for number, constraint in enumerate(constraints):
        for variable in constraint.variables:
            users.setdefault(variable, []).append(number)
    for _ in range(sweeps):
        if not waiting:
            return outcome
        queue, waiting = sorted(waiting), set()
        for number in queue:
            moved = revise(outcome.boxes, constraints[number])
            if moved is None:
                outcome.empty = number
                return outcome
            for variable in moved:
                waiting.update(users[variable])
    outcome.converged = not waiting
    return outcome


def revise(boxes: list[Bounds], constraint: Constraint) -> list[int] | None:
    """Contract the boxes of one constraint in place: the variables that moved, None when one is empty."""
    tape = constraint.tape
    slots = forward(tape, [boxes[v] for v in constraint.variables])
    if not _relate(tape, slots) or not _backward(tape, slots):
        return None
    moved = []
    for slot, variable in enumerate(constraint.variables):
        old = boxes[variable]
        new = ia.meet(old, slots[slot])
        if new == old:
            continue
        if ia.is_empty(new):
            return None
        boxes[variable] = new
        if _notable(old, new):
            moved.append(variable)
    return moved


def forward(tape: Tape, figures: Sequence[Bounds]) -> list[Bounds]:
    """The value of every slot from those of the figures."""
    slots = list(figures)
    slots += [(c, False, c, False) for c in tape.constants]
    for name, a, b in tape.operations:
        if name == "+":
            slots.append(ia.add(slots[a], slots[b]))
        elif name == "-":
            slots.append(ia.subtract(slots[a], slots[b]))
        elif name == "*":
            slots.append(ia.multiply(slots[a], slots[b]))
        elif name == "/":
            slots.append(ia.divide(slots[a], slots[b]))
        else:
            slots.append(ia.power(slots[a], b))
    return slots


def _relate(tape: Tape, slots: list[Bounds]) -> bool:
    both = ia.meet(slots[tape.left], slots[tape.right])
    slots[tape.left] = slots[tape.right] = both
    return not ia.is_empty(both)


def _backward(tape: Tape, slots: list[Bounds]) -> bool:
    first = tape.roles + len(tape.constants)
    for place in range(len(tape.operations) - 1, -1, -1):
        name, a, b = tape.operations[place]
        value, left = slots[first + place], slots[a]
        if name == "^":
            new_left, new_right = ia.root(value, b, left), None
        else:
            right = slots[b]
            new_left, new_right = _inverse(name, value, left, right)
        slots[a] = ia.meet(left, new_left)
        if ia.is_empty(slots[a]):
            return False
        if new_right is not None:
            slots[b] = ia.meet(slots[b], new_right)
            if ia.is_empty(slots[b]):
                return False
    return True


def _inverse(name: str, value: Bounds, left: Bounds, right: Bounds) -> tuple[Bounds, Bounds]:
    if name == "+":
        return ia.subtract(value, right), ia.subtract(value, left)
    if name == "-":
        return ia.add(value, right), ia.subtract(left, value)
    if name == "*":
        return _quotient(value, right), _quotient(value, left)
    return ia.multiply(value, right), _quotient(left, value)


def _quotient(value: Bounds, factor: Bounds) -> Bounds:
    """What times a number of `factor` may give one of `value`: everything when both may be zero."""
    return ia.divide(value, factor)


def _notable(old: Bounds, new: Bounds) -> bool:
    if old[0] is None or old[2] is None or old[0] == old[2]:
        return True
    assert new[0] is not None
    assert new[2] is not None
    return (old[2] - old[0] - new[2] + new[0]) * _STILL > old[2] - old[0] or (old[1], old[3]) != (new[1], new[3])
