"""What is measured: the noun phrase before the verb, behind the figure, or carried over from what was said before."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.measures.measurement import Measure
from tallystick.reading.en.rules.subjects.before_verb import MADE, NOTHING, Subject, before_verb
from tallystick.reading.en.rules.subjects.behind_figure import (
    named_behind_move,
    of_phrase_before,
    part_with_predicate,
    said_behind,
    things_behind,
)
from tallystick.reading.en.rules.subjects.content_words import NO_SPAN, Span, has_content, trimmed
from tallystick.reading.en.rules.subjects.elliptic import elliptic
from tallystick.reading.en.rules.subjects.noun_phrases import phrase_before, phrase_from
from tallystick.reading.printed.en.items import QUANTITY, WORDS, Item

_AIMS = frozenset({"goal", "objective", "target", "mandate"})


def subject_of(items: Sequence[Item], site: Site, measure: Measure) -> Subject:
    """The subject of a quantity by its place; NOTHING where the sentence has none."""
    if measure.code in ("rank", "streak") and _only_adds(items, site):
        return NOTHING
    if _moves_it(items, site):
        return NOTHING
    return (
        _aim(items, site, measure)
        or _object_moved(items, site, measure)
        or part_with_predicate(items, site, measure)
        or named_behind_move(items, site, measure)
        or of_phrase_before(items, site, measure)
        or things_behind(items, site, measure)
        or said_behind(items, site, measure)
        or elliptic(items, site)
        or before_verb(items, site)
    )


_TOWARDS = frozenset({"above", "below", "near", "toward", "towards", "well above", "well below"})


def _aim(items: Sequence[Item], site: Site, measure: Measure) -> Subject | None:
    """`inflation near our 2 percent objective`, `above the goal of 2 percent`: the aim, and what it is for."""
    behind = site.at + 1 < len(items) and items[site.at + 1].low in _AIMS
    noun = site.at + 1 if behind else site.before
    if noun < 1 or items[noun].low not in _AIMS or not (behind or site.preposition == "of") or measure.code != "growth":
        return None
    k = next((j for j in range(noun - 1, max(noun - 7, 0), -1) if items[j].low in _TOWARDS), -1)
    if k < 0:
        return None
    before = items[k - 1]
    own = phrase_before(items, k - 1 if before.tags & {"verb", "auxiliary"} else k)
    aim = trimmed(items, k + 1, noun + 1)
    return Subject((own, aim), rule="an aim and what it is for") if has_content(items, *own) else None


def _moves_it(items: Sequence[Item], site: Site) -> bool:
    """`…, bringing it to 5%`: what was told before."""
    k = site.before
    return k > 0 and items[k].low in ("it", "them") and "transitive" in items[k - 1].tags


def _owner(items: Sequence[Item], verb: int) -> Span:
    """Who the subject of a verb is, also behind `which` or `who`."""
    k = verb
    while k > 0 and ("auxiliary" in items[k - 1].tags or "adverb" in items[k - 1].tags):
        k -= 1
    if k > 1 and items[k - 1].low in ("which", "who", "that"):
        k -= 2 if items[k - 2].low == "," else 1
    return phrase_before(items, k)


def _only_adds(items: Sequence[Item], site: Site) -> bool:
    """Whether a place or a streak only says more of the figure before it in the sentence."""
    last = next((k for k in range(site.at - 1, -1, -1) if items[k].kind == QUANTITY), -1)
    return last >= 0 and site.governor < last


def _object_moved(items: Sequence[Item], site: Site, measure: Measure) -> Subject | None:
    """`we reduced the burden by …`, `doubled the number of …`: what the verb acts on."""
    if site.quantity.form == "fold":
        k = site.at + 1
        if (
            k + 1 < len(items)
            and (items[k].low in ("its", "their", "our", "total", "annual") or items[k].low.split()[0] == "the")
            and measure.code == "growth"
        ):
            own = phrase_before(items, site.at)
            spans = (phrase_from(items, k),) + ((own,) if has_content(items, *own) else ())
            return Subject(spans, rule="what is doubled")
        return None
    if site.governor < 0 or site.preposition not in ("by", "to", "from", "at") or measure.echo:
        return None
    governor = items[site.governor]
    between = items[site.governor + 1 : site.before + 1]
    if "transitive" not in governor.tags or not between:
        return None
    if any(item.kind == QUANTITY or (item.low in ("which", "that", "and") and item.low != "and") for item in between):
        return None
    first = between[0]
    if (
        first.kind != WORDS
        or first.tags & {"preposition", "auxiliary", "versus", "also", "adverb"}
        or first.low in ("that", "to", "when")
        or first.low.endswith("ly")
    ):
        return None
    span = trimmed(items, site.governor + 1, site.before + 1)
    owner = _owner(items, site.governor) if first.low in ("its", "their") else NO_SPAN
    if has_content(items, *owner) and span[1] > span[0]:
        return Subject((span, owner), rule=MADE)
    return Subject((span,), rule="what the verb acts on") if span[1] > span[0] else None
