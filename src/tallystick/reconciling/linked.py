"""What links prove: one finding for figures that several finders tie, the surest link before the looser."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from tallystick.model import Finding, Reading
from tallystick.reconciling.bundles import NEAR, PHRASE
from tallystick.reconciling.completeness import completeness_links
from tallystick.reconciling.links import Link, prove
from tallystick.reconciling.nearby import near_links
from tallystick.reconciling.phrases import phrase_links

FOLLOWING = ("growth", "average_growth", "change", "gap", "share", "contribution")
"""Measures of figures that follow from levels, or levels from them."""
FINDERS = (phrase_links, completeness_links, near_links)


def with_links(named: Iterable[Finding], readings: Sequence[Reading]) -> list[Finding]:
    """The findings of links before and behind those of names, each set of figures once.

    A looser link says nothing about figures that together already stand in a finding. A rate that follows from other
    figures of its own phrase contradicts none by its name.
    """
    links = [link for reading in readings for finder in FINDERS for link in finder(reading)]
    kept: list[Finding] = []
    sets: dict[str, list[frozenset[str]]] = defaultdict(list)
    proven = list(_proven(links, PHRASE))
    rates = {o.id for reading in readings for o in reading.observations if o.measure in FOLLOWING}
    follow = rates & {figure for f in proven if f.verdict.startswith("holds") for figure in f.figures}
    named = (finding for finding in named if finding.verdict != "contradicts" or follow.isdisjoint(finding.figures))
    for finding in chain(proven, named, _proven(links, NEAR)):
        figures = frozenset(finding.figures)
        if finding.kind == "check" and figures:
            if any(figures <= other for other in sets[next(iter(figures))]):
                continue
            for figure in figures:
                sets[figure].append(figures)
        kept.append(finding)
    return kept


def _proven(links: Iterable[Link], strength: str) -> Iterator[Finding]:
    return (found for link in links if link.strength == strength and (found := prove(link)) is not None)
