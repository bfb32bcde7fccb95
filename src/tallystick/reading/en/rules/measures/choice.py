"""What a quantity says of its subject: level, growth, change, share …, and with which sign."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.rules.measures.comparisons import compared, echo, listed_low
from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.measures.measurement import DOWN, UP, Measure, of_whole
from tallystick.reading.en.rules.measures.moves import moved, next_to, noun_behind
from tallystick.reading.printed.en.items import MARK, QUANTITY, WORDS, Item


def measure_of(items: Sequence[Item], site: Site, subject_kind: str) -> Measure:
    """The measure of a quantity; `subject_kind` is what its subject is by name: growth, share, level, index."""
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
        listed_low(items, site)
        or compared(items, site)
        or noun_behind(items, site)
        or echo(items, site)
        or _contribution(items, site)
        or _other_words(items, site)
        or moved(items, site)
        or _stated(items, site, subject_kind)
    )


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
        (governor is not None and governor.tags & DOWN)
        or site.quantity.form == "words"
        or behind is None
        or governor is None
    ):
        return Measure("level", rule="a count of events", cue=site.at)
    return Measure("multiple", rule="so many times another amount", cue=site.at)


def _contribution(items: Sequence[Item], site: Site) -> Measure | None:
    governor = items[site.governor] if site.governor >= 0 else None
    whole = of_whole(items, site)
    if site.quantity.is_rate and whole and _grows(items, whole):
        return Measure("contribution", rule="part of a growth", cue=whole)
    if (
        governor is not None
        and "contribution" in governor.tags
        and site.quantity.unit in ("%", "pp")
        and not (site.preposition == "of" and not next_to(items, site))
    ):
        if site.quantity.unit == "%" and whole and not _grows(items, whole):
            return Measure("share", rule="contributed part of a whole", cue=whole)
        return Measure("contribution", rule="contributed", cue=site.governor)
    return None


def _other_words(items: Sequence[Item], site: Site) -> Measure | None:
    """`a rise of 300, or 5% of all`: the amount before, said again as a part of a whole."""
    whole = of_whole(items, site)
    amount = any(item.kind == QUANTITY and not item.quantity.is_rate for item in items[: site.at])
    if site.quantity.is_rate and _in_other_words(items, site.at):
        return Measure("share", rule="the part a count is", cue=site.at)
    if site.quantity.is_rate and whole and amount and site.before >= 0 and items[site.before].low == "or":
        return Measure("share", rule="part of a whole", cue=whole)
    return None


def _in_other_words(items: Sequence[Item], at: int) -> bool:
    """`79, or 60%`: a rate that says again the level of a count just before."""
    k = at - 3
    told = k >= 0 and items[at - 1].low == "or" and items[at - 2].low == "," and items[k].kind == QUANTITY
    return (
        told
        and items[k].quantity.bare
        and not items[k].quantity.signed
        and not any(item.tags & (UP | DOWN) for item in items[:k])
    )


def _grows(items: Sequence[Item], k: int) -> bool:
    for item in items[k : k + 4]:
        if (
            item.kind == WORDS
            and (item.tags & {"noun"} and item.tags & (UP | DOWN))
            and item.low not in ("savings", "relief", "cut", "cuts", "tax cuts")
        ):
            return True
        if item.kind == WORDS and ("inflation" in item.low or item.low in ("12 month rate",)):
            return True
        if item.kind == MARK or item.tags & {"preposition"} or ("verb" in item.tags and "noun" not in item.tags):
            return False
    return False


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
            -1 if governor is not None and governor.tags & DOWN else 1,
            "points of a percentage",
            site.governor,
        )
    if site.quantity.counts_change:
        return Measure("change", rule="a count with a sign", cue=site.at)
    if not site.quantity.is_rate and subject_kind == "cut":
        return Measure("change", -1, "a cut as an amount of its own", site.governor)
    if not site.quantity.is_rate:
        return Measure(
            "index" if subject_kind == "index" and unit in ("1", "point") else "level",
            rule="an amount",
            cue=site.governor,
        )
    return _stated_rate(items, site, subject_kind)


def _stated_rate(items: Sequence[Item], site: Site, subject_kind: str) -> Measure:
    """A percentage without a move: a share, or what its subject is by name."""
    governor = items[site.governor] if site.governor >= 0 else None
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
    if _weighs(items, site):
        return Measure("share", rule="weights named before", cue=site.at)
    if site.quantity.form == "part":
        return Measure("share", rule="a part in words", cue=site.at)
    return Measure("level", rule="the amount itself", cue=site.governor)
