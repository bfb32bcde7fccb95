"""Sentences that a page break cuts in two: a page number or a running head stands between their halves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model import Block
from tallystick.reading.printed.en.decoys.list_numbers import list_number

Part = tuple[Block, int, int]  # a block, and where in the text a piece of it starts and ends
Place = tuple[Part, ...]  # a sentence: one part, or those on both sides of a page break

_FULL_LINE = 60  # characters of a paragraph that may run on over the page
_LONGEST_BREAK = 400  # characters between the halves
_STOPS = ".:;!?"


def broken(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    """Each block that breaks off at a page's end, with the one that goes on with its last sentence, in order."""
    before: Block | None = None
    passed = False
    for block in blocks:
        if block.kind == "furniture":
            passed = True
            continue
        if before is not None and passed and _goes_on(text, before, block):
            yield before, block
        before, passed = block, False


def _goes_on(text: str, before: Block, block: Block) -> bool:
    if before.kind not in ("paragraph", "item") or block.kind != "paragraph" or before.section != block.section:
        return False
    if before.end - before.start < _FULL_LINE or block.start - before.end > _LONGEST_BREAK:
        return False
    breaks_off = text[before.end - 1] not in _STOPS and text[block.start].islower()
    return breaks_off and list_number(text, block.start, block.end) == block.start


def without_breaks(text: str, breaks: Sequence[tuple[Block, Block]]) -> str:
    """The text, as long as it was, with blanks for what stands between the halves."""
    kept, at = [], 0
    for before, block in breaks:
        kept += [text[at : before.end], " " * (block.start - before.end)]
        at = block.start
    return "".join([*kept, text[at:]]) if kept else text


def joined(parts: Sequence[Part], breaks: Sequence[tuple[Block, Block]]) -> Iterator[Place]:
    """Sentences with their halves put together; `parts` are those of each block by itself, in order."""
    going_on = {id(block): before for before, block in breaks}
    place: Place = ()
    for part in parts:
        halves = place and place[-1][0] is going_on.pop(id(part[0]), None)
        if halves:
            place = (*place, part)
            continue
        if place:
            yield place
        place = (part,)
    if place:
        yield place
