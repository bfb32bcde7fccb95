"""Only sure figures contradict: what rests on a figure that was read with too little confidence cannot be checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from tallystick.model import Finding, Observation
from tallystick.model.message import Message, Several
from tallystick.reconciling.wording import because

Findings = Iterable[Finding]


def of_sure_figures(found: Findings, observations: Iterable[Observation], anew: Callable[[], Findings]) -> Findings:
    """Findings of which only those that rest on sure figures alone contradict.

    `anew` gives the findings of the sure figures by themselves: a contradiction among them stands, also where another
    one, with an unsure figure in it, was found first.
    """
    unsure = {o.id: o for o in observations if not o.sure}
    told = list(found)
    kept = [softened(finding, unsure) for finding in told]
    if kept == told:
        return told
    known = {finding.figures for finding in told if finding.verdict == "contradicts"}
    return [*kept, *(f for f in anew() if f.verdict == "contradicts" and f.figures not in known)]


def softened(finding: Finding, unsure: Mapping[str, Observation]) -> Finding:
    """A finding as it is, or, where it contradicts by an unsure figure, one that cannot be checked."""
    among = [unsure[figure] for figure in finding.figures if figure in unsure]
    if finding.verdict != "contradicts" or not among:
        return finding
    return because(msgspec.structs.replace(finding, verdict="cannot check", repairs=()), _reason(among))


def _reason(figures: list[Observation]) -> Message:
    quoted = Several(tuple(Message("quoted", {"words": o.text}) for o in figures))
    return Message("may be misread", {"figures": quoted, "odds": Several(tuple(_odds(figures)))})


def _odds(figures: list[Observation]) -> Iterator[Message]:
    for o in figures:
        told = o.confidence
        yield Message("confidence untold") if told is None else Message("confidence", {"odds": f"{told:.2f}"})
