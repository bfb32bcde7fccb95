"""What the ledger holds of an indicator for a period: the figures that a briefing may tell, each with its quote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from tallystick.briefing.agreeing import SERIES_FREE, breaks, counting, disagreements, of_publisher
from tallystick.briefing.second_reading import read_alike
from tallystick.ledger import Ledger
from tallystick.ledger.identity import is_compiled
from tallystick.ledger.records import Point, Statement
from tallystick.model import Period, PeriodError

OF_WHOLES = ("share", "contribution", "rank")
"""Measures that are told of a whole: what it is part of, or among what it has its place."""

LATE = 400
"""Days after a period within which an undated count said then still tells of it."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of the ledger: what it is, how surely, and the words that say it.

    `quantum` is the worth of the last printed digit, so that what is written says no more than was said. `said` is the
    statement that it was taken from, with all that the ledger knows of it; None of a figure that nobody kept. What is
    told of a `history` (a streak, the highest since a time) has its values by period, the latest first.
    """

    indicator: str
    measure: str
    unit: str
    area: str
    period: str
    base: str
    value: Decimal
    quantum: Decimal
    qualifier: str
    sure: bool
    observation: str
    release: str
    publisher: str
    published: str
    quote: str
    sentence: str
    said: Statement | None = None
    kind: str = ""
    status: str = "actual"
    history: tuple[tuple[str, Decimal], ...] = ()

    @property
    def form(self) -> str:
        """The form that tells it: that of its measure, unless it is told of another kind (`change_alone`)."""
        return self.kind or self.measure

    @property
    def up(self) -> bool:
        """Whether it is above nought."""
        return self.value > 0


class Lack(msgspec.Struct, frozen=True):
    """Why a figure that was asked for cannot be told, and what to do; `known` that something of it is kept."""

    indicator: str
    measure: str
    period: str
    why: str
    advice: str
    known: bool = False


def facts(
    ledger: Ledger,
    indicator: str,
    period: str,
    *,
    area: str,
    as_of: date | None = None,
    sure: float | None = None,
    left: set[str] | None = None,
    publisher: str = "",
    said: Sequence[Statement] | None = None,
) -> list[Fact]:
    """The standing figures of an indicator for a period (`2021`), spans that end with it, and counts told after it.

    Figures below the confidence `sure` are left out (None: the usual level, 0: none) and go into `left`, by the id of
    their observation; those that a second reader reads alike are not. Left out, too, is what was withdrawn, and that
    on which publishers disagree, unless one `publisher` is chosen. `said` is what was said of it, by
    `Ledger.said_by_indicator`.
    """
    wanted = Period.parse(period)
    if said is None:
        said = ledger.said_by_indicator(area, wanted.end).get(indicator, [])
    told = of_publisher(
        counting(ledger, [one for one in said if not is_compiled(one.series) and _fits(one, wanted, as_of)]), publisher
    )
    parted: set[str] = set(disagreements([one for one in told if one.sure or sure == 0]))
    parted |= {one.series for pair in breaks(told) for one in pair}
    standing = _last(told) if publisher else _standing(ledger, told, as_of, sure)
    beside = {(one.release, one.sentence) for one in told if one.observation in standing}
    found: dict[tuple[str, str, str, str], Fact] = {}
    for one in sorted(told, key=lambda one: one.published):
        stands = one.observation in standing or (one.qualifier and (one.release, one.sentence) in beside)
        if one.series and one.measure not in SERIES_FREE and (one.series in parted or not stands):
            continue
        if one.value is None:
            continue
        if not (one.sure or sure == 0 or read_alike(one)):
            if left is not None:
                left.add(one.observation)
        else:
            whole = one.base if one.measure in ("share", "contribution") else ""
            found[one.measure, one.unit, whole, one.qualifier] = _fact(one)
    return list(found.values())


def _last(told: Iterable[Statement]) -> set[str]:
    """The last observation of each series, where one publisher is chosen: what it said stands for it."""
    ordered = sorted(told, key=lambda one: one.published)
    return set({(one.series, one.period): one.observation for one in ordered if one.series}.values())


def _standing(ledger: Ledger, told: Iterable[Statement], as_of: date | None, sure: float | None) -> set[str]:
    """The observations whose value stands for their period."""
    points: list[Point] = []
    for series in {one.series for one in told if one.series}:
        points += ledger.series(series, as_of=as_of.isoformat() if as_of else None, sure=sure)
    return {point.observation for point in points}


def _fits(one: Statement, wanted: Period, as_of: date | None) -> bool:
    if one.status != "actual" or one.qualifier == "<>" or (as_of and one.published > as_of.isoformat()):
        return False
    try:
        period = Period.parse(one.period) if one.period else None
    except PeriodError:
        return False
    if period is None:
        after = (date.fromisoformat(one.published[:10]) - wanted.end).days
        return one.measure == "level" and 0 <= after <= LATE
    if one.measure in ("average_growth", "streak"):
        return period.end == wanted.end and period.frequency == wanted.frequency
    return period == wanted or (one.measure == "level" and period.start == period.end == wanted.end)


def _fact(one: Statement) -> Fact:
    assert one.value is not None
    quantum = _quantum(one)
    return Fact(
        indicator=one.indicator, measure=one.measure, unit=one.unit, area=one.area, period=one.period, base=one.base,
        value=one.value, quantum=quantum, qualifier=one.qualifier, sure=one.sure, observation=one.observation,
        release=one.release, publisher=one.publisher, published=str(one.published), quote=one.quote,
        sentence=one.sentence, said=one,
    )  # fmt: skip


def _quantum(one: Statement) -> Decimal:
    """What the last printed digit is worth: twice the half unit of the interval, or of the digits themselves."""
    if one.lower is not None and one.upper is not None and one.upper > one.lower and not one.qualifier:
        return Decimal(one.upper - one.lower)
    printed = Decimal(one.digits.replace(",", "")) if _is_number(one.digits) else one.value
    assert printed is not None
    assert one.value is not None
    if not printed:
        return Decimal(1)
    exponent = printed.as_tuple().exponent
    assert isinstance(exponent, int)
    return abs(one.value / printed).normalize() * Decimal(1).scaleb(exponent)


def _is_number(digits: str) -> bool:
    plain = digits.replace(",", "").replace(".", "", 1)
    return plain.isascii() and plain.isdigit()
