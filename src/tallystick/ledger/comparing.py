"""A new release against everything kept: said before, revised, contradicted; and tied by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec
from sqlalchemy import Connection

from tallystick.ledger.evidence import Earlier, evidence_for, other_figures
from tallystick.ledger.identity import COMPARED, is_compiled
from tallystick.ledger.judging import judge
from tallystick.ledger.past import claims_beside
from tallystick.ledger.rows import days
from tallystick.ledger.siblings import beside_siblings
from tallystick.ledger.store import Store
from tallystick.ledger.telling import in_words
from tallystick.model import Finding, Observation, Reading
from tallystick.model.finding import VERDICTS
from tallystick.model.message import Message, Several, Time
from tallystick.reconciling import check
from tallystick.reconciling.claims import check_claims
from tallystick.reconciling.sureness import softened
from tallystick.reconciling.twice import IDENTITY as STATED_TWICE
from tallystick.reconciling.wording import because, reasons_of


def check_in_public(store: Store, reading: Reading) -> tuple[Finding, ...]:
    """What is kept says of a reading that is about to be kept: what is under embargo in other releases says nothing."""
    with store.through_veil().reading() as connection:
        return check_against(connection, reading)


def check_against(connection: Connection, reading: Reading, earlier: Earlier | None = None) -> tuple[Finding, ...]:
    """Findings that need both the release and the ledger, contradictions first; `earlier` where it is gathered already.

    Each figure is held against all values its series and period had by the day the release came out; the others
    that touch its indicators are tied with it by the same identities as the figures of one release.
    """
    earlier = earlier or evidence_for(connection, reading)
    unsure = {o.id: o for o in reading.observations if not o.sure}
    every = [
        *_said_before(reading, earlier),
        *_tied(connection, reading, earlier),
        *claims_beside(connection, reading, earlier, list(check_claims([reading]))),
    ]
    found = [softened(finding, unsure) for finding in every]
    place = {o.id: number for number, o in enumerate(reading.observations)}

    def rank(finding: Finding) -> tuple[int, int]:
        return VERDICTS.index(finding.verdict), min(place[f] for f in finding.figures if f in place)

    return tuple(sorted(found, key=rank))


def _said_before(reading: Reading, earlier: Earlier) -> Iterator[Finding]:
    for observation in reading.observations:
        series = earlier.own_series.get(observation.id)
        found: Finding | None = None
        if series:
            end = days(observation.period)[1] or ""
            found = judge(observation, earlier.told.get((series, end), ()), earlier.here)
            if found is None and not is_compiled(series):
                found = beside_siblings(observation, earlier)
        elif observation.id in earlier.in_words:
            found = _in_words(observation, *earlier.in_words[observation.id], earlier.here.day)
        if found:
            yield found


def _in_words(observation: Observation, other: Observation, said_on: str, day: str) -> Finding | None:
    """Of figures that the catalogue does not know only agreement is told, and not that of bounds."""
    if (observation.interval & other.interval).is_empty or observation.qualifier != other.qualifier:
        return None
    if observation.value != other.value and (observation.measure not in COMPARED or observation.qualifier):
        return None
    return in_words(observation, other, said_on, day)


def _tied(connection: Connection, reading: Reading, earlier: Earlier) -> Iterator[Finding]:
    others = other_figures(connection, earlier, reading)
    if not others:
        return
    own = {o.id for o in reading.observations}
    every = {o.id: o for one in (reading, *others) for o in one.observations}
    days = {o.id: r.release.released for r in others for o in r.observations}
    for finding in check([reading, *others], claims=False).findings:
        old = [figure for figure in finding.figures if figure not in own]
        if finding.kind != "check" or not old or len(old) == len(finding.figures):
            continue
        if finding.identity == STATED_TWICE:
            continue  # of one series it is judged by its vintages, of another it is no evidence
        if finding.verdict.startswith("holds") and any(
            every[figure].qualifier in (">", "<") for figure in finding.figures
        ):
            continue  # a bound that one side alone tells proves nothing
        yield _dated(finding, days)


def _dated(finding: Finding, days: Mapping[str, date | None]) -> Finding:
    """The finding with the days its earlier figures were said; a gap across releases is never a contradiction.

    Figures are revised without notice, so only two statements of the same figure can contradict each other.
    """
    told = sorted({str(days[figure]) for figure in finding.figures if figure in days})
    said = Several(tuple(Time(day) for day in told))
    if finding.verdict == "contradicts":
        doubted = msgspec.structs.replace(finding, verdict="cannot check", repairs=())
        return because(doubted, Message("earlier may be revised", {"days": said}))
    return because(finding, *reasons_of(finding), Message("with figures of", {"days": said}))
