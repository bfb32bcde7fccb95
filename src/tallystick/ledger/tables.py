"""Tables of published series from CSV, Parquet, XLSX and SDMX files, as rows of texts with the same columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from tallystick.model import SeriesError

Text = dict[str, str]
REQUIRED = ("series", "period", "value", "unit", "measure")
ADVICE = f"a series file has the columns {', '.join(REQUIRED)} and may have area, source, vintage and obs_status"

# What SDMX calls a column → what a series file calls it.
_SDMX = {
    "INDICATOR": "series",
    "SERIES": "series",
    "TITLE": "series",
    "REF_AREA": "area",
    "TIME_PERIOD": "period",
    "OBS_VALUE": "value",
    "UNIT_MEASURE": "unit",
    "TRANSFORMATION": "measure",
    "MEASURE": "measure",
    "OBS_STATUS": "obs_status",
    "VINTAGE": "vintage",
    "EMBARGO_TIME": "vintage",
}


def read_table(path: Path) -> list[Text]:
    """All rows of a file with at least one; SeriesError says what is wrong with it and what to do."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise SeriesError(f"{path.name} is no table that can be read", f"give one of {', '.join(_READERS)}")
    try:
        rows = list(reader(path))
    except OSError as error:
        raise SeriesError(f"cannot open {path}: {error.strerror or error}", "check the path") from None
    except UnicodeDecodeError:
        raise SeriesError(f"{path.name} is not text in UTF-8", "save it as CSV in UTF-8") from None
    if not rows:
        raise SeriesError(f"{path.name} holds no rows", ADVICE)
    missing = [name for name in REQUIRED if name not in rows[0]]
    if missing:
        raise SeriesError(f"{path.name} lacks {', '.join(missing)}", ADVICE)
    return rows


def _csv(path: Path) -> Iterator[Text]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file), [])
        file.seek(0)
        if {"STRUCTURE", "DATAFLOW"} & set(header):
            yield from _sdmx(path)
            return
        try:
            for row in csv.DictReader(file, strict=True):
                yield {name: value or "" for name, value in row.items() if name}
        except csv.Error as error:
            raise SeriesError(f"{path.name} is broken as CSV: {error}", "save it again as CSV in UTF-8") from None


def _parquet(path: Path) -> Iterator[Text]:
    from pyarrow import parquet

    try:
        table = parquet.read_table(path)
    except ValueError as error:  # what pyarrow raises for a broken file is one
        raise SeriesError(f"{path.name} is broken as Parquet: {error}", "write it again") from None
    yield from (_texts(row) for row in table.to_pylist())


def _xlsx(path: Path) -> Iterator[Text]:
    """Every sheet whose first row names the columns; other sheets (notes) are passed over."""
    from zipfile import BadZipFile

    import openpyxl  # type: ignore[import-untyped]  # ships no types

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError):
        raise SeriesError(f"{path.name} is broken as XLSX", "save it again") from None
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True)
        names = [str(name) if name is not None else "" for name in next(rows, ())]
        if set(REQUIRED) <= set(names):
            yield from (_texts(dict(zip(names, row, strict=False))) for row in rows if any(row))
    book.close()


def _sdmx(path: Path) -> Iterator[Text]:
    """SDMX-ML and SDMX-CSV through sdmx1; concepts get the names of the columns they stand for."""
    if path.suffix.lower() == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows: Iterable[dict[str, Any]] = list(csv.DictReader(file))
    else:
        import sdmx

        try:
            message: Any = sdmx.read_sdmx(BytesIO(path.read_bytes()))
        except Exception as error:
            raise SeriesError(f"{path.name} is broken as SDMX: {error}", "check the file") from None
        rows = [row for data in message.data for row in _observations(data)]
    for row in rows:
        named = {_SDMX.get(name, name.lower()): value for name, value in row.items()}
        yield {"unit": "", "measure": "level", "series": path.stem} | _texts(named)


def _observations(data: Any) -> Iterator[dict[str, Any]]:
    for one in data.obs:
        row = {key.id: key.value for key in one.key} | {"OBS_VALUE": one.value}
        if one.series_key is not None:
            row |= {key.id: key.value for key in one.series_key}
            row |= {name: attribute.value for name, attribute in one.series_key.attrib.items()}
        yield row | {name: attribute.value for name, attribute in one.attached_attribute.items()}


def _texts(row: dict[str, Any]) -> Text:
    return {str(name): _text(value) for name, value in row.items() if name}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return repr(value) if isinstance(value, float) and not value.is_integer() else str(value)


_READERS = {
    ".csv": _csv,
    ".parquet": _parquet,
    ".pq": _parquet,
    ".xlsx": _xlsx,
    ".xml": _sdmx,
}
