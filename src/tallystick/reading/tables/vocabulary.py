"""The words of heads, stubs and captions, from `knowledge/cells`, and how they are found in a label."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from tallystick.knowledge import load_topics

_DASHES = str.maketrans(
    {"—": "–", "―": "–", "‒": "–", "‐": "-", "‑": "-", "－": "-", "﹣": "-", "−": "-", "~": "–", "～": "–"}
)
_MARKS = re.compile(
    r"\s?\[(?:note |notes )?\d{1,2}(?:,\s?(?:note )?\d{1,2})*\]|(?<=[a-z\u4e00-\u9fff)])[¹²³⁴-⁹]{1,3}"
    r"|[†‡§]|\s?\*{1,3}(?=\s|$)"
    r"|\s(?:\d\)|\(\d\)|\d/)(?=\s|$)|(?:\s?[.·…]){4,}",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"\s+")


class Kind(NamedTuple):
    """What a word says numbers are: measure, unit where none is printed, and how strongly (`name`: its name alone)."""

    measure: str
    unit: str
    is_name: bool


@cache
def topic(name: str) -> dict[str, Any]:
    """A file of `knowledge/cells`."""
    return load_topics("cells")[name]


def plain(words: str) -> str:
    """The words of a label on one line in one width, without note marks and leaders of dots.

    >>> plain("同比增长（%）"), plain("Exports[note 2] . . . . ."), plain("*All  persons")
    ('同比增长(%)', 'Exports', 'All persons')
    """
    words = _MARKS.sub("", _BLANKS.sub(" ", words)).replace("±", "").lstrip("*")
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", words).translate(_DASHES)).strip()


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of any of the words, the longest first; Latin words stand alone, hyphens count as blanks."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(_spelt(word) for word in longest_first), re.IGNORECASE)


def _spelt(word: str) -> str:
    spelt = re.escape(word.translate(_DASHES)).replace(r"\ ", r"[\s-]").replace(r"\-", r"[\s-]")
    before = r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalnum() else ""
    after = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalnum() else ""
    return f"{before}{spelt}{after}"


@cache
def kinds() -> tuple[tuple[re.Pattern[str], Kind], ...]:
    """The kinds of numbers in the order in which they hold, those of names last."""
    rows = [(row, False) for row in topic("measures")["kinds"]] + [(row, True) for row in topic("measures")["names"]]
    return tuple(
        (pattern([*row["en"], *row["zh"]]), Kind(row["measure"], row["unit"], is_name)) for row, is_name in rows
    )


@cache
def against() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What a change is counted from."""
    return tuple((pattern(words), name) for name, words in topic("measures")["against"].items())


@cache
def always_against() -> frozenset[str]:
    """Words of what a change is counted from that say nothing else wherever they stand."""
    return frozenset(topic("measures")["always"]["words"])


@cache
def of_a_whole() -> re.Pattern[str]:
    """`% of`, `share in`, up to the end of the whole that is named behind."""
    words = topic("measures")["of_a_whole"]
    either = "|".join(_spelt(word) for word in sorted([*words["en"], *words["zh"]], key=len, reverse=True))
    return re.compile(rf"(?:{either})\s*(?:the\s)?(?P<whole>[^,;:()（）%]{{1,60}})", re.IGNORECASE)


@cache
def relative() -> dict[str, str]:
    """Words of times told from others → how they are told."""
    return {word: how for how, words in topic("times")["relative"].items() for word in words}


@cache
def listed(name: str, part: str) -> frozenset[str]:
    """A list of words in both languages."""
    words = topic(name)[part]
    return frozenset(word for tongue in ("en", "zh") for word in words[tongue])


@cache
def named(name: str, part: str) -> re.Pattern[str]:
    """A pattern of a list of words in both languages."""
    return pattern(listed(name, part))


@cache
def statuses() -> dict[str, str]:
    """Words of heads → the status of the numbers below."""
    return {word: status for status, words in topic("statuses")["words"].items() for word in words}


@cache
def spellings(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """How tables print times → how texts do."""
    rows = topic("times")["spellings"]
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["to"]) for row in rows if row["language"] == language)
