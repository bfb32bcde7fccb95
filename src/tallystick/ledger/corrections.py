"""What says that something said before no longer stands: a release that corrects another, a value replaced."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from tallystick.knowledge import load_topics

REACH = 120
"""Characters before and behind a figure in which the words of its revision are looked for."""

_SENTENCE_ENDS = re.compile(r"[.!?](?=\s)|[。！？；\n]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SMALL_WORDS = re.compile(r"(?:\s+(?:an?|the|its|their|about|around|some)\b)?(?:\s+[a-z-]+){0,3}\s*[+\-−–£$€¥]*\s*\Z")


def says_it_corrects(title: str, text: str) -> bool:
    """Whether a release says that it corrects an earlier one.

    >>> says_it_corrects("Retail sales, May (corrected)", ""), says_it_corrects("Retail sales, May", "Sales fell.")
    (True, False)
    """
    return _holds("title", title) or _holds("text", text)


Place = tuple[int | None, str | None, int, int]
"""Series, end of the period, first and last place in the text; series and end are None where they are not known."""


def replaced(text: str, places: Sequence[Place]) -> list[int]:
    """Which figures of a release are values that another figure of it, of the same series and period, replaces."""
    rivals: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, (series, ends, _, _) in enumerate(places):
        if series is not None and ends is not None:
            rivals[series, ends].append(number)
    found: list[int] = []
    for numbers in rivals.values():
        old = [n for n in numbers if len(numbers) > 1 and is_replaced(text, *places[n][2:])]
        found += old if len(old) < len(numbers) else []
    return sorted(found)


def is_replaced(text: str, start: int, end: int) -> bool:
    """Whether the figure at `text[start:end]` is told as a value that a revision or correction has replaced.

    >>> words = "Growth in May was revised from 1.2% to 1.4%."
    >>> is_replaced(words, words.index("1.2"), words.index(" to")), is_replaced(words, words.index("1.4"), len(words))
    (True, False)
    """
    before = _SENTENCE_ENDS.split(text[max(0, start - REACH) : start])[-1].lower()
    behind = _SENTENCE_ENDS.split(text[end : end + REACH])[0].lower()
    tail = before.rstrip().rstrip("+-−–£$€¥").rstrip()
    if tail.endswith(_words("before")) or behind.lstrip(" ,").startswith(_words("behind")):
        return True
    place = _from_at(before)
    if place is None:
        return False
    moved_before = any(word in before[:place] for word in _words("moved"))
    moved_behind = any(word in behind[:25] for word in _chinese("moved"))
    return moved_behind or (moved_before and len(_NUMBER.findall(_since_moved(before[:place]))) < 2)


def tells_a_revision(sentence: str) -> bool:
    """Whether a sentence says that a value was changed where it stands.

    >>> tells_a_revision("The rate was revised to 4.1%."), tells_a_revision("The rate rose to 4.1%.")
    (True, False)
    """
    return any(word in sentence.lower() for word in _words("moved"))


def _from_at(before: str) -> int | None:
    """Where `from` stands that leads to the figure, with only small words between."""
    for word in _words("from"):
        place = before.rfind(word)
        behind = before[place + len(word) :]
        if place >= 0 and (not behind.strip(" +-−–£$€¥") or (word.isascii() and _SMALL_WORDS.fullmatch(behind))):
            return place
    return None


def _since_moved(before: str) -> str:
    """The words since the last one that tells of a revision."""
    return before[max(before.rfind(word) for word in _words("moved")) :]


def _holds(kind: str, words: str) -> bool:
    plain = words.lower()
    return any(word in plain for word in _words(kind))


@cache
def _words(kind: str) -> tuple[str, ...]:
    told = load_topics("identity")["corrections"][kind]
    return (*told["en"], *told["zh"])


@cache
def _chinese(kind: str) -> tuple[str, ...]:
    return tuple(load_topics("identity")["corrections"][kind]["zh"])
