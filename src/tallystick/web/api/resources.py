"""The resources of the API: releases, observations, findings, series, and the check of a draft."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, text
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tallystick.aligning.compare import compare
from tallystick.ledger.records import Point, SeriesInfo
from tallystick.model import TallystickError
from tallystick.reading import read
from tallystick.reconciling.report import finding_to_dict
from tallystick.web import drafts, queries
from tallystick.web.api import records
from tallystick.web.api.answer import filters, json_response, listed, query_of, unchanged
from tallystick.web.api.records import FindingItem, ObservationItem, ReleaseItem
from tallystick.web.guard import Visit
from tallystick.web.limits import CHECK
from tallystick.web.queries import FindingFilter, FindingRow, ReleaseFilter, ReleaseRow


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


_COLUMNS = (
    "s.observation, s.release, s.published, s.publisher, s.edition, COALESCE(s.series, '') AS series,"
    " COALESCE(s.indicator, '') AS indicator, s.subject, s.measure, s.unit, s.area, s.period, s.base, s.value,"
    " s.value_to, s.lower, s.upper, o.lower_open, o.upper_open, s.qualifier, s.status, s.obs_status, o.digits,"
    " s.quote, COALESCE(s.sentence, '') AS sentence, COALESCE(s.section, '') AS section,"
    ' COALESCE(s.speaker, \'\') AS speaker, o.start, o."end", o.key'
)


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
    where = " AND ".join(["o.key > :after", *(f"s.{name} = :{name}" for name in told)])
    query = (
        f"SELECT {_COLUMNS} FROM observation o JOIN statement s ON s.observation_number = o.key"  # noqa: S608  fixed names
        f" WHERE {where} ORDER BY o.key LIMIT :limit"
    )
    rows = connection.execute(text(query), {**told, "after": after, "limit": limit}).mappings()
    return [{**row, "lower_open": bool(row["lower_open"]), "upper_open": bool(row["upper_open"])} for row in rows]


def series(visit: Visit) -> Response:
    """The series that are kept."""
    query = query_of(visit, records.SeriesList)

    def make() -> Response:
        wanted = {"indicator": query.indicator or None, "measure": query.measure, "area": query.area or None}
        found = visit.desk.ledger.series_list(**wanted)
        return listed(visit, found.to_dicts(), SeriesInfo.__struct_fields__, query.format)

    return unchanged(visit, make)


def points(visit: Visit) -> Response:
    """The points of a series named by its whole key or in short."""
    query, key = query_of(visit, records.Points), visit.request.path_params["key"].replace("\x00", "")

    def make() -> Response:
        ledger, narrowed = visit.desk.ledger, {"status": None} if ";" in key else {}
        if query.vintages == "all":
            found = ledger.vintages(key, known_at=query.known_at, **narrowed)
        else:
            found = ledger.series(key, as_of=query.as_of, known_at=query.known_at, **narrowed)
        return listed(visit, found.to_dicts(), Point.__struct_fields__, query.format)

    return unchanged(visit, make)


def check(visit: Visit) -> Response:
    """Read and check a draft; nothing is kept."""
    visit.limit("check", CHECK)
    try:
        draft = msgspec.json.decode(visit.form["body"], type=records.Draft)
        released = date.fromisoformat(draft.released) if draft.released else None
        checked = drafts.examine(visit.desk.ledger, drafts.pasted(draft.text, released))
        answer: dict[str, Any] = {
            "observations": [observation.to_dict() for observation in checked.reading],
            "unread": msgspec.to_builtins(checked.reading.unread),
            "findings": [finding_to_dict(finding) for finding in checked.findings],
        }
        if draft.translation:
            other = read(drafts.pasted(draft.translation, released).release)
            answer["comparison"] = compare(checked.reading, other).to_dict()
    except (msgspec.MsgspecError, ValueError, TallystickError) as error:
        raise HTTPException(400, str(error)) from None
    return json_response(answer)


def _release(row: ReleaseRow) -> dict[str, Any]:
    same = ("kind", "title", "publisher", "language", "published", "dated_by", "edition", "source", "kept_at")
    told = {name: getattr(row, name) for name in same}
    return {"release": row.release_id, **told, "observations": row.figures, "checks": row.counts}


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
