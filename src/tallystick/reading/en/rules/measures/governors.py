"""Where a quantity stands: its qualifier, the preposition before it, and the word that governs it."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.items import DECOY, MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.printed.en.vocabulary import word_set

_GOVERNORS = frozenset({"up", "down", "adverb_up", "adverb_down", "level", "share", "contribution", "change", "pace"})
_PREPOSITIONS = word_set("sites", "prepositions")
_STOPS = frozenset({";", ":"})
_ENDS = word_set("sites", "ends")


class Site:
    """What surrounds the quantity at item `at`.

    `governor` is the item that governs it (-1: none), `preposition` the word between; `before` the first item left of
    qualifier and preposition; `peer` the earlier quantity it is only listed with (-1: none); `bracket` whether it
    stands in brackets; `behind` the first item after it that is not a time.
    """

    __slots__ = (
        "at",
        "before",
        "behind",
        "bracket",
        "governor",
        "peer",
        "preposition",
        "qualifier",
        "qualifier_at",
        "quantity",
    )

    def __init__(self, at: int, quantity: Quantity) -> None:
        self.at, self.quantity = at, quantity
        self.governor = self.peer = self.qualifier_at = -1
        self.before, self.behind = at - 1, at + 1
        self.preposition, self.qualifier, self.bracket = "", "", False


def site_of(items: Sequence[Item], at: int) -> Site:
    """Look around the quantity at item `at`."""
    site = Site(at, items[at].quantity)
    _look_left(items, site)
    _look_behind(items, site)
    site.governor = _governor(items, site)
    site.peer = _peer(items, site)
    return site


_SIGNS = {"above": ">", "below": "<", "about": "~"}
_SYMBOLS = {"~": "~", "≈": "~", "<": "<", ">": ">", "≤": "<", "≥": ">"}


def _qualifier(item: Item) -> str:
    if item.kind == MARK:
        return _SYMBOLS.get(item.low, "")
    return next((sign for tag, sign in _SIGNS.items() if tag in item.tags), "")


def _look_left(items: Sequence[Item], site: Site) -> None:
    """Step over qualifier, tone and preposition, in whatever order they stand."""
    k = site.at - 1
    while k >= 0:
        item = items[k]
        found = _qualifier(item)
        if found and item.low == "over" and k and items[k - 1].tags & {"up", "down"} and "noun" in items[k - 1].tags:
            found, site.preposition = "", "over"
        if found:
            if not site.qualifier:
                site.qualifier, site.qualifier_at = found, k
            if "verb" in item.tags:
                break
        elif site.preposition == "over" and item.low == "over":
            pass
        elif item.kind == WORDS and not site.preposition and item.low in _PREPOSITIONS:
            site.preposition = item.low
        elif item.kind == MARK and item.low in "([" and not site.preposition:
            site.bracket = True
            break
        elif item.kind != WORDS or not item.tags & {"tone", "adverb"}:
            break
        k -= 1
    site.before = k


_AFTER = {"after_above": ">", "after_below": "<", "after_about": "~"}


def _look_behind(items: Sequence[Item], site: Site) -> None:
    k = site.at + 1
    if k < len(items) and items[k].tags & set(_AFTER) and not site.qualifier:
        site.qualifier = next(sign for tag, sign in _AFTER.items() if tag in items[k].tags)
        site.qualifier_at = k
        k += 1
    while k < len(items) and (
        items[k].kind == TIME or (items[k].low == "in" and k + 1 < len(items) and items[k + 1].kind == TIME)
    ):
        k += 1
    site.behind = k


def _governor(items: Sequence[Item], site: Site) -> int:
    """The nearest word to the left that says what happens to the amount, within the clause."""
    k = site.before
    depth = 0
    while k >= 0:
        item = items[k]
        if item.kind == MARK:
            if item.low in _STOPS:
                return -1
            depth += (item.low in ")]") - (item.low in "([")
            if depth < 0 and not site.bracket:
                return -1
        elif item.kind == WORDS and depth <= 0:
            if item.tags & _GOVERNORS and not _is_noun_here(items, k):
                return k
            if item.low in _ENDS or (item.low == "with" and k and items[k - 1].low == ","):
                return -1
        k -= 1
    return -1


_ARTICLES = word_set("sites", "articles")
_OWN_ARTICLES = frozenset({"a", "an", "the", "its", "our", "their", "this"})


def _is_noun_here(items: Sequence[Item], k: int) -> bool:
    """Whether a word that can be a verb of level is a noun (`the use of`, `current account deficit`)."""
    tags = items[k].tags
    if tags & {"up", "down", "adverb_up", "adverb_down"} and "verb" not in tags:
        return False
    if not tags & {"level", "change"} or tags & {"up", "down", "share", "auxiliary"}:
        return False
    if items[k].low.endswith("ing") and k + 1 < len(items) and items[k + 1].low == "of":
        return True
    if "change" in tags and not items[k].low.endswith("ed"):
        return True
    if items[k].low.endswith("ing"):
        return k > 0 and items[k - 1].low in _OWN_ARTICLES
    return k > 0 and items[k - 1].low in _ARTICLES


_LIST = word_set("sites", "list")


def _peer(items: Sequence[Item], site: Site) -> int:
    """The quantity before, when only what lists stands between: `9.4 percent and 9.1 percent`."""
    k = site.before
    joined = False
    while k >= 0:
        item = items[k]
        if item.kind == QUANTITY:
            return k if joined else -1
        if item.kind in (TIME, DECOY):
            pass
        elif item.low in ("and", "or", ",", "but"):
            joined = True
        elif item.low not in _LIST and not item.tags & {
            "tone",
            "above",
            "below",
            "about",
            "versus",
            "yoy",
            "mom",
            "qoq",
        }:
            return -1
        k -= 1
    return -1
