"""The words that phrases are made of: classes with their signs, gaps, and one sign for each word of a template.

Words of the same classes that stand in no template by themselves share a sign: nothing tells them apart.
"""

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
_FIRST = 0x80  # signs below 256, as most are, make patterns that compile fast
ANY_WORD = "\x80-\u02ff"
_NAMES = re.compile(r"\{[^{}]*\}")
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


def _key(word: str) -> tuple[str, ...]:
    return tuple(unit.group().lower() for unit in units(word))


def _wordings(template: str, longest: int) -> Iterator[tuple[str, ...]]:
    """Every wording of up to so many words that stands in a template beside the names in it."""
    keys = _key(_NAMES.sub(".", template))
    for start in range(len(keys)):
        yield from (keys[start : start + size] for size in range(1, longest + 1))


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
    kinds: dict[object, str] = field(default_factory=dict)
    by_word: dict[str, str] = field(default_factory=dict)

    def allot(self, templates: Iterable[str]) -> None:
        """Give the words of all classes their signs; `templates` tell which words stand for themselves as well."""
        keys = {word: _key(word) for one in self.classes.values() for word in one}
        self.longest = max(map(len, keys.values()), default=1)
        alone = {key for template in templates for key in _wordings(template, self.longest)}
        traits: dict[tuple[str, ...], set[tuple[str, int]]] = {}
        for name, one in self.classes.items():
            for word, way in one.items():
                traits.setdefault(keys[word], set()).add((name, way))
        for key, of in traits.items():
            self._give(key, key if key in alone else frozenset(of))

    def sign(self, word: str) -> str:
        """The sign of a word or wording; marks are their own."""
        if word not in self.by_word:
            key = _key(word)
            self.longest = max(self.longest, len(key))
            self.by_word[word] = self._give(key, key)
        return self.by_word[word]

    def _give(self, key: tuple[str, ...], kind: object) -> str:
        if len(key) == 1 and not key[0].isalnum():
            return key[0]
        if key not in self.signs:
            self.signs[key] = self.kinds.setdefault(kind, chr(_FIRST + len(self.kinds)))
        return self.signs[key]

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
        return f"(?:{wall}[{WORD}{TIME}{re.escape(gap.marks)}{ANY_WORD}]){{0,{gap.most}}}"

    def known(self, keys: Sequence[str]) -> tuple[str, int]:
        """The sign of the longest wording that some units begin with, and its length; an empty sign for none."""
        for size in range(min(self.longest, len(keys)), 0, -1):
            sign = self.signs.get(tuple(keys[:size]))
            if sign:
                return sign, size
        return "", 1


def read_vocabulary(language: str, templates: Iterable[str]) -> Vocabulary:
    """The words of one language's phrases, before the templates add theirs; KnowledgeError where they are broken."""
    try:
        words = msgspec.convert(load_topics(f"ties/{language}")["words"], _Words)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"broken words of phrases: {error}", f"mend ties/{language}/words.toml") from None
    direction = load_topics(f"phrases/{language}")["direction"]
    classes = {name: dict(_signed(one, direction, language)) for name, one in words.classes.items()}
    made = Vocabulary(classes, **{name: getattr(words, name) for name in words.__struct_fields__ if name != "classes"})
    made.allot([*templates, *words.parts.values(), words.aside])
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
