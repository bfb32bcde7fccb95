"""How many figures of running text stand in a tie, and why the others stand in none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tallystick.model import Finding, Observation
from tallystick.reconciling.evidence import canonical
from tallystick.reconciling.tying import is_foreseen

TIED, UNTIED = "figures in a tie", "figures in no tie"
NO_SUBJECT, PLANNED, NO_TIME, NO_PARTNER = "no subject", "planned", "no period or base", "no partner"
WHY = (NO_SUBJECT, PLANNED, NO_TIME, NO_PARTNER)
"""Why a figure stands in no tie: the first that is so."""
COUNTS = (TIED, UNTIED, *WHY)
_COMPARED = ("growth", "change")


def coverage(figures: Sequence[Observation], findings: Iterable[Finding]) -> dict[str, int]:
    """How many figures outside of tables stand in a check or a tested claim, how many in none, and these by WHY."""
    prose = [figure for figure in figures if not figure.is_cell]
    tied = {figure for finding in findings if finding.counts_as == finding.verdict for figure in finding.figures}
    loose = [figure for figure in prose if figure.id not in tied]
    whys = Counter(why_untied(figure) for figure in loose)
    return {TIED: len(prose) - len(loose), UNTIED: len(loose), **{why: whys[why] for why in WHY}}


def why_untied(figure: Observation) -> str:
    """The first thing that keeps a figure from being tied to another; NO_PARTNER where it is only alone."""
    if not figure.subject:
        return NO_SUBJECT
    if figure.status != "actual" or is_foreseen(figure):
        return PLANNED
    if not canonical(figure.period, stock=False) or (figure.measure in _COMPARED and not figure.base):
        return NO_TIME
    return NO_PARTNER
