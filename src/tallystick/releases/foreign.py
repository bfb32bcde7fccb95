"""Whether a text is in a language other than English and Chinese.

Script and function words settle nearly every text; only where they leave doubt is a detector asked, which costs
half a second to load.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tallystick.knowledge.loader import load_topics

_SAMPLE = 2000  # characters; a part of a text that is longer tells no more
_WORD = re.compile(r"[^\s\d!-@\[-`{-~]+")  # whatever is no digit, blank or sign of ASCII: Indian vowel signs too
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_KANA_OR_HANGUL = re.compile(r"[\u3041-\u30ff\u1100-\u11ff\uac00-\ud7af]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_FEWEST = 25  # letters below which a sample tells no language for sure
_OF_ENGLISH = 0.05  # the least part of an English text's words that only English has
_OF_CHINESE = 0.3  # the least part of a Chinese text's letters that are Han; only Japanese and Korean share them
_OTHER_SCRIPT = 0.08  # of the Han: what Japanese or Korean add to it
# By how much, for each letter and in all, the detector must prefer another language to English and Chinese.
_PER_LETTER, _IN_ALL = 0.5, 25.0


class Language(NamedTuple):
    """A language by its code, and its name in English."""

    code: str
    name: str


UNKNOWN = Language("und", "a language that is not known")
"""Of a text in doubt where the detector is not installed."""


def foreign_language(text: str, start: int = 0) -> Language | None:
    """The language of `text[start:]` where it is surely neither English nor Chinese; None where it may be either.

    Where the detector is missing a text that script and function words leave in doubt is in a language UNKNOWN.

    >>> foreign_language("Die Ausfuhren sind im März um 4,6 % gestiegen, die Einfuhren um 3,1 %.").name
    'German'
    >>> foreign_language("出口增长3.6%，进口下降1.2%。")
    """
    places = sorted({start, max((start + len(text) - _SAMPLE) // 2, start), max(len(text) - _SAMPLE, start)})
    told = [_of_sample(text[place : place + _SAMPLE]) for place in places]
    codes = [code for code in told if code]
    if not codes or 2 * len(codes) <= len(told):
        return None
    code = max(codes, key=codes.count)
    return UNKNOWN if code == UNKNOWN.code else Language(code, _known()["names"][code])


@cache
def _known() -> dict[str, dict[str, str]]:
    return load_topics("sources/writing")["languages"]


def _of_sample(sample: str) -> str:
    """The code of a sample's language; empty where it is or may be English or Chinese."""
    words = [word for word in _WORD.findall(sample) if len(word) > 1]
    letters = sum(map(len, words))
    if letters < _FEWEST or _is_chinese(sample, letters) or _is_english(sample):
        return ""
    return _detected(" ".join(words), letters)


def _is_chinese(sample: str, letters: int) -> bool:
    han = len(_HAN.findall(sample))
    return han > _OF_CHINESE * letters and len(_KANA_OR_HANGUL.findall(sample)) < _OTHER_SCRIPT * han


def _is_english(sample: str) -> bool:
    words = [word.lower() for word in _LATIN.findall(sample)]
    own = _english_words()
    return sum(word in own for word in words) > _OF_ENGLISH * len(words)


@cache
def _english_words() -> frozenset[str]:
    return frozenset(_known()["english_words"])


def _detected(words: str, letters: int) -> str:
    try:
        from py3langid import rank
    except ModuleNotFoundError:
        return UNKNOWN.code
    scores = {code: float(score) for code, score in rank(words) if code in _known()["names"]}
    best = max(scores, key=lambda code: scores[code])
    ahead = scores[best] - max(scores["en"], scores["zh"])
    return best if ahead > _IN_ALL and ahead > _PER_LETTER * letters else ""
