"""Decisions of people: which series are one, which figure or release counts in none, of which day a release is, what
a figure says. Dated, with a reason, undone as easily.

Figures are never touched: a link changes as what a series counts (`series.counts_as`), which can be made anew
from the decisions at any time; the days that decisions give are read by the views.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from tallystick.ledger import embargoes, schema, settling
from tallystick.ledger.reading_schema import is_last
from tallystick.ledger.records import Decision, Records
from tallystick.ledger.sealing import UNDONE, add_seal, digest_of_decision
from tallystick.model import LedgerError

_MOST_DIGITS = 12
_SAME = ("measure", "unit", "status")


def link(connection: Connection, series: str, into: str, *, who: str, reason: str, at: str) -> int:
    """Count a series as another; both are whole keys and must agree in measure, unit and status."""
    one, other = _series(connection, series), _series(connection, into)
    if one.key == other.key:
        raise LedgerError("a series is one with itself already")
    unlike = [name for name in _SAME if getattr(one, name) != getattr(other, name)]
    if unlike:
        raise LedgerError(f"these series differ in {', '.join(unlike)}", "only figures of one kind can make a series")
    if one.counts_as == other.counts_as:
        raise LedgerError("these two are one series already", "undo that decision first")
    number = decide(connection, kind="link", subject=series, into_series=into, who=who, reason=reason, at=at)
    recount(connection)
    return number


def unlink(connection: Connection, observation: str, *, who: str, reason: str, at: str) -> int:
    """Take one figure (by its id) out of its series."""
    row = {"kind": "unlink", "subject": observation, "observation": _figure(connection, observation)}
    return decide(connection, **row, who=who, reason=reason, at=at)


def settle(connection: Connection, observation: str, fields: settling.Fields, *, who: str, reason: str, at: str) -> int:
    """Settle what a figure (by its id) says: as it was read, with the fields given put right."""
    key = _figure(connection, observation)
    settling.settled_row(settling.kept_row(connection, key), fields)  # nothing is undone for what cannot be
    before = settling.standing(connection, key)
    if before is not None:
        undo(connection, before, who=who, at=at)
    row = {"kind": "settle", "subject": observation, "observation": key, "settled": settling.told(fields)}
    number = decide(connection, **row, who=who, reason=reason, at=at)
    settling.write(connection, number, key, fields)
    return number


def _figure(connection: Connection, observation: str) -> int:
    release, _, start = observation.rpartition(":")
    o, r = schema.observation, schema.release
    query = select(o.c.key).join(r, r.c.key == o.c.release).where(r.c.release_id == release, is_last(o))
    counts = start.isascii() and start.isdigit() and len(start) < _MOST_DIGITS
    key = connection.execute(query.where(o.c.start == int(start))).scalar() if counts else None
    if key is None:
        raise LedgerError(f"no figure {observation} is kept", "take the id from series --format csv")
    return int(key)


def date_release(connection: Connection, release: str, day: date, *, who: str, reason: str, at: str) -> int:
    """Give a release (by its id) the day it was published; the latest decision on a release counts."""
    _must_be_kept(connection, release)
    row = {"kind": "date", "subject": release, "day": day.isoformat()}
    return decide(connection, **row, who=who, reason=reason, at=at)


def note(connection: Connection, subject: str, *, who: str, reason: str, at: str) -> int:
    """A remark on a release, figure or finding, named by `subject`; it changes nothing else."""
    return decide(connection, kind="note", subject=subject, who=who, reason=reason, at=at)


def withdraw(connection: Connection, release: str, *, who: str, reason: str, at: str) -> int:
    """Take all values of a release out of the series from now on."""
    _must_be_kept(connection, release)
    if withdrawal(connection, release) is not None:
        raise LedgerError(f"release {release} is withdrawn already", "see: tallystick series decisions")
    return decide(connection, kind="withdraw", subject=release, who=who, reason=reason, at=at)


def reinstate(connection: Connection, release: str, *, who: str, at: str) -> int:
    """Take the withdrawal of a release back; gives the number of the decision undone."""
    standing = withdrawal(connection, release)
    if standing is None:
        raise LedgerError(f"release {release} is not withdrawn", "list decisions with: tallystick series decisions")
    undo(connection, standing.number, who=who, at=at)
    return standing.number


def embargo(connection: Connection, release: str, until: datetime | None, *, who: str, reason: str, at: str) -> int:
    """Hide a release from all who do not work on the ledger until a moment; None lifts its embargo at once."""
    _must_be_kept(connection, release)
    ends = at if until is None else embargoes.in_future(until)
    if until is None and all(one.release != release for one in embargoes.held(connection)):
        raise LedgerError(f"release {release} is under no embargo", "list releases with: tallystick ledger releases")
    return decide(connection, kind="embargo", subject=release, until=ends, who=who, reason=reason, at=at)


def withdrawal(connection: Connection, release: str) -> Decision | None:
    """The decision by which a release is withdrawn; None where none stands."""
    d = schema.decision
    query = select(d).where(d.c.kind == "withdraw", d.c.subject == release, d.c.undone_at.is_(None))
    row = connection.execute(query).first()
    return _decision(row) if row else None


def undo(connection: Connection, number: int, *, who: str, at: str) -> None:
    """Take a decision back; it stays on record with the day it was undone."""
    table = schema.decision
    done = connection.execute(
        update(table).where(table.c.key == number, table.c.undone_at.is_(None)).values(undone_at=at, undone_by=who)
    )
    if not done.rowcount:
        raise LedgerError(f"no decision {number} stands", "list them with: tallystick series decisions")
    undone = {"key": number, "undone_at": at, "undone_by": who}
    add_seal(connection, "undoing", number, digest_of_decision(undone, UNDONE), at)
    recount(connection)


def decisions(connection: Connection) -> Records[Decision]:
    """All decisions ever made, in their order."""
    rows = connection.execute(select(schema.decision).order_by(schema.decision.c.key))
    return Records(map(_decision, rows))


def decisions_on(connection: Connection, release: str) -> list[Decision]:
    """The decisions on a release (by its id) and on its figures, newest first."""
    d = schema.decision
    of_figures = d.c.subject.startswith(f"{release}:", autoescape=True)
    rows = connection.execute(select(d).where((d.c.subject == release) | of_figures).order_by(d.c.key.desc()))
    return [_decision(row) for row in rows]


def _decision(row: Any) -> Decision:
    return Decision(
        number=row.key,
        kind=row.kind,
        subject=row.subject,
        into=row.into_series,
        who=row.who,
        reason=row.reason,
        decided_at=row.decided_at,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
        day=row.day,
        fields=settling.fields_of(row.settled),
        until=row.until,
        outcome=row.outcome,
        later=row.later,
    )


def counted_as(connection: Connection) -> dict[int, int]:
    """What each series counts as by the decisions that stand, taken in their order."""
    s, d = schema.series, schema.decision
    keys = {row.series_key: row.key for row in connection.execute(select(s.c.series_key, s.c.key))}
    counts = {key: key for key in keys.values()}
    standing = select(d).where(d.c.kind == "link", d.c.undone_at.is_(None)).order_by(d.c.key)
    for row in connection.execute(standing):
        old, new = counts[keys[row.subject]], counts[keys[row.into_series]]
        counts = {key: new if root == old else root for key, root in counts.items()}
    return counts


def recount(connection: Connection) -> None:
    """Bring `series.counts_as` in line with the decisions."""
    table = schema.series
    now = {row.key: row.counts_as for row in connection.execute(select(table.c.key, table.c.counts_as))}
    changed = [{"one": key, "root": root} for key, root in counted_as(connection).items() if now[key] != root]
    if changed:
        change = update(table).where(table.c.key == bindparam("one")).values(counts_as=bindparam("root"))
        connection.execute(change, changed)


def _series(connection: Connection, key: str) -> Any:
    row = connection.execute(select(schema.series).where(schema.series.c.series_key == key)).first()
    if row is None:
        raise LedgerError(f"no series {key} is kept", "take whole keys from: tallystick series --format csv")
    return row


def _must_be_kept(connection: Connection, release: str) -> None:
    table = schema.release
    if connection.execute(select(table.c.key).where(table.c.release_id == release)).first() is None:
        raise LedgerError(f"release {release} is not kept", "list what is with: tallystick ledger releases")


def decide(connection: Connection, *, at: str, **row: Any) -> int:
    """Write a decision down and seal it; gives its number."""
    if not row["reason"].strip():
        raise LedgerError("a decision needs a reason", "give one with --reason")
    table = schema.decision
    made = {
        "into_series": "",
        "observation": None,
        "day": "",
        "settled": "",
        "until": "",
        "outcome": "",
        "later": "",
        **row,
        "decided_at": at,
    }
    number = int(connection.execute(insert(table).returning(table.c.key), made).scalar_one())
    add_seal(connection, "decision", number, digest_of_decision(made | {"key": number}), at)
    return number
