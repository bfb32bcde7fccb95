"""Reading of English blocks: the interface every language's reader has, by rules or by learned choosers."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model import Block, Release, Unread
from tallystick.reading.figure import Figure

Placed = tuple[Block, tuple[int, int], Figure]


def read_blocks(release: Release, blocks: Sequence[Block], reader: str) -> tuple[list[Placed], list[Unread]]:
    """All figures of the blocks with their block and sentence span, and all numbers left unread."""
    # Each loads what the other does without: the vocabulary, the language model, the weights.
    if reader == "accurate":
        from tallystick.reading.en.accurate import read
    else:
        from tallystick.reading.en.rules.reader import read
    return read(release, blocks)
