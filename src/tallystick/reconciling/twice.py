"""The same quantity stated more than once: do the statements agree, as bounds and as printed?"""

from __future__ import annotations

from fractions import Fraction

from tallystick.model import Claim, Finding, Observation
from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling.arithmetic import Bounds
from tallystick.reconciling.evidence import Evidence, Quantity, Stated
from tallystick.reconciling.wording import describe, said, within

IDENTITY = "stated_twice"
NOTE = "Two statements of one quantity must leave a common value."


def settle(evidence: Evidence) -> tuple[dict[Quantity, Bounds], dict[Quantity, Stated], list[Finding]]:
    """For every stated quantity its box and the statement that speaks for it; findings on repeated ones."""
    known: dict[Quantity, Bounds] = {}
    chosen: dict[Quantity, Stated] = {}
    findings = []
    for quantity, statements in evidence.by_quantity.items():
        tightest = min(statements, key=_looseness)
        box = _box(tightest)
        chosen[quantity] = tightest
        for other in _distinct(statements, tightest):
            finding = _compare(quantity, tightest, other)
            if finding is None:
                continue
            findings.append(finding)
            if finding.verdict.startswith("holds"):
                box = ia.meet(box, _box(other))
        known[quantity] = box
    return known, chosen, findings


def _distinct(statements: list[Stated], first: Stated) -> list[Stated]:
    """One statement of each printed form beside the first: repeating a figure word for word says nothing new."""
    seen = {_form(first.observation)}
    distinct = []
    for one in statements:
        if one is not first and _form(one.observation) not in seen:
            seen.add(_form(one.observation))
            distinct.append(one)
    return distinct


def _form(observation: Observation) -> tuple[object, ...]:
    return (observation.value, observation.qualifier, observation.lower, observation.upper, observation.release)


def _compare(quantity: Quantity, one: Stated, other: Stated) -> Finding | None:
    a, b = one.observation, other.observation
    both = ia.meet(_box(one), _box(other))
    if ia.is_empty(both):
        return None
    same = a.value == b.value or a.qualifier or b.qualifier
    first, second = sorted((a, b), key=lambda o: o.start)
    return Finding(
        verdict="holds" if same else "holds by rounding",
        kind="check",
        identity=IDENTITY,
        statement=f"{describe(quantity, first.subject).capitalize()}: said as {said(first)} and as {said(second)}; "
        f"together {within(ia.interval(both), quantity.unit)}.",
        formula=f"{said(first)} ∩ {said(second)}",
        figures=(first.id, second.id),
        quotes=(first.text, second.text),
        published=_claim(quantity, first),
        derived=_claim(quantity, second),
        reason=NOTE,
    )


def _claim(quantity: Quantity, figure: Observation) -> Claim:
    return Claim(figure.subject, figure.measure, figure.unit, quantity.period, figure.base, figure.interval)


def _box(stated: Stated) -> Bounds:
    return ia.bounds(stated.observation.interval)


def _looseness(stated: Stated) -> tuple[bool, Fraction, int]:
    lower, _, upper, _ = _box(stated)
    if lower is None or upper is None:
        return (True, Fraction(0), stated.observation.start)
    return (False, upper - lower, stated.observation.start)
