"""Raking: a table that does not add up to its margins is brought to them, each cell by as much as it may move.

Source: Dagum and Cholette (2006), "Benchmarking, Temporal Distribution, and Reconciliation Methods for Time Series",
chapter 11; Quenneville and Fortier (2012), "Restoring accounting constraints in time series: methods and software for a
statistical agency", in Bell, Holan and McElroy, "Economic Time Series: Modeling and Seasonality": generalised least
squares with a coefficient of alterability for each cell and each total.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from tallystick.compiling.methods.arrays import Floats
from tallystick.model import SeriesError

CLOSE = 1e-9  # of the amounts that are added up: what differs by less adds up


class Balanced(msgspec.Struct, frozen=True, kw_only=True):
    """Values that add up, in the shape they came in, and the totals that they add up to, in the order given."""

    values: Floats
    totals: Floats


def balance(
    values: ArrayLike,
    adds: ArrayLike,
    totals: ArrayLike,
    *,
    alterable: ArrayLike = 1.0,
    totals_alterable: ArrayLike = 0.0,
) -> Balanced:
    """Values, shape (cells,), changed so that `adds` @ values are the totals, shape (totals,); `adds`: (totals, cells).

    With x the values, g the totals, G the sums, V = diag(alterable |x|) and W = diag(totals_alterable |g|):
    x + V G' (G V G' + W)⁻¹ (g - G x), and g - W (G V G' + W)⁻¹ (g - G x). So each value moves in proportion to its own
    size. Alterability: 0 is never changed, 1 usual, 2 moves twice as easily. Zeros stay zeros. Sums that say the same
    twice do no harm. Values may turn negative where a total takes more away than its cells hold: look at them.

    SeriesError: shapes that do not fit, gaps, negative alterability, totals that cannot be met.

    >>> [round(float(one), 4) for one in balance([25, 5], [[1, 1]], [40]).values]
    [33.3333, 6.6667]
    """
    cells, wanted, sums = _floats(values, "values"), _floats(totals, "totals"), np.asarray(adds, dtype=np.float64)
    if cells.ndim != 1 or wanted.ndim != 1 or sums.shape != (len(wanted), len(cells)):
        told = f"values {cells.shape}, totals {wanted.shape} and sums {sums.shape} do not fit"
        raise SeriesError(told, "give n values, m totals, and m rows of n that say what each total adds up")
    ease = _alterable(alterable, cells.shape, "values") * np.abs(cells)
    loose = _alterable(totals_alterable, wanted.shape, "totals") * np.abs(wanted)
    off = wanted - sums @ cells
    shared = ease[:, None] * sums.T
    inner = sums @ shared + np.diag(loose)
    weights = np.sqrt(np.diag(inner))
    weights[weights == 0] = 1.0
    found = np.linalg.lstsq(inner / weights[:, None] / weights[None, :], off / weights, rcond=1e-12)[0] / weights
    done, kept = cells + shared @ found, wanted - loose * found
    reach = CLOSE * (np.abs(sums) @ (np.abs(cells) + np.abs(done)) + np.abs(kept))
    missed = np.flatnonzero(np.abs(sums @ done - kept) > reach)
    if len(missed):
        which = f"total {missed[0] + 1}, {wanted[missed[0]]:g},"
        told = f"{which} cannot be met: it contradicts another or its cells are held"
        raise SeriesError(told, "let one of the totals or more of the cells be altered")
    return Balanced(values=done, totals=kept)


def rake(
    table: ArrayLike,
    margins: Sequence[ArrayLike | None] = (),
    *,
    total: float | None = None,
    alterable: ArrayLike = 1.0,
    margins_alterable: Sequence[ArrayLike] = (),
    total_alterable: float = 0.0,
) -> Balanced:
    """A table of any number of dimensions brought to its margins: for each dimension the sums over all others, or None.

    `table` (rows, columns) with margins [(rows,), (columns,)]; a list of one dimension has a `total` alone.
    Alterability is that of `balance`: for the cells in the table's shape (or one number), for each margin likewise. The
    totals of the answer are the margins one after the other, then the total.

    SeriesError: margins that do not fit the table or, where they are held, add up to different totals.

    Alberta, Saskatchewan and Manitoba; cars and vans; the vans of Saskatchewan are held:

    >>> cars_and_vans, held = [[12, 14, 13], [20, 20, 24]], [[1, 1, 1], [1, 0, 1]]
    >>> done = rake(cars_and_vans, [[40, 53], [30, 31, 32]], alterable=held)
    >>> [round(float(one), 7) for one in done.values.ravel()]
    [14.3129771, 11.0, 14.6870229, 15.6870229, 20.0, 17.3129771]
    """
    cells = _floats(table, "table")
    given = list(margins)
    if len(given) > cells.ndim:
        raise SeriesError(f"{len(given)} margins for {cells.ndim} dimensions", "give one margin, or None, a dimension")
    eases = [*margins_alterable, *(0.0 for _ in range(len(given) - len(margins_alterable)))]
    parts: list[tuple[Floats, Floats, Floats]] = []
    for axis, margin in enumerate(given):
        if margin is not None:
            parts.append(_margin(cells.shape, axis, _floats(margin, "margins"), eases[axis]))
    if total is not None:
        parts.append((np.ones((1, cells.size)), _floats([total], "total"), np.array([float(total_alterable)])))
    if not parts:
        raise SeriesError("there is nothing to add up to", "give margins or a total")
    _agree(parts)
    done = balance(
        cells.ravel(),
        np.vstack([sums for sums, _, _ in parts]),
        np.concatenate([totals for _, totals, _ in parts]),
        alterable=_alterable(alterable, cells.shape, "cells").ravel(),
        totals_alterable=np.concatenate([ease for _, _, ease in parts]),
    )
    return Balanced(values=done.values.reshape(cells.shape), totals=done.totals)


def _margin(shape: tuple[int, ...], axis: int, margin: Floats, ease: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """The sums, the totals and the alterability of one margin."""
    if len(shape) < 2 or margin.shape != (shape[axis],):
        told = f"margin {axis + 1} of shape {margin.shape} for a table of shape {shape}"
        raise SeriesError(told, "give one total for each place of the dimension; a list has a total alone")
    places = np.indices(shape)[axis].ravel()
    sums = (places[None, :] == np.arange(shape[axis])[:, None]).astype(np.float64)
    return sums, margin, _alterable(ease, margin.shape, "margins")


def _agree(parts: Sequence[tuple[Floats, Floats, Floats]]) -> None:
    """Margins that are held have to add up to one total."""
    held = [float(totals.sum()) for _, totals, ease in parts if not ease.any()]
    if held and max(held) - min(held) > CLOSE * max(map(abs, held)):
        told = f"the margins add up to different totals, {min(held):.10g} and {max(held):.10g}"
        raise SeriesError(told, "correct one, or let it be altered (margins_alterable)")


def _floats(values: ArrayLike, what: str) -> Floats:
    array = np.asarray(values, dtype=np.float64)
    if not array.size:
        raise SeriesError(f"there are no {what}", "give one at least")
    gaps = np.argwhere(~np.isfinite(array))
    if len(gaps):
        place = ", ".join(str(int(one) + 1) for one in gaps[0])
        raise SeriesError(f"the {what} have no value at {place}", "fill the gaps, or leave the cell out of the sums")
    return array


def _alterable(given: ArrayLike, shape: tuple[int, ...], what: str) -> Floats:
    array = np.asarray(given, dtype=np.float64)
    if array.ndim and array.shape != shape:
        raise SeriesError(f"the alterability of the {what} has shape {array.shape}, not {shape}", "give one a value")
    if not np.isfinite(array).all() or (array < 0).any():
        raise SeriesError(f"the alterability of the {what} is negative or missing", "give 0 (held) or more")
    return np.broadcast_to(array, shape).astype(np.float64)
