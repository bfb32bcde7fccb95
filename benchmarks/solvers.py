"""The same synthetic problems put to z3 (exact, with open ends) and to codac (interval contractors)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from benchmarks.synthetic import Problem
from tallystick.reconciling.expression import Tape

Ties = dict[int, list[tuple[Tape, tuple[int, ...]]]]


def ties_of(problem: Problem) -> Ties:
    """The ties of every component as tapes with their quantities."""
    ties: Ties = defaultdict(list)
    for block in problem.network.blocks:
        labels = problem.network.component[block.variables[0]]
        for number, label in enumerate(labels.tolist()):
            ties[label].append((block.tape, tuple(block.variables[:, number].tolist())))
    return ties


def z3_unsatisfiable(problem: Problem) -> set[int]:
    """The components z3 proves to have no solution."""
    import z3

    found = set()
    for label, ties in ties_of(problem).items():
        solver = z3.SolverFor("QF_NRA")
        solver.set("timeout", 5000)
        names: dict[int, Any] = {}
        for tape, quantities in ties:
            for quantity in quantities:
                if quantity not in names:
                    names[quantity] = z3.Real(f"q{quantity}")
                    _bound(solver, names[quantity], problem, quantity)
            left, right = _walk(tape, [names[q] for q in quantities], z3.RealVal)
            solver.add(left == right)
        if solver.check() == z3.unsat:
            found.add(label)
    return found


def _bound(solver: Any, name: Any, problem: Problem, quantity: int) -> None:
    import z3

    lower, lower_open, upper, upper_open = problem.box(quantity)
    if lower is not None:
        least = z3.RealVal(str(lower))
        solver.add(name > least if lower_open else name >= least)
    if upper is not None:
        most = z3.RealVal(str(upper))
        solver.add(name < most if upper_open else name <= most)


def codac_empty(problem: Problem) -> set[int]:
    """The components whose box codac contracts to nothing; one contractor per tape, closed ends."""
    import codac

    made: dict[Tape, Any] = {}
    found = set()
    for label, ties in ties_of(problem).items():
        places = {q: n for n, q in enumerate(dict.fromkeys(q for _, quantities in ties for q in quantities))}
        box = codac.IntervalVector([_interval(codac, problem, quantity) for quantity in places])
        for _ in range(200):
            before = codac.IntervalVector(box)
            for tape, quantities in ties:
                if tape not in made:
                    made[tape] = _contractor(codac, tape)
                _contract(codac, made[tape], box, [places[q] for q in quantities])
                if box.is_empty():
                    break
            if box.is_empty() or box == before:
                break
        if box.is_empty():
            found.add(label)
    return found


def _interval(codac: Any, problem: Problem, quantity: int) -> Any:
    lower, _, upper, _ = problem.box(quantity)
    if lower is None or upper is None:
        return codac.Interval()
    return codac.Interval(float(lower), float(upper))


def _contractor(codac: Any, tape: Tape) -> Any:
    vector = codac.VectorVar(tape.roles)
    left, right = _walk(tape, [vector[place] for place in range(tape.roles)], float)
    return codac.CtcInverse(codac.AnalyticFunction([vector], left - right), codac.Interval(0))


def _contract(codac: Any, contractor: Any, box: Any, places: list[int]) -> None:
    part = codac.IntervalVector([box[place] for place in places])
    contractor.contract(part)
    if part.is_empty():
        box.set_empty()
        return
    for number, place in enumerate(places):
        box[place] &= part[number]


def _walk(tape: Tape, figures: list[Any], constant: Any) -> tuple[Any, Any]:
    """Both sides of a tape in the terms of another library."""
    slots = [*figures, *(constant(str(c)) if constant is not float else float(c) for c in tape.constants)]
    for name, a, b in tape.operations:
        if name == "+":
            slots.append(slots[a] + slots[b])
        elif name == "-":
            slots.append(slots[a] - slots[b])
        elif name == "*":
            slots.append(slots[a] * slots[b])
        elif name == "/":
            slots.append(slots[a] / slots[b])
        else:
            slots.append(slots[a] ** b if constant is float else _power(slots[a], b))
    return slots[tape.left], slots[tape.right]


def _power(value: Any, exponent: int) -> Any:
    result = value
    for _ in range(exponent - 1):
        result = result * value
    return result
