"""Findings as tables and streams: CSV, JSON lines, and Markdown of many reports."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

import msgspec

from tallystick.model.source_names import source_name
from tallystick.published.spreadsheets import cell_text
from tallystick.reconciling import Report
from tallystick.reconciling.report import finding_to_dict
from tallystick.reconciling.shown import Quotes, repair_words, table_of

COLUMNS = (
    "file",
    "release",
    "verdict",
    "kind",
    "identity",
    "statement",
    "formula",
    "reason",
    "figures",
    "quotes",
    "offsets",
    "lines",
    "sentences",
    "unit",
    "period",
    "base",
    "published_lower",
    "published_upper",
    "derived_lower",
    "derived_upper",
    "repairs",
    "citation",
)
"""The columns of a finding in CSV. What a finding has several of stands in one cell, with ` | ` between."""
_BETWEEN = " | "


def write_csv(reports: Iterable[Report], stream: IO[bytes], language: str = "en", *, implied: bool = False) -> None:
    """One row a finding, RFC 4180 in UTF-8; no text cell can be taken for a formula by a spreadsheet."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        writer = csv.DictWriter(text, fieldnames=COLUMNS)
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
        told = report.to_dict(language, implied=implied)
        for finding in told["findings"]:
            stream.write(encode({"file": file_of(report), "release": told["release"], **finding}) + b"\n")


WRITERS = {"csv": write_csv, "jsonl": write_jsonl}


def write_markdown(
    reports: Sequence[Report], stream: IO[bytes], language: str = "en", *, implied: bool = False
) -> None:
    """The reports one after the other; before several of them a table of all."""
    if len(reports) > 1:
        stream.write(f"{table_of(reports, language)}\n".encode())
    stream.write("\n".join(report.to_markdown(language, implied=implied) for report in reports).encode())


def file_of(report: Report) -> str:
    """The source of a report's release, a file without its folder; of several all of them."""
    return _BETWEEN.join(source_name(reading.release.source) or reading.release.name for reading in report.readings)


def rows(report: Report, language: str = "en", *, implied: bool = False) -> Iterator[dict[str, Any]]:
    """The findings of a report as rows of COLUMNS."""
    quotes = Quotes(report.readings)
    releases = _BETWEEN.join(reading.release.id for reading in report.readings)
    for finding in report.told(language, implied=implied).findings:
        told = finding_to_dict(finding)
        claim = finding.published or finding.derived
        figures = [quotes.figure(name) for name in finding.figures]
        said = quotes.of(finding)
        bounds = {
            f"{name}_{end}": (told[name] or {}).get(end)
            for name in ("published", "derived")
            for end in ("lower", "upper")
        }
        mends = [repair_words(one, finding, quotes, language) for one in finding.repairs if one.is_bounded]
        yield {
            "file": file_of(report),
            "release": releases,
            **{
                name: told[name]
                for name in ("verdict", "kind", "identity", "statement", "formula", "reason", "citation")
            },
            "figures": _BETWEEN.join(finding.figures),
            "quotes": _BETWEEN.join(finding.quotes),
            "offsets": _BETWEEN.join(f"{one.start}-{one.end}" if one else "" for one in figures),
            "lines": _BETWEEN.join(str(one.line) for one in said),
            "sentences": _BETWEEN.join(" ".join(one.sentence.split()) for one in said),
            **{name: getattr(claim, name) if claim else "" for name in ("unit", "period", "base")},
            **bounds,
            "repairs": _BETWEEN.join(mends),
        }
