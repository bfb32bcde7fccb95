"""Published series in: each vintage of a file is a release of its own, its rows are figures like any other."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from tallystick.knowledge import find_indicator
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger.home import home_area
from tallystick.ledger.identity import Identity, place
from tallystick.ledger.parcel import Parcel
from tallystick.ledger.remarks import remarks
from tallystick.ledger.rows import Row
from tallystick.model import Observation, Reading, Release
from tallystick.published import Told, read_table, told
from tallystick.published.periods import vintage_of
from tallystick.reconciling.evidence import language

COLUMNS = ("series", "area", "period", "value", "unit", "measure", "source", "vintage")


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What the user tells of a file: the day it was published, by whom, what its series measure, and what it lacks.

    `given` are the cells of columns that the file does not have.
    """

    released: date | None = None
    publisher: str = ""
    title: str = ""
    indicator: str | None = None
    given: Mapping[str, str] = {}


def parcels(path: Path, origin: Origin) -> list[Parcel]:
    """One parcel for each vintage of a file, oldest first; SeriesError names the file and row that cannot be used."""
    named = {"series": origin.indicator} if origin.indicator else {}
    table = read_table(path, named | dict(origin.given))
    if table.ours:
        from tallystick.ledger.returning import returned

        return returned(path, table.rows, origin)
    by_vintage: dict[str, list[tuple[Mapping[str, str], Told]]] = defaultdict(list)
    for row, one in zip(table.rows, told(table, path.name), strict=True):
        by_vintage[_vintage(row, origin)].append((row, one))
    content = path.read_bytes() if len(by_vintage) == 1 else None
    return [_parcel(path, by_vintage[vintage], vintage, content, origin) for vintage in sorted(by_vintage)]


def _vintage(row: Mapping[str, str], origin: Origin) -> str:
    """The day a row was published, as far as it tells; else the file's. A month counts from its first day."""
    day = vintage_of(row.get("vintage", ""))
    return day or (origin.released.isoformat() if origin.released else "")


def _parcel(
    path: Path, rows: Sequence[tuple[Mapping[str, str], Told]], vintage: str, content: bytes | None, origin: Origin
) -> Parcel:
    written = as_csv((row for row, _ in rows), COLUMNS)
    original = written if content is None else content
    digest = hashlib.sha256(original).hexdigest()
    first = rows[0][0]
    release = Release(
        id=f"{path.stem}-{digest[:8]}",
        name=path.stem,
        source=str(path),
        content_hash=digest,
        text=written.decode(),
        language=language(first["series"]),
        title=origin.title or path.name,
        released=date.fromisoformat(vintage) if vintage else None,
        publisher=origin.publisher or first.get("source", ""),
    )
    clear = [one for _, one in rows if not one.unclear]
    observations = tuple(_named(one, release.id, origin.indicator) for one in clear)
    placed = _placed(observations, clear, home_area(release))
    unclear = ((f"row {one.row}", "the file says that what it measures is unclear") for _, one in rows if one.unclear)
    unplaced = ((_shown(one), why) for one, why in zip(clear, placed, strict=True) if isinstance(why, str))
    return Parcel(
        reading=Reading(release, observations),
        original=original,
        media_type="text/csv" if content is None else media_type(path),
        kind="series file",
        cells={n: empty(one.status) for n, one in enumerate(clear) if one.status is not None},
        identities=tuple(why if isinstance(why, Identity) else None for why in placed),
        remarks=(*remarks(unplaced, "in no series: "), *remarks(unclear, "left out: ")),
    )


def _named(one: Told, release: str, indicator: str | None) -> Observation:
    """The figure as one of this release, with the catalogue's indicator."""
    o = one.observation
    names = (o.subject, o.subject.partition(",")[0], o.subject.partition("(")[0], o.subject.partition(";")[0])
    named = (catalogue().get(text) or find_indicator(text, language(text), o.area) for text in names)
    known = next(filter(None, named), None)
    if indicator:
        known = catalogue().get(indicator, known)
    return msgspec.structs.replace(
        o,
        release=release,
        id=f"{release}:{o.start}",
        indicator=indicator or (known.id if known else None),
        indicator_name=known.name(language(o.subject)) if known else None,
        base=o.base or one.reference,
        section="",
    )


def _placed(observations: Sequence[Observation], rows: Sequence[Told], home: str) -> list[Identity | str]:
    """The series of each figure, or why it has none; figures that would contradict each other in one have none."""
    placed: list[Identity | str] = []
    values: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    fixed = _fixed_bases(observations)
    for o, one in zip(observations, rows, strict=True):
        found = place(o, home)
        if isinstance(found, Identity):
            found = _as_told(found, one)
            if o.measure == "index" and (o.subject, o.base) in fixed:
                found = msgspec.structs.replace(found, comparison=f"{o.base} = 100")
            values[found.key, o.period].add(one.status or str(o.value))
        placed.append(found)
    for n, (o, found) in enumerate(zip(observations, placed, strict=True)):
        if isinstance(found, Identity) and len(values[found.key, o.period]) > 1:
            placed[n] = "other rows tell another value for the same series and period"
    return placed


def _fixed_bases(observations: Sequence[Observation]) -> set[tuple[str, str]]:
    """Indices by name and base that several periods share: one of them may lie a year behind it by chance."""
    periods: dict[tuple[str, str], set[str]] = defaultdict(set)
    for o in observations:
        if o.measure == "index":
            periods[o.subject, o.base].add(o.period)
    return {told for told, when in periods.items() if len(when) > 1}


def _as_told(identity: Identity, one: Told) -> Identity:
    """With what the columns tell of adjustment and prices."""
    told_prices = one.price_basis if one.price_basis != "constant prices" or identity.price_basis else ""
    return msgspec.structs.replace(
        identity,
        adjustment=one.adjustment or identity.adjustment,
        price_basis=told_prices or identity.price_basis,
    )


def _shown(one: Told) -> str:
    return f"{one.where}{one.observation.subject}, {one.observation.period}"


def empty(status: str) -> Row:
    """The column values of a figure that has none."""
    names = ("value", "value_to", "lower", "upper", "value_exact", "value_to_exact", "lower_exact", "upper_exact")
    return {"obs_status": status, "quote": status, "digits": "", **dict.fromkeys(names)}


def as_csv(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """Rows as the text that is kept of them."""
    text = io.StringIO(newline="")
    writer: csv.DictWriter[Any] = csv.DictWriter(text, columns, extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def media_type(path: Path) -> str:
    """The media type of a table by the ending of its name."""
    known = {
        ".csv": "text/csv",
        ".tsv": "text/tab-separated-values",
        ".json": "application/json",
        ".jsonl": "application/jsonl",
        ".parquet": "application/vnd.apache.parquet",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xml": "application/vnd.sdmx.data+xml",
        ".zip": "application/zip",
    }
    return known.get(path.suffix.lower(), "application/octet-stream")
