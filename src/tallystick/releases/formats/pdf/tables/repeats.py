"""Long narrow tables that are set in several columns: the same heads again and again, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallystick.releases.formats.pdf.tables.columns import Column
from tallystick.releases.formats.pdf.tables.heads import Block


def beside(blocks: Sequence[Block], columns: Sequence[Column]) -> list[list[Block]]:
    """Blocks as they are, or those of each repetition, when the first row says the same heads more than once."""
    width = len(columns)
    heads = {block.left: _words(block) for block in blocks if block.first == 0 and block.left == block.right}
    period = next((p for p in range(2, width // 2 + 1) if width % p == 0 and _repeats(heads, p, width)), 0)
    if not period or any(block.left // period != block.right // period for block in blocks):
        return [list(blocks)]
    return [
        [
            replace(block, left=block.left - start, right=block.right - start)
            for block in blocks if start <= block.left < start + period
        ]
        for start in range(0, width, period)
    ]  # fmt: skip


def _repeats(heads: dict[int, str], period: int, width: int) -> bool:
    said = [heads.get(i, "") for i in range(width)]
    return all(said) and len(set(said[:period])) == period and all(said[i] == said[i % period] for i in range(width))


def _words(block: Block) -> str:
    return " ".join(piece.text for piece in block.pieces).casefold()
