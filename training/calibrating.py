"""From figures as read with weights made without their publishers, to the curve of confidence, and how far it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tallystick.reading.choosing.confidence import Calibration, logit
from training.labelled import LabelledText
from training.matching import match, reached

Floats = NDArray[np.float64]
_PENALTY = 2.0
_FEWEST = 20  # figures that a ground must stand with
_PARTS = 5  # parts of the publishers, each judged by a curve made from the others
_FULL = 4  # the level at which all of a figure is right
SHARES = (0.4, 0.5, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Outcome:
    """A figure as read: the odds of its parts, its grounds, whether all of it was right, and its publishers' group."""

    odds: tuple[float, ...]
    grounds: tuple[str, ...]
    right: bool
    group: str


def outcomes(texts: Sequence[LabelledText], found: dict[str, list[dict[str, Any]]]) -> list[Outcome]:
    """What became of every figure read in labelled texts."""
    told = []
    for text in texts:
        if text.name not in found:
            continue
        labels, figures = text.labels(), found[text.name]
        paired = {j: i for i, j in match(labels, figures)}
        for j, figure in enumerate(figures):
            right = j in paired and reached(labels[paired[j]], figure) == _FULL
            told.append(Outcome(tuple(figure["odds"]), tuple(figure["grounds"]), right, text.group))
    return told


def calibrate(told: Sequence[Outcome]) -> Calibration:
    """A logistic curve from odds and grounds to the odds that all is right, with a quadratic penalty."""
    seen = Counter(name for one in told for name in one.grounds)
    names = sorted(name for name, n in seen.items() if n >= _FEWEST)
    index = {name: k for k, name in enumerate(names)}
    parts = len(told[0].odds)
    rows = np.column_stack([np.ones(len(told)), np.array([[logit(p) for p in one.odds] for one in told])])
    columns = [[index[name] for name in one.grounds if name in index] for one in told]
    pointers = np.concatenate([[0], np.cumsum([len(c) for c in columns])])
    flat = [k for c in columns for k in c]
    marks = csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(told), len(names)))
    right = np.array([one.right for one in told], dtype=float)

    def loss(w: Floats) -> tuple[float, Floats]:
        z = rows @ w[: parts + 1] + marks @ w[parts + 1 :]
        value = float(np.logaddexp(0, z).sum() - right @ z + _PENALTY / 2 * (w[1:] @ w[1:]))
        off = 1 / (1 + np.exp(-z)) - right
        slope = np.concatenate([rows.T @ off, marks.T @ off])
        slope[1:] += _PENALTY * w[1:]
        return value, slope

    w = minimize(loss, np.zeros(parts + 1 + len(names)), jac=True, method="L-BFGS-B").x
    return Calibration(
        round(float(w[0]), 4),
        tuple(round(float(x), 4) for x in w[1 : parts + 1]),
        {name: round(float(x), 3) for name, x in zip(names, w[parts + 1 :], strict=True)},
    )


def reliability(told: Sequence[Outcome]) -> tuple[dict[float, float], float]:
    """By curves made without a figure's publishers: the share right of the surest figures, and the calibration error.

    The error is the mean distance, over tenths of the figures by confidence, of what was promised from what came true.
    """
    groups = sorted({one.group for one in told})
    part = {group: n % _PARTS for n, group in enumerate(groups)}
    sure, right = [], []
    for n in range(_PARTS):
        curve = calibrate([one for one in told if part[one.group] != n])
        for one in told:
            if part[one.group] == n:
                sure.append(curve.confidence(one.odds, one.grounds))
                right.append(one.right)
    order = np.argsort(-np.array(sure), kind="stable")
    promised, kept = np.array(sure)[order], np.array(right, dtype=float)[order]
    surest = {share: float(kept[: int(len(kept) * share)].mean()) for share in SHARES}
    tenths = zip(np.array_split(promised, 10), np.array_split(kept, 10), strict=True)
    return surest, float(np.mean([abs(a.mean() - b.mean()) for a, b in tenths]))
