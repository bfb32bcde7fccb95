"""The part a time plays in its sentence: the period told, a base, a span looked back on, or an aside."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.rules.measures.measurement import Measure
from tallystick.reading.printed.en.items import MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.printed.en.times.time import Time
from tallystick.reading.printed.en.vocabulary import word_set

MAIN, BASE, SPAN, ASIDE = "main", "base", "span", "aside"
_COMPARING = word_set("periods", "comparing")
_ARTICLES = word_set("periods", "articles")
_ASIDE = word_set("periods", "aside")


def role_of(items: Sequence[Item], k: int) -> str:
    """The part the time at item `k` plays, by the words before it."""
    time = items[k].time
    if "naming" in items[k].tags or (time.unit == "today" and not _decides(items)):
        return ASIDE
    j = k - 1
    while j >= 0 and items[j].kind == WORDS and items[j].low in _ARTICLES:
        j -= 1
    before = items[j] if j >= 0 else None
    if _compared_far(items, j):
        return BASE
    if before is not None and before.kind == WORDS and before.low in _COMPARING:
        return _after_comparing(items, j, time)
    if before is not None and before.low in _ASIDE:
        return ASIDE
    if time.year is None and time.unit in ("month", "quarter") and _modifies(items, k):
        return ASIDE
    if time.unit in ("past", "coming"):
        return SPAN
    if (
        time.unit == "same"
        and time.year in ("last", "previous")
        and any("than" in item.low or item.low.startswith("compar") for item in items[:k] if item.kind == WORDS)
    ):
        return BASE
    if time.unit == "ago":
        return BASE if k + 1 < len(items) and not _starts_clause(items, k) else MAIN
    return MAIN


def _after_comparing(items: Sequence[Item], j: int, time: Time) -> str:
    """The part of a time behind a word at `j` that mostly compares: `from`, `over` and `on` may only lead to it."""
    low = items[j].low
    if low in ("over", "on", "from") and time.unit in (
        "past",
        "coming",
        "span",
        "trailing",
        "days",
        "same" if time.year is None else "",
        "year" if low == "over" and time.year in ("this", None) else "",
    ):
        if (
            low == "from"
            and time.unit == "span"
            and _follows_amount(items, j)
            and any(item.kind == TIME for item in items[:j])
        ):
            return BASE
        return SPAN if time.unit in ("past", "coming") else MAIN
    if low == "on" and time.unit == "day":
        return MAIN
    if low == "over" and time.unit == "past":
        return SPAN
    return BASE


_EVENTS = frozenset(
    {"meeting", "minutes", "statement", "projections", "survey", "report", "forecast", "budget", "fomc meeting", "fomc"}
)
_POSSESSIVES = frozenset({"their", "its", "his", "our"})


def _modifies(items: Sequence[Item], k: int) -> bool:
    """Whether a time only tells which meeting, or which earlier move, is meant: `the June meeting`."""
    behind = items[k + 1] if k + 1 < len(items) else None
    if not k or behind is None or behind.kind != WORDS:
        return False
    return behind.low in _EVENTS or (items[k - 1].low in _POSSESSIVES and "noun" in behind.tags)


def _follows_amount(items: Sequence[Item], j: int) -> bool:
    return j > 0 and items[j - 1].kind == QUANTITY


_FAR = 6
_FAR_COMPARING = word_set("periods", "far_comparing")
_ESTIMATES = word_set("periods", "estimates")
_SUPERLATIVES = word_set("periods", "superlatives")


_EXTREMES = frozenset({"peak", "trough", "high", "low", "record"})


def _compared_far(items: Sequence[Item], j: int) -> bool:
    """Whether a comparison leads to the time through a noun phrase: `than extraction levels in 2011`."""
    for k in range(j, max(j - _FAR, -1), -1):
        item = items[k]
        if item.kind != WORDS or "auxiliary" in item.tags:
            return False
        if item.low in _FAR_COMPARING:
            return not (
                item.low in ("lower than", "higher than") and k + 1 < len(items) and items[k + 1].kind == QUANTITY
            )
        if item.low == "from":
            if any(i.low in _EXTREMES for i in items[k + 1 : j + 1]):
                return True
            return (
                items[j + 1 : j + 2] != []
                and not _is_span(items, j)
                and all(i.low in _ESTIMATES for i in items[k + 1 : j + 1])
            )
    return False


def extreme_since(items: Sequence[Item], k: int) -> bool:
    """Whether a time says since when nothing was so high: `the highest since 2014` compares with no value of 2014.

    In brackets behind it stands that value: `the lowest since May 2014 (82.2)`.
    """
    if k + 1 < len(items) and items[k + 1].low == "(":
        return False
    since = next((j for j in range(k - 1, max(k - 4, -1), -1) if items[j].low == "since"), -1)
    before = items[max(since - _FAR, 0) : since] if since > 0 else []
    for item in reversed(before):
        if item.kind != WORDS:
            return False
        if item.low in _SUPERLATIVES:
            return True
    return False


def _is_span(items: Sequence[Item], j: int) -> bool:
    return any(item.kind == TIME and item.time.unit == "span" for item in items[j + 1 : j + 4])


def _decides(items: Sequence[Item]) -> bool:
    """Whether the sentence tells of a rate moved by points."""
    return any(item.kind == QUANTITY and item.quantity.unit in ("pp", "bp") for item in items)


def _starts_clause(items: Sequence[Item], k: int) -> bool:
    return k == 0 or items[k - 1].kind == MARK


def compared_times(items: Sequence[Item], measure: Measure) -> list[int]:
    """The times that belong to what a quantity is compared with: `7% below the peak of 2008`."""
    cue = items[measure.cue].low
    if not measure.compared or "than" in cue or cue in ("more", "fewer", "additional", "extra"):
        return []
    found: list[int] = []
    for k in range(measure.cue + 1, len(items)):
        if items[k].kind == QUANTITY or items[k].low in (",", ";", "and"):
            break
        told = k == measure.cue + 2 and items[k - 1].low in ("in", "during", "for")
        if items[k].kind == TIME and items[k].time.year != "this" and not told:
            found.append(k)
    return found
