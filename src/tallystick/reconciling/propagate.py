"""Forward–backward contraction (HC4) of many ties at once, in columns of floating point.

The columns nominate: a quantity whose bounds cross, or come so near that only exact arithmetic can tell,
is `suspect`, and `exact` decides its component with open and closed ends. Movement below `STILL` of a
box's width ends the search; what still moves after the cap of sweeps is `unsettled`, never "holds".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tallystick.reconciling.columnar import Column, revise_columns
from tallystick.reconciling.network import Block, Floats, Network

SWEEPS = 200
STILL = 1e-4
TOUCH = 1e-9  # bounds nearer than this part of their size are told apart exactly
_RETIRE = 4  # sweeps between dropping the ties of components that rest

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Contracted:
    """The bounds at the end; `suspect` and `unsettled` mark quantities."""

    lower: Floats
    upper: Floats
    suspect: Flags
    unsettled: Flags


@dataclass(slots=True)
class _State:
    lower: Floats
    upper: Floats
    suspect: Flags
    moved: Flags
    moving: Flags


def contract_columns(network: Network, sweeps: int = SWEEPS) -> Contracted:
    """Contract all boxes by all ties until none moves notably."""
    size = len(network.lower)
    state = _State(
        network.lower.copy(),
        network.upper.copy(),
        network.lower > network.upper,
        np.ones(size, np.bool_),
        np.zeros(size, np.bool_),
    )
    blocks = network.blocks
    with np.errstate(all="ignore"):
        for sweep in range(sweeps):
            if sweep % _RETIRE == _RETIRE - 1:
                blocks = _moving(blocks, network, state)
            for block in blocks:
                _sweep(block, state)
            state.moved, state.moving = state.moving, state.moved
            state.moving[:] = False
            if not state.moved.any():
                break
    return Contracted(state.lower, state.upper, state.suspect, state.moved)


def _moving(blocks: tuple[Block, ...], network: Network, state: _State) -> tuple[Block, ...]:
    """The ties of components in which something still moves."""
    awake = np.zeros(len(state.lower), np.bool_)
    awake[network.component[state.moved]] = True
    awake[network.component[state.suspect]] = False
    kept = []
    for block in blocks:
        active = awake[network.component[block.variables[0]]]
        if active.any():
            kept.append(Block(block.tape, block.variables[:, active]))
    return tuple(kept)


def _sweep(block: Block, state: _State) -> None:
    """One pass over the ties of a block in which a quantity moved."""
    active = state.moved[block.variables].any(axis=0)
    variables = block.variables if active.all() else block.variables[:, active]
    if not variables.size:
        return
    old: list[Column] = [(state.lower[row], state.upper[row]) for row in variables]
    new, broken = revise_columns(block.tape, old)
    for row, (was_low, was_high), (low, high) in zip(variables, old, new, strict=True):
        np.maximum.at(state.lower, row, low)
        np.minimum.at(state.upper, row, high)
        width = was_high - was_low
        near = TOUCH * np.maximum(np.abs(was_low), np.abs(was_high))
        open_box = ~(width <= near)
        # A box that shrinks to nothing, or a single number that is met at one end only, needs exact arithmetic.
        crossed = np.where(open_box, high - low <= near, (low > was_low + near) | (high < was_high - near))
        edge = ~open_box & ((high <= was_high + near) != (low >= was_low - near))
        doubtful = broken | crossed | edge
        if doubtful.any():
            state.suspect[row[doubtful]] = True
        notable = ((low - was_low) + (was_high - high) > STILL * width) | (np.isinf(width) & ~np.isinf(high - low))
        notable &= ~doubtful
        state.moving[row[notable]] = True
