"""The resources of the API: releases, observations, findings, series, and the check of a draft."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, text
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tallystick.ledger.records import Point, SeriesInfo
from tallystick.ledger.rows import decimal, is_sure, told_place
from tallystick.ledger.views import PUBLISHED, WITHDRAWN
from tallystick.model import TallystickError, plain
from tallystick.model.source_names import source_name
from tallystick.processes.lost import TookTooLongError
from tallystick.reconciling.finding_rows import finding_to_dict
from tallystick.web import checking, kept_briefings, pool, queries
from tallystick.web.api import records
from tallystick.web.api.answer import filters, listed, query_of, unchanged
from tallystick.web.api.keeping import decoded, handed_in
from tallystick.web.api.records import BriefingItem, FindingItem, ObservationItem, ReleaseItem
from tallystick.web.desk import AT_ONCE
from tallystick.web.drafts import Draft, Sent
from tallystick.web.filters import FindingFilter, ReleaseFilter
from tallystick.web.guard import Visit, problem_of
from tallystick.web.pool import UnableError
from tallystick.web.queries import FindingRow, ReleaseRow


def releases(visit: Visit) -> Response:
    """Kept releases in the order they were kept."""
    query = query_of(visit, records.Releases)

    def make() -> Response:
        wanted = ReleaseFilter(**filters(query))
        with visit.desk.ledger.store.reading() as connection:
            rows = queries.releases(connection, wanted, limit=query.limit + 1, after=query.after)
        after = rows[query.limit - 1].key if len(rows) > query.limit else 0
        items = [_release(row) for row in rows[: query.limit]]
        return listed(visit, items, ReleaseItem.__struct_fields__, query.format, after)

    return unchanged(visit, make)


def findings(visit: Visit) -> Response:
    """Findings in the order they were found."""
    query = query_of(visit, records.Findings)

    def make() -> Response:
        wanted = FindingFilter(**filters(query))
        with visit.desk.ledger.store.reading() as connection:
            rows = queries.findings(connection, wanted, limit=query.limit + 1, after=query.after)
        after = rows[query.limit - 1].key if len(rows) > query.limit else 0
        items = [_finding(row) for row in rows[: query.limit]]
        return listed(visit, items, FindingItem.__struct_fields__, query.format, after)

    return unchanged(visit, make)


def briefings(visit: Visit) -> Response:
    """Briefings that were sent, as they left, the last first; one under embargo is listed for editors alone."""
    query, store = query_of(visit, records.Briefings), visit.desk.ledger.store
    works = visit.may_edit and not visit.desk.settings.open_to_all
    items: list[dict[str, Any]] = []
    for one in kept_briefings.latest(store, works=works, limit=1000):
        version = kept_briefings.version(store, one.number, one.versions) if one.sent_at else None
        if version and len(items) < query.limit and (not query.period or query.period == one.period):
            same = ("title", "period", "area", "given", "sent_at", "sent_by", "signed_by", "embargo")
            told = {name: getattr(one, name) for name in same}
            items.append({"briefing": one.number, **told, "en": version.words.en, "zh": version.words.zh})
    return listed(visit, items, BriefingItem.__struct_fields__, query.format)


_OBSERVATIONS = f"""
SELECT r.release_id || ':' || o.start AS observation, r.release_id AS release, {PUBLISHED} AS published,
       r.publisher, r.edition,
       CASE WHEN parted.key IS NULL AND r.release_id NOT IN ({WITHDRAWN}) THEN COALESCE(s.series_key, '') ELSE ''
       END AS series,
       COALESCE(o.indicator, '') AS indicator, o.subject, o.measure, o.unit, o.area, o.period, o.base,
       o.value_exact AS value, o.value_to_exact AS value_to, o.lower_exact AS lower, o.upper_exact AS upper,
       o.lower_open, o.upper_open, o.qualifier, o.status, o.obs_status, o.digits, o.quote,
       COALESCE(t.text, '') AS sentence, COALESCE(t.section, '') AS section, COALESCE(t.speaker, '') AS speaker,
       o.start, o."end", o.confidence, o.place, o.in_table, o.row_path, o.column_path, o.key
FROM figure o JOIN release r ON r.key = o.release LEFT JOIN sentence t ON t.key = o.sentence
LEFT JOIN series own ON own.key = o.series LEFT JOIN series s ON s.key = own.counts_as
LEFT JOIN decision parted ON parted.kind = 'unlink' AND parted.undone_at IS NULL AND parted.observation = o.key
WHERE {{where}} ORDER BY o.key LIMIT :limit
"""  # noqa: S608  our own words
_FILTERS = {
    "release": "o.release = (SELECT key FROM release WHERE release_id = :release)",
    "indicator": "o.indicator = :indicator",
    "measure": "o.measure = :measure",
    "area": "o.area = :area",
    "period": "o.period = :period",
    "series": "o.series IN (SELECT one.key FROM series one JOIN series whole ON one.counts_as = whole.key"
    " WHERE whole.series_key = :series)",
}


def observations(visit: Visit) -> Response:
    """Figures as they were said, in the order they were kept."""
    query = query_of(visit, records.Observations)

    def make() -> Response:
        with visit.desk.ledger.store.reading() as connection:
            rows = _observations(connection, filters(query), query.after, query.limit + 1)
        after = rows[query.limit - 1]["key"] if len(rows) > query.limit else 0
        for row in rows:
            del row["key"]
        return listed(visit, rows[: query.limit], ObservationItem.__struct_fields__, query.format, after)

    return unchanged(visit, make)


def _observations(connection: Connection, wanted: dict[str, str], after: int, limit: int) -> list[dict[str, Any]]:
    told = {name: value for name, value in wanted.items() if value}
    where = " AND ".join(["o.key > :after", *(_FILTERS[name] for name in told)])
    rows = connection.execute(text(_OBSERVATIONS.format(where=where)), {**told, "after": after, "limit": limit})
    return [_row(row) for row in rows.mappings()]


def _row(row: RowMapping) -> dict[str, Any]:
    numbers = {name: plain(decimal(row[name])) for name in ("value", "value_to", "lower", "upper")}
    opens = {name: bool(row[name]) for name in ("lower_open", "upper_open")}
    told = {name: row[name] for name in row if name not in ("place", "in_table", "row_path", "column_path")}
    return {**told, **numbers, **opens, "sure": is_sure(row["confidence"]), **told_place(row)}


def series(visit: Visit) -> Response:
    """The series that are kept."""
    query = query_of(visit, records.SeriesList)

    def make() -> Response:
        found = visit.desk.ledger.series_list(
            indicator=query.indicator or None, measure=query.measure, area=query.area or None
        )
        return listed(visit, found.to_dicts(), SeriesInfo.__struct_fields__, query.format)

    return unchanged(visit, make)


def points(visit: Visit) -> Response:
    """The points of a series named by its whole key or in short."""
    query, key = query_of(visit, records.Points), visit.request.path_params["key"].replace("\x00", "")

    def make() -> Response:
        ledger, narrowed = visit.desk.ledger.asking(query.sure), {"status": None} if ";" in key else {}
        if query.vintages == "all":
            found = ledger.vintages(key, known_at=query.known_at, **narrowed)
        else:
            found = ledger.series(key, as_of=query.as_of, known_at=query.known_at, **narrowed)
        return listed(visit, found.to_dicts(), Point.__struct_fields__, query.format)

    return unchanged(visit, make)


def check(visit: Visit) -> Response:
    """Read and check a draft; nothing is kept."""
    told = decoded(visit.form["body"], records.Draft)
    try:
        released = date.fromisoformat(told.released) if told.released else None
    except ValueError as error:
        raise HTTPException(400, str(error)) from None
    draft = Draft(
        original=_text(told.text),
        translation=_text(told.translation) if told.translation else None,
        released=released,
        observations=handed_in(told.observations),
        read_by=told.read_by,
    )
    if draft.size - len(draft.observations) > AT_ONCE:
        raise HTTPException(413, f"at most {AT_ONCE >> 10} KB, the translation included")
    try:
        answer = pool.run(checking.answer, visit.desk.address, draft)
    except TookTooLongError as error:
        raise HTTPException(413, str(error)) from None
    except UnableError as error:
        raise HTTPException(503, str(error), {"Retry-After": "5"}) from None
    except TallystickError as error:
        raise problem_of(error) from None
    return Response(answer, media_type="application/json")


def _text(told: str) -> Sent:
    return Sent("text", "", told.encode("utf-8", "surrogatepass"))


def _release(row: ReleaseRow) -> dict[str, Any]:
    same = ("kind", "title", "publisher", "language", "published", "dated_by", "edition")
    told = {**{name: getattr(row, name) for name in same}, "source": source_name(row.source), "kept_at": row.kept_at}
    checked = {"checks": row.counts, "withdrawn_at": row.withdrawn_at, "embargoed_until": row.embargoed_until}
    return {"release": row.release_id, **told, "observations": row.figures, **checked}


def _finding(row: FindingRow) -> dict[str, Any]:
    told = finding_to_dict(row.finding)
    same = ("verdict", "kind", "identity", "statement", "formula", "reason", "citation", "figures", "quotes")
    return {
        "finding": row.key,
        "release": row.release_id,
        "published": row.published,
        "publisher": row.publisher,
        "scope": row.scope,
        **{name: told[name] for name in same},
        "noted": row.noted,
    }
