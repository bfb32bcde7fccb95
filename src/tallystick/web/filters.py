"""Which releases and findings a list shows, and in which order: what people choose, as SQL with fixed words."""

from __future__ import annotations

from typing import Any

import msgspec

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger.reading_schema import last
from tallystick.ledger.views import PUBLISHED
from tallystick.model.finding import VERDICTS


class FindingFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which findings: empty fields ask nothing. `state` is open (without a note), noted or empty.

    `indicator`, `group` (of indicators) and `area` ask that some figure of the finding is of it.
    """

    verdict: str = ""
    publisher: str = ""
    language: str = ""
    year: str = ""
    group: str = ""
    area: str = ""
    identity: str = ""
    indicator: str = ""
    release: str = ""
    since: str = ""
    until: str = ""
    state: str = ""
    kind: str = ""


class ReleaseFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which releases: empty fields ask nothing; `words` are looked for in the title, `verdict` among the checks."""

    words: str = ""
    year: str = ""
    verdict: str = ""
    publisher: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""


_LATEST_EDITION = """NOT EXISTS (
    SELECT 1 FROM release later WHERE later.edition_of = COALESCE(r.edition_of, r.key) AND later.edition > r.edition)"""

RELEASE_ORDERS = {
    "title": "lower(CASE r.title WHEN '' THEN r.name ELSE r.title END)",
    "publisher": "r.publisher",
    "language": "r.language",
    "published": PUBLISHED,
    "figures": "CASE WHEN r.key NOT IN (SELECT release FROM reading)"  # noqa: S608  our own words
    " THEN (SELECT count(*) FROM observation o WHERE o.release = r.key)"  # by the index alone
    f" ELSE (SELECT count(*) FROM observation o WHERE o.release = r.key AND {last('o')}) END",
    "contradicts": "(SELECT count(*) FROM finding f WHERE f.release = r.key AND f.kind = 'check'"  # noqa: S608
    f" AND f.verdict = 'contradicts' AND {last('f')})",
}
FINDING_ORDERS = {
    "published": PUBLISHED,
    "publisher": "r.publisher",
    "title": "lower(CASE r.title WHEN '' THEN r.name ELSE r.title END)",
    "identity": "f.identity",
    "verdict": " ".join(
        ["CASE f.verdict", *(f"WHEN '{verdict}' THEN {place}" for place, verdict in enumerate(VERDICTS)), "END"]
    ),
}


_HAS_VERDICT = (
    "r.key IN (SELECT f.release FROM finding f WHERE f.verdict = :verdict AND f.kind = 'check'"  # noqa: S608
    f" AND {last('f')})"
)
_NOTED = "(SELECT 1 FROM decision d WHERE d.kind = 'note' AND d.subject = 'finding:' || f.key AND d.undone_at IS NULL)"


def ordered(order: str, columns: dict[str, str], usual: str) -> str:
    """What a list is put in order by: a column known by its name, `-` before it for downwards, and then as usual."""
    column = columns.get(order.removeprefix("-"))
    return f"{column} {'DESC' if order.startswith('-') else 'ASC'}, {usual}" if column else usual


def release_conditions(wanted: ReleaseFilter, *, latest: bool) -> tuple[str, dict[str, Any]]:
    """A filter as SQL on the release `r`, of latest editions alone or of all, and its values."""
    conditions = {
        "year": f"SUBSTR({PUBLISHED}, 1, 4) = :year",
        "verdict": _HAS_VERDICT,
        "words": "(lower(r.title) LIKE :words ESCAPE '!' OR lower(r.name) LIKE :words ESCAPE '!')",
        "publisher": "r.publisher = :publisher",
        "language": "r.language = :language",
        "since": f"{PUBLISHED} >= :since",
        "until": f"{PUBLISHED} <= :until",
        "kind": "r.kind = :kind",
    }
    where, values = _conditions(conditions, wanted)
    if wanted.words:
        plain = wanted.words.lower().replace("!", "!!").replace("%", "!%").replace("_", "!_")
        values["words"] = f"%{plain}%"
    return " AND ".join([*where, *([_LATEST_EDITION] if latest else [])]) or "1 = 1", values


def _conditions(conditions: dict[str, str], wanted: msgspec.Struct) -> tuple[list[str], dict[str, Any]]:
    told = {name: value for name in conditions if (value := getattr(wanted, name))}
    return [conditions[name] for name in told], dict(told)


def _of_figure(condition: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM finding_observation t JOIN observation o ON o.key = t.observation"  # noqa: S608
        f" WHERE t.finding = f.key AND {condition})"
    )


def finding_conditions(wanted: FindingFilter) -> tuple[str, dict[str, Any]]:
    """A filter as SQL on the finding `f` and its release `r`, and its values."""
    conditions = {
        "publisher": "r.publisher = :publisher",
        "language": "r.language = :language",
        "year": f"SUBSTR({PUBLISHED}, 1, 4) = :year",
        "area": _of_figure("o.area = :area"),
        "verdict": "f.verdict = :verdict",
        "identity": "f.identity = :identity",
        "release": "r.release_id = :release",
        "since": f"{PUBLISHED} >= :since",
        "until": f"{PUBLISHED} <= :until",
        "kind": "f.kind = :kind",
        "indicator": _of_figure("o.indicator = :indicator"),
    }
    where, values = _conditions(conditions, wanted)
    if wanted.state:
        where.append(f"{'EXISTS' if wanted.state == 'noted' else 'NOT EXISTS'} {_NOTED}")
    if wanted.verdict and not wanted.kind:
        where.append("f.kind = 'check'")
    if wanted.group:
        members = [f"'{one.id}'" for one in catalogue().values() if one.group == wanted.group and "'" not in one.id]
        where.append(_of_figure(f"o.indicator IN ({', '.join(members) or 'NULL'})"))
    return " AND ".join([last("f"), *where]), values
