"""How many releases and findings each choice of a filter would leave, the other choices being as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger.reading_schema import last
from tallystick.ledger.views import PUBLISHED
from tallystick.web.filters import FindingFilter, ReleaseFilter, finding_conditions, release_conditions

_YEAR = f"SUBSTR({PUBLISHED}, 1, 4)"
_OF_RELEASE = ("publisher", "language", "year")
_RELEASES = f"""
SELECT r.publisher, r.language, {_YEAR} AS year, count(*) FROM release r WHERE {{where}} GROUP BY 1, 2, 3
"""  # noqa: S608  fixed words
_BY_VERDICT = """
SELECT f.verdict, count(DISTINCT f.release) FROM finding f JOIN release r ON r.key = f.release
WHERE f.kind = 'check' AND {where} GROUP BY f.verdict
"""
_OF_FINDING = ("verdict", "identity", *_OF_RELEASE)
_FINDINGS = f"""
SELECT f.verdict, f.identity, r.publisher, r.language, {_YEAR} AS year, f.kind = 'check', count(*)
FROM finding f JOIN release r ON r.key = f.release WHERE {{where}} GROUP BY 1, 2, 3, 4, 5, 6
"""  # noqa: S608  fixed words
_OF_FIGURES = """
SELECT DISTINCT f.key, o.indicator, o.area FROM finding f JOIN release r ON r.key = f.release
JOIN finding_observation t ON t.finding = f.key JOIN observation o ON o.key = t.observation WHERE {where}
"""
FEW = 20_000
"""Findings up to which the indicators and areas of their figures are counted."""


def release_numbers(connection: Connection, wanted: ReleaseFilter) -> dict[str, Counter[str]]:
    """Field → choice → number of releases, latest editions only."""
    around = msgspec.structs.replace(wanted, **dict.fromkeys(_OF_RELEASE, ""))
    where, values = release_conditions(around, latest=True)
    rows = [tuple(row) for row in connection.execute(text(_RELEASES.format(where=where)), values)]
    asked = _chosen(wanted, _OF_RELEASE)
    found = {name: _added(rows, asked, place) for place, name in enumerate(_OF_RELEASE)}
    where, values = release_conditions(msgspec.structs.replace(wanted, verdict=""), latest=True)
    by_verdict = connection.execute(text(_BY_VERDICT.format(where=f"{last('f')} AND {where}")), values)
    found["verdict"] = Counter({row[0]: row[1] for row in by_verdict if row[0]})
    return found


def finding_numbers(connection: Connection, wanted: FindingFilter) -> dict[str, Counter[str]]:
    """Field → choice → number of findings; indicators and areas are counted where the list is not too long."""
    around = msgspec.structs.replace(wanted, **dict.fromkeys(_OF_FINDING, ""))
    where, values = finding_conditions(around)
    every = [tuple(row) for row in connection.execute(text(_FINDINGS.format(where=where)), values)]
    checks = [row for row in every if row[5]]  # what is implied has no verdict to choose by
    asked = _chosen(wanted, _OF_FINDING)
    rows = checks if wanted.verdict and not wanted.kind else every
    found = {name: _added(rows, asked, place) for place, name in enumerate(_OF_FINDING)}
    found["verdict"] = _added(every if wanted.kind else checks, asked, 0)
    return found | _of_figures(connection, wanted, _shown(rows, asked))


def _chosen(wanted: ReleaseFilter | FindingFilter, fields: Sequence[str]) -> dict[int, str]:
    """Place of a field among some → what of it is chosen."""
    return {place: value for place, name in enumerate(fields) if (value := getattr(wanted, name))}


def _added(rows: Iterable[tuple[Any, ...]], asked: dict[int, str], own: int) -> Counter[str]:
    """The numbers at the ends of rows by the field at a place, where the other fields are as chosen."""
    others = {place: value for place, value in asked.items() if place != own}
    found: Counter[str] = Counter()
    for row in rows:
        if row[own] and all(row[place] == value for place, value in others.items()):
            found[row[own]] += row[-1]
    return found


def _shown(rows: Iterable[tuple[Any, ...]], asked: dict[int, str]) -> int:
    return sum(row[-1] for row in rows if all(row[place] == value for place, value in asked.items()))


def count_findings(connection: Connection, wanted: FindingFilter) -> int:
    """How many findings a list holds."""
    where, values = finding_conditions(wanted)
    query = f"SELECT count(*) FROM finding f JOIN release r ON r.key = f.release WHERE {where}"  # noqa: S608
    return int(connection.execute(text(query), values).scalar_one())


def _of_figures(connection: Connection, wanted: FindingFilter, shown: int) -> dict[str, Counter[str]]:
    """Findings by what their figures are of; nothing where they are too many to be looked through at once."""
    asked = {"indicator": wanted.indicator, "group": wanted.group, "area": wanted.area}
    around = msgspec.structs.replace(wanted, indicator="", group="", area="")
    if (shown if around == wanted else count_findings(connection, around)) > FEW:
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
