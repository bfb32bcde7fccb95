"""A sentence on its way through the reader: its printed pieces and its tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from tallystick.model import Block
from tallystick.reading.candidates.phrases import Phrase, phrases
from tallystick.reading.figure import Figure
from tallystick.reading.parse.tree import Tree
from tallystick.reading.printed.en.items import DECOY, QUANTITY, TIME, Item


@dataclass(frozen=True)
class Sentence:
    """`text[start:end]` of a block, its items in order, its tree, and what the rules propose for its quantities.

    `parts` tells of a sentence that goes on in another block (behind a page break) which piece stands in which; the
    text has blanks between them.
    """

    text: str
    block: Block
    start: int
    end: int
    items: list[Item]
    tree: Tree
    proposed: dict[int, Figure] = field(default_factory=dict)
    parts: tuple[tuple[Block, int, int], ...] = ()

    def part_at(self, place: int) -> tuple[Block, tuple[int, int]]:
        """The block and the piece of it that a place of the sentence stands in."""
        for block, start, end in self.parts:
            if place < end:
                return block, (start, end)
        return self.block, (self.start, self.end)

    @cached_property
    def quantities(self) -> list[int]:
        """The items that are quantities."""
        return [k for k, item in enumerate(self.items) if item.kind == QUANTITY]

    @cached_property
    def kinds(self) -> list[str]:
        """For each word of the tree what it belongs to: a quantity, a time, a decoy, or nothing ("")."""
        kinds = [""] * len(self.tree)
        for item in self.items:
            if item.kind in (QUANTITY, TIME, DECOY):
                for k in self.tree.between(item.start, item.end):
                    kinds[k] = item.kind
        return kinds

    @cached_property
    def phrases(self) -> list[Phrase]:
        """Its noun phrases in each of their widths: every figure of the sentence looks among the same."""
        return list(phrases(self.tree, self.kinds))

    def words_of(self, item: Item) -> range:
        """The words of the tree that an item covers."""
        return self.tree.between(item.start, item.end)
