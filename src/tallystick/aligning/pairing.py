"""Whether two texts are a text and its translation: by their figures, or by title, day and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tallystick.knowledge.glossary import shared
from tallystick.model import Link, Release
from tallystick.releases.dates import find_dates

# Of the shorter text's figures, the part that must agree before two texts count as a pair. Unrelated
# releases share round numbers by chance; in real pairs most figures agree.
PART = 0.3
FEW = 3
# Where title, day, paragraphs or the run of figures agree as well, the part that must agree or be explained by a slip.
EXPLAINED = 0.5
UNEXPLAINED = ("value", "unit", "period", "status", "measure")
_HEAD = 4000  # characters in which a text says its day
_ALIKE_TITLES = 0.5
_PROSE = ("paragraph", "item", "heading")


def is_pair(original: Release, translation: Release, links: Sequence[Link], counts: tuple[int, int]) -> bool:
    """Whether links between two texts of so many figures each make them a pair.

    Two signs of four (title, day, paragraphs, the run of figures) stand in for figures that agree, so that a
    caption whose figures were mistaken is held against its original and not refused.
    """
    fewer = min(counts)
    agreeing = sum(link.verdict == "agrees" and "value" in link.rests_on for link in links)
    if fewer >= FEW and agreeing >= PART * fewer:
        return True
    explained = sum(link.slip not in UNEXPLAINED for link in links)
    if not explained or explained < EXPLAINED * fewer:
        return False
    signs = (
        shared(original.title, translation.title) >= _ALIKE_TITLES,
        bool(_days(original) & _days(translation)),
        _paragraphs(original) == _paragraphs(translation),
        len(links) == counts[0] == counts[1],
    )
    return sum(signs) >= 2


def _days(release: Release) -> set[date]:
    """The days printed with their year at the head of a text."""
    printed = (day.on() for day in find_dates(release.text, 0, _HEAD) if day.year)
    return {day for day in printed if day}


def _paragraphs(release: Release) -> int:
    return sum(block.kind in _PROSE for block in release.blocks)
