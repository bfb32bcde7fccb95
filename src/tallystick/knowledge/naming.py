"""How a subject in words is brought to the form in which the catalogue knows it.

English: the set of its content words, singular, synonyms folded, words that restrict nothing dropped; so
`output of industrial robots` and `the industrial robot output` are one. Chinese: the string itself, full-width
forms and punctuation folded, synonyms folded, words that restrict nothing dropped. Either way the coverage
`above designated size` (`规模以上`) is taken out and told apart, because releases leave it unsaid.
Work is linear in the length of the subject.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tallystick.knowledge.loader import load_topics

_WORD = re.compile(r"[a-z0-9&]+")
_SIGNS = re.compile(r"[\s“”\"'‘’《》〈〉「」（）()、，,.．。—\-_/]+")
_SCOPE = {"en": "ads", "zh": "规上"}
_LONGEST = 400
"""Characters of a subject that are looked at; no indicator has a longer name."""

Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


class Name(NamedTuple):
    """What a subject names: its words in one form, and whether it says `above designated size`."""

    words: str
    scoped: bool


def name_of(subject: str, language: str) -> Name:
    """The form in which a subject is looked up; empty words where nothing restricts.

    >>> name_of("Output of the industrial robots", "en") == name_of("industrial robot output", "en")
    True
    >>> name_of("全国规模以上工业增加值", "zh")
    Name(words='工业增加值', scoped=True)
    """
    subject = subject[:_LONGEST]
    return _chinese(subject) if language == "zh" else _english(subject)


def telling(subject: str) -> int:
    """How many English words of a subject restrict what it names.

    >>> telling("5G base stations"), telling("GDP growth")
    (3, 1)
    """
    return sum(word not in _english_words()[1] for word in _tokens(subject[:_LONGEST]))


def told_as(measure: str, status: str) -> str:
    """What of its indicator a figure tells, as far as its subject may name that: its measure, or a plan for it."""
    return status if status == "target" else measure


def told_of(name: Name, language: str, figure: str) -> Iterator[Name]:
    """The names of the indicator that a name with its `figure` may mean: a `target` for it, a `contribution` of it.

    >>> [name.words for name in told_of(name_of("target for GDP growth", "en"), "en", "target")]
    ['gdp']
    >>> [name.words for name in told_of(name_of("高技术制造业贡献率", "zh"), "zh", "contribution")]
    ['高技术制造业', '高技术制造业增加值']
    """
    known = load_topics("indicators/words")[language]
    left = known["figures"].get(figure, "").split()
    words = _without(name.words, left, language)
    if not words:
        return
    if left:
        yield Name(words, name.scoped)
    if by := known["by"].get(figure):
        yield Name(words + by if language == "zh" else " ".join(sorted({*words.split(), by})), name.scoped)


def _without(words: str, left: Sequence[str], language: str) -> str:
    if language != "zh":
        return " ".join(word for word in words.split() if word not in left)
    for word in left:
        words = words.removesuffix(word)
    return words


def split(names: str) -> list[str]:
    """The alternatives of a knowledge entry: `a | b` → `["a", "b"]`."""
    return [one for name in names.split("|") if (one := name.strip())]


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]


def _tokens(text: str) -> list[str]:
    plain = text.lower().replace("’", "'").replace("'s ", " ")
    return [_singular(word) for word in _WORD.findall(plain) if word != "&"]


@cache
def _english_words() -> tuple[Phrases, frozenset[str]]:
    """Phrases by their first word, longest first, and the words to drop."""
    known = load_topics("indicators/words")["en"]
    phrases: Phrases = {}
    for standing, alternatives in known["same"].items():
        for one in split(alternatives):
            tokens = tuple(_tokens(one))
            phrases.setdefault(tokens[0], []).append((tokens, standing))
    for one_start in phrases.values():
        one_start.sort(key=lambda phrase: -len(phrase[0]))
    return phrases, frozenset(known["drop"].split())


def _english(subject: str) -> Name:
    phrases, dropped = _english_words()
    tokens, at = _tokens(subject), 0
    words: set[str] = set()
    while at < len(tokens):
        for phrase, standing in phrases.get(tokens[at], ()):
            if tuple(tokens[at : at + len(phrase)]) == phrase:
                words.add(standing)
                at += len(phrase)
                break
        else:
            words.add(tokens[at])
            at += 1
    words -= dropped
    scoped = _SCOPE["en"] in words
    words.discard(_SCOPE["en"])
    return Name(" ".join(sorted(words)), scoped)


@cache
def _chinese_words() -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Replacements and words to drop, longest first."""
    known = load_topics("indicators/words")["zh"]
    same = {_plain(one): standing for standing, alternatives in known["same"].items() for one in split(alternatives)}
    longest = sorted(same.items(), key=lambda pair: -len(pair[0]))
    return tuple(longest), tuple(sorted(known["drop"].split(), key=len, reverse=True))


def _plain(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text))


def _chinese(subject: str) -> Name:
    same, dropped = _chinese_words()
    name = _plain(subject)
    for words, standing in same:
        if words in name:
            name = name.replace(words, standing)
    for word in dropped:
        if word in name:
            name = name.replace(word, "")
    scoped = _SCOPE["zh"] in name
    return Name(name.replace(_SCOPE["zh"], ""), scoped)
