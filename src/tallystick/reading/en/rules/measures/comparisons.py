"""Measures told by comparison: `3% higher than`, `up from 19%`."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.measures.measurement import DOWN, UP, Measure, changed, past_list
from tallystick.reading.printed.en.items import MARK, QUANTITY, TIME, WORDS, Item


def listed_low(items: Sequence[Item], site: Site) -> Measure | None:
    """`a 50-year low`: how long it was not lower."""
    k = site.at + 1
    if (
        site.quantity.unit in ("year", "month", "quarter")
        and k + 1 < len(items)
        and items[k].low in ("period", "run", "spell", "stretch", "streak")
        and items[k + 1].low == "of"
    ):
        return Measure("streak", rule="a run of so long", cue=k)
    if (
        site.quantity.unit in ("year", "month", "quarter")
        and k < len(items)
        and items[k].low in ("low", "high", "lows", "highs")
    ):
        return Measure("streak", rule="lowest or highest for so long", cue=k)
    return None


_ABOVE = frozenset({"more than", "higher than", "greater than", "better than", "above", "well above"})


_BELOW = frozenset({"less than", "fewer than", "lower than", "below", "under", "well below"})


def _direction(item: Item) -> int:
    """1 for words of being above another amount, -1 for below, 0 for neither."""
    if item.low in _ABOVE:
        return 1
    if item.low in _BELOW:
        return -1
    return 1 if "cmp:up" in item.tags else -1 if "cmp:down" in item.tags else 0


def _only_more(items: Sequence[Item], j: int, site: Site) -> bool:
    """`two more plants`, `£5 million extra`: further ones, compared with nothing."""
    quantity, low = site.quantity, items[j].low
    few = quantity.form == "words" and quantity.bare and not quantity.half
    further = low in ("more", "fewer", "additional", "extra") and (few or quantity.is_money)
    return (further or (low == "less" and quantity.is_money)) and not _than(items, j)


def compared(items: Sequence[Item], site: Site) -> Measure | None:
    """`3% higher than in 2014`, `7% below the peak`, `300 billion yuan more than last year`."""
    k = past_list(items, site.at)
    while k < len(items) and (items[k].kind == TIME or items[k].tags & {"yoy", "mom", "qoq"}):
        k += 1
    for j in range(k, min(k + 3, len(items))):
        item = items[j]
        if item.kind in (MARK, QUANTITY) or item.tags & {"auxiliary", "clause"} - item.tags & {"cmp:up", "cmp:down"}:
            break
        if item.low == "over" or (item.low == "under" and j > k):
            break
        sign = _direction(item)
        if not sign:
            if item.low == "respectively":
                continue
            if item.kind == WORDS and j == k and not item.tags and site.quantity.unit in ("1",):
                continue
            break
        if _only_more(items, j, site):
            return None
        gap = site.quantity.unit in ("pp", "bp") or not site.quantity.is_rate
        other = gap and _than(items, j) and not _is_time_compared(items, j)
        return Measure("gap" if other else changed(site), sign, "compared with another amount", j, compared=True)
    return None


def _than(items: Sequence[Item], j: int) -> bool:
    return (
        " than" in items[j].low
        or items[j].low in ("above", "below", "well above", "well below", "ahead of", "short of")
        or any("than" in i.low.split() for i in items[j + 1 : j + 8])
    )


def _is_time_compared(items: Sequence[Item], j: int) -> bool:
    """Whether what it is compared with is the same thing at another time."""
    for item in items[j + 1 : j + 14]:
        if item.kind == TIME:
            return True
        if item.low in (
            "projected",
            "expected",
            "previous",
            "last",
            "before",
            "previously",
            "earlier",
            "today",
            "now",
            "currently",
        ):
            return True
        if item.kind == MARK and item.low in ",;.":
            return False
    return False


def told_for_comparison(items: Sequence[Item], site: Site) -> bool:
    """`compared with a decline of 5% in the same period`: a move of another time."""
    k = site.governor
    if k < 1 or "noun" not in items[k].tags or not items[k].tags & (UP | DOWN):
        return False
    while k > 1 and items[k - 1].tags & {"tone", "adverb"}:
        k -= 1
    return "versus" in items[k - 1].tags and "compar" in items[k - 1].low


def echo(items: Sequence[Item], site: Site) -> Measure | None:
    """`up from 19% in 2011`, `compared with 5% in May`, `(5% in 2011)`: the same thing at another time."""
    if site.preposition == "of" and _of_compared(items, site):
        return Measure("level", rule="the same thing at another time", cue=site.before, echo=True)
    if site.preposition in ("from", "against", "than", "compared with", "compared to", "over") and not _followed_by_to(
        items, site
    ):
        return Measure("level", rule="the same thing at another time", cue=site.before, echo=True)
    return None


def _of_compared(items: Sequence[Item], site: Site) -> bool:
    """`from the 2008 estimate of 14%`, `from a revised deficit of £23 billion`."""
    for item in reversed(items[max(site.before - 5, 0) : site.before + 1]):
        if item.kind == WORDS and item.low in (
            "from",
            "than",
            "compared with",
            "compared to",
            "against",
            "higher than",
            "lower than",
        ):
            return True
        if item.low in ("after", "following", "and", "but", "with", "to", "by") or (
            item.tags & {"noun"} and item.tags & (UP | DOWN)
        ):
            return False
        if (
            item.kind in (MARK, QUANTITY)
            or "auxiliary" in item.tags
            or (("verb" in item.tags and item.low.endswith(("ed", "ing"))) and item.low != "revised")
            or item.low in ("of", "in")
        ):
            return False
    return False


def _followed_by_to(items: Sequence[Item], site: Site) -> bool:
    """Whether `from 5%` goes on `to 7%`: then it has a verb of its own."""
    if site.preposition != "from":
        return False
    return any(
        item.low == "to" and j + 1 < len(items) for j, item in enumerate(items[site.at + 1 : site.at + 6], site.at + 1)
    )
