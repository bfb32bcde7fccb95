"""Decisions on an earlier reading, carried over to a newer one by place: to the figure that stands where it stood.

A decision carried over is a decision of its own, dated, undone as any other; the one before stays on record for the
reading it was made on. What cannot be carried over is told with the reason: no figure stands there any more, its
number is read otherwise, its finding is not made again, its series has no figure left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Text, cast, literal, or_, select

from tallystick.ledger import linking, schema, settling
from tallystick.ledger.findings import kept_of, to_finding
from tallystick.ledger.followed_rows import moved
from tallystick.ledger.places import Pair
from tallystick.ledger.reading_schema import is_last
from tallystick.ledger.rereading_records import DecisionKept
from tallystick.ledger.settled_schema import settled
from tallystick.model import Finding, Observation, Release

NO_FIGURE = "no figure stands at its place any more"
OTHER_NUMBER = "the number at its place is read otherwise: {} before, {} now"
NO_FINDING = "its finding is not made again"
NO_SERIES = "no figure is in its series any more"
NO_STATEMENT = "no statement stands at its place any more"


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A standing decision of the earlier reading, and the figure or finding of the newer one that it goes to.

    `target` is the figure's id, `finding` the finding's place among the newer ones; `fields` are those that a settled
    figure needs put right in the newer reading (of a statement followed through: by what it is told); `same` that the
    very same decision holds on.
    """

    row: Any
    problem: str = ""
    target: str = ""
    finding: int = -1
    fields: dict[str, str] = {}
    same: bool = False


def plan(connection: Connection, release: int, pairs: Sequence[Pair], series: Mapping[str, str]) -> list[Held]:
    """What becomes of the decisions on a release's figures and their series.

    `series` tells of each figure of the newer reading its series (whole keys).
    """
    at = {pair.before.id: pair for pair in pairs if pair.before}
    rows = _on_figures(connection, release, list(at))
    held = [_figure(connection, row, at[row.subject]) for row in rows if row.subject in at]
    return [*held, *_links(connection, release, series)]


def _on_figures(connection: Connection, release: int, ids: Sequence[str]) -> Sequence[Any]:
    """Standing decisions on figures of a release's last reading, and notes on figures by their ids."""
    d, o = schema.decision, schema.observation
    own = select(o.c.key).where(o.c.release == release, is_last(o))
    noted = (d.c.kind == "note") & d.c.subject.in_(ids)
    query = select(d).where(d.c.undone_at.is_(None), or_(d.c.observation.in_(own), noted))
    return connection.execute(query.order_by(d.c.key)).all()


def _figure(connection: Connection, row: Any, pair: Pair) -> Held:
    before, after = pair
    if after is None:
        return Held(row=row, problem=NO_FIGURE)
    if row.kind == "note":
        return Held(row=row, target=after.id, same=before is not None and before.id == after.id)
    if row.kind != "settle":
        return Held(row=row, target=after.id)
    meant, _ = settling.settled_row(settling.kept_row(connection, row.observation), settling.fields_of(row.settled))
    if _number(meant) != _number(after):
        return Held(row=row, problem=OTHER_NUMBER.format(meant.text, after.text))
    return Held(row=row, target=after.id, fields=_differing(meant, after))


def _number(one: Observation) -> tuple[Any, ...]:
    return one.unit, sorted(abs(end) for end in _ends(one))


def _differing(meant: Observation, after: Observation) -> dict[str, str]:
    """The fields to put right in a figure so that it says what a person settled; none confirms it."""
    plain = (name for name in settling.FIELDS if name != "sign")
    fields = {name: getattr(meant, name) for name in plain if getattr(meant, name) != getattr(after, name)}
    signs = ["-" if max(_ends(one)) < 0 else "+" for one in (meant, after)]
    return fields | ({"sign": signs[0]} if signs[0] != signs[1] else {})


def _ends(one: Observation) -> tuple[Any, ...]:
    return one.value if isinstance(one.value, tuple) else (one.value,)


def _links(connection: Connection, release: int, series: Mapping[str, str]) -> Iterator[Held]:
    """Links of series in which the release alone had figures, and now has none."""
    d, s, o, x = schema.decision, schema.series, schema.observation, settled
    standing = select(d.c.key).where(d.c.key == x.c.decision, d.c.undone_at.is_(None)).exists()
    said = select(o.c.key).where(o.c.series == s.c.key, o.c.release != release, is_last(o)).exists()
    query = (
        select(d)
        .join(s, s.c.series_key == d.c.subject)
        .where(d.c.kind == "link", d.c.undone_at.is_(None), ~said)
        .where(select(o.c.key).where(o.c.series == s.c.key, o.c.release == release, is_last(o)).exists())
        .where(~select(x.c.decision).where(x.c.series == s.c.key, standing).exists())
    )
    now = set(series.values())
    for row in connection.execute(query.order_by(d.c.key)):
        if row.subject not in now:
            yield Held(row=row, problem=NO_SERIES)


def plan_notes(
    connection: Connection, release: int, pairs: Sequence[Pair], found: Mapping[str, Sequence[Finding]]
) -> list[Held]:
    """What becomes of the notes on a release's findings; `found` are the newer ones by scope.

    A note goes to the finding that rests on the same identity and figures and has the same verdict.
    """
    now = {pair.before.id: pair.after.id for pair in pairs if pair.before and pair.after}
    newer = {_about(scope, finding, {}): n for n, (scope, finding) in enumerate(kept_of(found))}
    f, d = schema.finding, schema.decision
    noted = (
        select(d, f.c.scope, f.c.details)
        .join(f, d.c.subject == literal("finding:") + cast(f.c.key, Text))
        .where(f.c.release == release, is_last(f), d.c.kind == "note", d.c.undone_at.is_(None))
    )
    held = []
    for row in connection.execute(noted.order_by(d.c.key)):
        place = newer.get(_about(row.scope, to_finding(row.details), now))
        held.append(Held(row=row, problem=NO_FINDING) if place is None else Held(row=row, finding=place))
    return held


def plan_followed(connection: Connection, release: str, key: int, reading: int, text: Release) -> list[Held]:
    """What becomes of the decisions on statements of a release (its id and key), and of those that name one as later.

    `reading` is the earlier one, `text` the release as it is read now.
    """
    now = {
        f"{release}:s{old}": "" if new is None else f"{release}:s{new}"
        for old, new in moved(connection, key, reading, text)
    }
    d = schema.decision
    concerned = or_(d.c.subject.in_(now), d.c.later.in_(now))
    query = select(d).where(d.c.kind == "follow", d.c.undone_at.is_(None), concerned).order_by(d.c.key)
    return [
        _followed(row, now.get(row.subject, row.subject), now.get(row.later, row.later))
        for row in connection.execute(query)
    ]


def _followed(row: Any, subject: str, later: str) -> Held:
    if not subject or (row.later and not later):
        return Held(row=row, problem=NO_STATEMENT)
    return Held(row=row, target=subject, fields={"later": later}, same=(subject, later) == (row.subject, row.later))


def _about(scope: str, finding: Finding, now: Mapping[str, str]) -> tuple[Any, ...]:
    figures = tuple(now.get(figure, figure) for figure in finding.figures)
    return scope, finding.kind, finding.identity, finding.verdict, figures, finding.claim


def carry(
    connection: Connection, held: Sequence[Held], *, at: str, findings: Sequence[int] = ()
) -> tuple[DecisionKept, ...]:
    """Write the decisions that hold on; `findings` are the keys of the newer findings in their order."""
    return tuple(_told(one, _carried(connection, one, at, findings)) for one in held)


def told(held: Sequence[Held]) -> tuple[DecisionKept, ...]:
    """The same where nothing is written."""
    return tuple(_told(one, 0) for one in held)


def _told(one: Held, into: int) -> DecisionKept:
    row = one.row
    return DecisionKept(
        number=row.key, kind=row.kind, subject=row.subject, carried=not one.problem, into=into, problem=one.problem
    )


def _carried(connection: Connection, one: Held, at: str, findings: Sequence[int]) -> int:
    row = one.row
    if one.problem or one.same:
        return 0
    said = {"who": row.who, "reason": f"{row.reason} (carried over from decision {row.key})", "at": at}
    if row.kind == "settle":
        return linking.settle(connection, one.target, one.fields, **said)
    if row.kind == "follow":
        return linking.decide(connection, kind="follow", subject=one.target, outcome=row.outcome, **one.fields, **said)
    if row.kind == "unlink":
        return linking.unlink(connection, one.target, **said)
    return linking.note(connection, one.target or f"finding:{findings[one.finding]}", **said)
