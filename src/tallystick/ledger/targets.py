"""Planned figures of kept releases beside what came of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec
from sqlalchemy import Connection, select

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import schema, selecting, vintages
from tallystick.ledger.identity import Identity
from tallystick.ledger.records import Point
from tallystick.ledger.telling import bounds_of, printed
from tallystick.model import Frequency, Period
from tallystick.model.frames import Day
from tallystick.reconciling.history.targets import NOT_YET, OPEN, Plan, outcome, plan

ALIKE = ("indicator", "measure", "unit", "area", "scope", "price_basis", "comparison", "whole")
"""What the series of an outcome shares with that of its plan, beside the period."""

AT_ONCE = 10_000
"""Releases named in one query."""

Kind = tuple[str, ...]


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A planned figure, who set it when, and its outcome: as first published, and as it stands where that turns it.

    `bound` is at least, at most, within or around (empty: not known); `about` that the plan is told so. `verdict` is
    kept, missed, not yet or cannot check; `latest` fields are filled where a later value gives another verdict.
    `replaced_on` is the day of a later release that planned something else.
    """

    indicator: str
    name: str
    measure: str
    unit: str
    area: str
    period: str
    target: Decimal
    target_to: Decimal | None
    bound: str
    about: bool
    set_by: str
    set_on: Day
    quote: str
    verdict: str
    reason: str
    outcome: Decimal | None = None
    outcome_quote: str = ""
    outcome_by: str = ""
    outcome_on: Day = ""
    latest: Decimal | None = None
    latest_quote: str = ""
    latest_on: Day = ""
    latest_verdict: str = ""
    replaced_on: Day = ""
    sentence: str = ""
    release: str = ""
    outcome_sentence: str = ""
    outcome_release: str = ""
    latest_by: str = ""
    latest_sentence: str = ""
    latest_release: str = ""


def targets(connection: Connection, *, area: str | None, today: str, sure: float | None = None) -> Iterator[Target]:
    """All planned figures kept, by indicator, area and period, each with its outcome; `area` is a code."""
    planned = _points(connection, area, sure, plans=True)
    outcomes: dict[Kind, list[Point]] = defaultdict(list)
    for point in _points(connection, area, sure, plans=False):
        outcomes[_kind(point)].append(point)
    titles = _titles(connection, {point.release for point in planned})
    for point in sorted(planned, key=lambda p: (p.indicator, p.area, p.measure, p.period_end, p.first_published)):
        if point.value is not None and not point.doubt:
            came = [p for p in outcomes.get(_kind(point), ()) if _of_period(p, point)]
            yield _target(point, point.publisher or titles[point.release], came, today)


def _titles(connection: Connection, releases: set[str]) -> dict[str, str]:
    """Release → its title, which tells who speaks where no publisher is named."""
    r = schema.release
    found: dict[str, str] = {}
    names = sorted(releases)
    for start in range(0, len(names), AT_ONCE):
        query = select(r.c.release_id, r.c.title, r.c.name).where(r.c.release_id.in_(names[start : start + AT_ONCE]))
        found.update((row.release_id, row.title or row.name) for row in connection.execute(query))
    return found


def _points(connection: Connection, area: str | None, sure: float | None, *, plans: bool) -> list[Point]:
    """All vintages of planned series, or of the actual ones of their indicators."""
    s = schema.series
    planned = s.c.status == "target"
    query = select(s.c.key).where(s.c.counts_as == s.c.key)
    if area:
        query = query.where(s.c.area == area)
    if plans:
        query = query.where(planned)
    else:
        query = query.where(selecting.PUBLISHED, s.c.status == "actual")
        query = query.where(s.c.indicator.in_(select(s.c.indicator).where(planned)))
    numbers = list(connection.scalars(query))
    return vintages.points(connection, selecting.statements(connection, numbers, sure=sure))


def _kind(point: Point) -> Kind:
    identity = Identity.parse(point.series)
    return tuple(getattr(identity, name) for name in ALIKE)


def _of_period(point: Point, planned: Point) -> bool:
    """Whether an outcome is of the period planned; a state at its end is one."""
    if point.value is None or point.doubt:
        return False
    at_end = point.period_end == planned.period_end and Period.parse(point.period).frequency is Frequency.DAY
    return point.period == planned.period or at_end


def _target(point: Point, set_by: str, outcomes: Sequence[Point], today: str) -> Target:
    assert point.value is not None
    words = f"{point.quote} {point.sentence}"
    told = (point.value, point.value_to, point.qualifier)
    made = plan(*told, point.indicator, point.measure, point.unit, words=words)
    known = catalogue().get(point.indicator)
    row = Target(
        indicator=point.indicator,
        name=known.name_en if known else point.indicator,
        measure=point.measure,
        unit=point.unit,
        area=point.area,
        period=point.period,
        target=point.value,
        target_to=point.value_to,
        bound=made.bound,
        about=made.about,
        set_by=set_by,
        set_on=point.first_published,
        quote=point.quote,
        verdict=NOT_YET,
        reason=_why_not_yet(point, today),
        replaced_on=point.superseded_on,
        sentence=point.sentence,
        release=point.release,
    )
    own = [p for p in outcomes if p.own] or outcomes
    if not own:
        return row
    first = min(own, key=lambda p: p.first_published)
    return _with_latest(_with_outcome(row, made, first), made, first, own)


def _why_not_yet(point: Point, today: str) -> str:
    if point.period_end >= today:
        return f"{point.period} ends on {point.period_end}"
    return f"no outcome for {point.period} is kept; the release that tells it would settle it"


def _with_outcome(row: Target, made: Plan, first: Point) -> Target:
    verdict, reason = outcome(made, printed(first), bounds_of(first))
    return msgspec.structs.replace(
        row,
        verdict=verdict,
        reason=reason,
        outcome=first.value,
        outcome_quote=first.quote,
        outcome_by=first.publisher,
        outcome_on=first.first_published,
        outcome_sentence=first.sentence,
        outcome_release=first.release,
    )


def _with_latest(row: Target, made: Plan, first: Point, outcomes: Sequence[Point]) -> Target:
    """The row with the value that stands today, where that is another verdict than the first figure's."""
    latest = max(outcomes, key=lambda p: (p.stands, p.first_published))
    verdict, reason = outcome(made, printed(latest), bounds_of(latest))
    if latest is first or verdict == row.verdict or OPEN in (verdict, row.verdict):
        return row
    return msgspec.structs.replace(
        row,
        reason=f"{row.reason}; {verdict} by the figure of {latest.first_published}: {reason}",
        latest=latest.value,
        latest_quote=latest.quote,
        latest_on=latest.first_published,
        latest_verdict=verdict,
        latest_by=latest.publisher,
        latest_sentence=latest.sentence,
        latest_release=latest.release,
    )
