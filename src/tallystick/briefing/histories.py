"""What a history tells: since when nothing was so high or so low, records, and for how long something has grown.

It is the ledger's own history of the series, or the words of the release that says the figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from tallystick.briefing.facts import Fact
from tallystick.briefing.sentences import CLAIMS
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Ledger
from tallystick.ledger.records import Point
from tallystick.model import Frequency, Observation, Period
from tallystick.model.finding import EVER
from tallystick.pipeline import read_text
from tallystick.reconciling.claims import Told, claims_of
from tallystick.reconciling.history.past import steps_back

HISTORICAL = ("since", "record", "growth_streak")
"""Forms that a history tells."""
LEAST = 4
"""Periods between that must be known before a `since` is worth a clause."""
RECORD = {Frequency.YEAR: 8, Frequency.HALF: 12, Frequency.QUARTER: 16, Frequency.MONTH: 36}
"""Values of a series, one behind the other, beside which one may be told to be a record of what is held."""
STREAK = 3
"""Periods that something goes on before it is worth telling."""
_RATES = ("rate", "index", "growth_rate")
_UNITS = {Frequency.YEAR: "year", Frequency.QUARTER: "quarter", Frequency.MONTH: "month"}


def history_told(
    form: str, chosen: Sequence[Fact], kept: Sequence[Fact], ledger: Ledger, as_of: date | None, *, asked: bool
) -> list[Fact]:
    """What was chosen with what a form tells behind it, from the ledger's history or a release's words, if they do.

    What grows by itself, and what has grown before, is told from the ledger only where it is `asked` for.
    """
    if form == "growth_streak":
        grown = next((one for one in reversed(chosen) if one.form == "growth" and one.said), None)
        found = grown and (streak_said(grown, kept) or (streak(grown, ledger, as_of) if asked else None))
        at = len(chosen) - (chosen[-1].form in CLAIMS if chosen else 0)  # what a claim is of stands right before it
        return [*chosen[:at], *([found] if found else []), *chosen[at:]]
    behind = ("level", "growth") if asked and form == "since" else ("level",)
    told = next((one for one in reversed(chosen) if one.form in behind), None)
    if told is None or any(one.form in CLAIMS for one in chosen[chosen.index(told) :]):
        return list(chosen)
    if form == "since":
        found = since(told, ledger, as_of)
    else:
        found = record_said(told) or (record(told, ledger, as_of) if asked else None)
    return [*chosen, *([found] if found else [])]


def since(fact: Fact, ledger: Ledger, as_of: date | None) -> Fact | None:
    """The clause behind a level: the highest, or lowest, since a period; None where the history does not say so.

    Each period between is known, and lies beyond what rounding could hide. Where the history ends, or has a gap, before
    a value as high, it is so since at least the first period that is known. What is counted or summed grows by itself,
    so only rates are told so, and growth.
    """
    if fact.measure != "growth" and catalogue()[fact.indicator].kind not in _RATES:
        return None
    values = _values(fact, ledger, as_of)
    for highest in (True, False) if fact.up or fact.measure != "growth" else (False,):
        between, found, whole = _walk(fact, values, highest=highest)
        if between >= LEAST and found:
            told = "highest" if highest else "lowest"
            return _claim(fact, "since", found, told if whole else f"{told} at least", values)
    return None


def record(fact: Fact, ledger: Ledger, as_of: date | None) -> Fact | None:
    """The clause that no value held is as high; None where too few are held, one as high, or a period is missing."""
    values = _values(fact, ledger, as_of)
    least = RECORD.get(Period.parse(fact.period).frequency) if values else None
    between, first, reached = _walk(fact, values, highest=True)
    if least is None or reached or between + 2 < max(least, len(values)):
        return None
    return _claim(fact, "record", first, "highest", values)


def record_said(fact: Fact) -> Fact | None:
    """The clause that a release says itself of a level: that it is the highest, or lowest, of all time."""
    for told in _claims(fact):
        claim = told.claim
        if claim.kind == "record" and claim.direction in ("highest", "lowest") and claim.window in (None, EVER):
            made = _claim(fact, "record", "", claim.direction, {})
            return msgspec.structs.replace(made, said=None, quote=told.words)
    return None


def streak(fact: Fact, ledger: Ledger, as_of: date | None) -> Fact | None:
    """For how many periods one behind the other a series has grown, or fallen; at least so many where none is held
    that did not."""
    period = Period.parse(fact.period) if fact.period else None
    values = _values(fact, ledger, as_of)
    unit = _UNITS.get(period.frequency) if period else None
    if period is None or period.is_span or unit is None or not values:
        return None
    count, ended = 1, False
    for before in steps_back(period, len(values), "") or ():
        point = values.get(str(before))
        if point is None or point.value is None:
            break
        if not _goes(point, up=fact.up):
            ended = True
            break
        count += 1
    if count < STREAK:
        return None
    made = _claim(fact, "growth_streak", "", "" if ended else ">", values)
    months = period.last - period.first + 1
    span = Period(period.last - months * count + 1, period.last, period.frequency)
    return msgspec.structs.replace(
        made, measure="streak", unit=unit, value=Decimal(count), quantum=Decimal(1), period=str(span),
        history=made.history[: count + (1 if ended else 0)],
    )  # fmt: skip


def _goes(point: Point, *, up: bool) -> bool:
    """Whether a rate is above nought, or below, by all that rounding may hide."""
    low, high = point.lower, point.upper
    return (low is not None and low >= 0) if up else (high is not None and high <= 0)


def streak_said(fact: Fact, kept: Sequence[Fact]) -> Fact | None:
    """For how long a release says that something has grown, or fallen, in the sentence that says the growth."""
    ways = ("rise", "growth") if fact.up else ("fall",)
    claims = [told.claim for told in _claims(fact)]
    lengths = {claim.n for claim in claims if claim.kind == "streak" and claim.direction in ways}
    place = ("streak", fact.release, fact.sentence)
    beside = (one for one in kept if (one.measure, one.release, one.sentence) == place)
    found = next((one for one in beside if one.value in lengths), None)
    return msgspec.structs.replace(found, kind="growth_streak") if found else None


def _claims(fact: Fact) -> list[Told]:
    """What the sentence of a figure claims of it."""
    if fact.said is None or not fact.sentence:
        return []
    language = "zh" if any("\u4e00" <= sign <= "\u9fff" for sign in fact.sentence) else "en"
    reading = read_text(
        fact.sentence, language=language, reader="fast", released=date.fromisoformat(fact.published[:10])
    )
    return [told for told in claims_of(reading) if any(_is_of(one, fact) for one in told.about or told.figures)]


def _is_of(one: Observation, fact: Fact) -> bool:
    return one.measure == fact.measure and one.digits == (fact.said.digits if fact.said else "")


def _values(fact: Fact, ledger: Ledger, as_of: date | None) -> dict[str, Point]:
    """The standing values of a figure's series by period, those without bounds aside; empty where it is in none."""
    said = fact.said
    if said is None or not said.series or not fact.period or fact.qualifier or said.lower is None or said.upper is None:
        return {}
    points = ledger.series(said.series, as_of=as_of.isoformat() if as_of else None)
    return {point.period: point for point in points if point.lower is not None and point.upper is not None}


def _claim(fact: Fact, kind: str, base: str, qualifier: str, values: Mapping[str, Point]) -> Fact:
    """What is told of a figure, with the values that it was held against: those from `base` on."""
    first = Period.parse(base).start if base else None
    held = sorted((Period.parse(period) for period in values), key=lambda one: one.start, reverse=True)
    last = Period.parse(fact.period).end
    told = [one for one in held if one.end <= last and (first is None or one.start >= first)]
    history = [(str(one), values[str(one)].value) for one in told]
    return msgspec.structs.replace(
        fact, kind=kind, base=base, qualifier=qualifier, observation=f"{fact.observation}#{kind}",
        history=tuple((period, value) for period, value in history if value is not None),
    )  # fmt: skip


def _walk(fact: Fact, values: Mapping[str, Point], *, highest: bool) -> tuple[int, str, bool]:
    """Periods that lie lower (or higher), the one before them, and whether that is as high; else the first known."""
    assert fact.said is not None
    count, last = 0, ""
    for period in steps_back(Period.parse(fact.period), len(values), "") or ():
        point = values.get(str(period))
        if point is None or point.lower is None or point.upper is None:
            break
        low, high = (fact.said.lower, point.upper) if highest else (point.lower, fact.said.upper)
        if low is None or high is None or high > low:
            return count, str(period), True
        count, last = count + 1, str(period)
    return count - 1, last, False
