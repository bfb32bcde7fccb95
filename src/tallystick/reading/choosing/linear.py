"""Linear choosers: the odds of candidates, or of classes, by the sum of the weights of what is known of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import msgspec

_STEEP = 30.0  # scores beyond are as good as certain


def odds(scores: Sequence[float]) -> list[float]:
    """Scores as odds that sum to one.

    >>> [round(p, 2) for p in odds([0.0, 0.0, 5.0])]
    [0.01, 0.01, 0.99]
    """
    most = max(scores)
    raised = [math.exp(score - most) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


class Ranker(msgspec.Struct, frozen=True):
    """Chooses among candidates that differ from figure to figure: one weight a feature."""

    weights: dict[str, float]

    def score(self, names: Iterable[str]) -> float:
        """The sum of the weights of what is known of a candidate."""
        find = self.weights.get
        return sum([find(name, 0.0) for name in names])

    def chance(self, names: Iterable[str]) -> float:
        """The odds that something is so, by what is known of it alone.

        >>> Ranker({}).chance(["any"])
        0.5
        """
        return 1 / (1 + math.exp(-min(max(self.score(names), -_STEEP), _STEEP)))

    def odds(self, candidates: Sequence[Sequence[str]]) -> list[float]:
        """The odds of each candidate."""
        return odds([self.score(names) for names in candidates])


class Classifier(msgspec.Struct, frozen=True):
    """Chooses among fixed classes: of each feature a weight a class, in the order of `classes`."""

    classes: tuple[str, ...]
    weights: dict[str, tuple[float, ...]]

    def odds(self, names: Iterable[str]) -> dict[str, float]:
        """The odds of each class."""
        rows = [row for name in names if (row := self.weights.get(name)) is not None]
        return dict(
            zip(
                self.classes,
                odds([sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(self.classes)),
                strict=True,
            )
        )
