"""Which rows of a sheet are tables and which are lines of words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tallystick.releases.formats.sheet.book import Row, is_year
from tallystick.releases.tables.around import is_caption, unit_line
from tallystick.releases.tables.data import is_missing, is_number
from tallystick.releases.tables.grid import GridCell

_SAMPLE = 400  # rows by which columns are told to hold stubs
_STUBS = 0.6  # share of words in a column of stubs
_LONGEST_HEAD = 120  # characters; what is longer is no head
_NEAR_GAP = 2  # blank rows that may part a head from its figures
_BELOW = 4  # rows by which a table's shape is told
_MOST_NAMES = 4  # names without figures between the heads and the first figures
_FEW = 3  # cells of a line of words above a table


@dataclass(slots=True)
class Region:
    """Rows that are a table, or else lines of words."""

    rows: list[Row] = field(default_factory=list)
    is_table: bool = False


def regions(rows: Sequence[Row]) -> list[Region]:
    """The rows of a sheet from the top, told apart; those of tables side by side, one table after the other.

    Time is linear in the cells.
    """
    found: list[Region] = []
    for part in _side_by_side(rows):
        found += _Divider(part).divide()
    return found


class _Divider:
    """Goes down the rows and tells where tables begin and end."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._has_figures = [_holds_figures(row) for row in rows]
        self._found: list[Region] = []
        self._done = 0  # rows that are in a region

    def divide(self) -> list[Region]:
        first = last = -1  # the rows of the open table: the first of its head, the last with figures
        heads: set[tuple[str, ...]] = set()
        for i, has_figures in enumerate(self._has_figures):
            if not has_figures:
                continue
            if first >= 0 and not self._goes_on(last, i, heads):
                self._close(first, last)
                first = -1
            if first < 0:
                first = self._head_above(i)
                heads = {_words(self._rows[k]) for k in range(first, i) if len(self._rows[k].cells) > 1}
            last = i
        if first >= 0:
            self._close(first, last)
        self._lines(len(self._rows))
        return self._found

    def _close(self, first: int, last: int) -> None:
        self._lines(first)
        self._found.append(Region(list(self._rows[first : last + 1]), True))
        self._done = last + 1

    def _lines(self, stop: int) -> None:
        if self._done < stop:
            self._found.append(Region(list(self._rows[self._done : stop])))
        self._done = max(self._done, stop)

    def _goes_on(self, last: int, i: int, heads: set[tuple[str, ...]]) -> bool:
        """Whether row `i` with figures is of the table whose last row with figures is `last`."""
        between = self._rows[last + 1 : i]
        if not between:
            return True
        titled = False
        for k, row in enumerate(between):
            if len(row.cells) == 1 and row.cells[0].columns == 1:
                if is_caption(row.cells[0].words):
                    return False
                before = between[k - 1] if k else self._rows[last]
                titled |= row.number > before.number + 1 or len(row.cells[0].words) > _LONGEST_HEAD
            elif titled and len(row.cells) > 1 and _words(row) not in heads:
                return False
        return True

    def _head_above(self, i: int) -> int:
        """The first row of the head above the first row with figures."""
        shape = _shape(self._rows[i : i + _BELOW])
        first = i
        lone = 0
        for k in range(i - 1, self._done - 1, -1):
            row = self._rows[k]
            gap = self._rows[k + 1].number - row.number - 1
            if gap > _NEAR_GAP or any(len(cell.words) > _LONGEST_HEAD for cell in row.cells):
                break
            if first < i and _tells_unit_of_all(row, shape):
                break
            spread = row.cells[0].column > shape.left or any(cell.columns > 1 for cell in row.cells)
            over = len(row.cells) == 1 and row.cells[0].column >= shape.figures and self._is_below_head(k)
            if (_is_head(row, shape) or over) and (not gap or first == i or spread):
                first = k
            elif first == i and gap <= 1 and lone < _MOST_NAMES and self._names_rows(k, shape):
                lone += 1
            elif gap or len(row.cells) > 1 or self._is_title(k, shape.left):
                break
        return first

    def _names_rows(self, k: int, shape: _Shape) -> bool:
        """Whether a row prints but names of rows, close below one that heads figures; a caption names no rows."""
        if not _stands_among_names(self._rows[k], shape) or is_caption(self._rows[k].cells[0].words):
            return False
        for above in range(k - 1, max(k - _MOST_NAMES, self._done) - 1, -1):
            row = self._rows[above]
            if self._rows[above + 1].number - row.number - 1 > _NEAR_GAP:
                return False
            if not _stands_among_names(row, shape):
                over = sum(cell.column in shape.columns or cell.columns > 1 for cell in row.cells)
                return over > 1 and over * 2 >= len(shape.columns)
        return False

    def _is_title(self, k: int, left: int) -> bool:
        """Whether a row of one cell is a line above the table and no head of some of its columns."""
        cell = self._rows[k].cells[0]
        return cell.column <= left and not cell.columns > 1 and not self._is_below_head(k)

    def _is_below_head(self, k: int) -> bool:
        return k > self._done and len(self._rows[k - 1].cells) > 1


def _holds_figures(row: Row) -> bool:
    """Whether a row has figures beside its first cell, or says of them that they are not given."""
    if row.figures == 0:
        return row.signs > 0 and len(row.cells) > 1 and row.signs >= len(row.cells) - 1
    first = row.cells[0].words
    beside = row.figures - (is_number(first) and not is_year(first))
    return beside > 0 and not (beside == 1 and len(row.cells) == 2 and len(row.cells[1].words) > _LONGEST_HEAD)


@dataclass(slots=True)
class _Shape:
    """How the first rows with figures stand: where they begin, their cells at most, the columns of their figures."""

    left: int
    width: int
    columns: set[int]
    figures: int  # the first of the columns


def _shape(rows: Sequence[Row]) -> _Shape:
    """The shape of a row with figures and, as far as they have some as well, of the rows below it."""
    below = [row for row in rows if row.cells and _holds_figures(row)]
    columns = {cell.column for row in below for cell in row.cells if _is_figure(cell)}
    left = min(row.cells[0].column for row in below)
    columns.discard(left)
    return _Shape(left, max(len(row.cells) for row in below), columns, min(columns, default=left + 1))


def _stands_among_names(row: Row, shape: _Shape) -> bool:
    """Whether the cells of a row stand left of all figures."""
    return all(cell.column + cell.columns <= shape.figures for cell in row.cells)


def _tells_unit_of_all(row: Row, shape: _Shape) -> bool:
    """Whether a row of a few words ends in the unit of all figures, at the right edge of the table."""
    cells = row.cells
    if not 1 < len(cells) <= _FEW or len(cells) >= len(shape.columns) or cells[-1].column < max(shape.columns):
        return False
    return bool(unit_line(cells[-1].words)) and all(cell.column not in shape.columns for cell in cells[:-1])


def _is_head(row: Row, shape: _Shape) -> bool:
    """Whether a row without figures heads the columns of a table."""
    covered = sum(cell.columns for cell in row.cells)
    if len(row.cells) == 1:
        cell = row.cells[0]
        return cell.columns > 1 and cell.column > shape.left
    if _stands_among_names(row, shape) and len(shape.columns) > 1:
        return False
    if any(cell.rows > 1 for cell in row.cells):
        return True
    return covered * 3 >= shape.width or row.cells[0].column > shape.left


def _words(row: Row) -> tuple[str, ...]:
    return tuple(cell.words for cell in row.cells)


def _side_by_side(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The rows cut at empty columns behind which other stubs stand; lines of one cell belong where they begin."""
    used = {cell.column for row in rows for cell in row.cells if len(row.cells) > 1}
    cuts = [at for at in sorted(used) if at and at - 1 not in used and at > min(used) and _begins_table(rows, at)]
    if not cuts:
        return [rows]
    return [part for a, b in zip((0, *cuts), (*cuts, 1 << 30), strict=True) if (part := _between(rows, a, b))]


def _begins_table(rows: Sequence[Row], column: int) -> bool:
    """Whether a column right of an empty one holds stubs of its own: words with figures at both sides."""
    words = rest = 0
    for row in rows[:_SAMPLE]:
        cells = row.cells
        at = next((i for i, cell in enumerate(cells) if cell.column >= column), len(cells))
        if at == len(cells) or cells[at].column != column or not any(map(_is_figure, cells[at + 1 :])):
            continue
        if not any(map(_is_figure, cells[:at])):
            continue
        if _is_figure(cells[at]) or is_missing(cells[at].words):
            rest += 1
        else:
            words += 1
    return words > 1 and words >= _STUBS * (words + rest)


def _is_figure(cell: GridCell) -> bool:
    return is_number(cell.words) and not is_year(cell.words)


def _between(rows: Sequence[Row], first: int, stop: int) -> list[Row]:
    """The part of rows that begins in some columns, with what its cells hold counted anew."""
    found = []
    for row in rows:
        cells = [cell for cell in row.cells if first <= cell.column < stop]
        if cells:
            figures = sum(map(_is_figure, cells))
            found.append(Row(row.number, cells, figures, sum(is_missing(cell.words) for cell in cells)))
    return found
