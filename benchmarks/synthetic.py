"""Synthetic releases for the benchmark of reconciling: real values, printed with rounding, some corrupted.

Five kinds of components with 3 to 12 shown figures and up to 4 hidden quantities; one in twenty has one
figure corrupted: two digits swapped, one digit changed, sign, decimal shift, or the last digit off by 1 to 3.
A printed figure is a whole number of its last place: `mantissa` / 10^`decimals`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from tallystick.reconciling.arithmetic import ALL, Bounds
from tallystick.reconciling.expression import Tape, compile_tape
from tallystick.reconciling.network import Block, Network

CORRUPTED = 0.05
Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Kind:
    """A kind of component: columns of values, decimals (-1: hidden), and ties as (formula, shape, columns)."""

    draw: Callable[[np.random.Generator, int], list[tuple[Values, int]]]
    ties: tuple[tuple[str, tuple[tuple[str, int], ...], tuple[int, ...]], ...]
    figures: int


@dataclass(frozen=True)
class Problem:
    """A network with what was printed of every quantity; `corrupted` numbers the components that were changed."""

    network: Network
    mantissa: npt.NDArray[np.int64]
    decimals: npt.NDArray[np.int8]
    corrupted: npt.NDArray[np.int32]
    components: int

    @property
    def figures(self) -> int:
        """How many quantities are shown."""
        return int((self.decimals >= 0).sum())

    def box(self, quantity: int) -> Bounds:
        """The exact bounds of what was printed: the end farther from zero is open."""
        places = int(self.decimals[quantity])
        if places < 0:
            return ALL
        number, unit = int(self.mantissa[quantity]), 2 * 10**places
        return (Fraction(2 * number - 1, unit), number < 0, Fraction(2 * number + 1, unit), number >= 0)


def _growth(rng: np.random.Generator, n: int) -> list[tuple[Values, int]]:
    now, before = rng.uniform(0.5, 30, n), rng.uniform(-5, 20, n)
    mean = (np.sqrt((1 + now / 100) * (1 + before / 100)) - 1) * 100
    return [(now, 1), (before, -1), (now - before, 1), (mean, 1)]


def _partition(parts: int) -> Callable[[np.random.Generator, int], list[tuple[Values, int]]]:
    def draw(rng: np.random.Generator, n: int) -> list[tuple[Values, int]]:
        amounts = [rng.uniform(100, 9999, n) for _ in range(parts)]
        whole = np.sum(amounts, axis=0)
        return [(whole, 0), *((a, 0) for a in amounts), *((a / whole * 100, 1) for a in amounts)]

    return draw


def _contribution(rng: np.random.Generator, n: int) -> list[tuple[Values, int]]:
    first = rng.uniform(10, 90, n)
    weights = [first, 100 - first]
    growths = [rng.uniform(1, 30, n), rng.uniform(1, 30, n)]
    total = sum(w * g for w, g in zip(weights, growths, strict=True)) / 100
    rates = [w * g / total for w, g in zip(weights, growths, strict=True)]
    return [(np.asarray(total), 1), *((g, 1) for g in growths), *((r, 1) for r in rates), (first, 1), (weights[1], -1)]


def _levels(rng: np.random.Generator, n: int) -> list[tuple[Values, int]]:
    old, growth = rng.uniform(1000, 9999, n), rng.uniform(-30, 200, n)
    new = old * (1 + growth / 100)
    return [(new, 0), (old, 0), (growth, 1), (1 + growth / 100, 2), (new - old, 0)]


def _to_date(rng: np.random.Generator, n: int) -> list[tuple[Values, int]]:
    before, month, growth = rng.uniform(1000, 9999, n), rng.uniform(100, 999, n), rng.uniform(-20, 40, n)
    total = before + month
    return [(total, 1), (before, 1), (month, 1), (growth, 1), (total / (1 + growth / 100), -1), (total / 12.3, -1)]


_LEVEL_GROWTH = "new = old * (1 + growth / 100)"


def _partition_kind(parts: int) -> Kind:
    share = ("part = whole * share / 100", (("part", 1), ("whole", 1), ("share", 1)))
    return Kind(
        _partition(parts),
        (
            ("whole = sum(part)", (("whole", 1), ("part", parts)), tuple(range(parts + 1))),
            *((*share, (1 + place, 0, 1 + parts + place)) for place in range(parts)),
        ),
        1 + 2 * parts,
    )


KINDS = (
    Kind(
        _growth,
        (
            ("later - earlier = change", (("later", 1), ("earlier", 1), ("change", 1)), (0, 1, 2)),
            ("(1 + mean / 100) ^ 2 = prod(1 + growth / 100)", (("mean", 1), ("growth", 2)), (3, 1, 0)),
        ),
        3,
    ),
    _partition_kind(3),
    _partition_kind(5),
    Kind(
        _contribution,
        (
            *(
                (
                    "rate * total = weight * growth",
                    (("rate", 1), ("total", 1), ("weight", 1), ("growth", 1)),
                    (3 + part, 0, 5 + part, 1 + part),
                )
                for part in (0, 1)
            ),
            ("100 = sum(share)", (("share", 2),), (3, 4)),
            ("100 = sum(share)", (("share", 2),), (5, 6)),
        ),
        6,
    ),
    Kind(
        _levels,
        (
            (_LEVEL_GROWTH, (("new", 1), ("old", 1), ("growth", 1)), (0, 1, 2)),
            ("times = 1 + growth / 100", (("times", 1), ("growth", 1)), (3, 2)),
            ("later - earlier = change", (("later", 1), ("earlier", 1), ("change", 1)), (0, 1, 4)),
        ),
        5,
    ),
    Kind(
        _to_date,
        (
            ("to_date = before + month", (("to_date", 1), ("before", 1), ("month", 1)), (0, 1, 2)),
            (_LEVEL_GROWTH, (("new", 1), ("old", 1), ("growth", 1)), (0, 4, 3)),
        ),
        4,
    ),
)


def generate(figures: int, seed: int = 1) -> Problem:
    """About `figures` shown figures, spread evenly over the kinds."""
    rng = np.random.default_rng(seed)
    count = max(1, figures // sum(kind.figures for kind in KINDS))
    mantissas, decimals, labels = [], [], []
    blocks: dict[Tape, list[npt.NDArray[np.int32]]] = {}
    start = label = 0
    bad = []
    for kind in KINDS:
        columns = kind.draw(rng, count)
        place = start + np.arange(len(columns) * count, dtype=np.int32).reshape(count, len(columns))
        printed = np.stack([_half_up(values * 10.0 ** max(d, 0)) for values, d in columns], axis=1)
        shown = np.array([d for _, d in columns], np.int8)
        chosen = np.flatnonzero(rng.random(count) < CORRUPTED)
        _corrupt(rng, printed, np.flatnonzero(shown >= 0), chosen)
        bad.append(label + chosen)
        mantissas.append(printed.ravel())
        decimals.append(np.tile(shown, count))
        labels.append(np.repeat(np.arange(label, label + count, dtype=np.int32), len(columns)))
        for formula, shape, roles in kind.ties:
            tape = compile_tape(formula, shape)
            blocks.setdefault(tape, []).append(place[:, list(roles)].T)
        start, label = start + place.size, label + count
    mantissa, places = np.concatenate(mantissas), np.concatenate(decimals)
    network = _network(mantissa, places, np.concatenate(labels), blocks)
    return Problem(network, mantissa, places, np.concatenate(bad).astype(np.int32), label)


def _network(
    mantissa: npt.NDArray[np.int64],
    decimals: npt.NDArray[np.int8],
    labels: npt.NDArray[np.int32],
    blocks: dict[Tape, list[npt.NDArray[np.int32]]],
) -> Network:
    unit = 10.0 ** np.maximum(decimals, 0)
    hidden = decimals < 0
    lower = np.where(hidden, -np.inf, (mantissa - 0.5) / unit)
    upper = np.where(hidden, np.inf, (mantissa + 0.5) / unit)
    made = tuple(Block(tape, np.ascontiguousarray(np.concatenate(parts, axis=1))) for tape, parts in blocks.items())
    return Network(lower, upper, made, labels)


def _half_up(values: Values) -> npt.NDArray[np.int64]:
    return (np.sign(values) * np.floor(np.abs(values) + 0.5)).astype(np.int64)


def _corrupt(
    rng: np.random.Generator,
    printed: npt.NDArray[np.int64],
    shown: npt.NDArray[np.int64],
    rows: npt.NDArray[np.int64],
) -> None:
    """Change one shown figure of each row into another number."""
    for row in rows:
        column = rng.choice(shown)
        value = int(printed[row, column])
        printed[row, column] = _slip(rng, value)


def _slip(rng: np.random.Generator, value: int) -> int:
    while True:
        kind = rng.integers(5)
        digits, sign = list(str(abs(value))), -1 if value < 0 else 1
        if kind == 0 and len(digits) > 1:
            at = int(rng.integers(len(digits) - 1))
            digits[at], digits[at + 1] = digits[at + 1], digits[at]
        elif kind == 1:
            digits[int(rng.integers(len(digits)))] = str(rng.integers(10))
        elif kind == 2:
            sign = -sign
        elif kind == 3:
            digits = digits[:-1] or ["0"] if rng.random() < 0.5 else [*digits, "0"]
        else:
            return int(value + rng.choice([-3, -2, -1, 1, 2, 3]))
        changed = sign * int("".join(digits))
        if changed != value:
            return changed
