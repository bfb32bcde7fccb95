"""How many figures of running text the cells of a release prove."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallystick.model import Finding, Observation

IN_PROSE, PROVEN = "figures in prose", "proven by tables"
"""What a summary counts beside verdicts, where a release has tables."""


def by_tables(figures: Sequence[Observation], findings: Iterable[Finding]) -> dict[str, int]:
    """Figures outside of tables and how many of them a cell proves; nothing where there are no cells."""
    cells = {o.id for o in figures if o.is_cell}
    if not cells:
        return {}
    prose = {o.id for o in figures} - cells
    proven = {
        figure
        for finding in findings
        if finding.kind == "check" and finding.verdict.startswith("holds") and not cells.isdisjoint(finding.figures)
        for figure in finding.figures
    }
    return {IN_PROSE: len(prose), PROVEN: len(proven & prose)}
