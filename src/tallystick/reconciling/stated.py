"""Implied figures that the text states itself say nothing new: only those that no figure prints are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tallystick.model import Claim, Finding, Observation
from tallystick.reconciling.linking import subject


def unstated(findings: Iterable[Finding], figures: Sequence[Observation]) -> Iterator[Finding]:
    """The findings without those implied figures that some figure states: of its measure, unit and time, or subject."""
    by_kind: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for figure in figures:
        by_kind[figure.measure, figure.unit].append(figure)
    for finding in findings:
        told = finding.derived if finding.kind == "implied" else None
        if told is None or not any(_states(one, told) for one in by_kind[told.measure, told.unit]):
            yield finding


def _states(figure: Observation, told: Claim) -> bool:
    if (figure.interval & told.interval).is_empty:
        return False
    if figure.period and told.period and figure.period != told.period:
        return False
    own, other = set(subject(figure.subject).words), set(subject(told.subject).words)
    return figure.period == told.period or own <= other or other <= own
