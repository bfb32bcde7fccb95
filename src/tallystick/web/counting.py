"""How many releases and findings each choice of a filter would leave, the other choices being as they are."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger.reading_schema import last
from tallystick.ledger.views import PUBLISHED
from tallystick.web.filters import FindingFilter, ReleaseFilter, finding_conditions, release_conditions

_YEAR = f"SUBSTR({PUBLISHED}, 1, 4)"
_RELEASES = {"publisher": "r.publisher", "language": "r.language", "year": _YEAR}
_BY_VERDICT = """
SELECT f.verdict, count(DISTINCT f.release) FROM finding f JOIN release r ON r.key = f.release
WHERE f.kind = 'check' AND {where} GROUP BY f.verdict
"""
_FINDINGS = {
    "verdict": "f.verdict",
    "identity": "f.identity",
    "publisher": "r.publisher",
    "language": "r.language",
    "year": _YEAR,
}
_OF_FIGURES = """
SELECT DISTINCT f.key, o.indicator, o.area FROM finding f JOIN release r ON r.key = f.release
JOIN finding_observation t ON t.finding = f.key JOIN observation o ON o.key = t.observation WHERE {where}
"""
FEW = 20_000
"""Findings up to which the indicators and areas of their figures are counted."""


def release_numbers(connection: Connection, wanted: ReleaseFilter) -> dict[str, Counter[str]]:
    """Field → choice → number of releases, latest editions only."""
    found = {}
    for name, column in _RELEASES.items():
        where, values = release_conditions(msgspec.structs.replace(wanted, **{name: ""}), latest=True)
        query = f"SELECT {column}, count(*) FROM release r WHERE {where} GROUP BY 1"  # noqa: S608  fixed words
        found[name] = _counted(connection, query, values)
    where, values = release_conditions(msgspec.structs.replace(wanted, verdict=""), latest=True)
    found["verdict"] = _counted(connection, _BY_VERDICT.format(where=f"{last('f')} AND {where}"), values)
    return found


def finding_numbers(connection: Connection, wanted: FindingFilter) -> dict[str, Counter[str]]:
    """Field → choice → number of findings; indicators and areas are counted where the list is not too long."""
    found = {}
    for name, column in _FINDINGS.items():
        where, values = finding_conditions(msgspec.structs.replace(wanted, **{name: ""}))
        if name == "verdict" and not wanted.kind:  # what is implied has no verdict to choose by
            where += " AND f.kind = 'check'"
        query = (
            f"SELECT {column}, count(*) FROM finding f JOIN release r ON r.key = f.release"  # noqa: S608  fixed words
            f" WHERE {where} GROUP BY 1"
        )
        found[name] = _counted(connection, query, values)
    return found | _of_figures(connection, wanted)


def count_findings(connection: Connection, wanted: FindingFilter) -> int:
    """How many findings a list holds."""
    where, values = finding_conditions(wanted)
    query = f"SELECT count(*) FROM finding f JOIN release r ON r.key = f.release WHERE {where}"  # noqa: S608
    return int(connection.execute(text(query), values).scalar_one())


def _of_figures(connection: Connection, wanted: FindingFilter) -> dict[str, Counter[str]]:
    """Findings by what their figures are of; nothing where they are too many to be looked through at once."""
    asked = {"indicator": wanted.indicator, "group": wanted.group, "area": wanted.area}
    around = msgspec.structs.replace(wanted, indicator="", group="", area="")
    if count_findings(connection, around) > FEW:
        return {name: Counter() for name in asked}
    where, values = finding_conditions(around)
    has: dict[int, dict[str, set[str]]] = {}
    for key, indicator, area in connection.execute(text(_OF_FIGURES.format(where=where)), values):
        own = has.setdefault(key, {name: set() for name in asked})
        own["indicator"].add(indicator or "")
        own["area"].add(area)
        own["group"].add(catalogue()[indicator].group if indicator in catalogue() else "")
    return {
        name: Counter(
            value
            for own in has.values()
            if all(not told or told in own[other] for other, told in asked.items() if other != name)
            for value in own[name]
            if value
        )
        for name in asked
    }


def _counted(connection: Connection, query: str, values: dict[str, Any]) -> Counter[str]:
    return Counter({row[0]: row[1] for row in connection.execute(text(query), values) if row[0]})
