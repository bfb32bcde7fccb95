"""Whether a figure tells what is, what is aimed at or what is expected: the cues of its sentence and heading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tallystick.model import Period
from tallystick.reading.printed.en.items import MARK, QUANTITY, WORDS, Item
from tallystick.reading.printed.en.vocabulary import word_set

CODES = ("actual", "target", "forecast")
_PAST = word_set("choosing", "past")


def features(
    items: list[Item], k: int, period: Period | None, released: date | None, before: str, heading: str, rules: str = ""
) -> list[str]:
    """Names of what tells the status of the quantity at item `k`; `before` is the status of the figure before."""
    found = [f"before:{before}"]
    if period is not None and released is not None:
        when = "ahead" if period.start > released else "over" if period.end < released else "now"
        found.append(f"when:{when}")
    found.append(f"rules:{rules}")
    found += _cues(items, k, -1, "L")
    found += _cues(items, k, 1, "R")
    found += [
        f"heading:{word}"
        for word in heading.lower().split()
        if word.startswith(("target", "outlook", "forecast", "project", "plan", "goal"))
    ]
    return [*found, *(f"{found[1]}|{name}" for name in found[2:] if found[1].startswith("when"))]


def _cues(items: list[Item], k: int, step: int, side: str) -> Iterator[str]:
    clauses = numbers = 0
    told = past = False
    at = k + step
    while 0 <= at < len(items):
        item = items[at]
        if item.kind == QUANTITY:
            numbers += 1
        elif item.kind == MARK and item.low in ";:":
            clauses += 1
        elif item.kind == WORDS:
            if item.low in ("while", "whereas", "but"):
                clauses += 1
            cue = next((code for code in ("target", "forecast") if code in item.tags), "")
            if cue:
                yield f"{side}any:{cue}"
                yield f"{side}{'' if not told else '+'}:{cue}:{min(clauses, 1)}:{min(numbers, 1)}"
                yield f"{side}:{item.low}"
                if past and not told:
                    yield f"{side}behind-past:{cue}"
                told = True
            if item.low in _PAST and not past:
                past = True
                yield f"{side}past:{min(clauses, 1)}:{min(numbers, 1)}:{told}"
        at += step
    if not told:
        yield f"{side}:none"
