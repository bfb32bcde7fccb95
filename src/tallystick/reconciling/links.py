"""A link: figures of a passage in the roles of an identity, and how surely the words tie them.

Links are made by the finders `phrases` (the words of one sentence leave no doubt), `nearby` (what stands
together and is of one kind) and `completeness` (parts of a whole), and are proven here all in one way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tallystick.knowledge.indicators import catalogue
from tallystick.model import Finding, Observation
from tallystick.reconciling.arithmetic import bounds
from tallystick.reconciling.bundles import NEAR, PHRASE, make_bundle
from tallystick.reconciling.evidence import Evidence, Quantity, Stated
from tallystick.reconciling.expression import Tape, compile_tape
from tallystick.reconciling.identity import Identity, identity_of
from tallystick.reconciling.judging import judge
from tallystick.reconciling.linking import subject
from tallystick.reconciling.ties import Tie, given

__all__ = ["NEAR", "PHRASE", "Link", "prove"]


@dataclass(frozen=True, slots=True)
class Link:
    """An identity with a figure, or several, in each role.

    Each figure stands *as it is meant there*: with the sign the words give it, in the unit of the role. A role
    that takes a given number may be left out. `strength` is PHRASE (may contradict) or NEAR (may only hold).
    `doubt` says why figures that do not agree may be right all the same: they then cannot be checked.
    `exponent` is the number of periods where the identity's formula has a power `n`.
    """

    identity: str
    roles: Mapping[str, tuple[Observation, ...]]
    strength: str = NEAR
    doubt: str = ""
    exponent: int | None = None

    @property
    def figures(self) -> tuple[Observation, ...]:
        """All figures, role by role."""
        return tuple(figure for figures in self.roles.values() for figure in figures)


def prove(link: Link) -> Finding | None:
    """What arithmetic says of a link; None where it says nothing that may be told."""
    identity = identity_of(link.identity)
    evidence = Evidence()
    chosen: dict[Quantity, Stated] = {}
    filled: list[tuple[str, tuple[Quantity, ...]]] = []
    for name, role in identity.roles.items():
        figures = link.roles.get(name, ())
        if not figures and role.measure == "part":  # nobody states which part of it
            filled.append((name, (Quantity("part", identity.id, "", "", ""),)))
            continue
        if not figures:
            number = given(role, link.roles[identity.anchor][0].period)
            if not number:
                return None
            filled.append((name, (Quantity("given", identity.id, "", "", role.unit, number),)))
            continue
        quantities = []
        for figure in figures:
            stated = _stated(figure, role.measure or figure.measure, len(chosen))
            chosen[stated.quantity] = stated
            evidence.stated.append(stated)
            evidence.by_quantity[stated.quantity].append(stated)
            evidence.boxes[stated.quantity] = bounds(figure.interval)
            quantities.append(stated.quantity)
        filled.append((name, tuple(quantities)))
    tie = Tie(identity, tuple(filled), _tape(identity, filled, link.exponent))
    bundle = make_bundle((tie,), evidence, strength=link.strength, doubt=link.doubt)
    return next((found for found in judge(bundle, chosen, evidence) if found.kind == "check"), None)


def _stated(figure: Observation, measure: str, number: int) -> Stated:
    """A figure as a quantity of its own: what else reads alike is another."""
    name = subject(figure.subject)
    indicator = catalogue().get(figure.indicator or "")
    series = indicator.id if indicator else "~" + " ".join(name.words)
    quantity = Quantity(measure, series, figure.area, figure.period, figure.unit, figure.base, number)
    return Stated(figure, quantity, name.words, indicator)


def _tape(identity: Identity, filled: list[tuple[str, tuple[Quantity, ...]]], exponent: int | None) -> Tape:
    shape = tuple((name, len(quantities)) for name, quantities in filled)
    count = exponent if exponent is not None else max(size for _, size in shape)
    return compile_tape(identity.formula, shape, (("n", count),))
