"""The words that phrases are made of: classes with their signs, gaps, and one sign for each word of a template."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from tallystick.knowledge import load_topics
from tallystick.model import KnowledgeError
from tallystick.reading.printed.en.wording import inflected

LANGUAGES = ("en", "zh")
KINDS = {"%": "P", "points": "Q", "amount": "A", "count": "C", "index": "I", "times": "X", "else": "O"}
"""The sign of a figure, by its kind."""
FILLERS = 3
"""So many words may stand between a figure and what it is linked by: `to more than`, `to a record`."""
WORD, TIME, NUMBER = "w", "t", "#"
"""The signs of a word no phrase speaks of, of a date, and of a number that was not understood."""
_FIRST = 0xE000  # of Unicode's private use area: one sign for each word of the phrases
_ANY = "\ue000-\uf8ff"
UNIT = re.compile(r"[a-zà-ÿ][a-zà-ÿ0-9]*(?:['’][a-z]+)?|\d+(?:[.,]\d+)*|[㐀-鿿]|[^\w\s\"'“”‘’*|_-]", re.IGNORECASE)


class WordClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that may stand for one another; those of `up` and `down` give a sign, those of `either` one nobody knows.

    A verb may be written with its forms (`rise/rises/rose`). `like` names lists of the reader's words of direction
    (`verbs`, `nouns`), whose `up` and `down` are taken over.
    """

    words: tuple[str, ...] = ()
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    like: tuple[str, ...] = ()


class Gap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """So many words at most that a phrase does not care for: none of the classes `never`, and only these marks."""

    most: int
    never: tuple[str, ...] = ()
    marks: str = ""


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    classes: dict[str, WordClass]
    gaps: dict[str, Gap]
    parts: dict[str, str] = {}
    before_a_figure: tuple[str, ...] = ()
    no_level_after: tuple[str, ...] = ()
    no_change_after: tuple[str, ...] = ()
    no_change_before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_before_within: str = ""
    names_a_number: tuple[str, ...] = ()
    joins_times: tuple[str, ...] = ()
    aside: str = ""


def units(text: str) -> list[re.Match[str]]:
    """The words, numbers and marks of a text; hyphens and quotation marks count as blanks."""
    return list(UNIT.finditer(text))


def any_sign(signs: Collection[str]) -> str:
    """A pattern for any of some signs, those that follow one another as a range.

    >>> any_sign("abcx")
    '[a-cx]'
    """
    runs: list[list[str]] = []
    for sign in sorted(signs):
        if runs and ord(sign) == ord(runs[-1][-1]) + 1:
            runs[-1].append(sign)
        else:
            runs.append([sign])
    parts = (f"{run[0]}-{run[-1]}" if len(run) > 2 else "".join(map(re.escape, run)) for run in runs)
    return f"[{''.join(parts)}]"


@dataclass(slots=True)
class Vocabulary:
    """The words of one language's phrases, each with its sign, by their units; grows while templates are compiled."""

    classes: Mapping[str, Mapping[str, int]]
    gaps: Mapping[str, Gap]
    parts: Mapping[str, str]
    before_a_figure: tuple[str, ...]
    no_level_after: tuple[str, ...]
    no_change_after: tuple[str, ...]
    no_change_before: tuple[str, ...]
    not_before: tuple[str, ...]
    not_before_within: str
    names_a_number: tuple[str, ...]
    joins_times: tuple[str, ...]
    aside: str
    signs: dict[tuple[str, ...], str] = field(default_factory=dict)
    longest: int = 1
    patterns: dict[tuple[str, ...], str] = field(default_factory=dict)

    def sign(self, word: str) -> str:
        """The sign of a word or wording; marks are their own."""
        key = tuple(unit.group().lower() for unit in units(word))
        if len(key) == 1 and not key[0].isalnum():
            return key[0]
        self.longest = max(self.longest, len(key))
        return self.signs.setdefault(key, chr(_FIRST + len(self.signs)))

    def sign_of(self, name: str, sign: str) -> int:
        """The direction a word of a class gives, by the word's sign: 1, -1, or 0 where it tells none."""
        return next((way for word, way in self.classes[name].items() if self.sign(word) == sign), 0)

    def one_of(self, *classes: str) -> str:
        """A pattern for any word of some classes; empty for no class."""
        if classes and classes not in self.patterns:
            self.patterns[classes] = any_sign({self.sign(word) for name in classes for word in self.classes[name]})
        return self.patterns[classes] if classes else ""

    def not_behind(self, classes: Sequence[str]) -> str:
        """A pattern for a place not behind words of some classes, with what may stand before a figure between."""
        if not classes:
            return ""
        wall, between = self.one_of(*classes), self.one_of(*self.before_a_figure)
        return "".join(f"(?<!{wall}{between * size})" for size in range(FILLERS + 1 if between else 1))

    def gap(self, name: str) -> str:
        """A pattern for up to so many tokens that are no figure and none of the words a gap never holds."""
        gap = self.gaps[name]
        wall = f"(?!{self.one_of(*gap.never)})" if gap.never else ""
        return f"(?:{wall}[{WORD}{TIME}{re.escape(gap.marks)}{_ANY}]){{0,{gap.most}}}"

    def known(self, keys: Sequence[str]) -> tuple[str, int]:
        """The sign of the longest wording that some units begin with, and its length; an empty sign for none."""
        for size in range(min(self.longest, len(keys)), 0, -1):
            sign = self.signs.get(tuple(keys[:size]))
            if sign:
                return sign, size
        return "", 1


def read_vocabulary(language: str) -> Vocabulary:
    """The words of one language's phrases, before the templates add theirs; KnowledgeError where they are broken."""
    try:
        words = msgspec.convert(load_topics(f"ties/{language}")["words"], _Words)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"broken words of phrases: {error}", f"mend ties/{language}/words.toml") from None
    direction = load_topics(f"phrases/{language}")["direction"]
    classes = {name: dict(_signed(one, direction, language)) for name, one in words.classes.items()}
    made = Vocabulary(classes, **{name: getattr(words, name) for name in words.__struct_fields__ if name != "classes"})
    for word in [word for one in classes.values() for word in one]:
        made.sign(word)
    return made


def _signed(one: WordClass, direction: Mapping[str, Any], language: str) -> Iterator[tuple[str, int]]:
    """Every form of every word of a class with its sign: 1, -1, or 0 where it tells none."""
    told: dict[str, int] = {}
    for sign, name in ((1, "up"), (-1, "down")):
        for topic in one.like:
            verbs = language == "en" and topic == "verbs"
            told |= dict.fromkeys(_forms(direction[topic][name], verbs=verbs), sign)
        told |= dict.fromkeys(_forms(getattr(one, name)), sign)
    yield from (told | dict.fromkeys(_forms([*one.either, *one.words]), 0)).items()


def _forms(words: Iterable[str], *, verbs: bool = False) -> Iterator[str]:
    for word in words:
        yield from inflected(word) if verbs else word.split("/")
