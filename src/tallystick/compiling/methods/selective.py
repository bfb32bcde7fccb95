"""Which returns are worth a call: the selective-editing score.

By the Office for National Statistics' specification "Selective Editing" (Statistical-Method-Specifications, Open
Government Licence 3.0). For one question

    s = 100 a |r - p| / f

with a the design weight, r the return, p what was predicted (the clean value of the period before or, if there is
none, an auxiliary) and f the estimate of the return's domain that makes scores comparable. Scores of several
questions are combined; a return whose score is at least its threshold is to be looked at. No value is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from tallystick.compiling.methods.arrays import Flags, Floats
from tallystick.model import ReturnsError

Combination = Literal["maximum", "mean", "weighted", "minkowski"]


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """`score` (questions × units) and `predicted` (whether by the period before); `final`, and `passed` below it."""

    score: Floats
    predicted: Flags
    final: Floats
    passed: Flags


def score(
    returns: Sequence[ArrayLike] | Floats,
    predictive: Sequence[ArrayLike] | Floats,
    auxiliary: Sequence[ArrayLike] | Floats | float = np.nan,
    *,
    design: ArrayLike,
    standard: Sequence[ArrayLike] | Floats,
    threshold: ArrayLike,
    combination: Combination = "maximum",
    weights: Sequence[float] | Floats | None = None,
    power: int = 2,
) -> Scores:
    """Score returns: `returns`, `predictive`, `auxiliary` and `standard` are questions × units, NaN is missing.

    `weights` (one a question, or questions × units) serve `weighted`, `power` (a whole number from 1) `minkowski`.
    A missing return, one without any predictor, a weight below 1 or a threshold of nought is refused.

    >>> told = score([[658], [36]], [[607], [162]], design=20, standard=[[800000], [150000]], threshold=1.9)
    >>> told.score.round(4).tolist(), told.final.tolist(), told.passed.tolist()
    ([[0.1275], [1.68]], [1.68], [True])
    """
    r = np.asarray(returns, float)
    p, x, f = (np.broadcast_to(np.asarray(one, float), r.shape) for one in (predictive, auxiliary, standard))
    a, bound = (np.broadcast_to(np.asarray(one, float), r.shape[1:]) for one in (design, threshold))
    predicted = ~np.isnan(p)
    p = np.where(predicted, p, x)
    _refuse(~np.isfinite(r), "has no return", "score what has answered")
    _refuse(~np.isfinite(p), "has neither a value before nor an auxiliary", "give one of them")
    _refuse(~(f > 0), "has no standard above nought", "give the estimate of its domain in the period before")
    _refuse(~(a >= 1), "has a design weight below 1", "a unit stands at least for itself: give weights of 1 and more")
    _refuse(~(bound > 0), "has no threshold above nought", "give the threshold of its domain")
    told = 100 * a * np.abs(r - p) / f
    final = _combined(told, combination, weights, power)
    return Scores(score=told, predicted=predicted, final=final, passed=final < bound)


def _combined(told: Floats, how: Combination, weights: Sequence[float] | Floats | None, power: int) -> Floats:
    """One score a unit from one for each question."""
    if how == "maximum":
        return np.asarray(told.max(axis=0))
    if how == "mean":
        return np.asarray(told.mean(axis=0))
    if how == "minkowski":
        if power < 1 or power != int(power):
            raise ReturnsError(f"the power of a Minkowski distance is {power}", "give a whole number of at least 1")
        return np.asarray((told**power).sum(axis=0) ** (1 / power))
    if how != "weighted":
        raise ReturnsError(f"scores are not combined by {how!r}", "say maximum, mean, weighted or minkowski")
    if weights is None:
        raise ReturnsError("no weights for a weighted score", "give one a question")
    given = np.asarray(weights, float)
    w = np.broadcast_to(given[:, np.newaxis] if given.ndim == 1 else given, told.shape)
    _refuse(~(w >= 0) | (w.sum(axis=0) == 0), "has no weight for a question", "give weights of nought and more")
    return np.asarray((told * w).sum(axis=0) / w.sum(axis=0))


def _refuse(wrong: Flags, what: str, advice: str) -> None:
    """ReturnsError with the first unit (and question) where `wrong` holds."""
    if wrong.any():
        where = np.argwhere(wrong)[0]
        question = f", question {where[0] + 1}," if wrong.ndim > 1 else ""
        raise ReturnsError(f"row {where[-1] + 1}{question} {what}", advice)
