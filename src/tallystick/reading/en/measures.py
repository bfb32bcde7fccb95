"""What a quantity says of its subject: level, growth, change, share …, and with which sign."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tallystick.reading.en.scanner import MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.en.sites import Site
from tallystick.reading.en.vocabulary import word_set


class Measure(msgspec.Struct, frozen=True):
    """A measure code with its sign; `rule` names why; `cue` is the item that decided (-1: none)."""

    code: str
    sign: int = 1
    rule: str = ""
    cue: int = -1
    echo: bool = False
    compared: bool = False


_UP = frozenset({"up", "adverb_up", "cmp:up"})
_DOWN = frozenset({"down", "adverb_down", "cmp:down"})
_REACH = 5  # items looked at behind a quantity for what it is a quantity of


def measure_of(items: Sequence[Item], site: Site, subject_kind: str) -> Measure:
    """The measure of a quantity; `subject_kind` is what its subject is by name: growth, share, level, index or empty."""
    unit, form = site.quantity.unit, site.quantity.form
    if unit == "rank":
        return Measure("rank", rule="a place in an order", cue=site.at)
    if form == "streak":
        return Measure("streak", rule="held without a break", cue=site.at)
    if unit == "times":
        return _times(items, site)
    if form == "fold":
        return Measure("growth", rule="growth in one word", cue=site.at)
    return (
        _listed_low(items, site)
        or _compared(items, site)
        or _noun_behind(items, site)
        or _echo(items, site)
        or _contribution(items, site)
        or _moved(items, site)
        or _stated(items, site, subject_kind)
    )


def _listed_low(items: Sequence[Item], site: Site) -> Measure | None:
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


def _times(items: Sequence[Item], site: Site) -> Measure:
    behind = items[site.at + 1] if site.at + 1 < len(items) else None
    multiple = behind is not None and (
        "kind:multiple" in behind.tags
        or behind.low
        in ("that", "the", "its", "as", "those", "what", "their", "of", "higher", "more", "larger", "greater")
    )
    governor = items[site.governor] if site.governor >= 0 else None
    if (
        governor is not None
        and governor.tags & {"up", "adverb_up"}
        and site.preposition in ("by", "", "of")
        and not multiple
    ):
        return Measure("growth", rule="growth by so many times", cue=site.governor)
    if multiple or site.preposition in ("to", "at"):
        return Measure("multiple", rule="so many times another amount", cue=site.at)
    if (
        (governor is not None
        and governor.tags & _DOWN)
        or site.quantity.form == "words"
        or behind is None
        or governor is None
    ):
        return Measure("level", rule="a count of events", cue=site.at)
    return Measure("multiple", rule="so many times another amount", cue=site.at)


def changed(site: Site) -> str:
    """The measure of a move: growth for percentages, change for what has a unit of its own."""
    return "growth" if site.quantity.is_rate else "change"


_SKIPPED = word_set("measures", "skipped")


def past_list(items: Sequence[Item], at: int) -> int:
    """The item behind a quantity and those listed with it: `11% and 7%, respectively, below …`."""
    k = at + 1
    j, closed = k, False
    while j < len(items) and j < at + 14:
        item = items[j]
        closed = closed or item.low == "and"
        if item.kind == QUANTITY and items[at].quantity.unit == item.quantity.unit:
            k = j + 1
        elif not (item.low in (",", "and", "or", "by", "of", "&") or item.tags & {"above", "below", "about"}):
            break
        j += 1
    if not closed:
        k = at + 1
    while k + 1 < len(items) and (
        items[k].low == "respectively" or (items[k].low == "," and items[k + 1].low == "respectively")
    ):
        k += 1
    return k + 1 if k > at + 1 and k < len(items) and items[k].low == "," and items[k - 1].low == "respectively" else k


def _compared(items: Sequence[Item], site: Site) -> Measure | None:
    """`3% higher than in 2014`, `7% below the peak`, `300 billion yuan more than last year`."""
    k = past_list(items, site.at)
    while k < len(items) and (items[k].kind == TIME or items[k].tags & {"yoy", "mom", "qoq"}):
        k += 1
    for j in range(k, min(k + 3, len(items))):
        item = items[j]
        if item.kind in (MARK, QUANTITY) or item.tags & {"auxiliary", "clause"} - item.tags & {"cmp:up", "cmp:down"}:
            break
        sign = 1 if "cmp:up" in item.tags else -1 if "cmp:down" in item.tags else 0
        if item.low in (
            "more than",
            "less than",
            "fewer than",
            "higher than",
            "lower than",
            "greater than",
            "better than",
            "above",
            "below",
            "under",
            "well below",
            "well above",
            "over",
        ):
            if item.low == "over" or (item.low == "under" and j > k):
                break
            sign = -1 if item.low in ("less than", "fewer than", "lower than", "below", "under", "well below") else 1
        if not sign:
            if item.low == "respectively":
                continue
            if item.kind == WORDS and j == k and not item.tags and site.quantity.unit in ("1",):
                continue
            break
        if (
            item.low in ("more", "fewer", "additional", "extra")
            and site.quantity.form == "words"
            and site.quantity.bare
            and not site.quantity.half
            and not _than(items, j)
        ):
            return None
        if (
            item.low in ("more", "fewer", "less", "additional", "extra")
            and site.quantity.is_money
            and not _than(items, j)
        ):
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


def _has_article(items: Sequence[Item], site: Site) -> bool:
    return site.at > 0 and any(
        item.low in ("a", "an") or item.low.startswith("a ") for item in items[max(site.at - 2, 0) : site.at]
    )


def _noun_behind(items: Sequence[Item], site: Site) -> Measure | None:
    """`a 9% rise`, `2.5 percent growth`, `a ½ percentage point increase`, `5.2% year on year`."""
    k = past_list(items, site.at)
    for j in range(k, min(k + _REACH, len(items))):
        item = items[j]
        tags = item.tags
        if item.kind == WORDS and "noun" in tags and tags & (_UP | _DOWN) and not tags & {"adverb_up", "adverb_down"}:
            if (
                j == k
                and "verb" in tags
                and j + 1 < len(items)
                and items[j + 1].low in ("by", "to", "from")
                and not _has_article(items, site)
            ):
                return None
            if site.quantity.is_money and item.low in (
                "expansion",
                "expansions",
                "improvement",
                "improvements",
                "upgrade",
                "appreciation",
            ):
                return None
            sign = -1 if tags & _DOWN and not tags & _UP else 1
            if item.low in ("discount", "relief", "setback", "loss of"):
                return None
            if (
                item.low in ("growth", "growth rate")
                and site.quantity.is_rate
                and j + 1 < len(items)
                and items[j + 1].kind == WORDS
                and items[j + 1].low in ("objective", "target", "goal")
            ):
                return Measure("growth", 1, "a growth aimed at", j)
            return Measure(changed(site), sign, "a rise or fall named behind", j)
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


def _echo(items: Sequence[Item], site: Site) -> Measure | None:
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
        if (
            item.low in ("after", "following", "and", "but", "with", "to", "by")
            or (item.tags & {"noun"}
            and item.tags & (_UP | _DOWN))
        ):
            return False
        if (
            item.kind in (MARK, QUANTITY)
            or "auxiliary" in item.tags
            or (("verb" in item.tags and item.low.endswith(("ed", "ing")))
            and item.low != "revised")
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


def _contribution(items: Sequence[Item], site: Site) -> Measure | None:
    governor = items[site.governor] if site.governor >= 0 else None
    whole = of_whole(items, site)
    if site.quantity.is_rate and whole and _grows(items, whole):
        return Measure("contribution", rule="part of a growth", cue=whole)
    if (
        governor is not None
        and "contribution" in governor.tags
        and site.quantity.unit in ("%", "pp")
        and not (site.preposition == "of" and not _next_to(items, site))
    ):
        if site.quantity.unit == "%" and whole and not _grows(items, whole):
            return Measure("share", rule="contributed part of a whole", cue=whole)
        return Measure("contribution", rule="contributed", cue=site.governor)
    return None


def of_whole(items: Sequence[Item], site: Site) -> int:
    """The item behind `of` where a whole is named (`27.4% of GDP`), 0 where none is."""
    k = past_list(items, site.at)
    while k < len(items) and (
        items[k].kind == TIME
        or (items[k].kind == MARK and items[k].low in "()")
        or (items[k].kind == QUANTITY and items[k - 1].low == "(")
    ):
        k += 1
    if k + 1 < len(items) and items[k].low == "of" and items[k + 1].kind != TIME:
        for j in range(k + 1, min(k + 4, len(items) - 1)):
            if items[j].kind == QUANTITY and items[j].quantity.bare:
                return j + 1
        return k + 1
    return 0


def _grows(items: Sequence[Item], k: int) -> bool:
    for item in items[k : k + 4]:
        if (
            item.kind == WORDS
            and (item.tags & {"noun"} and item.tags & (_UP | _DOWN))
            and item.low not in ("savings", "relief", "cut", "cuts", "tax cuts")
        ):
            return True
        if item.kind == WORDS and ("inflation" in item.low or item.low in ("12 month rate",)):
            return True
        if item.kind == MARK or item.tags & {"preposition"}:
            return False
    return False


def _moved(items: Sequence[Item], site: Site) -> Measure | None:
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
    sign = -1 if tags & _DOWN else 1 if tags & _UP else 0
    if sign and "noun" in tags and site.governor and items[site.governor - 1].low == "negative":
        sign = -1
    if not sign or (site.quantity.bare and site.preposition not in ("by", "of") and not _next_to(items, site)):
        return None
    preposition = site.preposition
    if preposition in ("to", "from", "in", "for", "on", "with", "as"):
        return None
    if preposition == "at":
        return (
            Measure(changed(site), sign, "a pace", site.governor) if site.quantity.is_rate and "pace" in tags else None
        )
    if preposition == "of" and "verb" in tags and "noun" not in tags:
        return None
    if (
        preposition == "by"
        and _has_article(items, site)
        and site.at + 1 < len(items)
        and items[site.at + 1].kind == WORDS
        and not items[site.at + 1].tags & {"preposition", "also", "yoy", "versus"}
    ):
        return None
    if preposition == "of" and not _next_to(items, site):
        return None if not _noun_list(items, site) else Measure(changed(site), sign, "a rise or fall of", site.governor)
    if not preposition and "level" in tags and not site.quantity.is_rate:
        return None
    if not preposition and not _next_to(items, site) and not _by_list(items, site):
        return None
    return Measure(changed(site), sign, "a rise or fall", site.governor)


def _next_to(items: Sequence[Item], site: Site) -> bool:
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


def _weighs(items: Sequence[Item], site: Site) -> bool:
    """`the weights are: services 78%; production 15%`."""
    colon = next((k for k in range(site.at - 1, -1, -1) if items[k].low == ":"), -1)
    return colon > 0 and any("kind:share" in item.tags for item in items[:colon])


def _stated(items: Sequence[Item], site: Site, subject_kind: str) -> Measure:
    """No move: the amount, the rate or the share itself."""
    governor = items[site.governor] if site.governor >= 0 else None
    unit = site.quantity.unit
    if unit in ("pp", "bp"):
        return Measure(
            "change",
            -1 if governor is not None and governor.tags & _DOWN else 1,
            "points of a percentage",
            site.governor,
        )
    if not site.quantity.is_rate and subject_kind == "cut":
        return Measure("change", -1, "a cut as an amount of its own", site.governor)
    if not site.quantity.is_rate:
        return Measure(
            "index" if subject_kind == "index" and unit in ("1", "point") else "level",
            rule="an amount",
            cue=site.governor,
        )
    whole = of_whole(items, site)
    if whole and subject_kind != "index":
        return Measure("share", rule="part of a whole", cue=whole)
    if site.preposition == "of" and subject_kind == "growth":
        return Measure("growth", rule="a rate of change by name", cue=site.before)
    if subject_kind in ("contribution", "growth", "share", "index"):
        return Measure(subject_kind, rule="by the name of the subject", cue=site.governor)
    if governor is not None and "share" in governor.tags and "level" not in governor.tags and subject_kind != "level":
        return Measure("share", rule="a verb of sharing", cue=site.governor)
    if subject_kind == "level":
        return Measure("level", rule="a rate by name", cue=site.governor)
    if site.quantity.form == "part" or _weighs(items, site):
        return Measure("share", rule="a part in words", cue=site.at)
    return Measure("level", rule="the amount itself", cue=site.governor)
