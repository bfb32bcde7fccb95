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
from tallystick.releases.sentences import sentences

Placed = tuple[Block, tuple[int, int], Figure]
_UNREAD_KINDS = {"furniture": "furniture", "turn": "name", "dateline": "date", "row": "not understood"}
_DIGITS = re.compile(r"[0-9½¼¾⅓⅔⅛⅜⅝⅞]+")
_CROWD = 40  # quantities read together
_CUT = re.compile(r"[^0-9A-Za-z]")
_LONGEST = 2000  # characters read as one sentence; what is longer is a list or a table and read in pieces
Span = tuple[int, int, str]


def read(release: Release, blocks: Sequence[Block]) -> tuple[list[Placed], list[Unread]]:
    """All figures of the blocks, and all their numbers that are no figure, each with its reason."""
    context = Context.of(release)
    placed: list[Placed] = []
    unread: list[Unread] = []
    for block in blocks:
        if ANCHOR.search(release.text, block.start, block.end) is None:
            context.pass_over(block)
            continue
        reason = _UNREAD_KINDS.get(block.kind)
        if reason is not None:
            unread += _numbers(release.text, block.start, block.end, [], reason)
            continue
        context.enter(block)
        figures, covered = _read_block(release.text, block, context)
        placed += figures
        unread += covered
    return placed, unread


def _read_block(text: str, block: Block, context: Context) -> tuple[list[Placed], list[Unread]]:
    placed: list[Placed] = []
    unread: list[Unread] = []
    start = list_number(text, block.start, block.end)
    if start > block.start:
        unread += _numbers(text, block.start, start, [], "numbering")
    for a, b in _pieces(text, sentences(text, start, block.end, "en")):
        if ANCHOR.search(text, a, b) is None:
            context.pass_sentence(text, a, b)
            continue
        items = recalled(scan(text, a, b, context.conventions), context.spells)
        _without_rows(items)
        figures = [figure for part in _crowds(items) for figure in meanings(text, part, context)]
        placed += [(block, (a, b), figure) for figure in figures]
        unread += _numbers(text, a, b, _spans(items, figures), "not understood")
    return placed, unread


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


def _spans(items: Iterable[Item], figures: Iterable[Figure]) -> list[Span]:
    """What the numbers of a sentence belong to, in order: figures (no reason), dates and decoys."""
    spans = [(f.start, f.end, "") for f in figures]
    spans += [(i.start, i.end, "date") for i in items if i.kind == TIME]
    spans += [(i.start, i.end, str(i.data)) for i in items if i.kind == DECOY]
    return sorted(spans)


def _numbers(text: str, a: int, b: int, spans: Sequence[Span], otherwise: str) -> list[Unread]:
    """The printed numbers of `text[a:b]` that lie in no figure; those of one date or name as one."""
    unread: list[Unread] = []
    n, told = 0, -1
    for found in _DIGITS.finditer(text, a, b):
        start, end = found.span()
        while n < len(spans) and spans[n][1] <= start:
            n += 1
        if n < len(spans) and spans[n][0] <= start:
            if spans[n][2] and told != n:
                unread.append(Unread(*spans[n][:2], text[slice(*spans[n][:2])], spans[n][2]))
            told = n
        elif unread and told == -1 and text[unread[-1].end : start] in (".", ","):
            unread[-1] = Unread(unread[-1].start, end, text[unread[-1].start : end], otherwise)
        else:
            unread.append(Unread(start, end, text[start:end], otherwise))
            told = -1
    return unread


__all__ = ["read"]
