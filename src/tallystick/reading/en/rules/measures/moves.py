"""Measures of a move: `rose by 4%`, `a 9% rise`, `an increase of 2 million`."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.measures.measurement import DOWN, UP, Measure, changed, past_list
from tallystick.reading.printed.en.items import QUANTITY, TIME, WORDS, Item
from tallystick.reading.printed.en.vocabulary import word_set

_REACH = 5  # items looked at behind a quantity for what it is a quantity of


_SKIPPED = word_set("measures", "skipped")


def _has_article(items: Sequence[Item], site: Site) -> bool:
    return site.at > 0 and any(
        item.low in ("a", "an") or item.low.startswith("a ") for item in items[max(site.at - 2, 0) : site.at]
    )


_BETTERING = frozenset({"expansion", "expansions", "improvement", "improvements", "upgrade", "appreciation"})


def _move_named(items: Sequence[Item], site: Site, j: int, *, opens: bool) -> Measure | None:
    """The rise or fall that item `j` names; none for a verb of its own (`4% fell to …`) or a thing money pays for."""
    item, tags = items[j], items[j].tags
    behind = items[j + 1] if j + 1 < len(items) else None
    own_verb = opens and "verb" in tags and behind is not None and behind.low in ("by", "to", "from")
    if own_verb and not _has_article(items, site):
        return None
    if (site.quantity.is_money and item.low in _BETTERING) or item.low in ("discount", "relief", "setback", "loss of"):
        return None
    aimed = behind is not None and behind.kind == WORDS and behind.low in ("objective", "target", "goal")
    if item.low in ("growth", "growth rate") and site.quantity.is_rate and aimed:
        return Measure("growth", 1, "a growth aimed at", j)
    return Measure(changed(site), -1 if tags & DOWN and not tags & UP else 1, "a rise or fall named behind", j)


def noun_behind(items: Sequence[Item], site: Site) -> Measure | None:
    """`a 9% rise`, `2.5 percent growth`, `a ½ percentage point increase`, `5.2% year on year`."""
    k = past_list(items, site.at)
    for j in range(k, min(k + _REACH, len(items))):
        item = items[j]
        tags = item.tags
        if item.kind == WORDS and "noun" in tags and tags & (UP | DOWN) and not tags & {"adverb_up", "adverb_down"}:
            return _move_named(items, site, j, opens=j == k)
        if site.quantity.is_rate and tags & {"yoy", "mom", "qoq"} and j == k and site.governor < 0:
            return Measure("growth", 1, "growth on a year or month", j)
        if site.quantity.is_rate and "kind:growth" in tags and j <= k + 2:
            return Measure("growth", 1, "a rate of change by name", j)
        if item.kind == TIME or item.low in _SKIPPED or tags & {"yoy", "mom", "qoq"}:
            continue
        if item.kind == WORDS and not tags and j == k and not site.quantity.bare:
            continue
        break
    return None


def moved(items: Sequence[Item], site: Site) -> Measure | None:
    """`rose by 4%`, `up 3%`, `an increase of 2 million`, `expanded at a rate of 5%`."""
    if site.governor < 0:
        return None
    governor = items[site.governor]
    tags = governor.tags
    if (
        governor.low in ("added", "add", "adding", "adds")
        and not site.preposition
        and not site.quantity.is_rate
        and not (site.governor and items[site.governor - 1].low in ("were", "was", "been"))
    ):
        return Measure("change", 1, "added to a stock", site.governor)
    sign = -1 if tags & DOWN else 1 if tags & UP else 0
    if sign and "noun" in tags and site.governor and items[site.governor - 1].low == "negative":
        sign = -1
    if not sign or (site.quantity.bare and site.preposition not in ("by", "of") and not next_to(items, site)):
        return None
    return _move_by(items, site, sign)


def _move_by(items: Sequence[Item], site: Site, sign: int) -> Measure | None:
    """The move by a quantity, as the preposition before it tells; `to` and `from` tell of none."""
    tags, preposition = items[site.governor].tags, site.preposition
    if preposition in ("to", "from", "in", "for", "on", "with", "as"):
        return None
    if preposition == "at":
        paced = site.quantity.is_rate and "pace" in tags
        return Measure(changed(site), sign, "a pace", site.governor) if paced else None
    if preposition == "of" and "verb" in tags and "noun" not in tags:
        return None
    if preposition == "by" and _counts_noun(items, site):
        return None
    if preposition == "of" and not next_to(items, site):
        return None if not _noun_list(items, site) else Measure(changed(site), sign, "a rise or fall of", site.governor)
    if not preposition and "level" in tags and not site.quantity.is_rate:
        return None
    if not preposition and not next_to(items, site) and not _by_list(items, site):
        return None
    return Measure(changed(site), sign, "a rise or fall", site.governor)


def _counts_noun(items: Sequence[Item], site: Site) -> bool:
    """`by a £4 billion transfer`: the amount only tells the size of the noun behind it."""
    if not _has_article(items, site) or site.at + 1 >= len(items):
        return False
    behind = items[site.at + 1]
    return behind.kind == WORDS and not behind.tags & {"preposition", "also", "yoy", "versus"}


def next_to(items: Sequence[Item], site: Site) -> bool:
    """Whether only times, comparisons and adverbs stand between the governor and the quantity's own words."""
    return all(
        item.kind == TIME
        or item.tags & {"yoy", "mom", "qoq", "adverb", "tone", "kind:annual", "kind:average"}
        or item.low in ("in", "of", "rate", "rates")
        for item in items[site.governor + 1 : site.before + 1]
    )


def _noun_list(items: Sequence[Item], site: Site) -> bool:
    """`decreases of 1% in mining and of 4% in gas`; `growth rate of …`."""
    between = items[site.governor + 1 : site.before + 1]
    if any(item.kind == QUANTITY for item in between):
        return items[site.before].low in ("and", ",", "or", "but")
    return len(between) <= 6 or (
        between[0].low in ("in", "of")
        and len(between) <= _LONGEST_NOUN
        and not any("auxiliary" in item.tags for item in between)
    )


_LONGEST_NOUN = 16  # items of `an increase in … of 5%`


def _by_list(items: Sequence[Item], site: Site) -> bool:
    """Whether quantities before it, governed by the same word, carry it on: `by 5% and 4%`."""
    between = items[site.governor + 1 : site.before + 1]
    if not any(item.kind == QUANTITY for item in between) or any(item.tags & {"level", "share"} for item in between):
        return False
    return site.peer >= 0 or (
        "noun" in items[site.governor].tags
        and items[site.governor].low not in ("up", "down")
        and items[site.before].low in ("and", ",", "or")
    )
