"""The rows of what was read in a release: its figures, its sentences with the words they are found by, its layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.producers import produces
from tallystick.ledger.corrections import replaced
from tallystick.ledger.identity import Identity
from tallystick.ledger.parcel import Parcel
from tallystick.ledger.rows import Row, observation_row
from tallystick.ledger.schema import PLACES
from tallystick.ledger.tokens import indexed
from tallystick.model import Observation, Unread


class _Figures(NamedTuple):
    """The rows of a release's figures and sentences, and the words each sentence is found by."""

    rows: dict[str, list[Row]]
    words: dict[int, str]


def figure_rows(
    release: int, parcel: Parcel, identities: Sequence[Identity | None], numbers: Mapping[str, int]
) -> _Figures:
    """The rows of a release's figures and of the sentences they stand in."""
    places: dict[tuple[str, str, str], int] = {}
    words: dict[int, set[str]] = {}
    rows: list[Row] = []
    known: dict[int, tuple[int, int]] = {}  # by identity in memory: to tell two of a compiled release equal takes long
    publisher = parcel.reading.release.publisher
    for place, (observation, identity) in enumerate(zip(parcel.reading.observations, identities, strict=True)):
        where = (observation.sentence, observation.section, observation.speaker)
        sentence = release * PLACES + places.setdefault(where, len(places)) if any(where) else None
        if sentence is not None:
            words.setdefault(sentence, set()).update(names(observation))
        series, own = None, 0
        if identity:
            if id(identity) not in known:
                is_own = produces(publisher, identity.indicator, identity.area)
                known[id(identity)] = numbers[identity.key], int(is_own)
            series, own = known[id(identity)]
        row = observation_row(observation, release, place, sentence, series)
        row["own"] = own
        if parcel.cells:
            row.update(parcel.cells.get(place, {}))
        rows.append(row)
    for place in _replaced(parcel, rows):
        rows[place]["replaced"] = 1
    sentences: list[Row] = [
        {
            "key": release * PLACES + place,
            "release": release,
            "reading": 0,
            "section": section,
            "speaker": speaker,
            "text": text,
        }
        for (text, section, speaker), place in places.items()
    ]
    texts = {row["key"]: row["text"] for row in sentences}
    indexed_words = {key: indexed(texts[key], named) for key, named in words.items()}
    return _Figures({"sentence": sentences, "observation": rows}, indexed_words)


def _replaced(parcel: Parcel, rows: Sequence[Row]) -> list[int]:
    """The figures of a text that it tells as replaced by another of it."""
    if parcel.kind != "release":
        return []
    places = [(row["series"], row["period_end"], row["start"], row["end"]) for row in rows]
    return replaced(parcel.reading.release.text, places)


def names(observation: Observation) -> tuple[str, ...]:
    """The words a figure is found by: its subject, and its indicator in both languages."""
    indicator = catalogue().get(observation.indicator or "")
    return (observation.subject, indicator.name_en, indicator.name_zh) if indicator else (observation.subject,)


def unread_rows(release: int, unread: Sequence[Unread]) -> list[Row]:
    """The rows of a release's numbers that were not read."""
    return [
        {
            "release": release,
            "reading": 0,
            "position": place,
            "start": u.start,
            "end": u.end,
            "text": u.text,
            "reason": u.reason,
        }
        for place, u in enumerate(unread)
    ]


def layout_rows(release: int, packed: bytes) -> list[Row]:
    """The row of a release's layout, if it has one."""
    return [{"release": release, "reading": 0, "packed": packed}] if packed else []
