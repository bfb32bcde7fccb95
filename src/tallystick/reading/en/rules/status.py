"""Whether a figure tells what is, what is aimed at, or what is expected."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model import Period
from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.printed.en.items import QUANTITY, TIME, Item
from tallystick.reading.printed.en.moods import mood_of
from tallystick.reading.printed.en.times.focus import Focus

_CODES = ("target", "forecast")


def status_of(items: Sequence[Item], site: Site, period: Period | None, focus: Focus) -> tuple[str, int]:
    """The status and the item that tells it (-1: none); a period still to come is no fact."""
    mood, told_at = mood_of(items, site.at)
    found = _cue(items, site)
    if mood and (found is None or found[1] <= told_at):
        return mood, told_at
    ahead = period is not None and focus.released is not None and period.start > focus.released
    if found is not None:
        code, at = found
        past = period is not None and focus.released is not None and period.end < focus.released
        if not (past and code == "forecast" and items[at].low in ("would", "could", "may", "might", "will", "likely")):
            return code, at
    return ("forecast", -1) if ahead else ("actual", -1)


def _cue(items: Sequence[Item], site: Site) -> tuple[str, int] | None:
    """The nearest cue to the left in the sentence, across no clause with a figure and a past verb of its own."""
    for k in range(site.at - 1, -1, -1):
        item = items[k]
        for code in _CODES:
            if code in item.tags:
                return code, k
        if item.low in ("while", "whereas", ";", "but") or item.low in (
            "was",
            "were",
            "rose",
            "fell",
            "grew",
            "increased",
            "decreased",
            "declined",
            "has",
            "had",
            "stood",
        ):
            return None
    for k in range(site.at + 1, min(site.at + 5, len(items))):
        item = items[k]
        if item.kind in (QUANTITY, TIME):
            continue
        if "target" in item.tags and item.low in ("target", "targets", "goal", "goals", "objective", "objectives"):
            return "target", k
        if item.kind == "p":
            break
    return None
