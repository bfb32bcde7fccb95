"""What this program wrote comes back: exported series, statements and readings, each release with its own figures.

A release that comes back this way holds only the figures that were exported. Where the ledger keeps the text
itself, nothing is added.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import msgspec

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger.home import home_area
from tallystick.ledger.identity import Identity, identify
from tallystick.ledger.importing import Origin, as_csv, empty
from tallystick.ledger.parcel import Parcel
from tallystick.ledger.remarks import MOST_SHOWN, Remark
from tallystick.ledger.rows import Row, is_sure, to_place
from tallystick.model import Observation, Place, Reading, Release, SeriesError, path_of, within_reach
from tallystick.model.observation import MOST_DIGITS
from tallystick.published.ours import under_our_names
from tallystick.reconciling.evidence import language

Cells = Mapping[str, str]


def returned(path: Path, rows: Sequence[Cells], origin: Origin) -> list[Parcel]:
    """A parcel for each release of an exported table, in the order in which they were published and kept."""
    by_release: dict[str, list[Cells]] = defaultdict(list)
    for row in under_our_names(rows, escaped=path.suffix.lower() in (".csv", ".tsv", ".zip")):
        by_release[row["release"]].append(row)
    gone = _superseded_by_others(by_release)
    ordered = sorted(by_release.values(), key=lambda told: (_day(told[0], origin), told[0].get("known_at", "")))
    return [_parcel(path, told, origin, gone) for told in ordered]


def _superseded_by_others(by_release: Mapping[str, Sequence[Cells]]) -> set[str]:
    """Figures whose later value the file does not hold: here they will stand."""
    held = {(row["release"], row.get("series"), row["period"]) for rows in by_release.values() for row in rows}
    return {
        row["observation"]
        for rows in by_release.values()
        for row in rows
        if (later := row.get("superseded_by")) and (later, row.get("series"), row["period"]) not in held
    }


def _parcel(path: Path, rows: Sequence[Cells], origin: Origin, gone: set[str]) -> Parcel:
    first = rows[0]
    original = as_csv(rows, list(first))
    digest = hashlib.sha256(original).hexdigest()
    words = "\n".join(dict.fromkeys(row.get("sentence", "") for row in rows))
    name = first["release"]
    day = _day(first, origin)
    release = Release(
        id=name,
        name=name,
        source=f"{path}: {name}",
        content_hash=digest,
        text=words,
        language=language(words),
        title=f"{name} (from {path.name})",
        released=date.fromisoformat(day) if day else None,
        publisher=origin.publisher or first.get("publisher", ""),
    )
    observations = tuple(_observation(row, path) for row in rows)
    home = first["home_area"] if "home_area" in first else home_area(release)
    standing = [row["observation"] for row in rows if row["observation"] in gone]
    why = "superseded by a release that this file does not hold: they stand here until it is kept"
    return Parcel(
        reading=Reading(release, observations),
        original=original,
        media_type="text/csv",
        kind="series file",
        cells={n: cells for n, row in enumerate(rows) if (cells := _cells(row))},
        identities=tuple(_identity(row, o, home) for row, o in zip(rows, observations, strict=True)),
        remarks=(Remark(why, len(standing), tuple(standing[:MOST_SHOWN])),) if standing else (),
        extract=True,
        release_cells=_release_cells(first),
    )


def _day(row: Cells, origin: Origin) -> str:
    told = row.get("first_published") or row.get("published") or ""
    return told[:10] if told else origin.released.isoformat() if origin.released else ""


def _release_cells(row: Cells) -> Row:
    """What is told of the release itself; a day that a person decided is as good as a printed one here."""
    told: Row = {name: row[name] for name in ("dated_by", "home_area") if name in row}
    if told.get("dated_by") == "decided":
        told["dated_by"] = "released"
    return told | ({"corrects": int(_is_true(row["corrects"]))} if "corrects" in row else {})


def _cells(row: Cells) -> Row:
    status = row.get("obs_status") or "observed"
    replaced = {"replaced": 1} if _is_true(row.get("replaced", "")) else {}
    return replaced | ({} if status == "observed" else empty(status))


def _is_true(cell: str) -> bool:
    return cell.lower() in ("true", "1")


def _identity(row: Cells, observation: Observation, home: str) -> Identity | None:
    if "series" not in row:
        return identify(observation, home)
    return Identity.parse(row["series"]) if row["series"] else None


def _observation(row: Cells, path: Path) -> Observation:
    start = row.get("start") or row["observation"].rpartition(":")[2]
    if not start.isdigit():
        raise SeriesError(f"{path.name}: {row['observation']!r} is no figure's id", "export the file again")
    known = catalogue().get(row.get("indicator", ""))
    low, high = _number(row, "value", path), _number(row, "value_to", path)
    value = Decimal(0) if low is None else low
    return Observation(
        release=row["release"],
        id=f"{row['release']}:{start}",
        text=row["quote"],
        start=int(start),
        end=int(row.get("end") or int(start) + len(row["quote"])),
        value=value if high is None else (value, high),
        lower=_number(row, "lower", path),
        upper=_number(row, "upper", path),
        lower_open=_is_true(row["lower_open"]) if row.get("lower_open") else value < 0,
        upper_open=_is_true(row["upper_open"]) if row.get("upper_open") else value >= 0,
        digits=row.get("digits", ""),
        unit=row["unit"],
        measure=row["measure"],
        subject=row.get("subject") or (known.name(language(row["quote"])) if known else row.get("indicator", "")),
        indicator=row.get("indicator") or None,
        indicator_name=row.get("indicator_name") or None,
        area=row.get("area", ""),
        period=row["period"],
        base=row.get("base", ""),
        qualifier=row.get("qualifier", ""),
        status=row.get("status") or "actual",
        speaker=row.get("speaker", ""),
        section=row.get("section", ""),
        sentence=row.get("sentence", ""),
        place=_place(row.get("page", ""), row.get("place", "")),
        table=row.get("table", ""),
        row=path_of(row.get("row", "")),
        column=path_of(row.get("column", "")),
        confidence=_odds(row),
        sure=is_sure(_odds(row)),
    )


def _place(page: str, told: str) -> Place | None:
    """Where a figure stands, as JSON or as the cells of a table tell it."""
    try:
        return to_place(told) if told.startswith("{") else Place.of_flat(page, told)
    except msgspec.MsgspecError:
        return None


def _odds(row: Cells) -> float | None:
    told = row.get("confidence") or ""
    try:
        return float(told) if told and 0 <= float(told) <= 1 else None
    except ValueError:
        return None


def _number(row: Cells, name: str, path: Path) -> Decimal | None:
    told = row.get(name, "")
    if told in ("", "NaN", "nan"):
        return None
    try:
        number = Decimal(told)
    except InvalidOperation:
        number = None
    if number is None or not within_reach(number, 2 * MOST_DIGITS):
        raise SeriesError(f"{path.name}: {told!r} is no {name}", "export the file again") from None
    return number
