"""What reading a release gives: its observations, and every number that was not read."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tallystick.model.observation import Observation
from tallystick.model.release import Release
from tallystick.model.tabular import Tabular

REASONS = (
    "date",  # a date, time or period
    "name",  # part of a name: 5G, Shenzhou-12, the 14th Five-Year Plan
    "numbering",  # of sections, lists, tables, pages, notes, laws
    "text part",  # counts the text's own parts: three aspects
    "vague",  # states no number: several hundred, 数十
    "definition",  # a threshold that only defines a coverage
    "address",  # postal, telephone or page address, file numbers
    "furniture",  # navigation, page numbers
    "not observed",  # a mark in a table's cell: not available, not applicable
    "zero",  # a mark in a table's cell that by the table's legend is nought
    "suppressed",  # a mark in a table's cell: kept confidential
    "not yet published",  # a mark in a table's cell: to come
    "not understood",  # seen, but no reading is sure enough
)


class Unread(msgspec.Struct, frozen=True):
    """A number that is no observation, and why: one of REASONS."""

    start: int
    end: int
    text: str
    reason: str


HANDED_IN = "handed in by"


class Reader(msgspec.Struct, frozen=True):
    """Who read a text: `fast` or `accurate`, and the fingerprint of the weights it chose by; empty for rules.

    Of a reading that was made elsewhere `name` is HANDED_IN, and `weights` who made it.

    >>> str(Reader("accurate", "1f0c9a66b8d1e2f3")), str(Reader("fast")), str(Reader(HANDED_IN, "Ana Lopez"))
    ('accurate 1f0c9a66b8d1e2f3', 'fast', 'handed in by Ana Lopez')
    """

    name: str = ""
    weights: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.weights}".strip()

    @classmethod
    def of(cls, words: str) -> Reader:
        """The reader again from its words.

        >>> Reader.of("handed in by Ana Lopez").weights, Reader.of("fast").name
        ('Ana Lopez', 'fast')
        """
        if words.startswith(HANDED_IN):
            return cls(HANDED_IN, words.removeprefix(HANDED_IN).strip())
        name, _, weights = words.partition(" ")
        return cls(name, weights)


class Refused(msgspec.Struct, frozen=True):
    """A figure that was handed in and is not grounded in the text: its line, its words, and why."""

    line: int
    text: str
    why: str


class Differs(msgspec.Struct, frozen=True):
    """A field of a figure that was handed in (by its id and words) which our own reader reads otherwise."""

    figure: str
    text: str
    field: str
    handed: str
    own: str


class Reading(Tabular, msgspec.Struct, frozen=True):
    """All figures of a release in the order of the text, all numbers left unread, and who read it.

    Of a reading that was handed in also which figures were refused, and what our own reader reads otherwise.
    """

    release: Release
    observations: tuple[Observation, ...]
    unread: tuple[Unread, ...] = ()
    reader: Reader = Reader()
    refused: tuple[Refused, ...] = ()
    differs: tuple[Differs, ...] = ()

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.observations)

    def __len__(self) -> int:
        return len(self.observations)

    def __repr__(self) -> str:
        return f"<Reading of {self.release.name}: {len(self)} figures, {len(self.unread)} numbers not read>"

    def _repr_html_(self) -> str:
        title = f"{self.release.title or self.release.name}: {len(self)} figures, {len(self.unread)} numbers not read"
        return self._shown(title)

    @property
    def unsure(self) -> tuple[Observation, ...]:
        """The figures that are not sure, the least sure first."""
        found = (o for o in self.observations if not o.sure)
        return tuple(sorted(found, key=lambda o: (1.0 if o.confidence is None else o.confidence, o.start)))

    def judged_by(self, level: float) -> Reading:
        """The same reading with its figures sure from another level of confidence on, 0 to 1."""
        return msgspec.structs.replace(self, observations=tuple(o.judged_by(level) for o in self.observations))
