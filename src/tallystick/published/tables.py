"""Tables of published series from files of many formats, as rows of texts with the same columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from tallystick.model import SeriesError
from tallystick.published.cells import text_of_value
from tallystick.published.columns import column, is_ours, without_codes_of_nothing
from tallystick.published.formats import FORMATS, Cells, Raw
from tallystick.published.measures import is_measure
from tallystick.published.without_measure import measure_told

Row = dict[str, str]
REQUIRED = ("series", "period", "value", "unit", "measure")
ADVICE = f"a series file has the columns {', '.join(REQUIRED)} and may have area, source, vintage and obs_status"
ADVICE_ON_MEASURES = "add a column measure (level, y/y, m/m, share …), or end the names with it, like “, y/y” or 同比"


class Table(msgspec.Struct, frozen=True):
    """The rows of a file under our names of columns; `ours` says that this program wrote it, names as they stand.

    `semicolons` says that semicolons part its columns: a comma in its numbers may then be a decimal one.
    """

    rows: tuple[Row, ...]
    ours: bool = False
    semicolons: bool = False


def read_table(path: Path) -> Table:
    """All rows of a file with at least one; SeriesError says what is wrong with it and what to do."""
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        raise SeriesError(f"{path.name} is no table that can be read", f"give one of {', '.join(FORMATS)}")
    try:
        raw = reader(path)
    except OSError as error:
        raise SeriesError(f"cannot open {path}: {error.strerror or error}", "check the path") from None
    if not raw.rows:
        raise SeriesError(f"{path.name} holds no rows", ADVICE)
    if is_ours(list(raw.rows[0])):
        return Table(tuple(_texts(row) for row in raw.rows), ours=True)
    rows = tuple(_renamed(row, raw, path) for row in raw.rows)
    missing = [name for name in REQUIRED if name not in rows[0]]
    understood = ", ".join(f"{name} as {column(name)}" for name in map(str, raw.rows[0]) if column(name) in REQUIRED)
    if missing == ["measure"]:
        return Table(tuple(_with_measures(rows, path, understood)), semicolons=raw.semicolons)
    if missing:
        advice = f"understood were {understood}; {ADVICE}" if understood else ADVICE
        raise SeriesError(f"{path.name} lacks {', '.join(missing)}", advice)
    return Table(rows, semicolons=raw.semicolons)


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
