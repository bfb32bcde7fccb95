"""Clauses whose verb is left out: `…, that of mining by 3%`, `… and rural sales at 5 billion yuan`."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.subjects.before_verb import Subject, after_stand_in
from tallystick.reading.en.rules.subjects.content_words import has_content, is_content, trimmed
from tallystick.reading.printed.en.items import MARK, QUANTITY, TIME, WORDS, Item

_CARRIED = frozenset({"by", "at", "to", "of", ""})
_VERBAL = frozenset(
    {"auxiliary", "verb", "clause", "versus", "up", "down", "adverb_up", "adverb_down", "forecast", "target"}
)
_ASIDE = frozenset({"yoy", "mom", "qoq", "respectively"})


def elliptic(items: Sequence[Item], site: Site) -> Subject | None:
    """The noun phrase between the figure before and this one, where nothing but a verb left out parts them."""
    last = next((k for k in range(site.at - 1, -1, -1) if items[k].kind == QUANTITY), -1)
    if last < 0 or site.bracket or site.preposition not in _CARRIED:
        return None
    start = _joint(items, last + 1, site.before)
    stop = site.before + 1
    if start < 0 or start >= stop:
        return None
    stands_in = items[start].low in ("that of", "those of")
    if site.governor > last and not (stands_in and items[site.governor].low.endswith("ing")):
        return None
    if not stands_in and not _is_noun_phrase(items, start, stop):
        return None
    if not site.preposition and not stands_in and (site.quantity.bare or site.quantity.unit == "1"):
        return None
    span = after_stand_in(items, (start, stop)) if stands_in else trimmed(items, start, stop)
    return Subject((span,), False, "a verb left out", stands_in) if has_content(items, *span) else None


def _joint(items: Sequence[Item], k: int, before: int) -> int:
    """Where the phrase behind the comma, semicolon or `and` starts; -1 where none joins."""
    while k <= before and (items[k].kind == TIME or items[k].tags & _ASIDE):
        k += 1
    start = k
    while k <= before and items[k].low in (",", ";", "and", "while"):
        k += 1
    return k if k > start else -1


def _is_noun_phrase(items: Sequence[Item], start: int, stop: int) -> bool:
    """Whether the items are a plain noun phrase, without verb, clause or a preposition at its start."""
    first = items[start]
    if first.kind != WORDS or "preposition" in first.tags or first.low in ("or", "which", "who", "that"):
        return False
    if first.low.endswith(("ed", "ing")) or not any(is_content(item) for item in items[start:stop]):
        return False
    return not any(
        item.kind == QUANTITY
        or (item.kind == MARK and item.low not in "-/&’'")
        or bool(item.tags & _VERBAL and "noun" not in item.tags)
        for item in items[start:stop]
    )
