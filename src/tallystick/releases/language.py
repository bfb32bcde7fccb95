"""Which language a text is written in, by its script."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_SAMPLE = 2000  # characters; a part of a text that is longer tells no more
# One Han character carries about as much as half a Latin word.
_HAN_PER_WORD = 2


def detect(text: str, start: int, end: int, otherwise: str) -> str:
    """`zh` or `en` for `text[start:end]`; `otherwise` when it holds no letters of either script.

    >>> detect("工业增加值 value added", 0, 17, "en"), detect("Beijing (北京) is the capital", 0, 28, "zh")
    ('zh', 'en')
    """
    sample = text[start : min(end, start + _SAMPLE)]
    if sample.isascii():
        return "en" if _LATIN.search(sample) else otherwise
    han = len(_HAN.findall(sample))
    words = len(_LATIN.findall(sample))
    if not han and not words:
        return otherwise
    return "zh" if han >= words * _HAN_PER_WORD * 0.75 else "en"


def language_of(text: str) -> str:
    """The language of a whole text, from samples of its start, its middle and its end."""
    places = {0, max(len(text) // 2 - _SAMPLE // 2, 0), max(len(text) - _SAMPLE, 0)}
    found = [detect(text, place, place + _SAMPLE, "") for place in sorted(places)]
    return "zh" if found.count("zh") > found.count("en") else "en"
