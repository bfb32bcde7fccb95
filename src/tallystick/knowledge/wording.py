"""The sentences of findings in the languages they are told in, by their keys."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tallystick.knowledge.loader import load_topics

LANGUAGES = ("en", "zh")
_UNITS = "units"


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    topics = load_topics("wording")
    return {key: told for topic, content in topics.items() if topic != _UNITS for key, told in content.items()}


@cache
def _units() -> Mapping[str, Mapping[str, str]]:
    return load_topics("wording")[_UNITS]


def sentence(key: str, language: str) -> str:
    """The sentence of a key with its gaps still open; a key that is not known is its own sentence.

    >>> sentence("between", "zh"), sentence("as it is", "zh")
    ('{low}至{high}', 'as it is')
    """
    known = _sentences().get(key)
    return known[language] if known else key


def unit(code: str, language: str, *, one: bool = False) -> str:
    """What stands behind a number of a unit, with its space where it takes one; `one` behind 1.

    >>> unit("pp", "zh"), unit("CNY", "en"), unit("pp", "en", one=True)
    ('个百分点', ' yuan', ' percentage point')
    """
    known = _units().get(code, {})
    return known.get("one" if one and language == "en" and "one" in known else language, f" {code}")


def has_words(code: str) -> bool:
    """Whether a unit is told in words in either language, and not by its code.

    >>> has_words("CNY"), has_words("m3/CNY")
    (True, False)
    """
    return code in _units()
