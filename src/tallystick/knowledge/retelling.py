"""Sentences that the program says in English, told in Chinese: problems and what to do next, translators' slips."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

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
    whole = _told(text)
    if whole is not None:
        return whole
    return "；".join(_told(part) or part for part in text.split("; ")) if "; " in text else text


def _told(text: str) -> str | None:
    plain, patterns = _known()
    if text in plain:
        return plain[text]
    for pattern, told in patterns:
        if found := pattern.fullmatch(text):
            gaps = found.groupdict()
            return told.format(**{name: plain.get(words, words) for name, words in gaps.items()})
    return None


@cache
def _known() -> tuple[Mapping[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    every = {english: chinese for topic in load_topics("retold").values() for english, chinese in topic.items()}
    plain = {english: chinese for english, chinese in every.items() if not _GAP.search(english)}
    gaps = sorted(
        (english for english in every if english not in plain), key=lambda e: len(_GAP.sub("", e)), reverse=True
    )
    return plain, tuple((_pattern(english), every[english]) for english in gaps)


def _pattern(english: str) -> re.Pattern[str]:
    parts = _GAP.split(english)
    words = (f"(?P<{part}>.{{0,400}}?)" if n % 2 else re.escape(part) for n, part in enumerate(parts))
    return re.compile("".join(words), re.DOTALL)
