"""Implied figures that are told: those that no figure of the text prints, and of a move only what stands nearest it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tallystick.model import Claim, Finding, Observation
from tallystick.reconciling.linking import subject

_MOVES = ("change", "gap", "contribution")


def unstated(findings: Iterable[Finding], figures: Sequence[Observation]) -> Iterator[Finding]:
    """The findings without those implied figures that say nothing new, or that follow only by a word in two ways.

    Left out is what some figure states: of its measure, unit and time, or subject, or of its own sentence; and what a
    move implies beside a figure when another stands nearer, since words say once what moved.
    """
    by_kind: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for figure in figures:
        by_kind[figure.measure, figure.unit].append(figure)
    by_id = {figure.id: figure for figure in figures}
    findings = tuple(findings)
    near = _nearest(findings, by_id)
    for finding in findings:
        told = finding.derived if finding.kind == "implied" else None
        if told is None:
            yield finding
            continue
        sentences = {by_id[one].sentence for one in finding.figures if one in by_id}
        if any(_states(one, told, sentences) for one in by_kind[told.measure, told.unit]):
            continue
        if all(_reach(finding, by_id) <= near[one] for one in finding.figures if one in near):
            yield finding


def _states(figure: Observation, told: Claim, sentences: set[str]) -> bool:
    if (figure.interval & told.interval).is_empty:
        return False
    if figure.sentence in sentences:
        return True
    if figure.period and told.period and figure.period != told.period:
        return False
    own, other = set(subject(figure.subject).words), set(subject(told.subject).words)
    return figure.period == told.period or own <= other or other <= own


def _nearest(findings: Sequence[Finding], figures: Mapping[str, Observation]) -> dict[str, int]:
    """For each figure that tells a move, how near the nearest figures stand that imply something together with it."""
    near: dict[str, int] = {}
    for finding in findings:
        for one in finding.figures if finding.kind == "implied" else ():
            if one in figures and figures[one].measure in _MOVES:
                near[one] = min(near.get(one, 10**9), _reach(finding, figures))
    return near


def _reach(finding: Finding, figures: Mapping[str, Observation]) -> int:
    """From the first to the last figure of a finding, in characters."""
    places = [figures[one].start for one in finding.figures if one in figures]
    return max(places) - min(places) if places else 0
