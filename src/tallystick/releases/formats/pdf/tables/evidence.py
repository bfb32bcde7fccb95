"""Whether rows of pieces are a table, or a list, a table of contents, the axes of a chart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tallystick.releases.formats.pdf.tables.columns import Column, columns_of
from tallystick.releases.formats.pdf.tables.paragraphs import is_long
from tallystick.releases.formats.pdf.tables.pieces import MARKER, Row
from tallystick.releases.formats.pdf.tables.unruled import full_rules
from tallystick.releases.formats.pdf.view import Array

_VALUED = 0.4  # of the pieces that are no stubs: so many are values in a table without ruling lines
_FILLED, _FILLED_ALONE = 0.45, 0.7  # of the places of rows with values: with names before them, and without
_PERIOD = re.compile(r"(?:1[89]|20)\d\d\b")


def is_table(rows: Sequence[Row], level: Array) -> bool:
    """Whether rows are a table: values in columns, or words in columns between ruling lines."""
    pieces = [piece for row in rows for piece in row.pieces]
    columns = columns_of([row.pieces for row in rows])
    multi = [row for row in rows if len(row.pieces) > 1]
    if len(columns) < 2 or len(multi) < 2 or _is_list(rows) or _is_contents(rows) or _is_axis(multi):
        return False
    if _is_valued(multi, columns):
        return True
    long = sum(is_long(piece) for piece in pieces)
    cuts = full_rules(rows, level)
    return len(cuts) > 1 and long < 0.5 * len(pieces) and len(multi) >= 0.5 * len(rows)


def _is_valued(rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether rows hold numbers in columns, most places filled, with stubs before them."""
    numbers = sum(any(char.isdigit() for char in piece.text) for row in rows for piece in row.pieces[1:] if piece.value)
    values = sum(piece.value for row in rows for piece in row.pieces[1:])
    others = sum(len(row.pieces) - 1 for row in rows)
    if numbers < 2 or values < _VALUED * others:
        return False
    body = [row for row in rows if any(piece.value for piece in row.pieces[1:])]
    filled = sum(len(row.pieces) for row in body) / (len(body) * len(columns))
    stubs = [row.pieces[0] for row in body if row.pieces[0].x0 < columns[0].x1]
    named = sum(not piece.value or _PERIOD.match(piece.text) is not None for piece in stubs)
    if len(stubs) < 0.5 * len(body):
        return False
    return filled > (_FILLED if named > 0.5 * len(stubs) else _FILLED_ALONE)


def _is_list(rows: Sequence[Row]) -> bool:
    """Whether the first of two pieces is a list's mark in most rows."""
    marked = sum(len(row.pieces) == 2 and MARKER.fullmatch(row.pieces[0].text) is not None and not row.pieces[1].value
                 for row in rows)  # fmt: skip
    return marked > 0.5 * sum(len(row.pieces) > 1 for row in rows)


def _is_contents(rows: Sequence[Row]) -> bool:
    """Whether rows are a table of contents: words, then a page number that never falls."""
    pages = [row.pieces[-1].text for row in rows if len(row.pieces) > 1]
    if len(pages) < 3 or max(len(row.pieces) for row in rows) > 3:
        return False
    if not all(page.isdigit() and len(page) < 4 for page in pages):
        return False
    numbers = [int(page) for page in pages]
    return all(a <= b for a, b in pairwise(numbers)) and numbers[-1] > numbers[0]


def _is_axis(rows: Sequence[Row]) -> bool:
    """Whether rows are the axes of a chart: nothing but values, two at most in a row."""
    return all(piece.value for row in rows for piece in row.pieces) and max(len(row.pieces) for row in rows) < 3
