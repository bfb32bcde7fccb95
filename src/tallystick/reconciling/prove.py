"""Exact confirmation of what the columns nominate: which suspected components contradict, proven in rationals."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tallystick.reconciling.arithmetic import Bounds
from tallystick.reconciling.exact import Constraint, contract
from tallystick.reconciling.network import Network
from tallystick.reconciling.propagate import Flags


def proven(network: Network, box: Callable[[int], Bounds], suspect: Flags) -> list[int]:
    """The numbers of components that have no solution; `box` gives a quantity's exact bounds by its number."""
    doubtful = np.zeros(len(suspect), np.bool_)
    doubtful[network.component[suspect]] = True
    gathered: dict[int, list[Constraint]] = {int(number): [] for number in np.flatnonzero(doubtful)}
    for block in network.blocks:
        labels = network.component[block.variables[0]]
        for tie in np.flatnonzero(doubtful[labels]):
            variables = tuple(int(v) for v in block.variables[:, tie])
            gathered[int(labels[tie])].append(Constraint(block.tape, variables))
    return [number for number, constraints in gathered.items() if _is_empty(constraints, box)]


def _is_empty(constraints: list[Constraint], box: Callable[[int], Bounds]) -> bool:
    quantities = list(dict.fromkeys(v for constraint in constraints for v in constraint.variables))
    place = {quantity: number for number, quantity in enumerate(quantities)}
    local = [Constraint(c.tape, tuple(place[v] for v in c.variables)) for c in constraints]
    return contract([box(quantity) for quantity in quantities], local).empty is not None
