"""Abbreviations that a release explains itself: `net interest income (NII)`, `PMI (purchasing managers' index)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tallystick.reconciling.linking import Bag, subject

_BEHIND = re.compile(r"\((?P<short>[A-Z][A-Za-z&]{1,7})\)")
_BEFORE = re.compile(r"\b(?P<short>[A-Z]{2,8}) \((?P<long>[A-Za-z][^()\d]{4,80})\)")
_WORD = re.compile(r"[A-Za-z]+")
_REACH = 120  # characters before a bracket that what it abbreviates stands in
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "a"})


def abbreviations(text: str) -> Mapping[str, Bag]:
    """What each abbreviation of a text stands for, as the words of a subject; one explained in two ways is left out.

    >>> abbreviations("The net interest income (NII) of the bank fell; NII was low.")
    {'nii': ('income', 'interest', 'net')}
    """
    found: dict[str, Bag] = {}
    twice: set[str] = set()
    for short, long in _explained(text):
        words = subject(long).words
        if found.setdefault(short, words) != words:
            twice.add(short)
    return {short: words for short, words in found.items() if short not in twice}


def _explained(text: str) -> Iterator[tuple[str, str]]:
    for match in _BEHIND.finditer(text):
        long = _words_for(match["short"], text[max(0, match.start() - _REACH) : match.start()])
        if long:
            yield match["short"].lower(), long
    for match in _BEFORE.finditer(text):
        if _words_for(match["short"], match["long"]):
            yield match["short"].lower(), match["long"]


def _words_for(short: str, before: str) -> str:
    """The last words of a passage whose first letters are those of an abbreviation; small words may have none."""
    letters = [sign.lower() for sign in short if sign.isupper()]
    words = _WORD.findall(before.rpartition(".")[2])
    taken: list[str] = []
    while letters and words:
        word = words.pop().lower()
        if word[0] == letters[-1]:
            letters.pop()
        elif word not in _SMALL:
            return ""
        taken.append(word)
    return "" if letters or len(taken) < 2 else " ".join(reversed(taken))
