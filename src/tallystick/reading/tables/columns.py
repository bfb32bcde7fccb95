"""Columns and rows of a table whose numbers are no figures: codes, dates, years, serial numbers, numbers of columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from tallystick.reading.tables.printed import Printed
from tallystick.reading.tables.vocabulary import listed, plain

_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_DATE = re.compile(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}年(?:\d{1,2}月)?|\d{1,2}:\d\d(?::\d\d)?"
    r"|\d{1,2}[ -]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ ,-]*\d{2,4}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ .,-]*\d{1,2}?[ ,-]*\d{2,4}"
    r"|(?:1[89]|20)\d\d[-–/]\d{2,4}|(?:19|20)\d\d[ -]?q[1-4]|q[1-4][ -]?(?:19|20)\d\d",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\(?(\d{1,3})\)?(?:\s?[=(].*|[a-z]?)?", re.IGNORECASE)
_CODE = re.compile(r"(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z])[\w./-]{2,24}")
_FEW = 3


class Numbered(NamedTuple):
    """A cell's words with its row and column."""

    words: str
    row: int
    column: int


def is_date(words: str) -> bool:
    """Whether a cell prints a date or a time.

    >>> is_date("2015-09-21"), is_date("14 Feb 2012"), is_date("3,000")
    (True, True, False)
    """
    return _DATE.fullmatch(words.strip()) is not None or _DATE.fullmatch("".join(words.split())) is not None


def is_code(words: str) -> bool:
    """Whether a cell prints a name made of letters and digits.

    >>> is_code("L2KL"), is_code("5.2p"), is_code("CF-A4B")
    (True, False, True)
    """
    words = words.strip()
    return _CODE.fullmatch(words) is not None and not words[0].isdigit()


def reasons_of_columns(cells: Iterable[Numbered], heads: Sequence[Sequence[str]]) -> dict[int, str]:
    """Column → why its numbers are no figures, for those that hold codes, serial numbers, dates or years."""
    by_column: dict[int, list[str]] = {}
    for cell in cells:
        by_column.setdefault(cell.column, []).append(cell.words)
    found: dict[int, str] = {}
    for column, words in by_column.items():
        head = plain(heads[column][-1]).casefold().strip(" .:") if column < len(heads) and heads[column] else ""
        reason = _reason(head, words)
        if reason:
            found[column] = reason
    return found


def _reason(head: str, words: Sequence[str]) -> str:
    if head in listed("symbols", "codes") or f"{head}." in listed("symbols", "codes"):
        return "numbering"
    years = sum(_YEAR.fullmatch(one.strip()) is not None for one in words)
    if years == len(words) and (head in listed("symbols", "dates") or (not head and years >= _FEW)):
        return "date"
    if not head and len(words) >= _FEW and _counts(words):
        return "numbering"
    return ""


def _counts(words: Sequence[str]) -> bool:
    """Whether the numbers only count on, from 1 or 0."""
    numbers = [int(found[1]) if (found := _ORDINAL.fullmatch(one.strip())) else -1 for one in words]
    return numbers[0] in (0, 1) and all(b == a + 1 for a, b in pairwise(numbers))


def bracketed_columns(cells: Iterable[Numbered]) -> frozenset[int]:
    """Columns whose numbers all stand in brackets: there brackets are no signs."""
    all_in: dict[int, bool] = {}
    often: dict[int, int] = {}
    for cell in cells:
        if any(char.isdigit() for char in cell.words):
            inside = cell.words.strip().startswith(("(", "（"))
            all_in[cell.column] = all_in.get(cell.column, True) and inside
            often[cell.column] = often.get(cell.column, 0) + 1
    return frozenset(column for column, inside in all_in.items() if inside and often[column] >= _FEW)


def columns_of_words(cells: Sequence[Numbered], are_numbers: Sequence[bool]) -> dict[int, str]:
    """Columns in most of whose cells digits stand among words (`0 to 4`, `100 and more`): classes, no figures."""
    torn: dict[int, int] = {}
    of: dict[int, int] = {}
    for cell, is_number in zip(cells, are_numbers, strict=True):
        if any(char.isdigit() for char in cell.words):
            of[cell.column] = of.get(cell.column, 0) + 1
            torn[cell.column] = torn.get(cell.column, 0) + (not is_number)
    return {column: "not understood" for column, n in of.items() if n >= _FEW and 2 * torn[column] >= n}


def largest(cells: Sequence[Numbered], judged: Sequence[object]) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """The largest number of each column and of each row."""
    columns: dict[int, Decimal] = {}
    rows: dict[int, Decimal] = {}
    for cell, what in zip(cells, judged, strict=True):
        if isinstance(what, Printed):
            value = what.value[1] if isinstance(what.value, tuple) else what.value
            columns[cell.column] = max(columns.get(cell.column, value), value)
            rows[cell.row] = max(rows.get(cell.row, value), value)
    return columns, rows


def rows_of_numbers(cells: Iterable[Numbered]) -> set[int]:
    """Rows that number the columns (`1`, `2`, `3 = 1 + 2`)."""
    by_row: dict[int, list[str]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell.words)
    return {row for row, words in by_row.items() if len(words) >= _FEW and _numbers_columns(words)}


def _numbers_columns(words: Sequence[str]) -> bool:
    numbers = [int(found[1]) if (found := _ORDINAL.fullmatch(one.strip())) else -1 for one in words]
    return numbers[0] in (0, 1, 2) and all(b == a + 1 for a, b in pairwise(numbers))
