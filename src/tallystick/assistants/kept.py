"""What a ledger tells: of a claim, of a series as of a day, and where words were said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Any

from tallystick.assistants import answers
from tallystick.assistants.bounds import rest, short, within
from tallystick.assistants.reading import Part
from tallystick.assistants.sources import day_of
from tallystick.ledger import Ledger, Point, SeriesInfo
from tallystick.ledger.answering import Reply, Vintage
from tallystick.ledger.records import Found
from tallystick.model import plain
from tallystick.published.columns import area as code
from tallystick.reading import read
from tallystick.releases import from_text

MOST_VINTAGES = 10
_OF_POINTS = (
    "period", "qualifier", "obs_status", "release", "publisher", "first_published", "superseded_by", "superseded_on",
    "confidence", "doubt",
)  # fmt: skip


def claim(ledger: str, words: str, area: str, day: str, reader: str, names: str, part: Part) -> answers.Claimed:
    """What is known of each figure and claim of a sentence said on a day."""
    said = day_of(day) or date.today()
    with Ledger(ledger, create=False, read_only=True, veiled=True) as book:
        where = book.area(area) if area else ""
        reading = read(from_text(words, "claim", released=said), reader)
        found = book.replies(reading, area=where, language=names)
    shown = within((_reply(one) for one in found[part.skip :]), part.limit)
    return answers.Claimed(**rest("claims", len(found), part.skip, shown), day=str(said), replies=shown)


def series(ledger: str, name: str, area: str, as_of: str, known_at: str, vintages: bool, part: Part) -> answers.Series:
    """The values of a series that stood on a day, the newest first; without a name the series there are."""
    known, where = _iso(known_at), code(area) if area else None
    with Ledger(ledger, create=False, read_only=True, veiled=True) as book:
        if not name:
            every = book.series_list(area=where)
            listed = within((_listed(one) for one in every[part.skip :]), part.limit)
            return answers.Series(
                **rest("series", len(every), part.skip, listed),
                name=name,
                as_of=as_of,
                known_at=known_at,
                series=listed,
            )
        narrowed: dict[str, Any] = ({"area": where} if where else {}) | ({"status": None} if ";" in name else {})
        if vintages:
            found = book.vintages(name, known_at=known, **narrowed)
        else:
            found = book.series(name, as_of=_iso(as_of), known_at=known, **narrowed)
    newest = found[::-1]
    shown = within((_point(one) for one in newest[part.skip :]), part.limit)
    unit, place = (newest[0].unit, newest[0].area) if newest else ("", "")
    return answers.Series(
        **rest("values", len(newest), part.skip, shown),
        name=name,
        as_of=as_of,
        known_at=known_at,
        unit=unit,
        area=place,
        points=shown,
    )


def search(ledger: str, words: str, part: Part) -> answers.Found:
    """Sentences that hold the words; whether there are more behind them is told, not how many."""
    with Ledger(ledger, create=False, read_only=True, veiled=True) as book:
        found = book.find(words, limit=part.limit + 1, skip=part.skip)
    shown = within((_sentence(one) for one in islice(found, part.limit)), part.limit)
    return answers.Found(**rest("sentences", part.skip + len(found), part.skip, shown), sentences=shown)


def _iso(words: str) -> str | None:
    day = day_of(words)
    return day.isoformat() if day else None


def _reply(one: Reply) -> answers.Reply:
    return answers.Reply(
        quote=short(one.quote),
        what=short(one.what),
        area=one.area,
        period=one.period,
        verdict=one.verdict,
        reason=short(one.reason),
        published=plain(one.published),
        published_quote=short(one.published_quote),
        published_sentence=short(one.published_sentence),
        published_on=one.published_on,
        publisher=one.publisher,
        release=one.release,
        before=_vintages(one.before),
        since=_vintages(one.since),
    )


def _vintages(every: Sequence[Vintage]) -> list[answers.Vintage]:
    return [
        answers.Vintage(
            value=plain(one.value),
            quote=short(one.quote, 100),
            published_on=one.published_on,
            publisher=one.publisher,
            release=one.release,
        )
        for one in every[:MOST_VINTAGES]
    ]


def _point(one: Point) -> answers.Point:
    at = one.observation.rpartition(":")[2]
    told: dict[str, Any] = {name: getattr(one, name) for name in _OF_POINTS}
    told |= {name: plain(getattr(one, name)) for name in ("value", "value_to", "lower", "upper")}
    told |= {"quote": short(one.quote, 200), "sentence": short(one.sentence)}
    return answers.Point(**told, start=int(at) if at.isdecimal() else -1)


def _listed(one: SeriesInfo) -> answers.OneSeries:
    return answers.OneSeries(**{name: getattr(one, name) for name in answers.OneSeries.model_fields})


def _sentence(one: Found) -> answers.Sentence:
    return answers.Sentence(
        sentence=short(one.sentence),
        figures=[short(words, 100) for words in one.figures[:50]],
        ids=list(one.observations[:50]),
        release=one.release,
        title=short(one.title, 200),
        published=one.published,
        publisher=one.publisher,
        section=short(one.section, 200),
        speaker=one.speaker,
    )
