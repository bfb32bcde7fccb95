"""Which words name something of their own, and the words of a span."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.items import DECOY, MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.printed.en.vocabulary import word_set

Span = tuple[int, int]  # items from … up to
NO_SPAN: Span = (0, 0)


_LEADING = word_set("phrases", "leading")


TRAILING = word_set("phrases", "trailing")


_EMPTY = word_set("phrases", "empty")


GENERIC = word_set("phrases", "generic")


NOUNS_OF_STATUS = word_set("phrases", "nouns_of_status")


_NO_ADVERBS = frozenset({"supply", "family", "assembly", "italy", "anomaly", "monopoly", "early", "elderly", "daily"})


def has_content(items: Sequence[Item], a: int, b: int) -> bool:
    """Whether the items hold a word that names something of its own, not only `the total`, `an annual rate`."""
    return any(is_content(item) for item in items[a:b])


def is_content(item: Item) -> bool:
    """Whether one item names something."""
    if item.kind == DECOY:
        return item.data == "name"
    low = item.low
    if low.endswith("ly") and low not in _NO_ADVERBS:
        return False
    return (
        item.kind == WORDS
        and "kind:multiple" not in item.tags
        and low not in TRAILING
        and low not in _LEADING
        and low not in GENERIC
        and not item.tags & _EMPTY
        and not (item.tags & {"forecast"} and low not in NOUNS_OF_STATUS)
    )


def count_content(items: Sequence[Item], span: Span) -> int:
    """How many words of a span name something."""
    return sum(1 for item in items[span[0] : span[1]] if is_content(item))


def trimmed(items: Sequence[Item], a: int, b: int) -> Span:
    """Without articles, openers, prepositions and times at either end."""
    while a < b and _drops(items[a], _LEADING, "("):
        a += 1
    while b > a and _drops(items[b - 1], TRAILING, ")"):
        b -= 1
    return a, b


def _drops(item: Item, words: frozenset[str], kept: str) -> bool:
    if item.kind == TIME:
        return True
    if item.kind == MARK:
        return item.low not in kept
    if item.kind != WORDS:
        return False
    return item.low in words or bool(item.tags & {"above", "below", "about", "yoy"} and item.low not in ("under",))


def words_of(text: str, items: Sequence[Item], span: Span) -> str:
    """The words of a span without its numbers, times, auxiliaries and stray marks."""
    pieces: list[str] = []
    end = -1
    for item in items[span[0] : span[1]]:
        if item.kind == MARK:
            if item.low in "()" or (item.low in ",&/" and pieces):
                pieces.append(item.low)
        elif item.kind not in (QUANTITY, TIME) and not (item.kind == WORDS and "auxiliary" in item.tags):
            piece = " ".join(text[item.start : item.end].split())
            if pieces and end == item.start:
                pieces[-1] += piece
            elif pieces and end == item.start - 1 and text[end] in "-–":
                pieces[-1] += "-" + piece
            else:
                pieces.append(piece)
            end = item.end
    return _joined(pieces)


_TIDY = (
    (" ,", ","),
    ("( ", "("),
    (" )", ")"),
    (" ()", ""),
    ("()", ""),
    ("(,", "("),
    (" 's", "'s"),
    (" ’s", "’s"),
    (" / ", "/"),
    ("  ", " "),
    (",,", ","),
)


def _joined(pieces: Sequence[str]) -> str:
    joined = " ".join(pieces)
    for before, after in _TIDY:
        joined = joined.replace(before, after)
    if joined.count("(") != joined.count(")"):
        joined = joined.replace("(", "").replace(")", "")
    return joined.strip(" ,&/")
