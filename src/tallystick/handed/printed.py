"""The figures that a text prints, whatever they mean: place, value, unit and rounding, by the readers of print."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tallystick.model import Block, Release
from tallystick.reading.en.pieces import UNREAD_KINDS, pieces
from tallystick.reading.printed.en.conventions import conventions_of
from tallystick.reading.printed.en.items import QUANTITY
from tallystick.reading.printed.en.lexer import ANCHOR
from tallystick.reading.printed.en.scanner import scan
from tallystick.reading.printed.zh.lexer import FOLD, tokens
from tallystick.reading.zh.clauses import clauses
from tallystick.releases import sentences

Value = Decimal | tuple[Decimal, Decimal]


class Printed(NamedTuple):
    """A figure in print over `text[start:end]`, in a block and a sentence; `signed` tells that its sign is printed."""

    start: int
    end: int
    value: Value
    half: Decimal
    digits: str
    unit: str
    signed: bool
    qualifier: str
    block: Block
    sentence: tuple[int, int]


class Prints:
    """All that running text prints, found by place; each block is read once, when a figure in it is asked for."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._folded = release.text.translate(FOLD)
        self._conventions = conventions_of(release)
        self._blocks = [block for block in release.blocks if block.kind != "table"]
        self._starts = [block.start for block in self._blocks]
        self._seen: dict[int, list[Printed]] = {}

    def at(self, start: int, end: int) -> list[Printed]:
        """What is printed over any of the characters from `start` to `end`."""
        number = bisect_left(self._starts, end) - 1
        if number < 0:
            return []
        if number not in self._seen:
            self._seen[number] = list(self._of(self._blocks[number]))
        return [one for one in self._seen[number] if one.start < end and start < one.end]

    def _of(self, block: Block) -> Iterator[Printed]:
        if block.language == "zh":
            yield from self._chinese(block)
        elif block.kind not in UNREAD_KINDS:
            yield from self._english(block)

    def _english(self, block: Block) -> Iterator[Printed]:
        text = self._release.text
        for a, b in pieces(text, sentences(text, block.start, block.end, "en")):
            items = scan(text, a, b, self._conventions, doubted=True) if ANCHOR.search(text, a, b) else []
            for item in items:
                if item.kind == QUANTITY:
                    q = item.quantity
                    yield Printed(q.start, q.end, q.value, q.half, q.digits, q.unit, q.signed, "", block, (a, b))

    def _chinese(self, block: Block) -> Iterator[Printed]:
        if block.kind == "furniture":
            return
        for a, b in sentences(self._folded, block.start, block.end, "zh"):
            for clause in clauses(tokens(self._folded, a, b), self._folded, a, b):
                for q in clause.quantities:
                    unit = q.unit or "1"
                    yield Printed(q.start, q.end, q.value, q.half, q.digits, unit, q.signed, q.qualifier, block, (a, b))
