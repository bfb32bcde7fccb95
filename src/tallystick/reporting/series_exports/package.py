"""A Frictionless Data Package (version 2): tables as CSV with their schemas, in one zip."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec

from tallystick.ledger.bundling import Bundle
from tallystick.published.spreadsheets import cell_text
from tallystick.reporting.series_exports.columns import COUNTS, DATES, FLAGS, MEANING, NUMBERS, ODDS, held, named
from tallystick.reporting.series_exports.flat import names

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_WHOLE = (*COUNTS, "observations", "statements", "periods")


def write_package(bundle: Bundle, path: Path) -> None:
    """`datapackage.json`, `values.csv`, `series.csv`, `releases.csv`; values refer to both others by key."""
    tables: dict[str, tuple[Sequence[str], Iterable[Any], str]] = {
        "values": (names(bundle), bundle.rows, ""),
        "series": (named(bundle.series[0].__struct_fields__) if bundle.series else ("key",), bundle.series, "key"),
        "releases": (
            tuple(bundle.releases[0].__struct_fields__) if bundle.releases else ("release_id",),
            bundle.releases,
            "release_id",
        ),
    }
    resources = []
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, (fields, rows, key) in tables.items():
            archive.writestr(f"{name}.csv", _table(fields, rows, bundle.language))
            resources.append(_resource(name, fields, key))
        described = {
            "$schema": PROFILE,
            "name": "tallystick-export",
            "title": bundle.title,
            "created": bundle.made_at,
            "resources": resources,
        }
        archive.writestr("datapackage.json", msgspec.json.format(msgspec.json.encode(described), indent=2))


def _table(fields: Sequence[str], rows: Iterable[Any], language: str) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(fields)
    for row in rows:
        writer.writerow([_cell(held(row, name, language)) for name in fields])
    return text.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return cell_text(value)
    return value if isinstance(value, int) else f"{value:f}"


def _resource(name: str, fields: Sequence[str], key: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(field) for field in fields]}
    if key:
        schema["primaryKey"] = [key]
    else:
        schema["foreignKeys"] = [
            {"fields": ["release"], "reference": {"resource": "releases", "fields": ["release_id"]}},
        ]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(name: str) -> dict[str, str]:
    kind = "string"
    if name in DATES or name in ("released", "event"):
        kind = "date"
    elif name in (*NUMBERS, *ODDS):
        kind = "number"
    elif name in _WHOLE:
        kind = "integer"
    elif name in FLAGS or name == "latest_edition":
        kind = "boolean"
    described = {"name": name, "type": kind}
    return described | {"description": MEANING[name]} if name in MEANING else described
