"""Published series in: each vintage of a file is a release of its own, its rows are figures like any other."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from tallystick.knowledge import find_indicator
from tallystick.ledger.keeping import Parcel
from tallystick.ledger.rows import Row
from tallystick.ledger.tables import read_table
from tallystick.model import Observation, Reading, Release
from tallystick.reconciling.evidence import language
from tallystick.reconciling.series import load_series

COLUMNS = ("series", "area", "period", "value", "unit", "measure", "source", "vintage")
STATUSES = {
    "missing": ("", "na", "n/a", "nan", "null", "none", ".", "-", "…", "m"),
    "suppressed": ("c", "x", "s", "suppressed", "confidential"),
    "not yet published": ("f.", "l", "not yet published", "n.y.p.", "pending"),
}
"""What stands in a cell without a value, and why; letters as SDMX's OBS_STATUS and offices' tables use them."""

_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_REFERENCE = re.compile(r"(\d{4}(?:-\d{2})?)\s?=\s?100")
_COUNTED = {"1": {"unit": "units"}}
"""How the reader of series files calls the unit that the reading standard writes as 1."""
_STATUS = {form: status for status, forms in STATUSES.items() for form in forms}


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What the user tells of a file: the day it was published, by whom, and what its series measure."""

    released: date | None = None
    publisher: str = ""
    title: str = ""
    indicator: str | None = None


def parcels(path: Path, origin: Origin) -> Iterator[Parcel]:
    """One parcel for each vintage of a file, oldest first; SeriesError names the file and row that cannot be used."""
    content = path.read_bytes() if path.is_file() else b""
    rows = read_table(path)
    by_vintage: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        by_vintage[_vintage(row, origin)].append(row)
    alone = len(by_vintage) == 1
    for vintage in sorted(by_vintage):
        told = by_vintage[vintage]
        original = content if alone else _as_csv(told)
        yield _parcel(path, told, vintage, original, origin, media_type=_media_type(path) if alone else "text/csv")


def _vintage(row: Mapping[str, str], origin: Origin) -> str:
    """The day a row was published, as far as it tells; else the file's. A month counts from its first day."""
    told = _DAY.search(row.get("vintage", ""))
    for text in (told[0], f"{told[0]}-01") if told else ():
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            continue
    return origin.released.isoformat() if origin.released else ""


def _parcel(
    path: Path, rows: Sequence[Mapping[str, str]], vintage: str, original: bytes, origin: Origin, *, media_type: str
) -> Parcel:
    digest = hashlib.sha256(original).hexdigest()
    name = path.stem
    release = Release(
        id=f"{name}-{digest[:8]}",
        name=name,
        source=str(path),
        content_hash=digest,
        text=_as_csv(rows).decode(),
        language=language(rows[0].get("series", "")),
        title=origin.title or path.name,
        released=date.fromisoformat(vintage) if vintage else None,
        publisher=origin.publisher or rows[0].get("source", ""),
    )
    observations, cells = _observations(path, rows, release.id, origin.indicator)
    return Parcel(
        reading=Reading(release, observations),
        original=original,
        media_type=media_type,
        kind="series file",
        cells=cells,
    )


def _observations(
    path: Path, rows: Sequence[Mapping[str, str]], release: str, indicator: str | None
) -> tuple[tuple[Observation, ...], dict[int, Row]]:
    """The rows as figures, and what the rows without a value need in place of one."""
    without = {n: status for n, row in enumerate(rows) if (status := _status(row))}
    filled = [
        {**row, **_COUNTED.get(row["unit"], {}), **({"value": "0"} if n in without else {})}
        for n, row in enumerate(rows)
    ]
    found: list[Observation] = []
    cells: dict[int, Row] = {}
    for loaded in _loaded(path, filled):
        number = loaded.start - 2  # the first row of a file stands on its second line
        if number in without:
            cells[len(found)] = _empty(without[number])
        reference = _REFERENCE.search(f"{rows[number]['unit']} {rows[number]['measure']}")
        names = (loaded.subject, loaded.subject.partition(",")[0], loaded.subject.partition("(")[0])
        known = next((i for text in names if (i := find_indicator(text, language(text), loaded.area))), None)
        found.append(
            msgspec.structs.replace(
                loaded,
                release=release,
                id=f"{release}:{loaded.start}",
                indicator=indicator or (known.id if known else None),
                indicator_name=known.name(language(loaded.subject)) if known else None,
                base=loaded.base or (reference[1] if reference and loaded.measure == "index" else ""),
                section="",
            )
        )
    return tuple(found), cells


def _loaded(path: Path, rows: Sequence[Mapping[str, str]]) -> tuple[Observation, ...]:
    """Rows read by the one reader of series files there is; it reads files, so they become one for a moment."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / f"{path.stem}.csv"
        place.write_bytes(_as_csv(rows))
        return load_series(place).observations


def _status(row: Mapping[str, str]) -> str | None:
    """Why a row has no value; None when it has one."""
    told = row.get("obs_status", "").strip().lower()
    cell = row["value"].strip().lower()
    if told in _STATUS and cell in _STATUS:
        return _STATUS[told] if told else _STATUS[cell]
    return _STATUS.get(cell)


def _empty(status: str) -> Row:
    names = ("value", "value_to", "lower", "upper", "value_exact", "value_to_exact", "lower_exact", "upper_exact")
    return {"obs_status": status, "quote": status, "digits": "", **dict.fromkeys(names)}


def _as_csv(rows: Iterable[Mapping[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer: csv.DictWriter[Any] = csv.DictWriter(text, COLUMNS, extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _media_type(path: Path) -> str:
    known = {
        ".csv": "text/csv",
        ".parquet": "application/vnd.apache.parquet",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xml": "application/vnd.sdmx.data+xml",
    }
    return known.get(path.suffix.lower(), "application/octet-stream")
