"""The way of checking: evidence, ties, bundles, findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tallystick.model import Finding, Observation, Reading
from tallystick.published import Series
from tallystick.reconciling.bundles import bundle_up
from tallystick.reconciling.claims import check_claims
from tallystick.reconciling.completeness.counting import counted_lists
from tallystick.reconciling.evidence import Quantity, gather
from tallystick.reconciling.history.published import claims_against
from tallystick.reconciling.history.telling import settled
from tallystick.reconciling.judging import judge, judge_together
from tallystick.reconciling.linked import with_links
from tallystick.reconciling.published import join
from tallystick.reconciling.redundant import grand_totals
from tallystick.reconciling.report import Report
from tallystick.reconciling.stated import unstated
from tallystick.reconciling.sureness import of_sure_figures
from tallystick.reconciling.tables import check_tables
from tallystick.reconciling.ties import find_ties
from tallystick.reconciling.twice import settle


def check(reading: Reading | Sequence[Reading], against: Sequence[Series] = (), *, claims: bool = True) -> Report:
    """Tie the figures of one or more readings, and of published series, and say what follows.

    Claims that a text makes in words (highest since 2011) are findings too, unless `claims` is False.
    Raises nothing for whatever the figures are; ties that cannot be judged are findings `cannot check`, and so are
    those that would contradict by a figure that is not sure.
    """
    readings = (reading,) if isinstance(reading, Reading) else tuple(reading)
    observations = tuple(o for one in readings for o in one.observations)

    def of_the_sure() -> list[Finding]:
        return _findings([_sure(one) for one in readings], against)

    findings = list(of_sure_figures(_findings(readings, against), observations, of_the_sure))
    if claims:
        told = list(check_claims(readings))
        findings += settled(told, list(claims_against(told, readings, against)) if against else ())
    return Report(readings, tuple(against), _ordered(unstated(findings, observations), observations))


def _sure(reading: Reading) -> Reading:
    return msgspec.structs.replace(reading, observations=tuple(o for o in reading.observations if o.sure))


def _findings(readings: Sequence[Reading], against: Sequence[Series]) -> list[Finding]:
    evidence = gather(readings)
    join(evidence, [o for one in readings for o in one.observations], against)
    known, chosen, findings = settle(evidence)
    ties = find_ties(evidence)
    contradicted: set[Quantity] = set()
    for bundle in bundle_up(ties, evidence):
        found = list(judge(bundle, chosen, evidence))
        findings += found
        if not any(f.verdict.startswith("holds") for f in found):
            contradicted.update(bundle.quantities)
    for whole in bundle_up([*ties, *grand_totals(ties)], evidence, by_hidden=False):
        if len(whole.ties) > 1 and not contradicted.intersection(whole.quantities):
            findings += judge_together(whole, known, chosen, evidence)
    findings = with_links(findings, readings) + check_tables(readings)
    return [*findings, *(found for one in readings for found in counted_lists(one))]


def _ordered(findings: Iterable[Finding], observations: Sequence[Observation]) -> tuple[Finding, ...]:
    """Contradictions first, implied figures last, each kind in the order of the text; claims may speak of no figure.

    What published rows say of each other alone is not the release's concern and is left out.
    """
    place = {o.id: number for number, o in enumerate(observations)}

    def rank(finding: Finding) -> tuple[tuple[int, int], int]:
        return finding.rank, min((place[figure] for figure in finding.figures if figure in place), default=-1)

    own = (f for f in findings if f.claim or any(figure in place for figure in f.figures))
    return tuple(sorted(own, key=rank))
