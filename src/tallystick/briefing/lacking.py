"""Why the ledger has nothing to tell of an indicator for a period, as far as it knows, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tallystick.briefing.agreeing import breaks, counting, disagreements, of_publisher, parting, said_of
from tallystick.briefing.facts import OF_WHOLES
from tallystick.briefing.wholes import whole_words
from tallystick.knowledge.wording import LANGUAGES
from tallystick.ledger import Ledger
from tallystick.ledger.records import Point, Statement
from tallystick.model import Period

Reason = tuple[str, str]


def why_lacking(
    ledger: Ledger, indicator: str, measure: str, period: str, *, area: str, as_of: date | None, publisher: str = ""
) -> tuple[str, str, bool]:
    """What stands in the way of telling a figure, what to do next, and whether anything of it is kept."""
    name = f"{indicator}.{measure}" if measure else indicator
    every = [one for one in said_of(ledger, indicator, area) if measure in ("", one.measure)]
    said = [one for one in every if one.period in (period, "") and one.status == "actual"]
    if not said:
        return *_nothing(every, name, period), False
    early = [one for one in said if not as_of or str(one.published)[:10] <= as_of.isoformat()]
    if not early:
        first = min(str(one.published)[:10] for one in said)
        return f"{name} for {period} was first said on {first}", "give a later day with --as-of, or leave it out", True
    return *(_withdrawn(ledger, early, name, period) or _unclear(ledger, early, name, period, publisher)), True


def nothing_kept(ledger: Ledger, area: str, period: str) -> Reason:
    """Why a ledger tells nothing at all of an area and a period, and what to do."""
    problem = f"no figure of {area} for {period}: nothing of it is kept"
    advice = "keep releases that tell of it: tallystick keep FILE; --unsure takes what was read unsurely, too"
    if not ledger.info().releases:
        return f"{problem}, for the ledger is empty", advice
    if Period.parse(period).start > date.today():
        return f"{problem}, for {period} is still to come", "give a period that has begun, like --year 2021"
    kept = ledger.series_list(sure=0)
    if of_area := sorted({one.last_period[:4] for one in kept if one.area == area}):
        return problem, f"of {area} it holds {', '.join(of_area[-5:])}; {advice}"
    areas = sorted({one.area for one in kept if one.area})
    return problem, f"it holds {', '.join(areas[:8])}; {advice}" if areas else advice


def _nothing(every: Sequence[Statement], name: str, period: str) -> Reason:
    others = sorted({one.period for one in every if one.period})
    advice = f"keep a release that says it, or settle what is unsure: tallystick series {name}"
    if others:
        advice = f"it holds {', '.join(others[-3:])}; {advice}"
    return f"the ledger holds no sure value of {name} for {period}", advice


def _withdrawn(ledger: Ledger, said: Sequence[Statement], name: str, period: str) -> Reason | None:
    """Where all that was said of it stands in withdrawn releases, or was taken out of its series."""
    if counting(ledger, said):
        return None
    for one in said:
        release = ledger.release(one.release)
        if release.withdrawn_at:
            why = f" ({release.withdrawn_why})" if release.withdrawn_why else ""
            who = f" by {release.withdrawn_by}" if release.withdrawn_by else ""
            told = f"{name} for {period} was said in {release.name}, withdrawn{who} on {release.withdrawn_at[:10]}{why}"
            return told, "keep the release that stands in its place"
    advice = f"see what is known of it: tallystick series {name}"
    return f"{name} for {period} is in no series: its release tells no day, or a person took it out", advice


def _unclear(ledger: Ledger, said: Sequence[Statement], name: str, period: str, publisher: str) -> Reason:
    kept = counting(ledger, said)
    chosen = of_publisher(kept, publisher)
    if not chosen:
        names = ", ".join(sorted({one.publisher or "nobody named" for one in kept}))
        return f"{publisher} does not say {name} for {period}", f"choose one of: {names}"
    if parted := next(iter(disagreements(chosen).values()), None):
        why = f"publishers disagree on {name} for {period}: {parted}"
        names = " or ".join(f'publisher = "{one.publisher}"' for one in (parted.one, parted.other))
        return why, f"choose in the outline: {names}"
    if broken := next(iter(breaks(chosen)), None):
        one, other = broken
        told = f"“{one.quote}” ({str(one.published)[:10]}) and “{other.quote}” ({str(other.published)[:10]})"
        why = f"{name} for {period} is kept in two series that do not compare ({parting(one, other)}): {told}"
        return why, f"no comparison is told across them; say which holds: tallystick series {name}"
    if unsure := next((one for one in chosen if not one.sure), None):
        advice = "--unsure takes it; the gate proves it as the others"
        return f"{name} for {period} was read unsurely: “{unsure.quote}” in “{unsure.sentence[:120]}”", advice
    for one in chosen:
        doubt = next((point.doubt for point in _points(ledger, one) if point.observation == one.observation), "")
        if doubt:
            return f"{name} for {period} is doubtful: {doubt}", f"decide it: tallystick ledger decide {one.observation}"
    for one in chosen:
        if one.measure in OF_WHOLES and (lacking := [each for each in LANGUAGES if not whole_words(one.base, each)]):
            language = {"en": "English", "zh": "Chinese"}[lacking[0]]
            advice = "give it one in knowledge/printing/wholes.toml, or leave the figure out"
            return f"{name} for {period} is told of “{one.base}”, which has no name in {language}", advice
    advice = f"tell it in words of your own as {{{name} {period}}}" if "." in name else "see: tallystick series"
    return f"no form of sentence tells {name} for {period} as it is kept: “{chosen[0].quote}”", advice


def _points(ledger: Ledger, one: Statement) -> Sequence[Point]:
    return ledger.vintages(one.series, period=one.period, sure=0) if one.series else ()
