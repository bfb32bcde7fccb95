"""Reading of English blocks: the interface every language's reader has."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model import Block, Release, Unread
from tallystick.reading.figure import Figure

Placed = tuple[Block, tuple[int, int], Figure]


def read_blocks(release: Release, blocks: Sequence[Block]) -> tuple[list[Placed], list[Unread]]:
    """All figures of the blocks with their block and sentence span, and all numbers left unread."""
    from tallystick.reading.en.reader import read  # loads the vocabulary, which other commands do without

    return read(release, blocks)
