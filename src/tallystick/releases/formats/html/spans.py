"""Where the cells of an HTML table stand when some cover several rows or columns."""

from __future__ import annotations

from tallystick.releases.tables.grid import GridCell

_WIDEST = 16_384  # columns, as many as a sheet has
_WIDEST_CELL = 1000  # columns of one cell, as browsers hold it
_TALLEST_CELL = 65_534
_FREE_AREA = 1_000_000
_FREE_SHARE = 50  # places of the grid for each of its cells


class Layout:
    """Gives each cell its place, row by row; no place is covered twice.

    `is_sane` turns False for a table that is wider or emptier than any is. Time is linear in the cells.

    >>> layout = Layout()
    >>> cells = []
    >>> for row in ([("Port", 2, 1), ("Tonnes", 1, 2)], [("2021", 1, 1), ("2022", 1, 1)]):
    ...     layout.next_row()
    ...     cells += [GridCell(words, *layout.place(rows, columns)) for words, rows, columns in row]
    >>> [(cell.words, cell.row, cell.column) for cell in cells]
    [('Port', 0, 0), ('Tonnes', 0, 1), ('2021', 1, 1), ('2022', 1, 2)]
    """

    def __init__(self) -> None:
        self.row = -1
        self.is_sane = True
        self._column = 0
        self._until: list[int] = []
        self._steps = 0
        self._cells = 0

    def next_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self._column = 0

    def next_group(self) -> None:
        """Begin a group of rows: no cell reaches into it from above."""
        self._until.clear()

    def place_one(self) -> tuple[int, int, int, int]:
        """The same of a cell that asks for one row and one column."""
        if self._until or self._column >= _WIDEST:
            return self.place(1, 1)
        self._cells += 1
        self._column += 1
        return self.row, self._column - 1, 1, 1

    def place(self, rows: int, columns: int) -> tuple[int, int, int, int]:
        """Row, column, rows and columns of the next cell of this row, which asks for so many rows and columns."""
        until, row, column = self._until, self.row, self._column
        self._cells += 1
        while column < len(until) and until[column] > row:
            column += 1
            self._steps += 1
        stop = column + 1
        if columns > 1:
            stop = column + min(columns, _WIDEST_CELL)
            stop = next((at for at in range(column + 1, min(stop, len(until))) if until[at] > row), stop)
            self._steps += stop - column
        if rows > 1:
            rows = min(rows, _TALLEST_CELL)
            until += [0] * (stop - len(until))
            until[column:stop] = [row + rows] * (stop - column)
        self._column = stop
        self.is_sane &= stop <= _WIDEST and self._steps <= _FREE_AREA + _FREE_SHARE * self._cells
        return row, column, rows, stop - column


def closed(cells: list[GridCell], row: int) -> None:
    """Cut the cells of a group of rows off at its last row."""
    for cell in cells:
        cell.rows = min(cell.rows, row + 1 - cell.row)
