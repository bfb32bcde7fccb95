"""What of a release is read as sentences, and how long one may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tallystick.reading.printed.en.items import DECOY, QUANTITY, TIME, Item

# Kinds of block that are not read, and the reason their numbers are listed with.
UNREAD_KINDS = {"furniture": "furniture", "turn": "name", "dateline": "date", "row": "not understood"}
_CUT = re.compile(r"[^0-9A-Za-z]")
_LONGEST = 2000  # characters read as one sentence; what is longer is a list or a table and read in pieces


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
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


def without_rows(items: list[Item]) -> None:
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
