"""Which way a planned figure binds: as a floor, as a ceiling, or nobody knows."""

from __future__ import annotations

from functools import lru_cache

from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.loader import load_topics

AT_LEAST, AT_MOST, AROUND = "at least", "at most", "around"


@lru_cache(maxsize=4096)
def usual_bound(indicator: str, measure: str) -> str:
    """How a plan for an indicator binds where its words do not say; empty where that is not known.

    >>> usual_bound("gdp", "growth"), usual_bound("prices.cpi", "growth"), usual_bound("money.m2", "growth")
    ('at least', 'at most', '')
    """
    for row in load_topics("targets")["bounds"]["bound"]:
        first = row["indicator"]
        if (indicator == first or indicator.startswith(f"{first}.")) and row.get("measure", measure) == measure:
            return str(row["bound"])
    known = catalogue().get(indicator)
    better = known.higher_is_better if known else 0
    return {1: AT_LEAST, -1: AT_MOST}.get(better, "")
