"""A table of a release as it was understood: cells with the paths of their rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

Path = tuple[str, ...]
_STEP = " > "


def path_words(path: Sequence[str]) -> str:
    """A path as one text, outermost first.

    >>> path_words(("Exports", "Goods"))
    'Exports > Goods'
    """
    return _STEP.join(path)


def path_of(words: str) -> Path:
    """The other way round.

    >>> path_of("Exports > Goods"), path_of("")
    (('Exports', 'Goods'), ())
    """
    return tuple(words.split(_STEP)) if words else ()


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A cell: `text[start:end]` of the release, empty where it prints nothing.

    `row` and `column` count from 0 and are the first of those it covers, `rows` and `columns` how many. `indent` is
    in widths of a letter. `marks` are note marks and flags printed at it that are no part of its words. `head` says
    that the document's own markup calls it one. `cell` is its name in a sheet (`B5`).
    """

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False
    bold: bool = False
    indent: float = 0.0
    marks: tuple[str, ...] = ()
    cell: str = ""


class Band(msgspec.Struct, frozen=True):
    """Rows under one block of heads, from `first` up to `stop`; `columns` is each column's path, outermost first."""

    first: int
    stop: int
    columns: tuple[Path, ...]


class Table(msgspec.Struct, frozen=True):
    """A table in the order it stands in the release: `number` counts from 1, `text[start:end]` are all of its rows.

    `caption`, `unit` (words that tell the unit of all cells) and `notes` stand above, in and below it. `rows` is the
    path of each row, outermost stub first; a band's rows are those with figures, what is in no band is head or
    group. `stubs` are the columns that hold stubs. `page` (from 1) or `sheet` tells where it begins.
    """

    number: int
    start: int
    end: int
    cells: tuple[Cell, ...]
    rows: tuple[Path, ...]
    stubs: tuple[int, ...]
    bands: tuple[Band, ...]
    caption: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()
    page: int = 0
    sheet: str = ""
    language: str = "en"
    section: str = ""

    @property
    def name(self) -> str:
        """Its caption, or else its number."""
        return self.caption or f"table {self.number}"

    def data(self) -> Iterator[tuple[Cell, Path, Path]]:
        """Each cell that stands in a row and under a column of figures and prints something, with both paths."""
        band_of = {row: band for band in self.bands for row in range(band.first, band.stop)}
        for cell in self.cells:
            band = band_of.get(cell.row)
            if band is not None and cell.column not in self.stubs and cell.end > cell.start:
                yield cell, self.rows[cell.row], band.columns[cell.column]
