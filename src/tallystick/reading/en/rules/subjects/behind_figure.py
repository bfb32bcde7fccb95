"""The subject named behind a figure, or before `of`."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.measures.measurement import Measure, of_whole
from tallystick.reading.en.rules.subjects import noun_phrases
from tallystick.reading.en.rules.subjects.before_verb import (
    MADE,
    MOVES,
    Subject,
    before_verb,
    is_apposed,
    leans,
    verb_before,
)
from tallystick.reading.en.rules.subjects.causes import cause_of
from tallystick.reading.en.rules.subjects.content_words import (
    NO_SPAN,
    Span,
    count_content,
    has_content,
    is_content,
    trimmed,
)
from tallystick.reading.en.rules.subjects.phrase_borders import MAKING
from tallystick.reading.printed.en.items import DECOY, MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.printed.en.vocabulary import word_set

# Verbs that only state where an amount stands: what is measured is their own subject.
_STATIVE = word_set("subjects", "stative")


def part_with_predicate(items: Sequence[Item], site: Site, measure: Measure) -> Subject | None:
    """`95% of businesses had broadband`: the whole and what is said of it. `One in three people …` likewise."""
    if measure.code not in ("share", "contribution") or (site.governor >= 0 and _has_np_before(items, site)):
        return None
    bare_part = (
        site.at + 1
        if site.quantity.form == "part" and site.at + 1 < len(items) and items[site.at + 1].kind == WORDS
        else 0
    )
    whole = of_whole(items, site) or bare_part
    if not whole or site.governor >= 0 or _has_np_before(items, site):
        return None
    end = noun_phrases.clause_end(items, whole)
    said = noun_phrases.shared_predicate(items, end)
    spans = ((whole, end), said) if said[1] > said[0] else ((whole, end),)
    return Subject(spans, rule="a part of a whole and what is said of it")


def _has_np_before(items: Sequence[Item], site: Site) -> bool:
    k = site.governor if site.governor >= 0 else site.before + 1
    start, end = noun_phrases.phrase_before(items, k)
    listed = start > 1 and items[start - 1].low == "of" and items[start - 2].kind == QUANTITY
    return has_content(items, start, end) and not (listed and end < k and items[end].low in ("and", "or", ","))


def named_behind_move(items: Sequence[Item], site: Site, measure: Measure) -> Subject | None:
    """`an increase of 5% in exports`, `a 9% rise in output`, `growth rate was 2.9% for …`, `2 percent inflation`."""
    if measure.code in ("rank", "streak") or (site.before >= 0 and items[site.before].low == "or"):
        return None
    k = site.at + 1
    if measure.cue > site.at and not measure.compared and items[measure.cue].tags & {"noun", "kind:growth"}:
        cue = items[measure.cue]
        k = measure.cue + 1
        if "kind:growth" in cue.tags and not cue.tags & {"up", "down"}:
            return Subject(((measure.cue, noun_phrases.phrase_end(items, measure.cue)),), rule="the rate named behind")
    elif (
        site.governor < 0
        or "noun" not in items[site.governor].tags
        or items[site.governor].tags & {"adverb_up", "adverb_down"}
    ) and not (
        measure.code in ("growth", "average_growth", "level")
        and site.quantity.is_rate
        and k < len(items)
        and items[k].low == "for"
    ):
        return None
    inner = _inside_move(items, site)
    if inner[1] > inner[0]:
        own = noun_phrases.phrase_before(items, site.governor)
        own_near = has_content(items, *own) and own[1] == site.governor
        return Subject((own, inner) if own_near else (inner,), rule="named inside the rise or fall")
    while k < len(items) and items[k].kind == TIME:
        k += 1
    if k + 1 < len(items) and items[k].low in ("in", "for", "of", "on") and items[k + 1].kind in (WORDS, DECOY):
        span = noun_phrases.phrase_from(items, k + 1)
        if has_content(items, *span):
            own = (
                noun_phrases.phrase_before(items, site.governor)
                if items[k].low == "for" and site.governor >= 0
                else NO_SPAN
            )
            return Subject((span, own) if has_content(items, *own) else (span,), rule="named behind the rise or fall")
    return None


def _inside_move(items: Sequence[Item], site: Site) -> Span:
    """`an increase in mortgage approvals of 7%`."""
    if site.governor < 0 or site.preposition != "of" or site.governor + 2 > site.before:
        return NO_SPAN
    if items[site.governor + 1].low not in ("in", "of") or any(
        item.kind == QUANTITY for item in items[site.governor : site.at]
    ):
        return NO_SPAN
    span = trimmed(items, site.governor + 2, site.before + 1)
    return span if has_content(items, *span) else NO_SPAN


def of_phrase_before(items: Sequence[Item], site: Site, measure: Measure) -> Subject | None:
    """`a deficit of £5bn`, `investment of 8 billion dollars in stoves`: the noun before `of` and what completes it."""
    if (
        site.preposition != "of"
        or measure.rule in ("a rise or fall of", "a rise or fall", "contributed")
        or measure.echo
    ):
        return None
    span = noun_phrases.phrase_before(items, site.before + 1)
    if not has_content(items, *span):
        return None
    opening = items[span[0]]
    if span[0] > 1 and items[span[0] - 1].low in ("which", "that", "who") and opening.low in MAKING:
        owner = noun_phrases.phrase_before(items, span[0] - 1)
        return Subject(((span[0] + 1, span[1]), owner), rule=MADE) if has_content(items, *owner) else None
    spans = [span]
    if count_content(items, span) < 3:
        verb = verb_before(items, span[0])
        if verb < 0 and _goes_on_listing(items, span[0]):
            verb = site.governor
        owner = noun_phrases.phrase_before(items, verb) if verb >= 0 else NO_SPAN
        if has_content(items, *owner):
            if items[verb].low in MAKING:
                return Subject((span, owner), rule=MADE)
            spans.insert(0, owner)
    completed = _completed(items, site)
    if completed[1] > completed[0]:
        spans.append(completed)
    return Subject(tuple(spans), leans(items, span), "the noun before `of`")


def _goes_on_listing(items: Sequence[Item], k: int) -> bool:
    """`aid of 3 million and loans of 4`: a further object of the verb before."""
    while k > 1 and items[k - 1].low in ("a", "an", "the"):
        k -= 1
    return k > 1 and items[k - 1].low == "and" and items[k - 2].kind == QUANTITY


def _completed(items: Sequence[Item], site: Site) -> Span:
    """`… in stoves`, `… from financial institutions` behind the amount."""
    k = site.at + 1
    while k < len(items) and (
        items[k].kind == TIME or items[k].tags & {"kind:annual", "adverb"} or items[k].low == "per"
    ):
        k += 1
    if k + 1 < len(items) and items[k].low in ("in", "from", "for", "on", "of") and items[k + 1].kind in (WORDS, DECOY):
        return noun_phrases.phrase_from(items, k + 1)
    return NO_SPAN


_NO_THINGS = word_set("subjects", "no_things")


def things_behind(items: Sequence[Item], site: Site, measure: Measure) -> Subject | None:
    """`more than 40,000 enterprises that …`, `1 trillion yuan of bonds`, `a £4bn transfer`: what stands behind."""
    quantity = site.quantity
    if (
        quantity.is_rate
        and measure.code == "level"
        and site.at + 1 < len(items)
        and _is_attributive(items, site, site.at + 1)
    ):
        return Subject((noun_phrases.phrase_from(items, site.at + 1),), rule="named behind the rate")
    k = -1 if _counts_nothing(items, site, measure) else _things_start(items, site, measure)
    if k < 0:
        return None
    attributive = not quantity.bare and _is_attributive(items, site, k)
    if items[k].low == "of" or (items[k].low == "in" and site.before >= 0 and items[site.before].low == "including"):
        k += 1
    elif (
        items[k].low in _NO_THINGS
        or items[k].tags & {"auxiliary", "yoy", "versus"}
        or not (quantity.bare or attributive)
    ):
        return None
    if k < len(items) and items[k].kind == TIME:
        return None
    end = noun_phrases.clause_end(items, k)
    if not has_content(items, k, end):
        return None
    own = _owner(items, site)
    if own[1] > own[0] and not quantity.bare and not attributive:
        return Subject((own,), leans(items, own), "the noun phrase before the verb")
    said = noun_phrases.shared_predicate(items, end)
    spans = tuple(span for span in (own, (k, end), said) if span[1] > span[0])
    cause, rule = cause_of(items, site) if len(spans) == 1 else (NO_SPAN, "")
    if cause[1] > cause[0]:
        return Subject((*spans, cause), rule=rule)
    return Subject(spans, rule="what is counted, behind the number")


def _counts_nothing(items: Sequence[Item], site: Site, measure: Measure) -> bool:
    """Whether the quantity is no amount of things: a rate, a place, a run, or a change in apposition to its noun."""
    quantity = site.quantity
    if (
        quantity.is_rate
        or quantity.unit in ("pp", "bp", "rank", "times", "point")
        or quantity.form == "streak"
        or measure.code in ("index", "multiple")
    ):
        return True
    return (
        site.governor >= 0
        and measure.code == "change"
        and measure.cue == site.governor
        and is_apposed(items, site.governor)
    )


def _things_start(items: Sequence[Item], site: Site, measure: Measure) -> int:
    """The first word behind the amount, past `more` and an opening quotation mark; -1 for none."""
    k = site.at + 1
    if measure.compared:
        if not (site.quantity.bare and items[measure.cue].low in ("more", "fewer", "additional", "extra", "less")):
            return -1
        k = measure.cue + 1
    while k < len(items) and items[k].kind == MARK and items[k].low in "\"“'‘":
        k += 1
    return k if k < len(items) and items[k].kind in (WORDS, DECOY) else -1


def _is_attributive(items: Sequence[Item], site: Site, k: int) -> bool:
    """`a £4 billion transfer`: the amount stands before a noun like an adjective."""
    article = any(
        item.low in ("a", "an", "the", "another", "a further", "an additional")
        for item in items[max(site.at - 2, 0) : site.at]
    )
    return article and is_content(items[k]) and not items[k].tags & {"versus", "clause", "auxiliary", "preposition"}


def _owner(items: Sequence[Item], site: Site) -> Span:
    """The subject of a verb that only states or moves an amount: it is what is measured."""
    if site.governor < 0:
        return NO_SPAN
    governor = items[site.governor]
    if not (governor.low in _STATIVE or governor.tags & MOVES or governor.low == "responsible for") or (
        any(item.kind == QUANTITY for item in items[site.governor : site.at]) and site.preposition not in ("to", "from")
    ):
        return NO_SPAN
    if governor.low in ("is", "are", "was", "were") and site.governor and items[site.governor - 1].low == "there":
        return NO_SPAN
    subject = before_verb(items, site)
    return subject.spans[0] if subject.spans else NO_SPAN


def _of_these(items: Sequence[Item]) -> bool:
    """`Of this amount, £3 billion was spent …`."""
    return len(items) > 1 and items[0].low == "of" and items[1].low in ("this", "these", "those", "the total")


def said_behind(items: Sequence[Item], site: Site, measure: Measure) -> Subject | None:
    """`of which £11 billion was spent on waste`: the amount is the verb's own subject."""
    k = site.at + 1
    while k < len(items) and (
        items[k].kind == TIME
        or (items[k].kind == MARK and items[k].low in "()")
        or (items[k].kind == QUANTITY and items[k - 1].low == "(")
    ):
        k += 1
    if (
        (site.governor >= 0 and site.governor > site.at - 4)
        or k + 1 >= len(items)
        or measure.code not in ("level", "share")
    ):
        return None
    if not (items[k].tags & {"auxiliary"} or items[k].low in ("went", "goes", "came", "comes", "impacted")) or (
        site.bracket and items[site.at + 1].low != ")"
    ):
        return None
    before = items[site.before] if site.before >= 0 else None
    opens = (
        before is None
        or before.kind in (MARK, TIME)
        or before.low in ("of which", "while", "and", "whereas", "where", "with", "which")
    )
    if not opens:
        return None
    end = noun_phrases.clause_end(items, k)
    return (
        Subject(
            ((k, end),),
            leans=(before is not None and before.low in ("of which", "which")) or _of_these(items),
            rule="what is said of the amount",
        )
        if has_content(items, k, end)
        else None
    )
