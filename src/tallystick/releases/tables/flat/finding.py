"""Grids among the lines of a plain text, and its lines again with those of tables marked."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.releases.lines import Line
from tallystick.releases.tables.around import Around
from tallystick.releases.tables.flat.printed import printed_tables
from tallystick.releases.tables.flat.stacked import stacked_tables
from tallystick.releases.tables.grid import Grid
from tallystick.releases.tables.understanding import understood


def flattened(text: str, lines: Sequence[Line]) -> tuple[list[Line], list[Grid]]:
    """The tables that lines of a plain text print, and the lines, those of tables with the hint `table`.

    Only grids that are understood as tables are taken; all other lines stay what they are.

    >>> text = "Item  2023  2024\\nWheat  12.5  13.1\\nBarley  3.2  3.4\\n\\nWheat rose."
    >>> from tallystick.releases.lines import split_lines
    >>> lines, grids = flattened(text, list(split_lines(text)))
    >>> [line.hint for line in lines], len(grids[0].cells)
    (['table', 'table', 'table', ''], 9)
    """
    marked = list(lines)
    grids: list[Grid] = []
    for tables_among in (printed_tables, stacked_tables):
        for first, stop, cells in tables_among(text, marked):
            grid = Grid(marked[first].start, marked[stop - 1].end, cells)
            if understood(text, grid, Around(), 1) is None:
                continue
            grids.append(grid)
            marked[first:stop] = [line._replace(hint="table") for line in marked[first:stop]]
    return marked, sorted(grids, key=lambda grid: grid.start)
