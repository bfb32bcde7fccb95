"""Ties that share an unknown belong together: a bundle is what one finding speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling.arithmetic import Bounds
from tallystick.reconciling.evidence import Evidence, Quantity
from tallystick.reconciling.exact import Constraint, Outcome, contract
from tallystick.reconciling.shaving import shave
from tallystick.reconciling.ties import Tie

NAMED, PHRASE, NEAR = "named", "phrase", "near"
"""How surely figures are tied: by their names, by the words of their sentence, or only by what stands together."""

_LEAST_GROWTH = Fraction(-100)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Ties joined by hidden quantities, ready for contraction; `doubt`: why they may differ and yet be right."""

    ties: tuple[Tie, ...]
    quantities: tuple[Quantity, ...]
    constraints: tuple[Constraint, ...]
    stated: frozenset[Quantity]
    strength: str = NAMED
    doubt: str = ""

    @property
    def hidden(self) -> tuple[Quantity, ...]:
        """The quantities no figure states."""
        return tuple(q for q in self.quantities if q not in self.stated and q.measure != "given")

    @property
    def is_check(self) -> bool:
        """Whether the ties say more than they need to fix the unknowns."""
        return len(self.ties) > len(self.hidden)

    def boxes(self, known: Mapping[Quantity, Bounds]) -> list[Bounds]:
        """The box of every quantity: what is known of it, else what such a quantity can be."""
        return [known[q] if q in known else domain(q) for q in self.quantities]

    def contract(self, known: Mapping[Quantity, Bounds]) -> Outcome:
        """Contract with these boxes for the stated quantities; a stated one left out is free."""
        return contract(self.boxes(known), self.constraints)

    def derive(self, known: Mapping[Quantity, Bounds], target: Quantity) -> Bounds | None:
        """What the others leave for one quantity; None when they contradict without it."""
        outcome = self.contract({q: box for q, box in known.items() if q != target})
        return None if outcome.empty is not None else outcome.boxes[self.quantities.index(target)]

    def derive_tightly(self, known: Mapping[Quantity, Bounds], target: Quantity) -> Bounds | None:
        """The same with the ends shaved: for repairs, where a range too wide would name a wrong one."""
        box = self.derive(known, target)
        if box is None or len(self.ties) == 1:
            return box
        others = {q: other for q, other in known.items() if q != target}
        return shave(box, lambda part: self.contract({**others, target: part}).empty is None)


def domain(quantity: Quantity) -> Bounds:
    """What a quantity can be before anything is stated of it."""
    if quantity.measure == "given":
        number = Fraction(quantity.base)
        return (number, False, number, False)
    if quantity.measure in ("growth", "average_growth", "annualised_growth"):
        return (_LEAST_GROWTH, False, None, True)
    if quantity.measure == "part":
        return (Fraction(0), False, Fraction(1), False)
    if quantity.measure == "level" and quantity.unit == "1":
        return (Fraction(0), False, None, True)
    return ia.ALL


def make_bundle(ties: tuple[Tie, ...], evidence: Evidence, strength: str = NAMED, doubt: str = "") -> Bundle:
    """Number the quantities of some ties."""
    quantities = tuple(dict.fromkeys(q for tie in ties for q in tie.quantities))
    place = {quantity: number for number, quantity in enumerate(quantities)}
    constraints = tuple(Constraint(tie.tape, tuple(place[q] for q in tie.quantities)) for tie in ties)
    stated = frozenset(q for q in quantities if q in evidence.by_quantity)
    return Bundle(ties, quantities, constraints, stated, strength, doubt)


def bundle_up(ties: list[Tie], evidence: Evidence, *, by_hidden: bool = True) -> list[Bundle]:
    """Join ties that share a hidden quantity, or any quantity at all when not `by_hidden`."""
    parent = list(range(len(ties)))

    def find(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    owner: dict[Quantity, int] = {}
    for number, tie in enumerate(ties):
        for quantity in tie.quantities:
            if quantity.measure == "given" or (by_hidden and quantity in evidence.by_quantity):
                continue
            parent[find(number)] = find(owner.setdefault(quantity, number))
    groups: dict[int, list[Tie]] = {}
    for number, tie in enumerate(ties):
        groups.setdefault(find(number), []).append(tie)
    return [make_bundle(tuple(group), evidence) for group in groups.values()]
