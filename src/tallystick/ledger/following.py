"""Statements followed through: what is kept, what people decided became of each, what may tell it.

The program suggests and never decides: an outcome is a decision with a name, a day and a note, taken back as any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict, Unpack

import msgspec
from sqlalchemy import Connection, select, text

from tallystick.ledger import linking, schema
from tallystick.ledger.reading_schema import last
from tallystick.ledger.recordset import Records
from tallystick.ledger.views import PUBLISHED, WITHDRAWN
from tallystick.model import LedgerError
from tallystick.model.frames import Day, Moment

OUTCOMES = ("kept", "in part", "not kept", "replaced", "open")
"""What may have become of a statement; of a problem `kept` means that it is resolved."""

STILL_OPEN = ("", "in part", "open")


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided became of a statement: by what was said `later` (an id; empty: by what they know)."""

    number: int
    outcome: str
    later: str
    later_quote: str
    later_release: str
    later_published: Day
    who: str
    note: str
    decided_at: Moment
    undone_at: Moment
    undone_by: str


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """A problem, commitment, target or milestone as a release told it.

    `due` is the day it names as its end; `outcome` what it is decided to have become of it, empty where nobody has.
    `history` are all such decisions, those taken back among them.
    """

    id: str
    kind: str
    quote: str
    published: Day
    publisher: str
    title: str
    release: str
    language: str
    start: int
    end: int
    due: Day
    rule: str
    indicators: tuple[str, ...]
    outcome: str = ""
    decided_at: Moment = ""
    decided_by: str = ""
    note: str = ""
    later: str = ""
    later_quote: str = ""
    history: tuple[Outcome, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nothing ends it yet: not judged, judged in part, or said to be open."""
        return self.outcome in STILL_OPEN


_LISTED = f"""
SELECT f.key, r.release_id, f.kind, f.start, f."end" AS stop, f.quote, f.due, f.rule, f.indicators, r.title, r.name,
       r.publisher, r.language, {PUBLISHED} AS published
FROM followed f JOIN release r ON r.key = f.release
WHERE {last("f")} AND r.release_id NOT IN ({WITHDRAWN}) AND NOT EXISTS (
  SELECT 1 FROM release later WHERE later.edition_of = COALESCE(r.edition_of, r.key) AND later.edition > r.edition
  AND later.release_id NOT IN ({WITHDRAWN}))
"""  # noqa: S608  our own words


class Wanted(TypedDict, total=False):
    """Which statements; what is left out or empty narrows nothing.

    `outcome` is one of OUTCOMES or `none`; `since` a day of publication; `open_since` a day: what was said by then and
    is open; `words` must all stand in the quote.
    """

    release: str | None
    kind: str | None
    publisher: str | None
    outcome: str | None
    indicator: str | None
    since: str | None
    open_since: str | None
    words: str | None


_CONDITIONS = {
    "release": "r.release_id = :release",
    "kind": "f.kind = :kind",
    "publisher": "LOWER(r.publisher) LIKE :publisher",
    "indicator": "f.indicators LIKE :indicator",
}


def listed(connection: Connection, **wanted: Unpack[Wanted]) -> Records[Followed]:
    """Statements in the order of publication and place."""
    if unknown := wanted.keys() - Wanted.__annotations__.keys():
        raise TypeError(f"statements are not asked for by {', '.join(sorted(unknown))}")
    outcome, since, open_since = wanted.get("outcome"), wanted.get("since"), wanted.get("open_since")
    query = _LISTED
    values: dict[str, str] = {}
    for name, condition in _CONDITIONS.items():
        if value := str(wanted.get(name) or ""):
            told = {"publisher": f"%{value.lower()}%", "indicator": f'%"{value}%'}.get(name, value)
            query, values = f"{query} AND {condition}", values | {name: told}
    rows = connection.execute(text(f"{query} ORDER BY published, f.key"), values).all()
    histories = _histories(connection)
    found = (_record(row, histories.get(f"{row.release_id}:s{row.start}", ())) for row in rows)
    parts = [part.lower() for part in (wanted.get("words") or "").split()]
    return Records(
        one
        for one in found
        if (not outcome or one.outcome == ("" if outcome == "none" else outcome))
        and (not since or one.published >= since)
        and (not open_since or (one.published <= open_since and one.is_open))
        and all(part in one.quote.lower() for part in parts)
    )


def one(connection: Connection, statement: str) -> Followed:
    """One statement by its id; LedgerError where none such is kept."""
    release, mark, start = statement.rpartition(":s")
    if mark:
        for found in listed(connection, release=release):
            if str(found.start) == start:
                return found
    raise LedgerError(f"no statement {statement} is kept", "take the id from: tallystick followed --format csv")


def _record(row: Any, history: Sequence[Outcome]) -> Followed:
    made = Followed(
        id=f"{row.release_id}:s{row.start}",
        kind=row.kind,
        quote=row.quote,
        published=row.published,
        publisher=row.publisher,
        title=row.title or row.name,
        release=row.release_id,
        language=row.language,
        start=row.start,
        end=row.stop,
        due=row.due,
        rule=row.rule,
        indicators=tuple(msgspec.json.decode(row.indicators)),
        history=tuple(history),
    )
    stands = next((told for told in reversed(history) if not told.undone_at), None)
    if stands is None:
        return made
    told = {"outcome": stands.outcome, "decided_at": stands.decided_at, "decided_by": stands.who, "note": stands.note}
    return msgspec.structs.replace(made, **told, later=stands.later, later_quote=stands.later_quote)


def _histories(connection: Connection) -> dict[str, list[Outcome]]:
    """By statement (its id) the decisions on what became of it, in their order."""
    d = schema.decision
    rows = connection.execute(select(d).where(d.c.kind == "follow").order_by(d.c.key)).all()
    said = _said(connection, {row.later for row in rows if row.later})
    found: dict[str, list[Outcome]] = defaultdict(list)
    for row in rows:
        quote, release, published = said.get(row.later, ("", "", ""))
        found[row.subject].append(
            Outcome(
                number=row.key,
                outcome=row.outcome,
                later=row.later,
                later_quote=quote,
                later_release=release,
                later_published=published,
                who=row.who,
                note=row.reason,
                decided_at=row.decided_at,
                undone_at=row.undone_at or "",
                undone_by=row.undone_by or "",
            )
        )
    return found


_STATEMENT_SAID = text(
    f"SELECT f.quote, {PUBLISHED} AS published FROM followed f JOIN release r ON r.key = f.release"  # noqa: S608
    " WHERE r.release_id = :release AND f.start = :start ORDER BY f.key DESC LIMIT 1"
)
_FIGURE_SAID = text(
    f"SELECT COALESCE(t.text, o.quote) AS quote, {PUBLISHED} AS published FROM observation o"  # noqa: S608
    " JOIN release r ON r.key = o.release LEFT JOIN sentence t ON t.key = o.sentence"
    " WHERE r.release_id = :release AND o.start = :start ORDER BY o.key DESC LIMIT 1"
)


def _said(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Words, release and day of what is named by an id, a statement (`release:s12`) or a figure (`release:12`)."""
    found = {}
    for told in ids:
        release, _, start = told.rpartition(":")
        number = start.removeprefix("s")
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            continue
        query = _STATEMENT_SAID if start.startswith("s") else _FIGURE_SAID
        row = connection.execute(query, {"release": release, "start": int(number)}).first()
        if row:
            found[told] = (row.quote, release, row.published)
    return found


def follow(connection: Connection, statement: str, outcome: str, *, later: str, who: str, reason: str, at: str) -> int:
    """Decide what became of a statement (by its id), as told `later` by a statement or figure; gives the number."""
    if outcome not in OUTCOMES:
        raise LedgerError(f"nothing becomes {outcome} of a statement", f"give {', '.join(OUTCOMES)}")
    earlier = one(connection, statement)
    if later:
        told = _said(connection, [later]).get(later)
        if told is None:
            raise LedgerError(f"nothing is kept as {later}", "name a statement or a figure by its id")
        if later == statement:
            raise LedgerError("a statement does not tell what became of itself", "name a later one")
        if told[2] < earlier.published:
            problem = f"{later} was published on {told[2]}, before the statement ({earlier.published})"
            raise LedgerError(problem, "what became of it is told later: name the two the other way round")
    row = {"kind": "follow", "subject": statement, "outcome": outcome, "later": later}
    return linking.decide(connection, **row, who=who, reason=reason, at=at)
