"""Tables of published series from files of many formats, as rows of texts with the same columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from tallystick.model import SeriesError
from tallystick.published.cells import text_of_value
from tallystick.published.columns import column, is_ours, known, without_codes_of_nothing
from tallystick.published.formats import FORMATS, Cells, Raw
from tallystick.published.laid_out import rows_of
from tallystick.published.layouts import NoSeriesError
from tallystick.published.measures import is_measure
from tallystick.published.without_measure import measure_told, unit_told

Row = dict[str, str]
REQUIRED = ("series", "period", "value", "unit", "measure")
ADVICE = f"a series file has the columns {', '.join(REQUIRED)} and may have area, source, vintage and obs_status"
ADVICE_ON_MEASURES = (
    "add a column measure (level, y/y, m/m, share …), end the names with it, like “, y/y” or 同比, "
    "or name one for the whole file with --measure"
)
ADVICE_ON_UNITS = "name one for the whole file with --unit, or end the names with it in brackets, like “GDP (EUR mn)”"


class Table(msgspec.Struct, frozen=True):
    """The rows of a file under our names of columns; `ours` says that this program wrote it, names as they stand.

    `semicolons` says that semicolons part its columns: a comma in its numbers may then be a decimal one. `laid_out`
    says that the file has a column for each period or series: its rows are not these.
    """

    rows: tuple[Row, ...]
    ours: bool = False
    semicolons: bool = False
    laid_out: bool = False


def read_table(path: Path, given: Mapping[str, str] | None = None) -> Table:
    """All rows of a file with at least one; SeriesError says what is wrong with it and what to do.

    `given` tells the cells of columns that the file does not have: `{"unit": "EUR mn", "area": "AT"}`.
    """
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        raise SeriesError(f"{path.name} is no table that can be read", f"give one of {', '.join(FORMATS)}")
    try:
        raw = reader(path)
    except OSError as error:
        raise SeriesError(f"cannot open {path}: {error.strerror or error}", "check the path") from None
    names = list(map(str, raw.rows[0])) if raw.rows else []
    if is_ours(names):
        return Table(tuple(_texts(row) for row in raw.rows), ours=True)
    laid_out = [] if known(names) or raw.sdmx else _laid_out(path)
    if not raw.rows and not laid_out:
        raise SeriesError(f"{path.name} holds no rows", ADVICE)
    found = laid_out or (_renamed(row, raw, path) for row in raw.rows)
    rows = tuple(_completed(row, given or {}) for row in found)
    table = Table(rows, semicolons=raw.semicolons, laid_out=bool(laid_out))
    missing = [name for name in REQUIRED if any(name not in row for row in rows)]
    understood = ", ".join(f"{name} as {column(name)}" for name in names if column(name) in REQUIRED)
    if missing == ["measure"]:
        return msgspec.structs.replace(table, rows=tuple(_with_measures(rows, path, understood)))
    if missing:
        advice = ADVICE_ON_UNITS if set(missing) <= {"unit", "measure"} else ADVICE
        advice = f"understood were {understood}; {advice}" if understood else advice
        raise SeriesError(f"{path.name} lacks {', '.join(missing)}", advice)
    return table


def _laid_out(path: Path) -> list[Row]:
    """The rows of a file by its layout; none where it has no layout that is known."""
    try:
        return rows_of(path)
    except NoSeriesError:
        return []


def _completed(row: Row, given: Mapping[str, str]) -> Row:
    """With what is given of the whole file where it has no column, and the unit that the series' name tells."""
    row = dict(given) | row
    unit = "" if "unit" in row else unit_told(row.get("series", ""))
    return row | {"unit": unit} if unit else row


def _with_measures(rows: Sequence[Row], path: Path, understood: str) -> Iterator[Row]:
    """Rows without a measure of their own, each with what its name and unit tell."""
    for line, row in enumerate(rows, start=2):
        told = measure_told(row["series"], row["unit"])
        if told is None:
            raise SeriesError(
                f"{path.name} lacks measure, and row {line} does not tell it: {row['series']!r} in {row['unit']!r}",
                f"understood were {understood}; {ADVICE_ON_MEASURES}",
            )
        yield row | {"series": told.series, "measure": told.measure, "base": row.get("base", "") or told.base}


def _renamed(row: Cells, raw: Raw, path: Path) -> Row:
    """Under our names; where two columns have one of them, the column that has it exactly, else the first."""
    renamed: Row = {}
    exact = {name: cell for name, cell in _texts(row).items() if column(name) == name.lower()}
    for name, cell in (exact | _texts(row)).items():
        renamed.setdefault(column(name), without_codes_of_nothing(cell))
    if not raw.sdmx:
        return renamed
    measure = renamed.get("measure", "")
    if not is_measure(measure):  # SDMX has the indicator there as often as what was done to it
        renamed["measure"] = "level"
    return {"unit": "", "measure": "level", "series": measure or path.stem} | renamed


def _texts(row: Cells) -> Row:
    return {str(name): text_of_value(value) for name, value in row.items() if name}
