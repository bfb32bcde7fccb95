"""All that was said of some series: each figure beside its release and its series, decisions applied.

The view `series_statement` tells the same, figure by figure. A series is mostly told by thousands of figures of nearly
as many releases, of which few begin a vintage: so what decides about vintages is asked of all figures and releases,
each once and without anything else, and `details` tell the rest of the few. What people decided is little, and is
applied here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Connection, TextClause, bindparam, text

from tallystick.ledger.reading_schema import last, last_at
from tallystick.ledger.settled_schema import SETTLED
from tallystick.ledger.views import DATED, EVERY_FIGURE, WITHDRAWN, WITHDRAWN_AT, is_sure

_OF_FIGURE = (
    *("key", "release", "reading", "start", "period_end", "value", "value_to", "lower", "upper"),
    *("value_exact", "value_to_exact", "qualifier", "own", "replaced"),
)
_OF_RELEASE = ("release_id", "kind", "corrects", "published", "dated_by", "kept_at")


class OfSeries(NamedTuple):
    """What tells a series from others; `series` is its key in words."""

    series: str
    indicator: str
    measure: str
    unit: str
    area: str
    accumulation: str
    frequency: str
    comparison: str
    price_basis: str
    scope: str
    status: str


class Row(NamedTuple):
    """A statement: what decides which vintage it is, in the order of the questions below. `release` is an id."""

    series_number: int
    observation_number: int
    release_number: int
    reading: int
    start: int
    period_end: str
    value: float | None
    value_to: float | None
    lower: float | None
    upper: float | None
    value_exact: str | None
    value_to_exact: str | None
    qualifier: str
    own: int
    replaced: int
    release: str
    kind: str
    corrects: int
    published: str
    dated_by: str
    kept_at: str
    next_edition: str | None
    next_published: str | None
    next_kept_at: str | None
    of_series: OfSeries

    @property
    def observation(self) -> str:
        """The id of the figure."""
        return f"{self.release}:{self.start}"


def _some(words: str, *lists: str) -> TextClause:
    return text(words).bindparams(*(bindparam(name, expanding=True) for name in lists))


def _of_keys(words: str) -> TextClause:
    """A question that names its keys as they are: they are many, and each as a value takes longer than its answer."""
    return text(words).bindparams(bindparam("keys", type_=BigInteger, expanding=True, literal_execute=True))


_SETTLED = (
    "(SELECT CASE WHEN 1 = 0 THEN o.confidence END AS confidence, x.series, x.period, o.obs_status, "  # noqa: S608
    + ", ".join(f'x."{name}"' if name in SETTLED else f'o."{name}"' for name in _OF_FIGURE)
    + " FROM settled x JOIN decision d ON d.key = x.decision AND d.undone_at IS NULL"
    " JOIN observation o ON o.key = x.observation)"
)
"""The figures that people settled, as they settled them: nothing speaks against them."""

_FIGURES = f"""
SELECT own.counts_as, {", ".join(f"o.{name}" for name in _OF_FIGURE)}
FROM series own JOIN {{source}} o ON o.series = own.key {{joined}}
WHERE {{where}} AND o.period_end IS NOT NULL AND {is_sure("o", ":sure")}
  AND (NOT EXISTS (SELECT 1 FROM reading) OR {{last}}) AND o.key NOT IN (
    SELECT d.observation FROM decision d WHERE d.kind IN ({{but}}) AND d.undone_at IS NULL)
"""  # noqa: S608  our own words

_RELEASES = _some(
    "SELECT r.key, COALESCE(r.edition_of, r.key), r.edition, "  # noqa: S608  our own words
    f"{', '.join(f'r.{name}' for name in _OF_RELEASE)} FROM release r WHERE r.key IN :keys",
    "keys",
)
_EDITED = text("SELECT DISTINCT edition_of FROM release WHERE edition_of IS NOT NULL")
_LATER = _some(
    "SELECT edition_of, edition, release_id, published, kept_at FROM release"
    " WHERE edition_of IN :keys ORDER BY edition",
    "keys",
)
_SERIES = _some(
    f"SELECT key, series_key, {', '.join(OfSeries._fields[1:])} FROM series WHERE key IN :keys",  # noqa: S608
    "keys",
)
_READ_AT = _some("SELECT key, read_at FROM reading WHERE key IN :keys", "keys")
_DETAILS = _of_keys(
    "SELECT o.key, o.period, o.period_start, o.base, o.lower_exact, o.upper_exact, o.obs_status, o.quote,"  # noqa: S608
    " o.confidence, t.text AS sentence, r.publisher, r.home_area"
    f" FROM ({EVERY_FIGURE}) o JOIN release r ON r.key = o.release LEFT JOIN sentence t ON t.key = o.sentence"
    " WHERE o.key IN :keys"
)
_DAYS = text("SELECT subject, day FROM decision WHERE kind = 'date' AND undone_at IS NULL ORDER BY key")
_WITHDRAWN, _WITHDRAWN_AT = text(WITHDRAWN), text(WITHDRAWN_AT)
AT_ONCE = 10_000
"""Keys in one question: SQLite takes some thirty thousand."""


class Question(NamedTuple):
    """Which figures are asked for: of the last readings, and of those there were by a moment (`:known_at`)."""

    now: TextClause
    at: TextClause


def question(where: str, *lists: str, joined: str = "") -> Question:
    """A question of the figures `o` of the series `own`; `lists` names the values in it that are lists."""

    def made(of_last: str) -> TextClause:
        told = {"where": where, "joined": joined, "last": of_last}
        read = _FIGURES.format(source="observation", but="'settle', 'unlink'", **told)
        settled = _FIGURES.format(source=_SETTLED, but="'unlink'", **told)
        return _some(f"{read} UNION ALL {settled}", *lists)

    return Question(made(last("o")), made(last_at("o")))


def said(connection: Connection, asked: Question, values: Mapping[str, Any], known_at: str | None = None) -> list[Row]:
    """The statements a question finds, by series and period, as they were kept and decided by a moment."""
    query, at = (asked.now, {}) if known_at is None else (asked.at, {"known_at": known_at})
    figures = _tuples(connection, query, {**values, **at})
    releases = _releases(connection, {figure[2] for figure in figures}, at)
    series = {key: OfSeries(*told) for key, *told in _found(connection, _SERIES, {figure[0] for figure in figures})}
    rows = [
        Row._make((*figure, *release, series[figure[0]])) for figure in figures if (release := releases.get(figure[2]))
    ]
    if read_anew := {row.reading for row in rows} - {0}:
        moments = {0: "", **dict(_found(connection, _READ_AT, read_anew))}
        rows = [row._replace(kept_at=moments[row.reading] or row.kept_at) for row in rows]
    if known_at is not None:
        rows = [row for row in rows if row.kept_at <= known_at]
    rows.sort(key=lambda row: (row.of_series.series, row.period_end))
    return rows


class Detail(NamedTuple):
    """What else a point tells of a figure: its words and their sentence, its period, bounds, publisher."""

    key: int
    period: str
    period_start: str
    base: str
    lower_exact: str | None
    upper_exact: str | None
    obs_status: str
    quote: str
    confidence: float | None
    sentence: str | None
    publisher: str
    home_area: str


def details(connection: Connection, keys: Iterable[int]) -> dict[int, Detail]:
    """Figure's key → what else a point tells of it."""
    return {row[0]: Detail._make(row) for row in _found(connection, _DETAILS, keys)}


def _releases(connection: Connection, keys: set[int], at: Mapping[str, str]) -> dict[int, tuple[Any, ...]]:
    """What statements of releases count by, and which edition came next; none of a release that counts for nothing."""
    if not keys:
        return {}
    days = dict(_tuples(connection, _DAYS, {}))
    withdrawn = {subject for (subject,) in _tuples(connection, _WITHDRAWN_AT if at else _WITHDRAWN, at)}
    rows = [row for row in _found(connection, _RELEASES, keys) if row[3] not in withdrawn]
    later: dict[int, list[tuple[Any, ...]]] = {}
    edited = {first for (first,) in _tuples(connection, _EDITED, {})} & {row[1] for row in rows}
    for first, *edition in _found(connection, _LATER, edited):
        if edition[1] not in withdrawn:
            later.setdefault(first, []).append(tuple(edition))
    found = {}
    for key, first, edition, release_id, kind, corrects, published, dated_by, kept_at in rows:
        day = days.get(release_id)
        if day is None and kind == "release" and dated_by not in DATED:
            continue
        following = next((one[1:] for one in later.get(first, ()) if one[0] > edition), (None, None, None))
        when = (published, dated_by) if day is None else (day, "decided")
        found[key] = (release_id, kind, corrects, *when, kept_at, *following)
    return found


def _found(connection: Connection, query: TextClause, keys: Iterable[int]) -> list[Any]:
    return [row for part in _parts(keys) for row in _tuples(connection, query, {"keys": part})]


def _parts(keys: Iterable[int]) -> list[list[int]]:
    ordered = sorted(keys)
    return [ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE)]


def _tuples(connection: Connection, query: TextClause, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows as the database's driver makes them: SQLAlchemy's own take as long as SQLite takes to find them."""
    result = connection.execute(query, values)
    assert result.cursor is not None, "it is a question"
    rows = list(result.cursor.fetchall())
    result.close()
    return rows
