"""Other spellings of a word: British and American, simplified and traditional characters, wide and narrow letters."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from tallystick.knowledge.loader import load_topics

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def narrow(text: str) -> str:
    """A text with full-width letters, digits and signs as the narrow ones they stand for.

    >>> narrow("ＧＤＰ增长５．２％")
    'GDP增长5.2%'
    """
    return text if text.isascii() else text.translate(_WIDE)


@lru_cache(maxsize=4096)
def spellings(word: str) -> tuple[str, ...]:
    """A word in small letters and its other spellings, itself first; what is no word of a language does no harm.

    >>> spellings("utilisation"), spellings("labor"), spellings("steel")
    (('utilisation', 'utilization'), ('labor', 'labour'), ('steel',))
    >>> spellings("工業"), spellings("用电")
    (('工業', '工业'), ('用电', '用電'))
    """
    if not word.isascii():
        forms = (word, word.translate(_characters()[0]), word.translate(_characters()[1]))
        return tuple(dict.fromkeys(forms))
    found = dict.fromkeys([word, *_whole().get(word, ())])
    for one, other in _endings():
        stem = word.removesuffix(one)
        if stem != word and len(stem) >= _words()["shortest_stem"]:
            found[stem + other] = None
    return tuple(found)


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """An English noun as it is called when it is one; what is no plural stays as it is.

    >>> singular("industries"), singular("profits"), singular("business"), singular("gas")
    ('industry', 'profit', 'business', 'gas')
    """
    if not word.isalpha() or not word.isascii() or word.endswith(tuple(_words()["never_several"])):
        return word
    for one, several in _words()["plurals"]:
        stem = word.removesuffix(several)
        if stem != word and len(stem) >= _words()["shortest_stem"]:
            return f"{stem}{one}"
    return word


@lru_cache(maxsize=4096)
def forms(word: str) -> tuple[str, ...]:
    """A word in every spelling, of one and of several, itself first: all that somebody may mean who writes it.

    >>> forms("profit"), forms("labour"), forms("用电")
    (('profit', 'profits'), ('labour', 'labor', 'labours', 'labors'), ('用电', '用電'))
    """
    one = singular(word)
    numbers = dict.fromkeys((word, one, _plural(one)))
    return tuple(dict.fromkeys(form for number in numbers for form in spellings(number)))


def _plural(word: str) -> str:
    if not word.isalpha() or not word.isascii() or len(word) < _words()["shortest_stem"]:
        return word
    one, several = next(pair for pair in _words()["plurals"] if word.endswith(pair[0]))
    return f"{word.removesuffix(one)}{several}"


def simplified(text: str) -> str:
    """A text in simplified characters.

    >>> simplified("製造業")
    '制造业'
    """
    return text if text.isascii() else text.translate(_characters()[0])


@cache
def _characters() -> tuple[dict[int, str], dict[int, str]]:
    """Traditional to simplified, and back."""
    to_simple: dict[int, str] = {}
    to_traditional: dict[int, str] = {}
    for simple, *others in load_topics("spelling")["zh"]["pairs"].split():
        to_simple |= {ord(other): simple for other in others}
        to_traditional[ord(simple)] = others[0]
    return to_simple, to_traditional


@cache
def _words() -> dict[str, Any]:
    return load_topics("spelling")["en"]


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    pairs = [(one, other) for one, other in _words()["endings"]]
    return tuple(pairs + [(other, one) for one, other in pairs])


@cache
def _whole() -> dict[str, tuple[str, ...]]:
    return {word: tuple(other for other in pair if other != word) for pair in _words()["words"] for word in pair}
