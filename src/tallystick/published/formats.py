"""Files of many formats as rows: every cell under the name that its column has in the file, values as they come.

A reader takes a path and gives `Raw`; it raises SeriesError for a file that is broken.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import msgspec

from tallystick.model import SeriesError, SourceError
from tallystick.published.columns import known
from tallystick.releases.decode import decode

LARGEST = 2**30
"""Bytes that a file inside an archive may unpack to."""

Cells = dict[str, Any]


class Raw(msgspec.Struct, frozen=True):
    """Rows as a file holds them; `semicolons` when these part its columns, `sdmx` when it has SDMX's names."""

    rows: list[Cells]
    semicolons: bool = False
    sdmx: bool = False


def read_csv(path: Path) -> Raw:
    """Columns parted by comma, semicolon, tab or bar, in any encoding."""
    return _parted(text_of(path.read_bytes(), path.name), path.name)


def read_json_lines(path: Path) -> Raw:
    """An object a line."""
    lines = text_of(path.read_bytes(), path.name).splitlines()
    return Raw([row for line in lines if line.strip() for row in _objects(f"[{line}]", path)])


def read_json(path: Path) -> Raw:
    """A list of objects."""
    return Raw(_objects(text_of(path.read_bytes(), path.name), path))


def read_parquet(path: Path) -> Raw:
    """Exact texts win over the floating-point numbers beside them."""
    from pyarrow import parquet

    try:
        table = parquet.read_table(path)
    except ValueError as error:  # what pyarrow raises for a broken file is one
        raise SeriesError(f"{path.name} is broken as Parquet: {error}", "write it again") from None
    exact = [name for name in table.column_names if f"{name}_exact" in table.column_names]
    return Raw([row | {name: row[f"{name}_exact"] for name in exact} for row in table.to_pylist()])


def read_xlsx(path: Path) -> Raw:
    """Every sheet whose first row names the columns of series; other sheets (notes) are passed over."""
    found: list[Cells] = []
    for _, rows in sheets(path):
        names = [str(name) if name is not None else "" for name in next(rows, ())]
        if known(names):
            told = (dict(zip(names, row, strict=False)) for row in rows)
            found += [row for row in told if any(cell is not None for cell in row.values())]
    return Raw(found)


def sheets(path: Path) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    """The sheets of a workbook: each one's name and its rows of cells."""
    if path.suffix.lower() == ".xls":
        yield from _sheets_of_xls(path)
        return
    import openpyxl  # type: ignore[import-untyped]  # ships no types

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError):
        raise SeriesError(f"{path.name} is broken as XLSX", "save it again") from None
    with closing(book):
        for sheet in book.worksheets:
            yield sheet.title, sheet.iter_rows(values_only=True)


def _sheets_of_xls(path: Path) -> Iterator[tuple[str, Iterator[tuple[Any, ...]]]]:
    try:
        import xlrd  # type: ignore[import-untyped]  # ships no types
    except ModuleNotFoundError:
        raise SeriesError(".xls is read by xlrd, which is not installed", 'pip install "tallystick[sheets]"') from None
    try:
        book = xlrd.open_workbook(path)
    except OSError:
        raise
    except Exception as error:  # the library raises whatever its parsers do
        raise SeriesError(f"{path.name} is broken as XLS: {error}", "save it again") from None

    def value(cell: Any) -> Any:
        return xlrd.xldate_as_datetime(cell.value, book.datemode) if cell.ctype == xlrd.XL_CELL_DATE else cell.value

    for sheet in book.sheets():
        yield sheet.name, (tuple(value(cell) for cell in row) for row in sheet.get_rows())


def read_stata(path: Path) -> Raw:
    """Stata's data file; `end` is a word of its own there."""
    import pandas

    try:
        frame = pandas.read_stata(path, convert_categoricals=True)
    except (ValueError, KeyError, OverflowError) as error:
        raise SeriesError(f"{path.name} is broken as Stata: {error}", "write it again") from None
    frame = frame.rename(columns={"end_": "end"}).astype(object)
    records = frame.where(frame.notna(), None).to_dict("records")
    return Raw([{str(name): cell for name, cell in row.items()} for row in records])


def read_package(path: Path) -> Raw:
    """A Frictionless Data Package: those of its CSV tables that hold series."""
    try:
        with ZipFile(path) as archive:
            described = msgspec.json.decode(_member(archive, "datapackage.json"))
            texts = {
                place: text_of(_member(archive, place), place)
                for resource in described["resources"]
                if str(place := resource.get("path", "")).endswith(".csv")
            }
    except (BadZipFile, KeyError, TypeError, msgspec.DecodeError):
        raise SeriesError(f"{path.name} is no data package", "give a zip that holds a datapackage.json") from None
    tables = [_parted(text, f"{path.name}: {place}") for place, text in texts.items()]
    return Raw([row for table in tables if table.rows and known(list(table.rows[0])) for row in table.rows])


def read_sdmx(path: Path) -> Raw:
    """SDMX-ML through sdmx1."""
    import sdmx

    try:
        message: Any = sdmx.read_sdmx(io.BytesIO(path.read_bytes()))
    except OSError:
        raise
    except Exception as error:  # the library raises whatever its parsers do
        raise SeriesError(f"{path.name} is broken as SDMX: {error}", "check the file") from None
    return Raw([row for data in message.data for row in _observations(data)], sdmx=True)


def _observations(data: Any) -> Iterator[Cells]:
    for one in data.obs:
        row = {key.id: key.value for key in one.key} | {"OBS_VALUE": one.value}
        if one.series_key is not None:
            row |= {key.id: key.value for key in one.series_key}
            row |= {name: attribute.value for name, attribute in one.series_key.attrib.items()}
        yield row | {name: attribute.value for name, attribute in one.attached_attribute.items()}


def _parted(text: str, name: str) -> Raw:
    head = text.partition("\n")[0]
    delimiter = max(",;\t|", key=head.count)
    if not any(known(cells) for cells in csv.reader([head], delimiter=delimiter)) and head.count(","):
        delimiter = ","
    try:
        rows = [
            {key: value or "" for key, value in row.items() if key}
            for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        ]
    except csv.Error as error:
        raise SeriesError(f"{name} is broken as CSV: {error}", "save it again as CSV in UTF-8") from None
    sdmx = bool(rows) and bool({"STRUCTURE", "DATAFLOW"} & set(rows[0]))
    return Raw(rows, semicolons=delimiter == ";", sdmx=sdmx)


def text_of(data: bytes, name: str) -> str:
    """Tables have few words: where their head is not understood, Chinese encodings are tried on it.

    Text in another encoding has hardly ever pairs of letters beyond ASCII alone, as the commonest Chinese is written.
    """
    try:
        text = decode(data, name=name) if data.strip() else ""
    except SourceError as error:
        raise SeriesError(error.problem, "give a table as CSV in UTF-8, XLSX or Parquet") from None
    if text.isascii() or known(text.partition("\n")[0].replace(";", ",").replace("\t", ",").strip().split(",")):
        return text
    with suppress(UnicodeDecodeError):
        chinese = data.decode("gb18030")
        if known(chinese.partition("\n")[0].replace("\t", ",").strip().split(",")):
            return chinese
    return text if _taken_by(data, text, "utf-8", "utf-16", "big5") else _simplified(data) or text


def _simplified(data: bytes) -> str:
    """The bytes as the commonest Chinese; empty where they cannot be that."""
    try:
        return data.decode("gb2312")
    except UnicodeDecodeError:
        return ""


def _taken_by(data: bytes, text: str, *encodings: str) -> bool:
    """Whether a text is what one of these encodings makes of the bytes."""
    return any(text == data.decode(encoding, "replace").removeprefix("\ufeff") for encoding in encodings)


def _member(archive: ZipFile, place: str) -> bytes:
    if archive.getinfo(place).file_size > LARGEST:
        raise SeriesError(f"{place} is over {LARGEST >> 20} megabytes", "unpack it and give the table itself")
    return archive.read(place)


def _objects(text: str, path: Path) -> list[Cells]:
    try:
        return msgspec.json.decode(text, type=list[Cells])
    except msgspec.DecodeError as error:
        raise SeriesError(f"{path.name} is broken as JSON: {error}", "give a list of objects, or one a line") from None


FORMATS: dict[str, Callable[[Path], Raw]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".tab": read_csv,
    ".parquet": read_parquet,
    ".pq": read_parquet,
    ".xlsx": read_xlsx,
    ".xls": read_xlsx,
    ".xml": read_sdmx,
    ".jsonl": read_json_lines,
    ".json": read_json,
    ".zip": read_package,
    ".dta": read_stata,
}
