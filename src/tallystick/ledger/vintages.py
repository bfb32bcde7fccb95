"""Vintages: from all that was said of a series to the values its periods had, and when.

No vintage is

- the same value said again (`said` counts how often), or one that only rounds or bounds a finer one said by then;
- a second value for the same in one release: the first said counts. Where the release itself replaces a value
  (`revised from 0.2 to 0.3`), the old one comes before the new;
- what somebody else's text says once the series' producer has spoken: a claim, to be checked and not to be followed.

An amount a power of ten away from the first one said is told with a doubt and stands nowhere, until a person has
taken the wrong one out of the series. Of two releases of one day the one that corrects stands, else the one kept
later. A figure that a corrected edition leaves out is superseded by that edition.

The same rules as the view `vintages` (a test holds them against each other), for any day of publication or of
knowledge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection

from tallystick.ledger.doubt import Side, doubt
from tallystick.ledger.records import Point, Revision
from tallystick.ledger.rows import decimal, is_sure
from tallystick.ledger.said import details
from tallystick.ledger.views import NEAR_POWER, POWERS


def points(connection: Connection, statements: Iterable[Any], *, known_at: str | None = None) -> list[Point]:
    """All vintages of all periods; statements are rows of `said`, in the order of series and period."""
    return _with_details(connection, list(_told(statements, known_at)))


def standing_points(
    connection: Connection, statements: Iterable[Any], day: str | None, *, known_at: str | None = None
) -> list[Point]:
    """`standing` of `points`; only for these details are looked up."""
    return _with_details(connection, [vintage for vintage in _told(statements, known_at) if _stood(vintage, day)])


def _with_details(connection: Connection, told: Sequence[Vintage]) -> list[Point]:
    known = details(connection, [vintage.first.observation_number for vintage in told])
    return [_point(vintage, known[vintage.first.observation_number]) for vintage in told]


def _stood(vintage: Vintage, day: str | None) -> bool:
    return _stands(vintage.doubt, vintage.first.published, *vintage.ended, day)


def _stands(doubt: str, first: str, by: str, on: str, day: str | None) -> bool:
    """Whether a value without a doubt, said first and superseded on some days, stood on a day (None: stands now)."""
    return not doubt and (not by if day is None else first <= day and (not by or on > day))


def doubts(connection: Connection, statements: Iterable[Any], release: str) -> Iterator[str]:
    """The values of a release that stand nowhere until a person has decided, with the reason and what to do."""
    for point in points(connection, statements):
        if point.doubt and point.release == release:
            yield (
                f"{point.indicator}, {point.period}: {point.quote} does not stand: {point.doubt}. If the first is "
                f"wrong: tallystick series unlink OBSERVATION (this one is {point.observation})"
            )


class Vintage(NamedTuple):
    """The row that said a value first, by whom and when it was superseded, how often it was said, and what is odd."""

    first: Any
    ended: tuple[str, str]
    said: int
    doubt: str = ""


def _told(statements: Iterable[Any], known_at: str | None) -> Iterator[Vintage]:
    for _, group in groupby(statements, key=_PERIOD):
        said = list(group)
        if len(set(map(_TOLD, said))) == 1:  # as most periods are told: whoever was first, the others repeat it
            first = min(said, key=_order)
            yield Vintage(first, _ended(first, None, said, known_at), len(said))
        else:
            yield from _of_period(sorted(said, key=_order), known_at)


def _order(row: Any) -> tuple[str, int, int, int, int]:
    """As `ORDER` of the views."""
    return row.published, row.corrects, row.release_number, 1 - row.replaced, row.observation_number


class _Sooner:
    """What was said of a period so far: each exact value once, and the exact values of each release."""

    def __init__(self) -> None:
        self.finer: dict[tuple[Any, ...], Any] = {}
        self.by_release: dict[tuple[str, int], list[Any]] = {}
        self.spoken = False

    def add(self, row: Any) -> None:
        """Take an exact statement in; others bear nothing out."""
        if row.qualifier != "" or row.value_to is not None or row.value is None:
            return
        self.finer.setdefault((row.value_exact, row.lower, row.upper), row)
        self.by_release.setdefault((row.release, row.replaced), []).append(row)
        self.spoken = self.spoken or bool(row.own)

    def rounded_by(self, row: Any) -> bool:
        """Whether a statement only tells less exactly what a finer one told."""
        return any(_rounds(row, finer) for finer in self.finer.values())

    def keep_out(self, row: Any) -> bool:
        """Whether something else said by then keeps a statement from being a value of its own."""
        if any(_second(row, other) for other in self.by_release.get((row.release, row.replaced), ())):
            return True
        if row.replaced and any(key[0] == row.value_exact for key in self.finer):
            return True
        return self.spoken and row.kind == "release" and not row.own


_PERIOD = attrgetter("series_number", "period_end")
_TOLD = attrgetter("value_exact", "value_to_exact", "lower", "upper", "qualifier", "own", "kind", "replaced")
"""What of a statement decides which vintage it is: one that repeats the statement before it goes where that
went, if neither release tells two things of the period."""


def _of_period(said: Sequence[Any], known_at: str | None) -> Iterator[Vintage]:
    chains: dict[str, list[list[Any]]] = {}
    first: Any = None
    sooner = _Sooner()
    before: Any = None
    takes: list[Any] | None = None  # the vintage that the row before was put to
    tellings = [(row.release, _TOLD(row)) for row in said]
    of_release = Counter(release for release, _ in set(tellings))
    for row, (release, told) in zip(said, tellings, strict=True):
        if told == before and of_release[release] == 1:
            if takes is not None:
                takes.append(row)
            continue
        before, takes = told if of_release[release] == 1 else None, None
        rounds = sooner.rounded_by(row)
        no_vintage = rounds or sooner.keep_out(row)
        sooner.add(row)
        first = first or (None if no_vintage else row)
        doubt = _step(first, row) if first else ""
        chain = chains.setdefault(doubt, [])
        if chain and (rounds or chain[-1][0].value_exact == row.value_exact):
            takes = chain[-1]
            takes.append(row)
        elif not no_vintage:
            takes = [row]
            chain.append(takes)
    for doubt, chain in chains.items():
        for vintage, after in zip(chain, [*chain[1:], None], strict=True):
            ended = ("", "") if doubt else _ended(vintage[0], after[0] if after else None, said, known_at)
            yield Vintage(vintage[0], ended, len(vintage), doubt)


def _ended(row: Any, after: Any, said: Sequence[Any], known_at: str | None) -> tuple[str, str]:
    """Which release said otherwise, and when; both empty while the value stands."""
    if after:
        return after.release, after.published
    return (row.next_edition, row.next_published) if _withdrawn(row, said, known_at) else ("", "")


def _step(first: Any, row: Any) -> str:
    """How many times the first value an amount is, where that is a power of ten; else nothing."""
    if row.of_series.measure != "level" or not row.value or not first.value:
        return ""
    if row.value * first.value <= 0:
        return ""
    small, large = sorted((abs(row.value), abs(first.value)))
    low, high = NEAR_POWER
    power = next((k for k in POWERS if low * 10**k * small <= large <= high * 10**k * small), 0)
    if not power:
        return ""
    part = f"{10**power:,} times" if abs(row.value) == large else f"a {10**power:,}th of"
    return f"it is {part} the value said first: one of the two may be in another unit"


def _rounds(row: Any, finer: Any) -> bool:
    """Whether a statement only tells less exactly what a finer one told."""
    if finer.lower is None or finer.upper is None:
        return False
    rougher = (
        row.qualifier != ""
        or row.value_to is not None
        or (row.upper is not None and row.lower is not None and finer.upper - finer.lower < row.upper - row.lower)
    )
    above = row.lower is None or finer.value >= row.lower
    return rougher and above and (row.upper is None or finer.value <= row.upper)


def _second(row: Any, sooner: Any) -> bool:
    """Whether a release says something else after it has told a value already: the first said counts."""
    if row.value is None or sooner.lower is None or sooner.upper is None:
        return False
    return not sooner.lower <= row.value <= sooner.upper


def _withdrawn(row: Any, said: Sequence[Any], known_at: str | None) -> bool:
    """Whether the next edition of its release no longer says anything of the period."""
    if row.next_edition is None or (known_at is not None and row.next_kept_at > known_at):
        return False
    return all(other.release != row.next_edition for other in said)


def _point(vintage: Vintage, told: Any) -> Point:
    row = vintage.first
    return Point(
        **row.of_series._asdict(),
        period=told.period,
        period_start=told.period_start,
        period_end=row.period_end,
        value=decimal(row.value_exact),
        value_to=decimal(row.value_to_exact),
        lower=decimal(told.lower_exact),
        upper=decimal(told.upper_exact),
        qualifier=row.qualifier,
        obs_status=told.obs_status,
        base=told.base,
        first_published=row.published,
        superseded_by=vintage.ended[0],
        superseded_on=vintage.ended[1],
        release=row.release,
        publisher=told.publisher,
        observation=row.observation,
        quote=told.quote,
        sentence=told.sentence or "",
        known_at=row.kept_at,
        dated_by=row.dated_by,
        home_area=told.home_area,
        said=vintage.said,
        own=bool(row.own),
        corrects=bool(row.corrects),
        replaced=bool(row.replaced),
        confidence=told.confidence,
        sure=is_sure(told.confidence),
        doubt=vintage.doubt,
    )


def standing(vintages: Iterable[Point], as_of: str | None) -> Iterator[Point]:
    """The value of each period that stood at the end of a day of publication; without one, that stands now."""
    for point in vintages:
        if _stands(point.doubt, point.first_published, point.superseded_by, point.superseded_on, as_of):
            yield point


def revisions(vintages: Iterable[Point]) -> Iterator[Revision]:
    """Neighbouring vintages of one period whose values differ by more than exactness, as before and after.

    A value with a doubt is told beside the one that stood, and leaves it standing.
    """
    for _, group in groupby(vintages, key=lambda point: (point.series, point.period_end)):
        stood: Point | None = None
        for after in sorted(group, key=lambda point: point.first_published):
            old, new = stood.value if stood else None, after.value
            if stood and old is not None and new is not None and not _told_more_exactly(stood, new):
                yield _revision(stood, old, after, new)
            stood = stood if after.doubt else after


def _told_more_exactly(before: Point, value: Decimal) -> bool:
    return (before.lower is None or before.lower <= value) and (before.upper is None or value <= before.upper)


def _revision(before: Point, old: Decimal, after: Point, new: Decimal) -> Revision:
    shared = {name: getattr(after, name) for name in ("series", "indicator", "measure", "unit", "area", "accumulation")}
    return Revision(
        **shared,
        period=after.period,
        before=old,
        after=new,
        by=new - old,
        first_published=before.first_published,
        revised_on=after.first_published,
        release_before=before.release,
        release_after=after.release,
        quote_before=before.quote,
        quote_after=after.quote,
        doubt=after.doubt or _doubt(before, after),
    )


def _doubt(before: Point, after: Point) -> str:
    """Why the two may be no revision; a value that its own release replaces leaves no doubt."""
    told = before.replaced and before.release == after.release
    return "" if told else doubt(Side.of(before), Side.of(after))
