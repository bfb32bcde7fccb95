"""English blocks → figures: each sentence scanned, each quantity given its meaning from the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model import Block, Release, Unread
from tallystick.reading.en.pieces import UNREAD_KINDS, pieces, without_rows
from tallystick.reading.en.rules.context import Context
from tallystick.reading.en.rules.interpretation import meanings
from tallystick.reading.en.rules.periods.named_spans import recalled
from tallystick.reading.figure import Figure
from tallystick.reading.printed.en.decoys.list_numbers import list_number
from tallystick.reading.printed.en.items import QUANTITY, Item
from tallystick.reading.printed.en.lexer import ANCHOR
from tallystick.reading.printed.en.scanner import scan
from tallystick.reading.printed.en.unread import spans_of, unread
from tallystick.releases.sentences import sentences

Placed = tuple[Block, tuple[int, int], Figure]
_CROWD = 40  # quantities read together


def read(release: Release, blocks: Sequence[Block]) -> tuple[list[Placed], list[Unread]]:
    """All figures of the blocks, and all their numbers that are no figure, each with its reason."""
    context = Context.of(release)
    placed: list[Placed] = []
    left: list[Unread] = []
    for block in blocks:
        if ANCHOR.search(release.text, block.start, block.end) is None:
            context.pass_over(block)
            continue
        reason = UNREAD_KINDS.get(block.kind)
        if reason is not None:
            left += unread(release.text, block.start, block.end, [], reason)
            continue
        context.enter(block)
        figures, covered = _read_block(release.text, block, context)
        placed += figures
        left += covered
    return placed, left


def _read_block(text: str, block: Block, context: Context) -> tuple[list[Placed], list[Unread]]:
    placed: list[Placed] = []
    left: list[Unread] = []
    start = list_number(text, block.start, block.end)
    if start > block.start:
        left += unread(text, block.start, start, [], "numbering")
    for a, b in pieces(text, sentences(text, start, block.end, "en")):
        if ANCHOR.search(text, a, b) is None:
            context.pass_sentence(text, a, b)
            continue
        items = recalled(scan(text, a, b, context.conventions), context.spells)
        without_rows(items)
        figures = [figure for part in _crowds(items) for figure in meanings(text, part, context)]
        placed += [(block, (a, b), figure) for figure in figures]
        spans = spans_of(items, ((figure.start, figure.end) for figure in figures))
        left += unread(text, a, b, spans, "not understood")
    return placed, left


def _crowds(items: list[Item]) -> Iterator[list[Item]]:
    """The items as they are, or in parts where more numbers stand in one sentence than any sentence has."""
    ends = [k for k, item in enumerate(items) if item.kind == QUANTITY][_CROWD::_CROWD]
    start = 0
    for end in ends:
        yield items[start:end]
        start = end
    yield items[start:]


__all__ = ["read"]
