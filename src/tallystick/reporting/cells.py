"""The cells of tables one by one: what each prints, with its paths, and what was read of it."""

from __future__ import annotations

import csv
import io
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, TypeVar

import msgspec

from tallystick.model import Cell, Observation, Reading, Table, Unread, path_words
from tallystick.published.spreadsheets import cell_text

# Column → Arrow type; the order is that of every export.
COLUMNS = {
    "release": "string",
    "table": "int64",
    "caption": "string",
    "row": "string",
    "column": "string",
    "text": "string",
    "marks": "string",
    "value": "float64",
    "value_to": "float64",
    "unit": "string",
    "measure": "string",
    "subject": "string",
    "period": "string",
    "base": "string",
    "status": "string",
    "reason": "string",
    "page": "int64",
    "place": "string",
}
Placed = TypeVar("Placed", Observation, Unread)
_READ = ("unit", "measure", "subject", "period", "base", "status")


def cells_of(reading: Reading, table: Table) -> Iterator[dict[str, Any]]:
    """Each printed cell of a table's rows of figures under the names of `COLUMNS`; `row` and `column` are paths.

    A cell that holds two figures gives two rows. Where none was read, `reason` tells why.
    """
    for cell, row, column in table.data():
        known: dict[str, Any] = dict.fromkeys(COLUMNS)
        known |= {"release": reading.release.id, "table": table.number, "caption": table.caption}
        known |= {"row": row, "column": column, "text": reading.release.text[cell.start : cell.end]}
        known |= {"marks": " ".join(cell.marks), "page": table.page or None, "place": _named_cell(table, cell)}
        found = _within(reading.observations, cell)
        for one in found:
            yield known | _told(one)
        if not found:
            reasons = {one.reason: None for one in _within(reading.unread, cell)}
            yield known | {"reason": ", ".join(reasons) or None}


def _within(found: Sequence[Placed], cell: Cell) -> Sequence[Placed]:
    """What stands within a cell, of what stands in the order of the text."""
    first = bisect_left(found, cell.start, key=lambda one: one.start)
    return found[first : bisect_left(found, cell.end, lo=first, key=lambda one: one.start)]


def _told(one: Observation) -> dict[str, Any]:
    """What an observation tells of its cell."""
    plain = one.to_dict()
    value = plain["value"]
    low, high = value if isinstance(value, list) else (value, None)
    place = one.place
    told = {"value": low, "value_to": high} | {name: plain[name] for name in _READ}
    return told | ({"page": place.page or None, "place": place.flat} if place else {})


def _named_cell(table: Table, cell: Cell) -> str | None:
    return f"{table.sheet}!{cell.cell}" if table.sheet and cell.cell else None


def write_json(reading: Reading, tables: Sequence[Table], stream: IO[bytes]) -> None:
    """A list of tables, each with its caption, unit, notes and cells; paths are lists, the outermost head first."""
    encode = msgspec.json.Encoder().encode
    stream.write(b"[")
    for k, table in enumerate(tables):
        head = {
            "release": reading.release.id, "number": table.number, "caption": table.caption, "unit": table.unit,
            "notes": table.notes, "page": table.page or None, "sheet": table.sheet or None, "section": table.section,
        }  # fmt: skip
        stream.write((b",\n" if k else b"\n") + encode(head)[:-1] + b',"cells":[')
        for n, row in enumerate(cells_of(reading, table)):
            shown = {name: row[name] for name in COLUMNS if name not in ("release", "table", "caption")}
            stream.write((b",\n" if n else b"\n") + encode(shown))
        stream.write(b"]}")
    stream.write(b"]\n")


def write_jsonl(reading: Reading, tables: Sequence[Table], stream: IO[bytes]) -> None:
    """One JSON object a cell and line; paths are lists, the outermost head first."""
    encode = msgspec.json.Encoder().encode
    for table in tables:
        for row in cells_of(reading, table):
            stream.write(encode(row) + b"\n")


def write_csv(reading: Reading, tables: Sequence[Table], stream: IO[bytes]) -> None:
    """One row a cell, in UTF-8 with a header; no text can be taken for a formula by a spreadsheet."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        writer = csv.DictWriter(text, fieldnames=list(COLUMNS))
        writer.writeheader()
        for row in _flat(reading, tables):
            writer.writerow({name: cell_text(cell) if isinstance(cell, str) else cell for name, cell in row.items()})
    finally:
        text.detach()


def write_parquet(reading: Reading, tables: Sequence[Table], stream: IO[bytes]) -> None:
    """One row a cell with typed columns. Needs `tallystick[tables]`."""
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([(name, getattr(pyarrow, kind)()) for name, kind in COLUMNS.items()])
    numbers = ("value", "value_to")
    rows = [
        row | {name: None if row[name] is None else float(row[name]) for name in numbers}
        for row in _flat(reading, tables)
    ]
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), stream)


def _flat(reading: Reading, tables: Iterable[Table]) -> Iterator[dict[str, Any]]:
    for table in tables:
        for row in cells_of(reading, table):
            yield row | {"row": path_words(row["row"]), "column": path_words(row["column"])}


WRITERS = {"csv": write_csv, "json": write_json, "jsonl": write_jsonl, "parquet": write_parquet}
