"""Where a noun phrase stops: finite verbs, words that open a clause, ends of lists."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.rules.subjects.content_words import has_content, is_content
from tallystick.reading.printed.en.items import DECOY, MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.printed.en.vocabulary import word_set

_CUTS = word_set("phrases", "cuts")


FINITE = word_set("phrases", "finite")


MAKING = word_set("phrases", "making")


_IRREGULAR = word_set("phrases", "irregular")


_REPORTED = word_set("phrases", "reported")


def is_border(items: Sequence[Item], j: int, start: int, end: int) -> bool:
    """Whether item `j` ends a noun phrase to its right: a finite verb, or a word that opens a clause."""
    item = items[j]
    if item.kind != WORDS:
        return False
    low, tags = item.low, item.tags
    if low in _CUTS:
        return not (low in ("to", "by", "with", "as") and noun_goes_on(items, j))
    if low == "being" and j and items[j - 1].kind == WORDS and is_content(items[j - 1]):
        return False
    if low in FINITE or "auxiliary" in tags or low in ("we", "i", "they", "it", "there"):
        return True
    before = items[j - 1] if j else None
    if before is not None and before.low == "being":
        return False
    if low == "forecast" and before is not None and before.low in ("i", "we", "they"):
        return True
    if "verb" not in tags:
        return False
    if low in MAKING and _takes_object(items, j, end):
        return True
    return _verb_ends(items, j, start, end)


_NAMING = frozenset(
    {"the", "a", "an", "of", "newly", "and", "for", "in", "its", "total", "annual", "on", "their", "'s", "’s", "our"}
)


def _verb_ends(items: Sequence[Item], j: int, start: int, end: int) -> bool:
    """Whether the verb form at `j` is a predicate there, not a participle or a noun inside the phrase."""
    low, tags = items[j].low, items[j].tags
    before = items[j - 1] if j else None
    named = before is not None and before.kind == WORDS and (before.low in _NAMING or "tone" in before.tags)
    adjacent = not has_content(items, start, end)
    if low.endswith("ing") and start == end:
        return False
    if low.endswith("ing"):
        return (
            "noun" not in tags
            and not named
            and (adjacent or before is None or before.kind == MARK or bool(tags & {"up", "down"}))
        )
    if low.endswith("ed"):
        return (
            not named
            and (adjacent or bool(tags & {"up", "down"}) or low in _REPORTED)
            and not (before is not None and before.kind == MARK and not adjacent)
        )
    return adjacent and not named and low in _IRREGULAR


def _takes_object(items: Sequence[Item], j: int, end: int) -> bool:
    """`firms made total profits`: a verb of making between its subject and its object."""
    if not 0 < j < end - 1:
        return False
    before, behind = items[j - 1], items[j + 1]
    return (
        before.kind == WORDS
        and is_content(before)
        and "preposition" not in before.tags
        and behind.kind == WORDS
        and not behind.tags & {"preposition", "also", "versus", "adverb"}
    )


def relative_start(items: Sequence[Item], j: int) -> int:
    """Where a clause that only restricts its noun starts (`areas that have been lifted out of …`); -1 for none."""
    for k in range(j, max(j - 5, 0), -1):
        if items[k].low in ("that", "who") and items[k - 1].kind == WORDS:
            before = items[k - 1]
            return (
                k
                if before.low not in _REPORTED and "verb" not in before.tags and "auxiliary" not in before.tags
                else -1
            )
    return -1


def noun_goes_on(items: Sequence[Item], j: int) -> bool:
    """`loans to small enterprises`, `sales by retailers`: a preposition inside a noun phrase, not an infinitive."""
    if j == 0 or j + 1 >= len(items):
        return False
    before, behind = items[j - 1], items[j + 1]
    if before.kind != WORDS or behind.kind not in (WORDS, DECOY):
        return False
    if items[j].low == "to":
        return (
            "verb" not in behind.tags
            and "auxiliary" not in behind.tags
            and ("verb" not in before.tags or before.low.startswith("contribution"))
        )
    if items[j].low == "by":
        return not before.tags & {"up", "down"} and behind.low not in ("the end of",)
    return "verb" not in before.tags and before.low != ","


def _ends_clause(items: Sequence[Item], k: int) -> bool:
    """`have been set up and opened, and …`: a participle before the comma closes a clause of its own."""
    if not items[k].low.endswith(("ed", "en")):
        return False
    return any("auxiliary" in item.tags for item in items[max(k - 6, 0) : k])


_OPENING = word_set("phrases", "opening")


def list_goes_on(items: Sequence[Item], comma: int, end: int) -> bool:
    """Whether the phrase goes on to the left of a comma: a list that `and` closes further right."""
    right = items[comma + 1 : end]
    if not right or right[0].low in ("which", "who", "that", "of which"):
        return False
    if not any(item.low in ("and", "&", "or", "as well as") for item in right):
        return False
    a = comma - 1
    while (
        a >= 0
        and not (items[a].kind == MARK and items[a].low in ",;:.")
        and items[a].kind != QUANTITY
        and not is_border(items, a, a + 1, comma)
    ):
        a -= 1
    left = items[a + 1 : comma]
    if right[0].low == "and" and (items[comma - 1].low == "respectively" or _ends_clause(items, comma - 1)):
        return False
    if (
        not left
        or left[0].kind == TIME
        or (left[0].low in _OPENING and (a < 0 or items[a].kind == MARK))
        or (a >= 0 and items[a].kind == QUANTITY)
    ):
        return False
    return not any(item.kind in (TIME, QUANTITY) for item in left)
