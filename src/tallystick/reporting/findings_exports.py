"""Findings as tables and streams: CSV, JSON lines, and Markdown of many reports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

import msgspec

from tallystick.published.spreadsheets import cell_text
from tallystick.reconciling import Report
from tallystick.reconciling.finding_rows import COLUMNS, file_of, rows
from tallystick.reconciling.shown import table_of


def write_csv(reports: Iterable[Report], stream: IO[bytes], language: str = "en", *, implied: bool = False) -> None:
    """One row a finding, RFC 4180 in UTF-8; no text cell can be taken for a formula by a spreadsheet."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        writer = csv.DictWriter(text, fieldnames=list(COLUMNS))
        writer.writeheader()
        for report in reports:
            writer.writerows(
                {name: cell_text(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
                for row in rows(report, language, implied=implied)
            )
    finally:
        text.detach()


def write_jsonl(reports: Iterable[Report], stream: IO[bytes], language: str = "en", *, implied: bool = False) -> None:
    """One JSON object a finding and line: what `Report.to_dict` says of it, with its file and release."""
    encode = msgspec.json.Encoder().encode
    for report in reports:
        named = {"file": file_of(report), "release": report.release}
        for finding in report.findings_to_dicts(language, implied=implied):
            stream.write(encode({**named, **finding}) + b"\n")


WRITERS = {"csv": write_csv, "jsonl": write_jsonl}


def write_markdown(
    reports: Sequence[Report], stream: IO[bytes], language: str = "en", *, implied: bool = False
) -> None:
    """The reports one after the other; before several of them a table of all."""
    if len(reports) > 1:
        stream.write(f"{table_of(reports, language)}\n".encode())
    stream.write("\n".join(report.to_markdown(language, implied=implied) for report in reports).encode())
