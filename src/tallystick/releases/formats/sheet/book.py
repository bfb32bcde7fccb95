"""A workbook as its readers give it: sheets of rows of cells, each with the words that it prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tallystick.model import Dropped, Place
from tallystick.releases.tables.data import is_missing, is_number
from tallystick.releases.tables.grid import GridCell
from tallystick.releases.tables.words import cell_words, indent_of, parted

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_CELLS = 3_000_000  # cells of a workbook that print something
MOST_SAID = 1000  # cells left out that are told one by one
_YEARS = (1800, 2100)


@dataclass(slots=True)
class Row:
    """The cells of a row that print something, from left to right; rows count from 0.

    `figures` is how many of them are numbers, years and days apart, `signs` how many say that nothing is given.
    """

    number: int
    cells: list[GridCell]
    figures: int = 0
    signs: int = 0


@dataclass(slots=True)
class Merge:
    """A range that is one cell: its first row and column, and how many."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class Sheet:
    """A sheet that is shown, its rows in order, hidden ones left out."""

    name: str
    rows: list[Row] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    valueless: int = 0  # formulas whose values the file does not hold

    def drop(self, words: str, reason: str, cell: str) -> None:
        """Keep what is left out of the text, with its place."""
        self.dropped.append(Dropped(words, reason, Place(sheet=self.name, cell=cell)))


@dataclass(slots=True)
class Book:
    """The sheets of a workbook that are shown, and the names of those that are not."""

    sheets: list[Sheet] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Worded:
    """The words of a cell of text, once for all cells that print them."""

    words: str
    marks: tuple[str, ...]
    indent: float
    figures: int
    signs: int


def worded(raw: str, raised: Sequence[str] = ()) -> Worded:
    """The words of a cell; `raised` are marks that its looks gave away already.

    >>> worded("  Dec† ")
    Worded(words='Dec', marks=('†',), indent=2.0, figures=0, signs=0)
    """
    words, marks = parted(cell_words(raw))
    indent = indent_of(raw) + len(raw) - len(raw.lstrip(" "))
    is_figure = is_number(words) and not is_year(words)
    return Worded(words, (*marks, *raised), indent, int(is_figure), int(is_missing(words)))


def is_year(words: str) -> bool:
    """Whether a number reads as a year."""
    return len(words) == 4 and words.isdecimal() and _YEARS[0] <= int(words) <= _YEARS[1]


@lru_cache(maxsize=MOST_COLUMNS)
def letters(column: int) -> str:
    """The name of a column that is counted from 0.

    >>> letters(0), letters(27), letters(16383)
    ('A', 'AB', 'XFD')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


@lru_cache(maxsize=MOST_COLUMNS)
def column_of(name: str) -> int:
    """The column of a name, counted from 0; -1 where there is none such.

    >>> column_of("A"), column_of("AB"), column_of("XFE"), column_of("a1")
    (0, 27, -1, -1)
    """
    column = 0
    if not name or len(name) > 3 or not name.isascii() or not name.isalpha():
        return -1
    for letter in name.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1 if column <= MOST_COLUMNS else -1


def range_of(reference: str) -> Merge | None:
    """The range of a reference.

    >>> range_of("B2:D3"), range_of("nonsense")
    (Merge(row=1, column=1, rows=2, columns=3), None)
    """
    first, _, last = reference.partition(":")
    start, stop = _place(first), _place(last or first)
    if start is None or stop is None or stop[0] < start[0] or stop[1] < start[1]:
        return None
    return Merge(start[0], start[1], stop[0] - start[0] + 1, stop[1] - start[1] + 1)


def _place(reference: str) -> tuple[int, int] | None:
    name = reference.replace("$", "")
    column = column_of(name.rstrip("0123456789"))
    digits = name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    if column < 0 or not digits.isdecimal() or not 0 < int(digits[:8]) <= MOST_ROWS:
        return None
    return int(digits) - 1, column
