"""What the path of a row or column, or the words around a table, tell together: each field from the nearest label."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from tallystick.reading.printed.en.quantities.units import is_money
from tallystick.reading.tables.labels import Label
from tallystick.reading.tables.units import Claim
from tallystick.reading.tables.vocabulary import Kind
from tallystick.reading.tables.whens import BASE, RELATIVE, WHOLE, YEAR, When

_STEPS = {
    "month -1": "before", "quarter -1": "before", "week -1": "before", "year -1": "year before", "year": "year before",
}  # fmt: skip
_MOVES = ("growth", "change", "annualised_growth", "contribution")


class Told(NamedTuple):
    """A unit and the label it stands in."""

    claim: Claim
    label: Label


class Side:
    """The labels of one side of a cell, the nearest first; what they tell is worked out once."""

    def __init__(self, labels: Sequence[Label] = ()) -> None:
        self.labels = tuple(labels)

    @classmethod
    def of(cls, path: Sequence[Label]) -> Side:
        """From a path, its outermost part first. Under a head of changes, times told from others are their bases."""
        if any(label.kind is not None and label.kind.measure in _MOVES and not label.kind.is_name for label in path):
            path = [_as_step(label) for label in path]
        return cls(path[::-1])

    @cached_property
    def units(self) -> tuple[Told, ...]:
        """The units, the nearest first."""
        return tuple(Told(claim, label) for label in self.labels for claim in label.claims)

    @cached_property
    def told(self) -> tuple[Kind, Label] | None:
        """The nearest kind of numbers that is told plainly."""
        return self._kind(name=False)

    @cached_property
    def name(self) -> tuple[Kind, Label] | None:
        """The nearest kind of numbers that a name tells."""
        return self._kind(name=True)

    def _kind(self, *, name: bool) -> tuple[Kind, Label] | None:
        for label in self.labels:
            if label.kind is not None and label.kind.is_name is name:
                return label.kind, label
        return None

    @cached_property
    def against(self) -> str:
        """What changes are counted from."""
        return next((label.against for label in self.labels if label.against), "")

    @cached_property
    def whole(self) -> str:
        """What shares are of."""
        return next((label.whole for label in self.labels if label.whole), "")

    @cached_property
    def reference(self) -> str:
        """What an index is 100 in."""
        return next((label.reference for label in self.labels if label.reference), "")

    @cached_property
    def status(self) -> str:
        """Whether the numbers are forecasts or targets."""
        return next((label.status for label in self.labels if label.status), "")

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What is left of the labels, the outermost first, each once."""
        named = [label for label in reversed(self.labels) if label.words]
        # Money alone below a name (`Belgium > euro`) is its unit.
        kept = [label for n, label in enumerate(named) if not n or not _is_money_alone(label)]
        return tuple(dict.fromkeys(label.words for label in kept))

    @cached_property
    def whens(self) -> tuple[When, ...]:
        """The times, the nearest first; `end of period` at a name is none of its own."""
        return tuple(
            when
            for label in self.labels
            for when in label.whens
            if not (when.kind == RELATIVE and when.name == "end" and label.words)
        )

    def when(self, *kinds: str) -> When | None:
        """The nearest time of a kind."""
        for when in self.whens:
            if when.kind in kinds:
                return when
        return None

    @cached_property
    def whole_alone(self) -> When | None:
        """The nearest whole period in a label that names nothing else."""
        return Side([label for label in self.labels if not label.words]).when(WHOLE)

    @cached_property
    def time_alone(self) -> When | None:
        """The nearest whole period or year in a label that names nothing else."""
        return Side([label for label in self.labels if not label.words]).when(WHOLE, YEAR)

    @cached_property
    def at_end(self) -> bool:
        """Whether a label tells that the last day is meant."""
        return any(when.kind == RELATIVE and when.name == "end" for label in self.labels for when in label.whens)

    @property
    def base(self) -> When | None:
        """What a label says that changes are counted from."""
        return self.when(BASE)

    @cached_property
    def single(self) -> Side:
        """The side without times where it names several: none of them is that of all cells."""
        periods = {when.period for when in self.whens if when.kind in (WHOLE, YEAR)}
        if len(periods) < 2:
            return self
        return Side([msgspec.structs.replace(label, whens=()) for label in self.labels])


def _is_money_alone(label: Label) -> bool:
    return len(label.claims) == 1 and label.claims[0].bare and is_money(label.claims[0].code)


def _as_step(label: Label) -> Label:
    """`Previous month` under `% change`: what the change is counted from, and no period."""
    for when in label.whens:
        if when.kind == RELATIVE and when.name in _STEPS and not label.kind:
            return msgspec.structs.replace(label, against=label.against or _STEPS[when.name], whens=())
    return label
