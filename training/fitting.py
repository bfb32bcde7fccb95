"""Weights from examples: softmax regression over candidates or classes, by L-BFGS with a quadratic penalty.

The same examples give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tallystick.reading.choosing.linear import Classifier, Ranker

Floats = NDArray[np.float64]
_SMALLEST = 0.01  # weights below this change no choice and are left out
_STEPS = 120


@dataclass(frozen=True)
class Ranked:
    """Candidates by their features, and which of them are right."""

    candidates: Sequence[Sequence[str]]
    right: frozenset[int]
    weight: float = 1.0


@dataclass(frozen=True)
class Classed:
    """Features and the right class."""

    features: Sequence[str]
    right: str
    weight: float = 1.0


def fit_ranker(examples: Sequence[Ranked], *, penalty: float, fewest: int) -> Ranker:
    """A ranker that raises the odds of the right candidates together."""
    usable = [e for e in examples if e.right and len(e.right) < len(e.candidates)]
    index = _index([{name for c in e.candidates for name in c} for e in usable], fewest)
    rows = [c for e in usable for c in e.candidates]
    matrix = _matrix(rows, index)
    sizes = np.array([len(e.candidates) for e in usable])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int)
    right = np.array([float(k in e.right) for e in usable for k in range(len(e.candidates))])
    each = np.array([e.weight for e in usable])
    turned = matrix.T.tocsr()

    def loss(w: Floats) -> tuple[float, Floats]:
        scores = matrix @ w
        scores = scores - np.repeat(np.maximum.reduceat(scores, starts), sizes)
        raised = np.exp(scores)
        total, good = np.add.reduceat(raised, starts), np.add.reduceat(raised * right, starts)
        p, q = raised / np.repeat(total, sizes), raised * right / np.repeat(good, sizes)
        value = float(each @ (np.log(total) - np.log(good))) + penalty / 2 * float(w @ w)
        return value, turned @ ((p - q) * np.repeat(each, sizes)) + penalty * w

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return Ranker({name: round(float(found.x[k]), 3) for name, k in index.items() if abs(found.x[k]) >= _SMALLEST})


def fit_words(examples: Sequence[tuple[Sequence[str], bool]], *, penalty: float, fewest: int) -> Ranker:
    """A ranker whose chances tell whether each is so, by itself."""
    index = _index([set(names) for names, _ in examples], fewest)
    matrix = _matrix([names for names, _ in examples], index)
    turned = matrix.T.tocsr()
    right = np.array([float(so) for _, so in examples])

    def loss(w: Floats) -> tuple[float, Floats]:
        scores = matrix @ w
        value = float(np.logaddexp(0, scores).sum() - scores @ right) + penalty / 2 * float(w @ w)
        return value, turned @ (1 / (1 + np.exp(-scores)) - right) + penalty * w

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return Ranker({name: round(float(found.x[k]), 3) for name, k in index.items() if abs(found.x[k]) >= _SMALLEST})


def fit_classifier(examples: Sequence[Classed], *, penalty: float, fewest: int) -> Classifier:
    """A classifier over the classes that the examples have."""
    classes = tuple(sorted({e.right for e in examples}))
    index = _index([set(e.features) for e in examples], fewest)
    matrix = _matrix([e.features for e in examples], index)
    turned = matrix.T.tocsr()
    right = np.array([classes.index(e.right) for e in examples])
    each = np.array([e.weight for e in examples])
    hit = np.zeros((len(examples), len(classes)))
    hit[np.arange(len(examples)), right] = 1.0

    def loss(flat: Floats) -> tuple[float, Floats]:
        w = flat.reshape(len(index), len(classes))
        scores = matrix @ w
        scores = scores - scores.max(axis=1, keepdims=True)
        raised = np.exp(scores)
        total = raised.sum(axis=1, keepdims=True)
        value = float(each @ (np.log(total[:, 0]) - scores[np.arange(len(right)), right])) + penalty / 2 * float(
            flat @ flat
        )
        return value, (turned @ ((raised / total - hit) * each[:, None]) + penalty * w).ravel()

    start = np.zeros(len(index) * len(classes))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    weights = found.x.reshape(len(index), len(classes))
    return Classifier(
        classes,
        {
            name: tuple(round(float(x), 3) for x in weights[k])
            for name, k in index.items()
            if np.abs(weights[k]).max() >= _SMALLEST
        },
    )


def _index(sets: Sequence[set[str]], fewest: int) -> dict[str, int]:
    seen = Counter(name for names in sets for name in names)
    return {name: k for k, name in enumerate(sorted(name for name, n in seen.items() if n >= fewest))}


def _matrix(rows: Sequence[Sequence[str]], index: dict[str, int]) -> csr_matrix:
    columns: list[int] = []
    pointers = [0]
    for row in rows:
        columns += [index[name] for name in row if name in index]
        pointers.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(rows), len(index)))
