"""Why figures cannot all be right: the smallest set that conflicts, and each single figure that would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb

import msgspec

from tallystick.model import Observation, Repair
from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling.arithmetic import Bounds
from tallystick.reconciling.bundles import Bundle
from tallystick.reconciling.edits import Edit, edits
from tallystick.reconciling.evidence import Quantity

TRIALS = 200  # subsets tried for the smallest conflict before a merely irreducible one is good enough


def smallest_conflict(bundle: Bundle, known: Mapping[Quantity, Bounds]) -> tuple[Quantity, ...]:
    """The fewest stated quantities that cannot all be right; irreducible, and smallest where few are tied."""
    core = list(_irreducible(bundle, known))
    stated = [q for q in bundle.quantities if q in known]
    for size in range(1, len(core)):
        if comb(len(stated), size) > TRIALS:
            break
        for chosen in combinations(stated, size):
            if _conflicts(bundle, known, chosen):
                return chosen
    return tuple(core)


def _irreducible(bundle: Bundle, known: Mapping[Quantity, Bounds]) -> Sequence[Quantity]:
    kept = [q for q in bundle.quantities if q in known]
    for quantity in tuple(kept):
        fewer = [q for q in kept if q != quantity]
        if _conflicts(bundle, known, fewer):
            kept = fewer
    return kept


def _conflicts(bundle: Bundle, known: Mapping[Quantity, Bounds], chosen: Sequence[Quantity]) -> bool:
    return bundle.contract({q: known[q] for q in chosen}).empty is not None


NEAR = Fraction(1, 10)  # how far above "more than N" the true number may be, for N to be the slip sought


@dataclass(frozen=True, slots=True)
class _Option:
    figure: Observation
    allowed: Bounds
    edit: Edit | None


def mend(free: Iterable[tuple[Observation, Bounds]]) -> tuple[Repair, ...]:
    """The repairs for figures and what each would have to be, were it alone wrong.

    A repair is `likeliest` only when its edit is the one cheapest of all figures.
    """
    options = [_Option(figure, allowed, _best_edit(figure, allowed)) for figure, allowed in free]
    cheapest = min((o.edit.cost for o in options if o.edit), default=0)
    best = [o for o in options if o.edit and o.edit.cost == cheapest]
    unique = best[0] if len(best) == 1 and _alone(best[0]) else None
    return tuple(_repair(option, likeliest=option is unique) for option in options)


def slip_between(one: Observation, other: Observation) -> bool:
    """Whether a common slip leads from the one printed figure to the other, or a bound is just missed."""
    if one.qualifier or other.qualifier:
        a, b = (Fraction(o.value if not isinstance(o.value, tuple) else o.value[0]) for o in (one, other))
        return abs(a - b) <= NEAR * max(abs(a), abs(b))
    if any(sum(sign.isdigit() for sign in o.digits.lstrip("0.").rstrip("0")) < 2 for o in (one, other)):
        return False  # a single digit is a slip away from too much
    for figure, target in ((one, other), (other, one)):
        best = _best_edit(figure, ia.bounds(target.interval))
        if best is not None and (best.cost < 3 or sum(sign.isdigit() for sign in figure.digits) > 2):
            return True
    return False


def _repair(option: _Option, *, likeliest: bool) -> Repair:
    repair = Repair(option.figure.id, ia.interval(option.allowed), likeliest=likeliest)
    if option.edit is None:
        return repair
    return msgspec.structs.replace(repair, edit=option.edit.name, printed=option.edit.printed)


def _fitting(figure: Observation, allowed: Bounds) -> list[Edit]:
    return [edit for edit in edits(figure) if not ia.is_empty(ia.meet(_reprinted(figure, edit), allowed))]


def _best_edit(figure: Observation, allowed: Bounds) -> Edit | None:
    return min(_fitting(figure, allowed), key=lambda edit: edit.cost, default=None)


def _alone(option: _Option) -> bool:
    """Whether no other edit of the same cost leads into the allowed range."""
    assert option.edit is not None
    cost = option.edit.cost
    return len({edit.value for edit in _fitting(option.figure, option.allowed) if edit.cost == cost}) == 1


def _reprinted(figure: Observation, edit: Edit) -> Bounds:
    """The interval the figure would have with the edited number: as wide in its last place, moved along."""
    value = Fraction(edit.value)
    if figure.lower is None:  # a bound is meant to be near what it bounds
        return (value - abs(value) * NEAR, True, value, True)
    if figure.upper is None:
        return (value, True, value + abs(value) * NEAR, True)
    middle = value
    half = Fraction(figure.upper - figure.lower) / 2
    size = figure.value if not isinstance(figure.value, tuple) else figure.value[0]
    if "digit" not in edit.name and size:
        half *= abs(middle / Fraction(size))
    negative = middle < 0
    return (middle - half, negative and half > 0, middle + half, not negative and half > 0)
