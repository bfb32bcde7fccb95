"""Findings in and out of the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

import msgspec
from sqlalchemy import Connection, select

from tallystick.ledger import schema
from tallystick.ledger.reading_schema import is_last
from tallystick.ledger.records import KeptFinding, Records
from tallystick.ledger.rows import Row
from tallystick.ledger.schema import PLACES
from tallystick.model import Finding
from tallystick.model.finding import UNTESTED


def finding_rows(
    connection: Connection,
    release: int,
    found: Mapping[str, Sequence[Finding]],
    own: Mapping[str, int] = MappingProxyType({}),
    *,
    at: str,
) -> tuple[list[Row], list[Row]]:
    """Rows of a new release's findings by scope, and those that tie each to the kept figures it speaks of.

    `own` are keys of figures by their ids that need not be looked up.
    """
    scoped = kept_of(found)
    keys = _keys(connection, {figure for _, finding in scoped for figure in finding.figures if figure not in own})
    rows, ties = [], []
    for key, (scope, finding) in enumerate(scoped, start=release * PLACES):
        rows.append(_row(finding, key, release, scope, at))
        ties += [
            {"finding": key, "position": n, "observation": own.get(figure) or keys.get(figure), "figure": figure}
            for n, figure in enumerate(finding.figures)
        ]
    return rows, ties


def kept_of(found: Mapping[str, Sequence[Finding]]) -> list[tuple[str, Finding]]:
    """The findings that are kept, with their scope, in their order: claims that were not tested are found anew."""
    return [(scope, one) for scope, findings in found.items() for one in findings if one.counts_as != UNTESTED]


def kept_findings(connection: Connection, *, release: str | None, verdict: str | None) -> Records[KeptFinding]:
    """Findings with their release, in the order they were found."""
    f, r = schema.finding, schema.release
    query = (
        select(f.c.details, f.c.scope, r.c.release_id)
        .join(r, r.c.key == f.c.release)
        .where(is_last(f))
        .order_by(f.c.key)
    )
    if release:
        query = query.where(r.c.release_id == release)
    if verdict:
        query = query.where(f.c.verdict == verdict)
    return Records(
        KeptFinding(release=row.release_id, scope=row.scope, finding=to_finding(row.details))
        for row in connection.execute(query)
    )


def _row(finding: Finding, key: int, release: int, scope: str, at: str) -> Row:
    return {
        "key": key,
        "release": release,
        "reading": 0,
        "scope": scope,
        "verdict": finding.verdict,
        "kind": "implied" if finding.kind == "implied" else "check",
        "identity": finding.identity,
        "statement": finding.statement,
        "formula": finding.formula,
        "reason": finding.reason,
        "details": msgspec.json.encode(finding, enc_hook=_encode).decode(),
        "found_at": at,
    }


def _encode(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(type(value))


def _decode(kind: type, value: object) -> Fraction:
    if kind is Fraction:
        return Fraction(str(value))
    raise NotImplementedError(kind)


def to_finding(details: str) -> Finding:
    """The finding as it was kept, its fractions exact."""
    return msgspec.json.decode(details, type=Finding, dec_hook=_decode)


def _keys(connection: Connection, figures: set[str]) -> dict[str, int]:
    """Observation ids → keys, for those that are kept."""
    places: dict[str, set[int]] = {}
    for figure in figures:
        release, _, start = figure.rpartition(":")
        if release and start.isdigit():
            places.setdefault(release, set()).add(int(start))
    if not places:
        return {}
    o, r = schema.observation, schema.release
    rows = connection.execute(
        select(r.c.release_id, o.c.start, o.c.key)
        .join(r, r.c.key == o.c.release)
        .where(r.c.release_id.in_(list(places)), is_last(o))
    )
    return {f"{row.release_id}:{row.start}": row.key for row in rows if row.start in places[row.release_id]}
