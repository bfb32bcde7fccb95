"""Releases as an older reader misread them: figures of today's reader, some of them changed, left out or made up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec

from tallystick.ledger import Kept, Ledger
from tallystick.model import Observation, Reading, Unread
from tallystick.reading import read
from tallystick.reconciling import check
from tallystick.releases import from_text

NEWS = """Industry in 2021

BEIJING, Feb. 28, 2022 -- In 2021, the added value of industries above designated size rose by 9.6%.

Profits of industrial enterprises above designated size increased by 34.3% in 2021.

In 2021, the output of industrial robots grew by 44.9%.
"""

Change = Callable[[list[Observation]], Sequence[Observation]]


def today(words: str = NEWS, name: str = "industry", released: str | None = "2022-02-28") -> Reading:
    """The reading of a text by today's reader."""
    return read(from_text(words, name, released=date.fromisoformat(released) if released else None), "fast")


def misread(reading: Reading, change: Change) -> Reading:
    """The same release with its figures changed; a number left out is not read."""
    figures = tuple(change(list(reading.observations)))
    lost = [o for o in reading.observations if all(o.start != other.start for other in figures)]
    unread = (*reading.unread, *(Unread(o.start, o.end, o.text, "not understood") for o in lost))
    return msgspec.structs.replace(reading, observations=figures, unread=unread)


def keep(ledger: Ledger, reading: Reading) -> Kept:
    """Keep a reading of a plain text, checked by itself and against what is kept."""
    found = check(reading).findings
    return ledger.keep(reading, found, ledger_findings=ledger.check_against(reading))


def put(one: Observation, **fields: Any) -> Observation:
    """The figure with some fields read otherwise."""
    return msgspec.structs.replace(one, **fields)


def wrong_year(figures: list[Observation]) -> list[Observation]:
    """The first figure dated a year too early."""
    return [put(figures[0], period="2020", base="2019"), *figures[1:]]


def nothing_wrong(figures: list[Observation]) -> list[Observation]:
    """All figures as they are."""
    return figures
