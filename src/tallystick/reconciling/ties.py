"""Finds where identities tie figures: for every anchor, the other roles are looked up, never searched for.

Each look-up is a dictionary access by measure, series, area and period, so finding all ties takes time
linear in the figures. A role nobody states may become a hidden quantity, which other ties can share.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.reconciling.evidence import NOT_AMOUNTS, Evidence, Filled, Quantity, Stated
from tallystick.reconciling.expression import Tape, compile_tape
from tallystick.reconciling.guards import may_tie
from tallystick.reconciling.identity import Identity, Role, identities
from tallystick.reconciling.periods import lagged, last_year, periods_in_year, related
from tallystick.reconciling.relatives import related_series

WAYS = 6  # more ways than this to fill one anchor's roles would be a guess, not a tie


@dataclass(frozen=True, slots=True)
class Tie:
    """An identity with a quantity in every place; `roles` is in the order of the tape's figures."""

    identity: Identity
    roles: tuple[tuple[str, Filled], ...]
    tape: Tape

    @property
    def quantities(self) -> Filled:
        """All quantities in the order of the tape's figures."""
        return tuple(quantity for _, filled in self.roles for quantity in filled)

    def role(self, name: str) -> Filled:
        """The quantities of one role."""
        return next(filled for role, filled in self.roles if role == name)


def find_ties(evidence: Evidence) -> list[Tie]:
    """All ties among the evidence that can check or imply something."""
    by_measure: dict[str, list[Stated]] = defaultdict(list)
    for statements in evidence.by_quantity.values():
        by_measure[statements[0].quantity.measure] += statements
    ties: dict[tuple[str, frozenset[Quantity]], Tie] = {}
    for identity in (one for one in identities() if not one.by_words):
        role = identity.roles[identity.anchor]
        for stated in by_measure[role.measure]:
            if _fits_unit(role, stated.quantity.unit, stated.quantity.unit) and may_tie(identity, stated):
                for tie in _fill(identity, stated, evidence):
                    ties.setdefault((identity.id, frozenset(tie.quantities)), tie)
    return _useful(list(ties.values()), evidence)


def _useful(ties: list[Tie], evidence: Evidence) -> list[Tie]:
    """Leaves out ties with two or more unknowns that nothing else ties, until none is left."""
    while True:
        uses = Counter(q for tie in ties for q in tie.quantities if _hidden(q, evidence))
        kept = []
        for tie in ties:
            unknown = [q for q in tie.quantities if q in uses]
            if sum(uses[q] == 1 for q in unknown) < 2 and len(unknown) < len(tie.quantities):
                kept.append(tie)
        if len(kept) == len(ties):
            return ties
        ties = kept


def _hidden(quantity: Quantity, evidence: Evidence) -> bool:
    return quantity.measure != "given" and quantity not in evidence.by_quantity


def _fill(identity: Identity, anchor: Stated, evidence: Evidence) -> Iterator[Tie]:
    ways: list[dict[str, Filled]] = [{identity.anchor: (anchor.quantity,)}]
    for name, role in identity.roles.items():
        if name == identity.anchor and not role.many:
            continue
        ways = [
            {**chosen, name: filled}
            for chosen in ways
            for filled in _candidates(identity, name, role, anchor, chosen, evidence)
        ]
        if not ways or len(ways) > WAYS:
            return
    for chosen in ways:
        roles = tuple((name, chosen[name]) for name in identity.roles)
        everything = [quantity for _, filled in roles for quantity in filled]
        if len(set(everything)) < len(everything):
            continue
        exponent = _exponent(identity, anchor, chosen)
        if exponent is None:
            continue
        shape = tuple((name, len(filled)) for name, filled in roles)
        yield Tie(identity, roles, compile_tape(identity.formula, shape, exponent))


def _exponent(identity: Identity, anchor: Stated, chosen: dict[str, Filled]) -> tuple[tuple[str, int], ...] | None:
    if identity.exponent == "periods in a year":
        count = periods_in_year(anchor.quantity.period)
        return (("n", count),) if count > 1 else None
    return (("n", max(len(filled) for filled in chosen.values())),)


def _candidates(
    identity: Identity, name: str, role: Role, anchor: Stated, chosen: dict[str, Filled], evidence: Evidence
) -> list[Filled]:
    quantity = anchor.quantity
    if role.given:
        number = given(role, quantity.period)
        return [(Quantity("given", identity.id, "", quantity.period, role.unit, number),)] if number else []
    found = []
    for series in related_series(identity, name, role, anchor, chosen, evidence):
        for periods in related(role.period, quantity.period, quantity.base):
            found += _look_up(role, series, periods, anchor, chosen, evidence)
    return found


def given(role: Role, period: str) -> str:
    """The number that a role takes from the rule or the period itself; empty when it takes none, or cannot."""
    return last_year(period) if role.given == "last year" else role.given


def _look_up(
    role: Role,
    series: tuple[str, ...],
    periods: tuple[str, ...],
    anchor: Stated,
    chosen: dict[str, Filled],
    evidence: Evidence,
) -> list[Filled]:
    """Fill one role from one choice of series and periods: one quantity, or one for each part."""
    places = [(one, period) for one in series for period in periods]
    if len(places) > 1 and not role.many:
        return []
    options = [_at(role, one, period, anchor, chosen, evidence) for one, period in places]
    if len(options) == 1:
        return [(quantity,) for quantity in options[0]]
    if any(not option for option in options):
        return []
    units = {quantity.unit for quantity in options[0]}.intersection(*({q.unit for q in o} for o in options[1:]))
    return [tuple(next(q for q in option if q.unit == unit) for option in options) for unit in sorted(units)]


def _at(
    role: Role, series: str, period: str, anchor: Stated, chosen: dict[str, Filled], evidence: Evidence
) -> list[Quantity]:
    unit = _bound_unit(role, anchor, chosen)
    base = _base(role, period, anchor, chosen)
    if base is None:
        return []
    stated = [
        quantity
        for quantity in evidence.find(role.measure, series, anchor.quantity.area, period)
        if _fits_unit(role, quantity.unit, unit) and (not base or quantity.base == base)
    ]
    several = len(stated) > 1 or any(len(evidence.variants[quantity]) > 1 for quantity in stated)
    if several and not base and role.measure in ("growth", "change"):
        stated = [q for q in stated if q.base and (q.base,) in related("year before", period, "")] or []
    if stated:
        return [evidence.nearest(quantity, anchor.observation) for quantity in stated]
    if role.hidden and (unit or role.unit not in ("amount", "of part", "index")):
        if role.measure == "part":  # of one figure alone
            return [anchor.quantity._replace(measure="part")]
        of_the_anchor = anchor.quantity.variant if series == anchor.quantity.series else 0  # what reads alike is apart
        return [Quantity(role.measure, series, anchor.quantity.area, period, unit or role.unit, base, of_the_anchor)]
    return []


def _base(role: Role, period: str, anchor: Stated, chosen: dict[str, Filled]) -> str | None:
    """The base a quantity must have: empty for any, None where it cannot be told."""
    if role.base in ("", "any whole"):
        return ""
    if role.base in ("base", "whole"):
        return anchor.quantity.base or None
    if role.base == "series of total":
        return chosen["total"][0].series
    if role.base == "whole of later":
        return chosen["later"][0].base or None
    if role.base == "lag of later":
        later = chosen["later"][0]
        return lagged(period, later.period, later.base) or None
    ways = related(role.base, period, "")
    return ways[0][0] if ways else None


def _bound_unit(role: Role, anchor: Stated, chosen: dict[str, Filled]) -> str:
    """The unit that amounts chosen so far leave; empty while any may come."""
    if role.unit not in ("amount", "index", "of part", "of anchor", "points"):
        return role.unit
    if role.unit == "of anchor":
        return anchor.quantity.unit
    for filled in chosen.values():
        for quantity in filled:
            if quantity.measure in ("level", "index", "change") and quantity.unit not in ("%", "pp", "bp", "given"):
                return quantity.unit
    return ""


def _fits_unit(role: Role, unit: str, bound: str) -> bool:
    if role.unit == "points":
        return unit in ("point", "pp")
    if role.unit == "index":
        return unit in ("point", "%") and bound in ("", unit, "pp")
    if role.unit in ("amount", "of part", "of anchor"):
        return unit not in NOT_AMOUNTS and bound in ("", unit)
    return unit == role.unit
