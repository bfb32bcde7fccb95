"""Sentences that the program says in English, told in Chinese: problems and what to do next, translators' slips."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from tallystick.knowledge.loader import load_topics

LONGEST = 1_500
_GAP = re.compile(r"\{(\w+)\}")


def retold(text: str, language: str) -> str:
    """A sentence of the program in the language asked for; what nobody has put into Chinese stays as it is.

    What stands between `; `, a problem and advice, is told each by itself.

    >>> retold("a.txt is empty; try again later", "zh")
    'a.txt没有内容；请稍后再试'
    >>> retold("a.txt is empty", "en"), retold("as nobody said it before", "zh")
    ('a.txt is empty', 'as nobody said it before')
    """
    if language != "zh" or len(text) > LONGEST:
        return text
    parts = text.split("; ")
    told = [_told(part) for part in parts]
    whole = None if all(told) else _told(text)
    return whole or "；".join(new or old for new, old in zip(told, parts, strict=True))


def _told(text: str) -> str | None:
    plain, patterns = _known()
    if text in plain:
        return plain[text]
    for pattern in patterns:
        if (gaps := pattern.gaps_of(text)) is not None:
            return pattern.told.format(**{name: plain.get(words, words) for name, words in gaps.items()})
    return None


class _Pattern(NamedTuple):
    """A sentence with gaps: the names of these, and the words around them, one more than there are gaps."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    told: str

    def gaps_of(self, text: str) -> dict[str, str] | None:
        """What stands in the gaps of a text, each as short as can be; None where the text is another sentence."""
        first, *between, last = self.words
        if not (text.startswith(first) and text.endswith(last) and len(text) >= len(first) + len(last)):
            return None
        place, end, found = len(first), len(text) - len(last), []
        for words in between:
            at = text.find(words, place, end)
            if at < 0:
                return None
            found.append(text[place:at])
            place = at + len(words)
        return dict(zip(self.names, [*found, text[place:end]], strict=True))


@cache
def _known() -> tuple[Mapping[str, str], tuple[_Pattern, ...]]:
    every = {english: chinese for topic in load_topics("retold").values() for english, chinese in topic.items()}
    plain = {english: chinese for english, chinese in every.items() if not _GAP.search(english)}
    gaps = sorted(
        (english for english in every if english not in plain), key=lambda e: len(_GAP.sub("", e)), reverse=True
    )
    return plain, tuple(_pattern(english, every[english]) for english in gaps)


def _pattern(english: str, chinese: str) -> _Pattern:
    parts = _GAP.split(english)
    return _Pattern(tuple(parts[1::2]), tuple(parts[::2]), chinese)
