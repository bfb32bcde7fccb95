"""Files that have no row for each value, by their layout, as rows that have: under our names of columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from tallystick.model import SeriesError
from tallystick.published.columns import column, without_codes_of_nothing
from tallystick.published.grids import Grid, grids_of
from tallystick.published.layouts import Line, NoSeriesError, lines_of

Row = dict[str, str]
T = TypeVar("T")


def rows_of(path: Path) -> list[Row]:
    """A row for each value of a file with a column for each period or series; marks of missing ones are left out.

    Raises NoSeriesError where no sheet of it has series, SeriesError for numbers of no period.
    """
    return read_each(grids_of(path), _of_grid, lambda grid: f"{path.name}, {grid.name}")


def read_each(grids: Iterable[Grid], read: Callable[[Grid], Iterable[T]], where: Callable[[Grid], str]) -> list[T]:
    """What is read of all grids that have series; those without, like sheets of notes, are passed over.

    Raises NoSeriesError where none has any; of a grid that is wrong SeriesError, which says `where`.
    """
    found: list[T] = []
    without: list[NoSeriesError] = []
    for grid in grids:
        try:
            found += read(grid)
        except NoSeriesError as error:
            without.append(error)
        except SeriesError as error:
            raise SeriesError(f"{where(grid)}: {error.problem}", error.advice) from None
    if not found:
        raise without[0] if without else NoSeriesError("the table has no values", "give a file that has")
    return found


def _of_grid(grid: Grid) -> Iterator[Row]:
    for line in lines_of(grid):
        told = {name: cell for name, cell in _told(line).items() if without_codes_of_nothing(cell)}
        vintages = line.vintages or [told.get("vintage", "")] * len(line.points)
        for (period, cell), vintage in zip(line.points, vintages, strict=True):
            yield told | {"period": str(period), "value": cell} | ({"vintage": vintage} if vintage else {})


def _told(line: Line) -> Row:
    """What the heads tell of a series, with its name: their own column of names, else their words without places."""
    places = line.told.get("area_name", "")
    words = [word for word in line.words if word != places and column(word) != "value"]
    name = line.told.get("series") or ", ".join(words)
    told = line.told | ({"series": name} if name else {})
    return {"area": places, **told} if places and not line.told.get("area") else told
