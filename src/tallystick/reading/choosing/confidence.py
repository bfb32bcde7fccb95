"""How sure a figure is read: from the odds of its parts to the odds that all of it is right."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec


class Calibration(msgspec.Struct, frozen=True):
    """A logistic curve over the logits of the parts' odds and named grounds, fitted on figures of texts left out."""

    constant: float = 0.0
    slopes: tuple[float, ...] = ()
    grounds: dict[str, float] = {}

    def confidence(self, odds: tuple[float, ...], grounds: Iterable[str] = ()) -> float:
        """The odds that measure, period and subject are all right, 0 to 1.

        >>> Calibration(0.0, (1.0,), {"rules agree": 1.0}).confidence((0.9,))
        0.9
        >>> Calibration(0.0, (1.0,), {"rules agree": 1.0}).confidence((0.9,), ["rules agree"])
        0.9607
        """
        if not self.slopes and not self.grounds:
            return round(math.prod(odds), 4)
        z = self.constant + sum(s * logit(p) for s, p in zip(self.slopes, odds, strict=True))
        z += sum(self.grounds.get(name, 0.0) for name in grounds)
        return round(1 / (1 + math.exp(-z)), 4)


def logit(p: float) -> float:
    """The logarithm of odds, kept within ±6.

    >>> logit(0.5)
    0.0
    """
    p = min(max(p, 0.0025), 0.9975)
    return math.log(p / (1 - p))
