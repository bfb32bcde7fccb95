"""What a figure takes over from the figures before it."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.knowledge.indicators import find_indicator
from tallystick.model import Period
from tallystick.reading.en.rules.context import Context
from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.measures.measurement import Measure, of_whole
from tallystick.reading.en.rules.subjects.content_words import has_content, words_of
from tallystick.reading.en.rules.subjects.noun_phrases import clause_end, phrase_before, phrase_from
from tallystick.reading.printed.en.items import QUANTITY, TIME, WORDS, Item
from tallystick.reading.printed.en.scanner import scan


class Reading:
    """A quantity with what was found out about it so far."""

    __slots__ = ("base", "figure", "kind", "leans", "measure", "model", "owner", "period", "site", "subject", "whole")

    def __init__(self, site: Site, measure: Measure, subject: str, kind: str) -> None:
        self.site, self.measure, self.subject, self.kind = site, measure, subject, kind
        self.leans = False
        self.period: Period | None = None
        self.model: Reading | None = None
        self.base = self.whole = self.owner = ""


def further(text: str, items: Sequence[Item], site: Site, earlier: Sequence[Reading]) -> str:
    """`… and 82% had a website`: the whole of the share before, and what is said now."""
    own = of_whole(items, site)
    if own:
        return words_of(text, items, (own, clause_end(items, own)))
    last = next(r for r in reversed(earlier) if r.site.quantity.is_rate)
    whole = of_whole(items, last.site)
    k = site.at + 1
    while k < len(items) and (items[k].kind in (QUANTITY, TIME) or items[k].low in "()"):
        k += 1
    said = words_of(text, items, (k, clause_end(items, k)))
    if whole and said:
        return (
            f"{words_of(text, items, phrase_from(items, whole))} {text[items[k].start : items[k].end]} {said}"
            if items[k].tags & {"auxiliary"}
            else f"{words_of(text, items, phrase_from(items, whole))} {said}"
        )
    return said or last.subject


_WHOLES = ("global ", "world ", "world's ", "the world's ", "total ", "national ", "the ", "country's ", "all ")


def of_what(text: str, items: Sequence[Item], site: Site, owner: str) -> str:
    """`China accounted for 60 percent of global output`: what is measured is China's output."""
    whole = of_whole(items, site)
    if not whole or find_indicator(owner, "en") is not None:
        return owner  # exports have a part of GDP themselves
    what = words_of(text, items, phrase_from(items, whole))
    for word in _WHOLES:
        what = what.removeprefix(word)
    return f"{owner} {what}".strip() if what else owner


def fuller(words: str, before: Sequence[Reading]) -> str:
    """`the deficit` is the deficit named in full just before."""
    low = words.lower()
    if low.count(" ") < 2:
        for reading in reversed(before):
            full = reading.subject.lower()
            if full.endswith(f" {low}") or full.startswith((f"{low} for ", f"{low} of ", f"{low} on ")):
                return reading.subject
    return words


def shared(
    items: Sequence[Item], site: Site, measure: Measure, earlier: Sequence[Reading], words: str, context: Context
) -> Measure:
    """A percentage without any cue says what the one before it said: a further share, or the same rate."""
    last = next((r for r in reversed(earlier) if r.site.quantity.is_rate), None)
    if last is None:
        known = next((r for r in reversed(context.last) if r.site.quantity.is_rate), None)
        return (
            Measure(known.measure.code, 1, "as the figure before", site.at)
            if known is not None and not words and known.measure.code in ("growth", "share")
            else measure
        )
    another = any(
        item.low in ("another", "a further", "remaining", "the remaining")
        for item in items[max(site.at - 3, 0) : site.at]
    )
    verb_behind = site.at + 1 < len(items) and items[site.at + 1].tags & {"auxiliary", "verb"}
    if last.measure.code in ("share", "contribution") and (another or verb_behind or site.quantity.form == "part"):
        return Measure(last.measure.code, 1, "a further share", site.at)
    return measure


def sibling(earlier: Sequence[Reading], site: Site) -> Reading | None:
    """An earlier quantity in the same unit under the same governor: `was 2.9% for X and 8.1% for Y`."""
    if site.governor < 0:
        return None
    if site.preposition in ("to", "from", "at"):
        return None
    return next(
        (
            r
            for r in reversed(earlier)
            if r.site.governor == site.governor
            and r.site.quantity.unit == site.quantity.unit
            and r.site.preposition not in ("to", "from")
        ),
        None,
    )


def own_words(items: Sequence[Item], site: Site, measure: Measure) -> bool:
    """Whether words behind a quantity tell its measure or what it counts, so that it needs no model."""
    if measure.cue > site.at or measure.compared:
        return True
    k = site.at + 1
    return (
        not site.quantity.is_rate
        and k < len(items)
        and (
            items[k].low == "of"
            or (site.quantity.bare and items[k].kind == WORDS and not items[k].tags & {"preposition", "also", "yoy"})
        )
    )


def peer(earlier: Sequence[Reading], site: Site) -> Reading | None:
    """What was read of the quantity it is listed with."""
    return next((r for r in reversed(earlier) if r.site.at == site.peer), None) if site.peer >= 0 else None


def echoed(items: Sequence[Item], site: Site, measure: Measure, earlier: Sequence[Reading], words: str) -> Reading:
    """The same thing at another time: measure and subject of the nearest figure before in the same unit."""
    bare = site.quantity.bare and _nothing_counted(items, site)
    same = next(
        (r for r in reversed(earlier) if r.site.quantity.unit == site.quantity.unit and r.measure.code != "change"),
        None,
    )
    if same is None and bare:
        same = next((r for r in reversed(earlier) if r.measure.code not in ("change", "growth")), None)
    if same is None:
        same_kind = next((r for r in reversed(earlier) if r.measure.code in ("growth", "change")), None)
        return Reading(
            site,
            Measure("level", 1, measure.rule, measure.cue, echo=True),
            words or (same_kind.subject if same_kind else ""),
            "",
        )
    _borrow_unit(site, same)
    sign = 1
    if (
        same.measure.code in ("growth",)
        and 0 <= same.site.governor < len(items)
        and items[same.site.governor].tags & {"down"}
    ):
        sign = same.measure.sign
    return Reading(site, Measure(same.measure.code, sign, measure.rule, measure.cue, echo=True), same.subject, "")


def _nothing_counted(items: Sequence[Item], site: Site) -> bool:
    k = site.at + 1
    return k >= len(items) or items[k].kind != WORDS or bool(items[k].tags & {"preposition", "also"})


def _borrow_unit(site: Site, same: Reading) -> None:
    """`fell to 4.7 per thousand, from 4.9`: a bare number takes the unit of what it is compared with."""
    own, other = site.quantity, same.site.quantity
    if (
        (
            own.bare
            and other.unit != own.unit
            and not isinstance(own.value, tuple)
            and not isinstance(other.value, tuple)
            and other.value
        )
        and abs(own.value) < 10 * abs(other.value)
        and abs(other.value) < 10 * abs(own.value)
    ):
        own.unit, own.bare = other.unit, False


def _main_subject(text: str, items: Sequence[Item], site: Site) -> str:
    """`Rents showed no change after a fall of 2%`: the subject of the sentence, where the move is another time's."""
    k = site.governor
    while k > 1 and items[k - 1].tags & {"tone", "adverb"}:
        k -= 1
    if k < 2 or items[k - 1].low not in ("after", "following", "despite"):
        return ""
    first = max((j for j in range(k) if items[j].kind == QUANTITY), default=0)
    for j in range(first + 1, k - 1):
        span = phrase_before(items, j)
        if items[j].tags & {"verb", "auxiliary"} and span[1] == j and has_content(items, *span):
            return words_of(text, items, span)
    return ""


_POINTING = frozenset({"this", "that", "it", "they", "these", "those", "both"})


def inherited(text: str, items: Sequence[Item], earlier: Sequence[Reading], site: Site, context: Context) -> str:
    """The subject of a quantity whose own words name none."""
    main = _main_subject(text, items, site)
    if main:
        return main
    if earlier:
        last = next((r for r in reversed(earlier) if not r.site.bracket), earlier[-1])
        return last.owner or last.subject
    if site.governor >= 0 and "growth rate" in items[site.governor].low:
        return items[site.governor].low
    generic = phrase_before(items, site.governor if site.governor >= 0 else site.before + 1)
    named = words_of(text, items, generic)
    pointing = items[generic[0]].low in _POINTING or (generic[0] > 0 and items[generic[0] - 1].low in _POINTING)
    if pointing and generic[0] > 1 and items[generic[0] - 2].low == ";":
        antecedent = words_of(text, items, phrase_before(items, generic[0] - 2))
        return antecedent or context.subject
    if named and not (pointing and context.subject):
        return f"{named} of {context.subject}" if context.subject and context.running is not None else named
    return context.subject or _passed(text, context)


def _passed(text: str, context: Context) -> str:
    """The subject of the sentence before, which held no number of its own: `Cities are …. They use 75% …`."""
    if context.passed is None:
        return ""
    items = scan(text, *context.passed, context.conventions)
    verb = next((k for k, item in enumerate(items) if "auxiliary" in item.tags or "verb" in item.tags), 0)
    return words_of(text, items, phrase_before(items, verb)) if verb else ""


def headed(words: str, earlier: Sequence[Reading], context: Context) -> str:
    """`that of mining`: the head of the subject before, of mining."""
    owner = earlier[-1].subject if earlier else context.subject
    head = owner.partition(" of ")[0]
    return f"{head} of {words}" if head else words


def to_whole(reading: Reading) -> None:
    """`contribution of X to Y`: what contributed, and the whole it contributed to as base."""
    told, to, whole = reading.subject.partition(" to ")
    if reading.measure.code == "contribution" and to and "contribution" in told.lower():
        reading.subject, reading.base = told, whole.removeprefix("the ")


def leaning(words: str, earlier: Sequence[Reading], context: Context) -> str:
    """`their contribution rates`: put before it whose they are."""
    owner = earlier[-1].subject if earlier else context.subject
    if owner.endswith(f" {words}"):
        return owner
    return f"{owner} {words}" if owner and owner not in words else words
