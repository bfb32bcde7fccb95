"""Between frozen values and table rows: what is put in comes out equal."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import RowMapping

from tallystick.knowledge.sureness import sure_level
from tallystick.ledger.schema import PLACES
from tallystick.model import (
    Block,
    Candidate,
    Evidence,
    Observation,
    Period,
    PeriodError,
    Place,
    Reader,
    Release,
    Speaker,
)
from tallystick.model.table import Path, path_words
from tallystick.reconciling.linking import subject as subject_of

Row = dict[str, Any]

_json = msgspec.json.Encoder()
_evidence = msgspec.json.Decoder(list[tuple[str, str, int, int]])
_candidates = msgspec.json.Decoder(list[tuple[str, str, float]])
_blocks = msgspec.json.Decoder(tuple[Block, ...])
_place = msgspec.json.Decoder(Place)
_path = msgspec.json.Decoder(Path)
_speakers = msgspec.json.Decoder(tuple[Speaker, ...])


def exact(number: Decimal | None) -> str | None:
    """A decimal as plain digits, one text for one number.

    >>> exact(Decimal("31.40E3")), exact(Decimal("-0.50"))
    ('31400', '-0.5')
    """
    if number is None:
        return None
    digits = str(number)  # in half the time
    if "E" in digits:
        digits = format(number, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits in ("-0", "") else digits


def decimal(text: str | None) -> Decimal | None:
    """The other way round."""
    return None if text is None else Decimal(text)


@lru_cache(maxsize=65536)
def subject_words(subject: str) -> int:
    """A number for the words of a subject whatever their order: equal words, equal number."""
    words = " ".join(subject_of(subject).words)
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)


def observation_row(
    observation: Observation, release: int, place: int, sentence: int | None, series: int | None
) -> Row:
    """The row of a figure; `release` and `sentence` are keys, `place` counts the release's figures."""
    value = observation.value
    low, high = value if isinstance(value, tuple) else (value, None)
    lower, upper = observation.lower, observation.upper
    start, end = days(observation.period)
    evidence, candidates = observation.evidence, observation.candidates
    return {
        "key": release * PLACES + place,
        "release": release,
        "reading": 0,
        "sentence": sentence,
        "series": series,
        "start": observation.start,
        "end": observation.end,
        "quote": observation.text,
        "digits": observation.digits,
        "value": float(low),
        "value_to": None if high is None else float(high),
        "lower": None if lower is None else float(lower),
        "upper": None if upper is None else float(upper),
        "value_exact": exact(low),
        "value_to_exact": exact(high),
        "lower_exact": exact(lower),
        "upper_exact": exact(upper),
        "lower_open": int(observation.lower_open),
        "upper_open": int(observation.upper_open),
        "unit": observation.unit,
        "measure": observation.measure,
        "subject": observation.subject,
        "subject_words": subject_words(observation.subject),
        "indicator": observation.indicator,
        "indicator_name": observation.indicator_name,
        "area": observation.area,
        "period": observation.period,
        "period_start": start,
        "period_end": end,
        "base": observation.base,
        "qualifier": observation.qualifier,
        "status": observation.status,
        "obs_status": "observed",
        "own": 0,
        "replaced": 0,
        "evidence": _told([(e.field, e.rule, e.start, e.end) for e in evidence]) if evidence else "[]",
        "confidence": observation.confidence,
        "candidates": _told([(c.field, c.value, c.odds) for c in candidates]) if candidates else "",
        "place": _told(observation.place) if observation.place else "",
        "in_table": observation.table,
        "row_path": _path_told(observation.row),
        "column_path": _path_told(observation.column),
    }


def _told(something: Any) -> str:
    return _json.encode(something).decode()


@lru_cache(maxsize=4096)
def _path_told(path: Path) -> str:
    return _told(path) if path else ""


@lru_cache(maxsize=4096)
def days(period: str) -> tuple[str | None, str | None]:
    """First and last day of a period as ISO texts; none where it is not told or no period."""
    try:
        when = Period.parse(period) if period else None
    except PeriodError:
        when = None
    return (when.start.isoformat(), when.end.isoformat()) if when else (None, None)


def to_observation(row: RowMapping) -> Observation:
    """The figure as it was kept; the row needs `release_id`, `sentence_text`, `section` and `speaker` joined to it.

    A figure that a person settled says by which decision among its evidence, and is sure.
    """
    low, high = decimal(row["value_exact"]), decimal(row["value_to_exact"])
    assert low is not None, "a cell without a value is no observation"
    return Observation(
        release=row["release_id"],
        id=f"{row['release_id']}:{row['start']}",
        text=row["quote"],
        start=row["start"],
        end=row["end"],
        value=low if high is None else (low, high),
        lower=decimal(row["lower_exact"]),
        upper=decimal(row["upper_exact"]),
        lower_open=bool(row["lower_open"]),
        upper_open=bool(row["upper_open"]),
        digits=row["digits"],
        unit=row["unit"],
        measure=row["measure"],
        subject=row["subject"],
        indicator=row["indicator"],
        indicator_name=row["indicator_name"],
        area=row["area"],
        period=row["period"],
        base=row["base"],
        qualifier=row["qualifier"],
        status=row["status"],
        speaker=row["speaker"] or "",
        section=row["section"] or "",
        sentence=row["sentence_text"] or "",
        confidence=row["confidence"],
        sure=is_sure(row["confidence"]),
        evidence=_told_by(row),
        candidates=tuple(Candidate(*c) for c in _candidates.decode(row["candidates"])) if row["candidates"] else (),
        place=to_place(row["place"]),
        table=row["in_table"],
        row=to_path(row["row_path"]),
        column=to_path(row["column_path"]),
    )


def to_place(words: str) -> Place | None:
    """Where a figure stands, as its row holds it."""
    return _place.decode(words) if words else None


@lru_cache(maxsize=4096)
def to_path(words: str) -> Path:
    """The path of a row or column of a table, as a figure's row holds it."""
    return _path.decode(words) if words else ()


def told_place(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Where a figure stands in the words of tables: page (0: none), place, table, and the paths of row and column."""
    place = to_place(row["place"])
    return {
        "page": place.page if place else 0,
        "place": place.flat if place else "",
        "table": row["in_table"],
        "row": path_words(to_path(row["row_path"])),
        "column": path_words(to_path(row["column_path"])),
    }


def is_sure(confidence: float | None) -> bool:
    """Whether a figure of this confidence is sure by the usual level; of one without it nothing speaks against it."""
    return confidence is None or confidence >= sure_level()


def _told_by(row: RowMapping) -> tuple[Evidence, ...]:
    """The evidence of a figure, before it the decision that settled it, if one did."""
    told = tuple(Evidence(*parts) for parts in _evidence.decode(row["evidence"])) if row["evidence"] != "[]" else ()
    if (decision := row.get("settled_by")) is None:
        return told
    return Evidence("settled", f"decision {decision}", row["start"], row["end"]), *told


def release_row(release: Release) -> Row:
    """What of a release's row comes from the release itself."""
    return {
        "release_id": release.id,
        "name": release.name,
        "source": release.source,
        "content_hash": release.content_hash,
        "title": release.title,
        "publisher": release.publisher,
        "language": release.language,
        "place": release.place,
        "released": release.released.isoformat() if release.released else None,
        "event": release.event.isoformat() if release.event else None,
        "text": release.text,
        "blocks": _json.encode(release.blocks).decode(),
        "speakers": _json.encode(release.speakers).decode(),
    }


def to_reader(words: str) -> Reader:
    """The reader as it was kept, in the words of `str(reader)`."""
    return Reader.of(words)


def to_release(row: RowMapping) -> Release:
    """The release as it was kept."""
    from datetime import date

    return Release(
        id=row["release_id"],
        name=row["name"],
        source=row["source"],
        content_hash=row["content_hash"],
        text=row["text"],
        language=row["language"],
        blocks=_blocks.decode(row["blocks"]),
        title=row["title"],
        released=date.fromisoformat(row["released"]) if row["released"] else None,
        event=date.fromisoformat(row["event"]) if row["event"] else None,
        place=row["place"],
        publisher=row["publisher"],
        speakers=_speakers.decode(row["speakers"]),
    )
