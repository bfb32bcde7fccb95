"""What is kept that touches a new release: the incremental part of checking.

Only series of the indicators the release names (and the wholes they are part of) are looked at, and of those
only the periods its figures speak of, compare with or are made up of; so the work depends on the release, not
on the size of the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import schema, vintages
from tallystick.ledger.corrections import replaced, says_it_corrects
from tallystick.ledger.doubt import DATED
from tallystick.ledger.home import home_area, publication
from tallystick.ledger.identity import Identity, identify
from tallystick.ledger.judging import Setting
from tallystick.ledger.parcel import COMPILED_KIND
from tallystick.ledger.reading_schema import last
from tallystick.ledger.recalling import observation_query, read_back
from tallystick.ledger.records import Point
from tallystick.ledger.rows import days, subject_words, to_observation
from tallystick.ledger.schema import PLACES
from tallystick.ledger.selecting import PUBLISHED, touched
from tallystick.ledger.settled_schema import figure
from tallystick.ledger.statements import Fixed
from tallystick.ledger.views import WITHDRAWN
from tallystick.model import Frequency, Observation, Period, PeriodError, Reading, Release

Named = tuple[int, str, str, str, str, str, str]
"""Words (by their number), measure, unit, area, period, base and status of a figure without a series."""

AT_ONCE = 10_000
"""Figures fetched by one query: SQLite takes some thirty thousand values."""

_NAMED = ("words", "measure", "unit", "area", "period", "base", "status")
_LAST_SAID = Fixed(
    "SELECT o.key FROM observation o JOIN release r ON r.key = o.release"  # noqa: S608  our own words
    " WHERE o.subject_words = :words AND o.period = :period AND o.series IS NULL AND o.measure = :measure"
    " AND o.unit = :unit AND o.area = :area AND o.base = :base AND o.status = :status AND o.obs_status = 'observed'"
    " AND r.published <= :day AND r.release_id <> :own"
    f" AND r.release_id NOT IN ({WITHDRAWN}) AND {last('o')} ORDER BY o.key DESC LIMIT 1"
)
"""The figure of just these words and fields that was kept last, of those published by a day.

The index of words and periods leads to the few that can be it, the newest first: the work does not grow with the
ledger.
"""


class Earlier(msgspec.Struct, frozen=True):
    """What was said by the day the release came out: by series and end of period, and the same in words.

    `told` are all values a period had by then, `standing` those that stood, `beside` the same by indicator.
    """

    here: Setting
    own_series: dict[str, str]
    identities: dict[str, Identity]
    told: dict[tuple[str, str], list[Point]]
    standing: dict[tuple[str, str], Point]
    beside: dict[tuple[str, str], list[Point]]
    numbers: dict[str, int]
    in_words: dict[str, tuple[Observation, str]]


def evidence_for(connection: Connection, reading: Reading) -> Earlier:
    """The kept figures that touch a release, as they were told by its day."""
    release = reading.release
    home = home_area(release)
    identities = {o.id: found for o in reading.observations if (found := identify(o, home))}
    identities |= _kept(connection, release.id)
    here = _setting(reading, home, identities)
    rows = _touched(connection, reading, here.day)
    points = vintages.points(connection, rows)
    told: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in points:
        told[point.series, point.period_end].append(point)
    standing = {(p.series, p.period_end): p for p in vintages.standing(points, here.day)}
    beside: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in standing.values():
        beside[point.indicator, point.period_end].append(point)
    return Earlier(
        here,
        _as_counted(connection, {figure: identity.key for figure, identity in identities.items()}),
        identities,
        told,
        standing,
        beside,
        {row.observation: row.observation_number for row in rows},
        _in_words(connection, [o for o in reading.observations if o.id not in identities], release, here.day),
    )


def _kept(connection: Connection, release_id: str) -> dict[str, Identity]:
    """The series of a compiled release's figures as they were kept: words do not tell them."""
    o, r, s = schema.observation, schema.release, schema.series
    query = (
        select(o.c.start, s.c.series_key)
        .join(r, r.c.key == o.c.release)
        .join(s, s.c.key == o.c.series)
        .where(r.c.release_id == release_id, r.c.kind == COMPILED_KIND)
    )
    return {f"{release_id}:{row.start}": Identity.parse(row.series_key) for row in connection.execute(query)}


def _setting(reading: Reading, home: str, identities: Mapping[str, Identity]) -> Setting:
    """The release's own place among all others."""
    release = reading.release
    day, dated_by = publication(release, today=date.today().isoformat())
    numbers = {key: n for n, key in enumerate({identity.key for identity in identities.values()})}
    places = [
        (numbers[identities[o.id].key] if o.id in identities else None, days(o.period)[1], o.start, o.end)
        for o in reading.observations
    ]
    return Setting(
        day,
        release.publisher,
        home,
        dated_by in DATED,
        says_it_corrects(release.title, release.text),
        frozenset(reading.observations[n].id for n in replaced(release.text, places)),
    )


def _touched(connection: Connection, reading: Reading, day: str) -> Sequence[Any]:
    indicators, ends = set(), set()
    for indicator, measure, period, base in {(o.indicator, o.measure, o.period, o.base) for o in reading.observations}:
        if indicator:
            indicators |= _kin(indicator)
            ends |= set(_ends(measure, period, base))
    table = schema.series
    numbers = list(connection.scalars(select(table.c.key).where(table.c.indicator.in_(indicators), PUBLISHED)))
    if not numbers or not ends:
        return []
    return touched(connection, numbers, sorted(ends), day, reading.release.id)


def _kin(indicator: str) -> set[str]:
    entry = catalogue().get(indicator)
    return {indicator, entry.part_of} if entry and entry.part_of else {indicator}


def _ends(measure: str, period: str, base: str) -> Iterator[str]:
    """Last days of the periods a figure speaks of, compares with, or is made up of."""
    for words in (period, base):
        try:
            told = Period.parse(words)
        except PeriodError:
            continue
        for near in (told, told.year_before(), told.before()):
            yield near.end.isoformat()
        if measure == "level" and told.frequency is not Frequency.DAY and told.units < 40:
            yield from _months(told)


def _months(period: Period) -> Iterator[str]:
    if period.last - period.first < 12:
        for month in range(period.first, period.last + 1):
            yield Period(month, month, Frequency.MONTH).end.isoformat()


def _as_counted(connection: Connection, own: dict[str, str]) -> dict[str, str]:
    """Each figure's series after the decisions that made some series one."""
    s, into = schema.series, schema.series.alias("into")
    keys = set(own.values())
    linked = select(s.c.series_key, into.c.series_key.label("into")).join(into, into.c.key == s.c.counts_as)
    rows = connection.execute(linked.where(s.c.series_key.in_(keys), s.c.key != s.c.counts_as))
    counted = {row.series_key: row.into for row in rows}
    return {figure: counted.get(key, key) for figure, key in own.items()}


def _in_words(
    connection: Connection, observations: Iterable[Observation], release: Release, day: str
) -> dict[str, tuple[Observation, str]]:
    """For figures without a series, the last one said of the very same words, measure, unit and periods."""
    wanted = {_named(o): o.id for o in observations if o.subject and o.period}
    if not wanted:
        return {}
    keys = []
    for named in wanted:
        values = dict(zip(_NAMED, named, strict=True)) | {"day": day, "own": release.id}
        keys += [key for (key,) in _LAST_SAID.rows(connection, values)]
    found: dict[str, tuple[Observation, str]] = {}
    for start in range(0, len(keys), AT_ONCE):
        query = observation_query().where(figure.c.key.in_(keys[start : start + AT_ONCE]))
        for row in connection.execute(query.add_columns(schema.release.c.published)).mappings():
            one = to_observation(row)
            found[wanted[_named(one)]] = (one, row["published"])
    return found


def _named(o: Observation) -> Named:
    return subject_words(o.subject), o.measure, o.unit, o.area, o.period, o.base, o.status


def other_figures(connection: Connection, earlier: Earlier, reading: Reading) -> list[Reading]:
    """Standing figures of other periods and measures, by release, for the identities to tie with the new ones."""
    stated = {(earlier.own_series[o.id], days(o.period)[1]) for o in reading.observations if o.id in earlier.own_series}
    keys = [
        earlier.numbers[point.observation]
        for place, point in earlier.standing.items()
        if place not in stated and point.status == "actual"
    ]
    r = schema.release
    rows = connection.execute(
        select(
            r.c.release_id,
            r.c.name,
            r.c.source,
            r.c.content_hash,
            r.c.language,
            r.c.title,
            r.c.publisher,
            r.c.published,
        ).where(r.c.key.in_({key // PLACES for key in keys}))
    )
    stubs = {row.release_id: row for row in rows}
    by_release: dict[str, list[Observation]] = {}
    for observation in read_back(connection, observation_query().where(figure.c.key.in_(keys))):
        by_release.setdefault(observation.release, []).append(observation)
    return [Reading(_stub(stubs[name]), tuple(figures)) for name, figures in by_release.items()]


def _stub(row: Any) -> Release:
    return Release(
        id=row.release_id,
        name=row.name,
        source=row.source,
        content_hash=row.content_hash,
        text="",
        language=row.language,
        title=row.title,
        released=date.fromisoformat(row.published),
        publisher=row.publisher,
    )
