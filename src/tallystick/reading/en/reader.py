"""English blocks → figures: each sentence scanned, each quantity given its meaning from the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tallystick.model import Block, Release, Unread
from tallystick.reading.en.context import Context
from tallystick.reading.en.meaning import meanings
from tallystick.reading.en.spells import recalled
from tallystick.reading.figure import Figure
from tallystick.reading.printed.en.decoys.list_numbers import list_number
from tallystick.reading.printed.en.items import DECOY, QUANTITY, TIME, Item
from tallystick.reading.printed.en.lexer import ANCHOR
from tallystick.reading.printed.en.scanner import scan
from tallystick.reading.printed.en.unread import spans_of, unread
from tallystick.releases.sentences import sentences

Placed = tuple[Block, tuple[int, int], Figure]
_UNREAD_KINDS = {"furniture": "furniture", "turn": "name", "dateline": "date", "row": "not understood"}
_CROWD = 40  # quantities read together
_CUT = re.compile(r"[^0-9A-Za-z]")
_LONGEST = 2000  # characters read as one sentence; what is longer is a list or a table and read in pieces


def read(release: Release, blocks: Sequence[Block]) -> tuple[list[Placed], list[Unread]]:
    """All figures of the blocks, and all their numbers that are no figure, each with its reason."""
    context = Context.of(release)
    placed: list[Placed] = []
    left: list[Unread] = []
    for block in blocks:
        if ANCHOR.search(release.text, block.start, block.end) is None:
            context.pass_over(block)
            continue
        reason = _UNREAD_KINDS.get(block.kind)
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
    for a, b in _pieces(text, sentences(text, start, block.end, "en")):
        if ANCHOR.search(text, a, b) is None:
            context.pass_sentence(text, a, b)
            continue
        items = recalled(scan(text, a, b, context.conventions), context.spells)
        _without_rows(items)
        figures = [figure for part in _crowds(items) for figure in meanings(text, part, context)]
        placed += [(block, (a, b), figure) for figure in figures]
        spans = spans_of(items, ((figure.start, figure.end) for figure in figures))
        left += unread(text, a, b, spans, "not understood")
    return placed, left


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences, those beyond any reason cut at blanks, else behind a mark, so that time stays linear."""
    for a, b in spans:
        start = a
        while b - start > _LONGEST:
            cut = text.rfind(" ", start, start + _LONGEST)
            if cut <= start:
                mark = _CUT.search(text, start + _LONGEST // 2, b)
                cut = mark.end() if mark else b
            yield start, cut
            start = cut
        if start < b:
            yield start, b


_AXIS = 4  # numbers that stand side by side without a word between: a chart's axis or a table's row


def _without_rows(items: list[Item]) -> None:
    """Numbers in a row without words between are no sentence: keep them as not understood."""
    start = 0
    while start < len(items):
        stop = start
        while stop < len(items) and items[stop].kind in (QUANTITY, TIME, DECOY):
            stop += 1
        if sum(item.kind == QUANTITY for item in items[start:stop]) >= _AXIS:
            for item in items[start:stop]:
                if item.kind == QUANTITY:
                    item.kind, item.data = DECOY, "not understood"
        start = stop + 1


def _crowds(items: list[Item]) -> Iterator[list[Item]]:
    """The items as they are, or in parts where more numbers stand in one sentence than any sentence has."""
    ends = [k for k, item in enumerate(items) if item.kind == QUANTITY][_CROWD::_CROWD]
    start = 0
    for end in ends:
        yield items[start:end]
        start = end
    yield items[start:]


__all__ = ["read"]
