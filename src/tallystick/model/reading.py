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
    "not understood",  # seen, but no reading is sure enough
)


class Unread(msgspec.Struct, frozen=True):
    """A number that is no observation, and why: one of REASONS."""

    start: int
    end: int
    text: str
    reason: str


class Reading(Tabular, msgspec.Struct, frozen=True):
    """All figures of a release in the order of the text, and all numbers left unread."""

    release: Release
    observations: tuple[Observation, ...]
    unread: tuple[Unread, ...] = ()

    def __iter__(self) -> Iterator[Observation]:
        return iter(self.observations)

    def __len__(self) -> int:
        return len(self.observations)
