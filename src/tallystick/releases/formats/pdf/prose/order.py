"""The order in which a page is read: bands of columns from the top, in each band column after column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from tallystick.releases.formats.pdf.lines import TextLine
from tallystick.releases.formats.pdf.tables.finding import PageTable

_NARROWEST = 0.6  # of the size: the narrowest gutter
_DEEPEST = 4  # columns within columns
_PROSE_WIDTH = 6.0  # sizes: lines of a column are wider than that, else it holds labels or figures
_AWAY = 1.7  # leadings: a line as far below a column's others is no part of it
_FAR = 1e9
_FIGURES = re.compile(r"[^A-Za-z\u3400-\u9fff]*")


class Item(NamedTuple):
    """What is read at once: a line, or a table."""

    x0: float
    y0: float
    x1: float
    y1: float
    line: TextLine | None
    table: PageTable | None = None


class Column(NamedTuple):
    """Items one below the other between two sides, in rows from the top; a row's items from the left."""

    x0: float
    x1: float
    rows: list[list[Item]]


Spans = list[tuple[float, float]]


def item_of(line: TextLine) -> Item:
    """A line; it is as high as its letters, not as its font."""
    return Item(line.x0, line.baseline - 0.7 * line.size, line.x1, line.baseline + 0.15 * line.size, line)


def columns_of(items: Sequence[Item], depth: int = 0) -> list[Column]:
    """The columns of a page in the order in which they are read."""
    columns: list[Column] = []
    for group in _groups(items):
        parts = _parts(group) if depth < _DEEPEST else [group]
        if len(parts) > 1:
            for part in parts:
                columns += columns_of(part, depth + 1)
        else:
            columns.append(_column(group))
    return _joined(columns)


def _groups(items: Sequence[Item]) -> list[list[Item]]:
    """Items in groups from the top: those between the same gutters, and those that cross them."""
    groups: list[list[Item]] = []
    spans: Spans = []
    sides = (_FAR, -_FAR)
    for band in _bands(items):
        own, own_sides = _free(band), _sides(band)
        if groups:
            both, new_sides = _common(spans, own, _narrowest(band)), _united(sides, own_sides)
            inner, new = _inner(spans, sides), _inner(both, new_sides)
            if (inner and new) or not (inner or new or _inner(own, own_sides)):
                groups[-1] += band
                spans, sides = both, new_sides
                continue
            if inner:
                band = _with_strays(groups[-1], band)
                own, own_sides = _free(band), _sides(band)
        groups.append(band)
        spans, sides = own, own_sides
    return groups


def _with_strays(group: list[Item], band: list[Item]) -> list[Item]:
    """Take a heading that stands below columns, away from them, out of their group and over to what it heads."""
    rows = _rows(group)
    strays: list[Item] = []
    while len(rows) > 2 and len(rows[-1]) == 1:
        leading = median(b[0].y0 - a[0].y0 for a, b in pairwise(rows))
        if rows[-1][0].y0 - rows[-2][0].y0 < _AWAY * max(leading, rows[-1][0].y1 - rows[-1][0].y0):
            break
        strays = rows.pop() + strays
    if strays:
        group[:] = [item for row in rows for item in row]
    return strays + band


def _bands(items: Sequence[Item]) -> list[list[Item]]:
    """Items that stand beside each other, and beside those beside them."""
    bands: list[list[Item]] = []
    bottom = -_FAR
    for item in sorted(items, key=lambda item: (item.y0, item.x0)):
        if item.y0 >= bottom or not bands:
            bands.append([])
        bands[-1].append(item)
        bottom = max(bottom, item.y1)
    return bands


def _free(items: Sequence[Item]) -> Spans:
    """Where no item stands, from left to right."""
    spans: Spans = []
    edge = -_FAR
    for item in sorted(items, key=lambda item: item.x0):
        if item.x0 > edge:
            spans.append((edge, item.x0))
        edge = max(edge, item.x1)
    spans.append((edge, _FAR))
    return spans


def _common(a: Spans, b: Spans, narrowest: float) -> Spans:
    """What two lists of spans share, where it is wide enough."""
    spans: Spans = []
    i = j = 0
    while i < len(a) and j < len(b):
        start, end = max(a[i][0], b[j][0]), min(a[i][1], b[j][1])
        if end - start > narrowest:
            spans.append((start, end))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return spans


def _inner(spans: Spans, sides: tuple[float, float]) -> Spans:
    """The spans that lie between two sides."""
    return [span for span in spans if span[0] > sides[0] and span[1] < sides[1]]


def _sides(items: Sequence[Item]) -> tuple[float, float]:
    return min(item.x0 for item in items), max(item.x1 for item in items)


def _united(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    return min(a[0], b[0]), max(a[1], b[1])


def _narrowest(items: Sequence[Item]) -> float:
    return _NARROWEST * median(item.line.size if item.line else item.y1 - item.y0 for item in items)


def _parts(group: list[Item]) -> list[list[Item]]:
    """A group cut at its gutters into columns of prose; labels and figures stay with the prose beside them."""
    gutters = _inner(_common(_free(group), [(-_FAR, _FAR)], _narrowest(group)), _sides(group))
    parts: list[list[Item]] = [[] for _ in range(len(gutters) + 1)]
    for item in group:
        parts[sum(item.x0 >= end - 0.01 for _, end in gutters)].append(item)
    merged: list[list[Item]] = []
    waiting: list[Item] = []
    for part in parts:
        if _is_prose(part):
            merged.append(waiting + part)
            waiting = []
        elif merged and not _labels(part):
            merged[-1] += part
        else:
            waiting += part
    if waiting:
        if not merged:
            return [group]
        merged[-1] += waiting
    return merged


def _is_prose(items: Sequence[Item]) -> bool:
    """Whether a column holds lines of words, or a thing, and not labels or figures."""
    widths, letters = 0.0, 0
    for item in items:
        if item.line is None:
            return True
        widths += (item.x1 - item.x0) / item.line.size
        letters += not _FIGURES.fullmatch(item.line.text)
    return widths > _PROSE_WIDTH * len(items) and 2 * letters >= len(items)


def _labels(items: Sequence[Item]) -> bool:
    """Whether a narrow column holds numbers and bullets of what stands to the right."""
    return all(item.line is not None and len(item.line.text) <= 6 for item in items)


def _column(items: list[Item]) -> Column:
    return Column(min(item.x0 for item in items), max(item.x1 for item in items), _rows(items))


def _rows(items: Sequence[Item]) -> list[list[Item]]:
    """Items of one height together; what has no baseline is a row of its own."""
    rows: list[list[Item]] = []
    base = -_FAR
    for item in sorted(items, key=_height):
        at = _height(item)
        small = item.line.size if item.line else 0.0
        if rows and at - base < 0.3 * small and rows[-1][0].line:
            rows[-1].append(item)
        else:
            rows.append([item])
            base = at
    return [sorted(row, key=lambda item: item.x0) for row in rows]


def _height(item: Item) -> float:
    return item.line.baseline if item.line else item.y0


def _joined(columns: list[Column]) -> list[Column]:
    """Columns that stand below each other and begin at nearly the same side, as one."""
    joined: list[Column] = []
    for column in columns:
        last = joined[-1] if joined else None
        if last is not None and _goes_on_below(last, column):
            joined[-1] = Column(min(last.x0, column.x0), max(last.x1, column.x1), last.rows + column.rows)
        else:
            joined.append(column)
    return joined


def _goes_on_below(a: Column, b: Column) -> bool:
    width = min(a.x1 - a.x0, b.x1 - b.x0)
    shared = min(a.x1, b.x1) - max(a.x0, b.x0)
    return _height(b.rows[0][0]) > _height(a.rows[-1][0]) and shared > 0.8 * width
