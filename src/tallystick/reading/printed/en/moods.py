"""Whether the verb that a figure hangs on tells what is meant to happen or will: `is to reach`, `should grow by`."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.items import MARK, QUANTITY, WORDS, Item
from tallystick.reading.printed.en.vocabulary import word_set

_BE = frozenset({"is", "are", "was", "were"})
_MEANT = word_set("moods", "meant")
_COMING = word_set("moods", "coming")
_MEANT_TO = word_set("moods", "meant_to")
_COMING_TO = word_set("moods", "coming_to")
_OUTCOMES = word_set("moods", "outcomes")
_NO_VERBS = word_set("moods", "no_verbs")
_ENDS = word_set("moods", "ends")
_AIMS = frozenset({"target", "goal", "objective", "aim"})
_OWN = frozenset({"the", "its", "our", "their", "this", "official", "annual"})
_BESIDE = frozenset({"above", "below", "against", "than", "to", "near", "with", "of", "beyond", "met", "at"})
_FAR = 10  # items between a figure and what its verb is told with


def mood_of(items: Sequence[Item], at: int) -> tuple[str, int]:
    """`target` or `forecast` where the verb of the quantity at item `at` says so, and the item that tells; else "".

    What a rise starts from (`will be raised from 5%`) is told of as it is.
    """
    if any(item.low == "from" for item in items[max(at - 2, 0) : at]):
        return "", -1
    for k in range(at - 1, max(at - _FAR, 0) - 1, -1):
        item = items[k]
        if item.low in _BE and item.kind == WORDS and (aim := _aim_before(items, k)) >= 0:
            return "target", aim
        if item.kind in (QUANTITY, MARK) or (item.kind == WORDS and item.low in _ENDS):
            return "", -1
        if item.kind == WORDS and (code := _told(items, k, at)):
            return code, k
    return "", -1


def _aim_before(items: Sequence[Item], k: int) -> int:
    """The noun of the aim that `was` at item `k` tells of: `the target for growth was 5%`; -1 for none."""
    for j in range(k - 1, max(k - _FAR, 0) - 1, -1):
        item = items[j]
        if item.kind in (QUANTITY, MARK) or item.low in ("and", "but", "or"):
            return -1
        if item.low in _AIMS:
            before = items[j - 2].low if j > 1 and items[j - 1].kind == WORDS else ""
            return j if j and items[j - 1].low in _OWN and before not in _BESIDE else -1
    return -1


def _told(items: Sequence[Item], k: int, at: int) -> str:
    """What the words that end with item `k` say of the verb behind them."""
    low = items[k].low
    if not _is_verb(items, k + 1, at):
        return ""
    if low in _MEANT or low in _COMING:
        return "target" if low in _MEANT else "forecast"
    head, _, last = low.rpartition(" ")
    before = head.rpartition(" ")[2] if last == "to" and head else ""
    if low != "to" and not before:
        return ""
    j = _left(items, k) if not before else k
    before = before or (items[j].low if j >= 0 else "")
    if before in _MEANT_TO or before in _COMING_TO:
        return "target" if before in _MEANT_TO else "forecast"
    if before in _BE and not any(item.low in _OUTCOMES for item in items[max(j - 6, 0) : j]):
        return "target"
    return "target" if low == "to" and _is_to_be_done(items, k) else ""


def _is_to_be_done(items: Sequence[Item], k: int) -> bool:
    """`output to be raised to 5 tonnes`: behind a noun."""
    if not 0 < k < len(items) - 2 or items[k + 1].low != "be" or not items[k + 2].low.endswith("ed"):
        return False
    before = items[k - 1]
    return before.kind == WORDS and not before.tags & {"verb", "auxiliary", "adverb", "forecast", "target"}


def _left(items: Sequence[Item], k: int) -> int:
    """The item left of item `k`, adverbs aside."""
    j = k - 1
    while j >= 0 and items[j].low not in _MEANT_TO | _COMING_TO and _is_adverb(items[j]):
        j -= 1
    return j


def _is_adverb(item: Item) -> bool:
    return item.kind == WORDS and ("adverb" in item.tags or item.low in ("not", "also")) and item.low != "able"


def _is_verb(items: Sequence[Item], k: int, at: int) -> bool:
    """Whether an infinitive may stand at item `k`, adverbs before it aside."""
    while k < at and _is_adverb(items[k]):
        k += 1
    return k < at and items[k].kind == WORDS and items[k].low not in _NO_VERBS and "preposition" not in items[k].tags
