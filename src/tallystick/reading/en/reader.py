"""English blocks → figures: each sentence scanned, each quantity given its meaning from the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from tallystick.model import Block, Period, Release, Unread
from tallystick.reading.en.calendars import Focus, period_of
from tallystick.reading.en.context import Context
from tallystick.reading.en.lexer import ANCHOR
from tallystick.reading.en.meaning import meanings
from tallystick.reading.en.numbering import list_number
from tallystick.reading.en.scanner import DECOY, QUANTITY, TIME, Item, scan
from tallystick.reading.figure import Figure
from tallystick.releases.sentences import sentences

Placed = tuple[Block, tuple[int, int], Figure]
_UNREAD_KINDS = {"furniture": "furniture", "turn": "name", "dateline": "date", "row": "not understood"}
_DIGITS = re.compile(r"[0-9½¼¾⅓⅔⅛⅜⅝⅞]+(?:[.,\u00a0 ]?[0-9]+)*")


def read(release: Release, blocks: Sequence[Block]) -> tuple[list[Placed], list[Unread]]:
    """All figures of the blocks, and all their numbers that are no figure, each with its reason."""
    context = Context.of(release, blocks)
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
    for a, b in sentences(text, start, block.end, "en"):
        if ANCHOR.search(text, a, b) is None:
            context.pass_sentence(text, a, b)
            continue
        items = scan(text, a, b, context.dollar)
        figures = meanings(text, items, context)
        placed += [(block, (a, b), figure) for figure in figures]
        unread += _numbers(text, a, b, _spans(items, figures), "not understood")
    return placed, unread


def _spans(items: Iterable[Item], figures: Iterable[Figure]) -> list[tuple[int, int, str]]:
    """What the numbers of a sentence belong to, in order: figures (no reason), dates and decoys."""
    spans = [(f.start, f.end, "") for f in figures]
    spans += [(i.start, i.end, "date") for i in items if i.kind == TIME]
    spans += [(i.start, i.end, str(i.data)) for i in items if i.kind == DECOY]
    return sorted(spans)


def _numbers(text: str, a: int, b: int, spans: Sequence[tuple[int, int, str]], otherwise: str) -> list[Unread]:
    """The printed numbers of `text[a:b]` that lie in no figure; those of one date or name as one."""
    unread: list[Unread] = []
    last, n = 0, 0
    for found in _DIGITS.finditer(text, a, b):
        start, end = found.span()
        if end <= last:
            continue
        start = max(start, last)
        while n < len(spans) and spans[n][1] <= start:
            n += 1
        if n < len(spans) and spans[n][0] <= start < spans[n][1]:
            begin, stop, reason = spans[n]
            if reason:
                unread.append(Unread(begin, stop, text[begin:stop], reason))
            last = stop
            if end > stop:
                unread += _rest(text, stop, end, spans, n, otherwise)
                last = end
        else:
            unread.append(Unread(start, end, text[start:end], otherwise))
            last = end
    return unread


def _rest(text: str, a: int, b: int, spans: Sequence[tuple[int, int, str]], n: int, otherwise: str) -> list[Unread]:
    """Numbers that run on behind a span, as in `1990, 1991`."""
    return _numbers(text, a, b, spans[n + 1 :], otherwise) if any(c.isdigit() for c in text[a:b]) else []


__all__ = ["Decimal", "Focus", "Period", "QUANTITY", "period_of", "read"]
