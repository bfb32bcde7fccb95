"""Observations as CSV, JSON, JSON lines and Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import IO, Any

import msgspec

from tallystick.model import Observation, Reading
from tallystick.model.tabular import COLUMNS, to_row
from tallystick.published.spreadsheets import cell_text


def renamed(reading: Reading, language: str | None) -> Reading:
    """The same reading with catalogue names in a language (`en`, `zh`); None leaves them as they are."""
    if language is None:
        return reading
    from tallystick.knowledge import catalogue

    known = catalogue()

    def name(observation: Observation) -> Observation:
        entry = known.get(observation.indicator or "")
        return msgspec.structs.replace(observation, indicator_name=entry.name(language)) if entry else observation

    return msgspec.structs.replace(reading, observations=tuple(map(name, reading.observations)))


def write_jsonl(readings: Iterable[Reading], stream: IO[bytes]) -> None:
    """One JSON object per line and observation, as the readings come; each names its reader."""
    encode = msgspec.json.Encoder().encode
    for reading in readings:
        by = {"reader": str(reading.reader)}
        for observation in reading:
            stream.write(encode(observation.to_dict() | by) + b"\n")


def write_json(readings: Iterable[Reading], stream: IO[bytes]) -> None:
    """One list of what `write_jsonl` writes line by line."""
    encode = msgspec.json.Encoder().encode
    between = b"[\n"
    for reading in readings:
        by = {"reader": str(reading.reader)}
        for observation in reading:
            stream.write(between + encode(observation.to_dict() | by))
            between = b",\n"
    stream.write((b"[" if between == b"[\n" else b"\n") + b"]\n")


def write_csv(readings: Iterable[Reading], stream: IO[bytes]) -> None:
    """RFC 4180 in UTF-8 with a header; no text cell can be taken for a formula by a spreadsheet."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        writer = csv.DictWriter(text, fieldnames=list(COLUMNS))
        writer.writeheader()
        for reading in readings:
            writer.writerows(_safe(to_row(observation)) for observation in reading)
    finally:
        text.detach()


def write_parquet(readings: Iterable[Reading], stream: IO[bytes]) -> None:
    """One table with typed columns. Needs `tallystick[tables]`."""
    import pyarrow
    from pyarrow import parquet

    tables = [reading.to_arrow() for reading in readings]
    if tables:
        parquet.write_table(pyarrow.concat_tables(tables), stream)


WRITERS = {
    "csv": write_csv,
    "json": write_json,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}


def _safe(row: dict[str, Any]) -> dict[str, Any]:
    return {name: cell_text(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
