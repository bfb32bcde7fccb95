"""A large set of ties as columns: bounds of all quantities, and one block per shape of tie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tallystick.reconciling.arithmetic import Bounds
from tallystick.reconciling.exact import Constraint
from tallystick.reconciling.expression import Tape

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Block:
    """All ties of one tape: `variables[role]` holds the quantity in that place for each tie."""

    tape: Tape
    variables: Numbers


@dataclass(frozen=True, slots=True)
class Network:
    """Quantities as two columns of bounds, ties as blocks; unbounded ends are infinite.

    `component` numbers the connected sets of quantities. Columns hold no open ends: what they nominate is
    decided in rationals, where ends are open or closed.
    """

    lower: Floats
    upper: Floats
    blocks: tuple[Block, ...]
    component: Numbers

    @classmethod
    def of(cls, boxes: Sequence[Bounds], constraints: Iterable[Constraint]) -> Network:
        """From exact boxes and constraints."""
        lower = np.array([-np.inf if box[0] is None else float(box[0]) for box in boxes])
        upper = np.array([np.inf if box[2] is None else float(box[2]) for box in boxes])
        groups: dict[Tape, list[tuple[int, ...]]] = {}
        for constraint in constraints:
            groups.setdefault(constraint.tape, []).append(constraint.variables)
        blocks = tuple(Block(tape, np.array(rows, np.int32).T.copy()) for tape, rows in groups.items())
        return cls(lower, upper, blocks, components(len(boxes), blocks))


def components(size: int, blocks: Sequence[Block]) -> Numbers:
    """For every quantity the number of its connected component."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    tied = [block.variables for block in blocks if len(block.variables) > 1]
    if not tied:
        return np.arange(size, dtype=np.int32)
    row = np.concatenate([np.broadcast_to(v[0], v[1:].shape).ravel() for v in tied])
    column = np.concatenate([v[1:].ravel() for v in tied])
    graph = coo_matrix((np.ones(len(row), np.int8), (row, column)), shape=(size, size))
    labels: Numbers = connected_components(graph, directed=False)[1]
    return labels
