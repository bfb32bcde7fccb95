"""How findings on claims are told: what is claimed, and what would settle it."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model import Assertion, Finding, Observation, Period, PeriodError
from tallystick.model.message import Message, Part, Time
from tallystick.reconciling.claims.finder import Told
from tallystick.reconciling.wording import measured, told

_UNITS = {0: "day", 1: "month", 3: "quarter", 6: "half", 12: "year"}


def finding_on(claim: Told, verdict: str, reasons: Sequence[Message], against: Sequence[Observation] = ()) -> Finding:
    """A verdict on a claim, with the figures it speaks of and those that speak for or against it."""
    figures = tuple(dict.fromkeys((*claim.about, *against)))
    statement = (
        Message("claimed", {"words": claim.words, "what": measured(claim.about[0])})
        if claim.about
        else Message("claimed of none", {"words": claim.words})
    )
    return Finding(
        verdict=verdict,
        kind="claim",
        identity=claim.claim.kind,
        figures=tuple(o.id for o in figures),
        quotes=tuple(o.text for o in figures) or (claim.words,),
        claim=claim.claim,
        **told(statement, reasons),
    )


def untested(claim: Told) -> Finding:
    """A claim that nothing at hand tests, and what would settle it."""
    about = claim.about[0] if claim.about else None
    series: Part = measured(about) if about else Message("what it speaks of")
    missing = {"series": series, "times": _times(claim.claim, about), "command": _command(about)}
    return finding_on(claim, "cannot check", [Message("values missing", missing)])


def _command(about: Observation | None) -> str:
    indicator = f" --indicator {about.indicator}" if about is not None and about.indicator else ""
    return f"tallystick import FILE{indicator}"


def _times(claim: Assertion, about: Observation | None) -> Message:
    """The times whose values a claim needs."""
    unit = claim.unit or _length_of(about)
    one, several = Message(f"unit {unit}"), Message(f"units {unit}")
    window = claim.window
    if claim.kind in ("rank", "target"):
        return Message(f"times {claim.kind}", {"unit": one} if claim.kind == "rank" else {})
    if window is not None and window.since:
        return Message("times since", {"since": Time(window.since)})
    if window is not None and window.n is not None:
        return Message("times last", {"n": window.n, "unit": Message(f"units {window.unit or 'period'}")})
    if window is not None and window.words:
        return Message("times vague", {"words": window.words})
    if claim.kind == "streak":
        return (
            Message("times streak", {"n": claim.n, "unit": several}) if claim.n else Message("times run", {"unit": one})
        )
    return Message("times ever" if window is not None else "times around", {"unit": one})


def _length_of(about: Observation | None) -> str:
    """The unit of the figure's period."""
    try:
        period = Period.parse(about.period) if about is not None and about.period else None
    except PeriodError:
        period = None
    return _UNITS[int(period.frequency)] if period is not None else "period"
