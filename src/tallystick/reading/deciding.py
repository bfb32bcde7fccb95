"""What decided a learned choice: for each field of a figure the candidates, their odds, the weightiest features.

The release is read again with choosers that note what they were asked; nothing else differs, so the choices are those
of the reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import nlargest

import msgspec

from tallystick.model import Release
from tallystick.reading.choosing.linear import Classifier, Ranker
from tallystick.reading.choosing.weights import Weights, shipped
from tallystick.reading.en.accurate import prepare, read_prepared
from tallystick.reading.figure import Figure

MOST = 5
"""Candidates of a field, and features of a candidate, that are told."""

Feature = tuple[str, float]
_FIELDS = {"measure": "measure", "sign": "sign", "period": "period", "base": "base", "whole": "base",
           "subject": "subject", "status": "status"}  # fmt: skip


class Weighed(msgspec.Struct, frozen=True):
    """A candidate for a field, its odds, and what spoke most for and against it: features and their weights."""

    field: str
    value: str
    odds: float
    features: tuple[Feature, ...]


class _Asked(msgspec.Struct, frozen=True):
    """One question to a chooser: each candidate's odds and features; classes are named, other candidates are not."""

    chooser: str
    odds: tuple[float, ...]
    features: tuple[tuple[Feature, ...], ...]
    classes: tuple[str, ...] = ()


class _Ranker(Ranker, frozen=True):
    """A ranker that notes what it is asked."""

    name: str
    log: list[_Asked]

    def odds(self, candidates: Sequence[Sequence[str]]) -> list[float]:
        """The odds, as they would be."""
        told = Ranker.odds(self, candidates)
        weighed = tuple(_heaviest((n, self.weights.get(n, 0.0)) for n in names) for names in candidates)
        self.log.append(_Asked(self.name, tuple(told), weighed))
        return told


class _Classifier(Classifier, frozen=True):
    """A classifier that notes what it is asked."""

    name: str
    log: list[_Asked]

    def odds(self, names: Iterable[str]) -> dict[str, float]:
        """The odds, as they would be."""
        names = list(names)
        told = Classifier.odds(self, names)
        rows = [(name, self.weights[name]) for name in names if name in self.weights]
        weighed = tuple(_heaviest((name, row[k]) for name, row in rows) for k in range(len(self.classes)))
        self.log.append(_Asked(self.name, tuple(told.values()), weighed, self.classes))
        return told


def _heaviest(features: Iterable[Feature]) -> tuple[Feature, ...]:
    """The features that weigh most, each once."""
    told = ((name, round(weight, 3)) for name, weight in dict(features).items() if weight)
    return tuple(nlargest(MOST, told, key=lambda feature: abs(feature[1])))


def weighed(release: Release, starts: Collection[int]) -> dict[int, tuple[Weighed, ...]]:
    """By the place of a figure in the text (of those asked for): all that was weighed for its fields."""
    blocks = [block for block in release.blocks if block.language == "en"]
    log: list[_Asked] = []
    found = {}
    for _, _, figure in read_prepared(release, prepare(release, blocks), _noting(shipped(), log)):
        last = max(k for k, asked in enumerate(log) if asked.chooser == "measure")
        if figure.start in starts:
            found[figure.start] = tuple(w for asked in log[last:] for w in _of_field(asked, figure))
        log.clear()
    return found


def _noting(weights: Weights, log: list[_Asked]) -> Weights:
    noting: dict[str, Ranker | Classifier] = {}
    for name in _FIELDS:
        chooser = getattr(weights, name)
        if isinstance(chooser, Classifier):
            noting[name] = _Classifier(chooser.classes, chooser.weights, name, log)
        else:
            noting[name] = _Ranker(chooser.weights, name, log)
    return msgspec.structs.replace(weights, **noting)


def _of_field(asked: _Asked, figure: Figure) -> Iterator[Weighed]:
    """The candidates of one question, the likeliest first; those that the figure does not tell are left out."""
    field = _FIELDS[asked.chooser]
    order = sorted(range(len(asked.odds)), key=lambda k: -asked.odds[k])
    told = [candidate for candidate in figure.candidates if candidate.field == field]
    values = [candidate.value for candidate in told] or [_value(figure, field)]
    for k, value in zip(order[:MOST], values, strict=False):
        yield Weighed(field, asked.classes[k] if asked.classes else value, round(asked.odds[k], 4), asked.features[k])


def _value(figure: Figure, field: str) -> str:
    if field == "sign":
        low = figure.value[0] if isinstance(figure.value, tuple) else figure.value
        return "-" if low < 0 else "+"
    return str(getattr(figure, field))
