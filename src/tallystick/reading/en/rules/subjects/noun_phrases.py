"""Noun phrases among the items of a sentence: where they start and end, and their words."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.rules.subjects.content_words import (
    NO_SPAN,
    NOUNS_OF_STATUS,
    TRAILING,
    Span,
    has_content,
    trimmed,
)
from tallystick.reading.en.rules.subjects.phrase_borders import (
    FINITE,
    is_border,
    list_goes_on,
    noun_goes_on,
    relative_start,
)
from tallystick.reading.printed.en.items import MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.printed.en.vocabulary import word_set

_LONGEST = 40  # items of a phrase looked through


_HARD = frozenset({";", ":", "—", "–", "…", "|", "•"})


_STOPPERS = word_set("phrases", "stoppers")


_BREAKERS = word_set("phrases", "breakers")


_QUOTES = "'’\"“”*&/‘"


def phrase_before(items: Sequence[Item], k: int) -> Span:
    """The noun phrase that ends before item `k`; times and brackets inside it are passed over."""
    end = _before_remark(items, _before_fillers(items, k), k)
    start, joint, depth, j = end, -1, 0, end - 1
    border = False
    while j >= max(end - _LONGEST, 0):
        item = items[j]
        if item.kind == MARK and item.low in "()[]":
            depth += 1 if item.low in ")]" else -1
            if depth < 0:
                break
        elif depth == 0:
            if item.kind == MARK and (item.low in _HARD or (item.low == "," and not list_goes_on(items, j, end))):
                break
            stop = item.kind == QUANTITY or is_border(items, j, start, end)
            if stop:
                restrictive = relative_start(items, j)
                if restrictive < 0 or item.kind == QUANTITY:
                    border = True
                    break
                j = restrictive
            elif item.low in ("and", "but", "or"):
                joint = j
        start = j
        j -= 1
    if border and start <= joint < end and (items[start - 1].kind == QUANTITY or not has_content(items, start, joint)):
        start = joint + 1
    return trimmed(items, start, end)


def _before_fillers(items: Sequence[Item], k: int) -> int:
    """Where the words before item `k` end once times, hedges, auxiliaries and a dash before `which` are left off."""
    end = k
    while end > 0 and (
        _is_filler(items[end - 1])
        or (items[end - 1].low in ("–", "—", "-") and end < len(items) and items[end].low == "which")
    ):
        end -= 1
    return end


def _is_filler(item: Item) -> bool:
    if item.kind == TIME:
        return True
    if item.kind == MARK:
        return item.low in ",*"
    if item.kind != WORDS:
        return False
    hedge = bool(item.tags & {"forecast", "target"}) and item.low not in NOUNS_OF_STATUS
    return hedge or bool(item.tags & {"auxiliary", "adverb"}) or item.low in TRAILING


def _before_remark(items: Sequence[Item], end: int, k: int) -> int:
    """`The volume, once scarce, doubled`: where the phrase ends before a remark inserted between commas."""
    if end < len(items) and 0 < end <= k and items[end - 1].low == "—":
        opening = next((j for j in range(end - 2, max(end - 24, 0), -1) if items[j].low == "—"), -1)
        return opening if opening > 0 and items[opening - 1].kind == WORDS else end
    if end < k and items[end].low == ",":
        for j in range(end - 1, max(end - 30, 0), -1):
            if items[j].low in ("which", "who") and items[j - 1].low == ",":
                return j - 1
            if items[j].low in (";", ":", "which", "who", "that"):
                break
    if end >= k or items[end].low != "," or any(item.low in ("which", "who", "that", "and") for item in items[end:k]):
        return end
    for j in range(end - 1, max(end - 10, 0), -1):
        item = items[j]
        if item.kind == MARK and item.low == ",":
            return j if items[j - 1].kind == WORDS or items[j - 1].low == ")" else end
        if item.kind in (QUANTITY, MARK) or item.low in ("and", "&"):
            break
    return end


def phrase_end(items: Sequence[Item], k: int) -> int:
    """Where the noun phrase that starts at item `k` ends: before verbs, times, numbers and marks."""
    j, depth = k, 0
    while j < min(len(items), k + _LONGEST):
        item = items[j]
        if item.kind == MARK and item.low in "()[]":
            if item.low in ")]" and not depth:
                break
            depth += 1 if item.low in "([" else -1
        elif depth == 0 and item.kind == MARK:
            if not (item.low == "," and _list_behind(items, j, k)) and item.low not in _QUOTES:
                break
        elif depth == 0 and (item.kind in (QUANTITY, TIME) or _ends_phrase(items, j, k)):
            break
        j += 1
    return trimmed(items, k, j)[1] if j > k else k


def phrase_from(items: Sequence[Item], k: int) -> Span:
    """The noun phrase that starts at item `k`."""
    return trimmed(items, k, phrase_end(items, k))


def _ends_phrase(items: Sequence[Item], j: int, start: int) -> bool:
    item = items[j]
    if item.kind != WORDS or j == start:
        return False
    if item.low in _STOPPERS or "auxiliary" in item.tags or item.tags & {"yoy", "mom", "qoq"}:
        return not (item.low in ("to", "on", "with", "by", "at", "from") and noun_goes_on(items, j))
    return item.low in FINITE or (
        item.low in ("in", "and", "for", "of") and j + 1 < len(items) and items[j + 1].kind in (TIME, QUANTITY)
    )


def _list_behind(items: Sequence[Item], comma: int, start: int) -> bool:
    """Whether a comma only parts the members of a list closed by `and` (`mining, gas and water`)."""
    if (
        comma + 1 < len(items)
        and items[comma + 1].low == "and"
        and not any(item.low == "," for item in items[start:comma])
    ):
        return False
    for item in items[comma + 1 : comma + 9]:
        if item.low in ("and", "&", "or"):
            return comma > start
        if (
            (item.kind == MARK and item.low != ",")
            or item.kind in (QUANTITY, TIME)
            or "auxiliary" in item.tags
            or item.low in _STOPPERS
        ):
            return False
    return False


def shared_predicate(items: Sequence[Item], end: int) -> Span:
    """`5 tonnes of oil and 3 of gas were sold`: what is said of all that is listed, behind a phrase up to `end`."""
    if end + 1 >= len(items) or items[end].low not in ("and", ",", "or") or items[end + 1].kind != QUANTITY:
        return NO_SPAN
    for k in range(end + 2, min(end + 2 + _LONGEST, len(items))):
        item = items[k]
        if (item.kind == MARK and item.low != ",") or item.low in _BREAKERS:
            return NO_SPAN
        if "auxiliary" in item.tags:
            return k, clause_end(items, k)
    return NO_SPAN


def clause_end(items: Sequence[Item], k: int) -> int:
    """Where the clause from item `k` on ends; its verb belongs to what is counted (`people who …`, `jobs created`)."""
    j, depth = k, 0
    while j < min(len(items), k + _LONGEST):
        item = items[j]
        if item.kind == MARK and item.low in "()[]":
            if item.low in ")]" and not depth:
                break
            depth += 1 if item.low in "([" else -1
        elif depth == 0 and item.kind == MARK:
            if not (item.low == "," and _list_behind(items, j, k)) and item.low not in _QUOTES and item.low != "-":
                break
        elif (depth == 0 and (item.kind in (QUANTITY, TIME) or item.low in _BREAKERS)) or (
            depth == 0
            and item.low in ("and", "or", "in", "from", "to", "by", "at")
            and j + 1 < len(items)
            and items[j + 1].kind in (QUANTITY, TIME)
        ):
            break
        j += 1
    return trimmed(items, k, j)[1]
