"""Words to search by, alike in English and Chinese and on every database.

Latin words and numbers are lower-cased; Han text is cut into overlapping pairs of characters, so that any word
of two characters or more is found without a dictionary. Full-width letters and digits are as their narrow ones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from tallystick.knowledge.spelling import narrow

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LATIN = re.compile(r"[a-z0-9]+", re.ASCII)
_PIECE = re.compile(f"[a-z0-9]+|[{_HAN}]+", re.ASCII)


def tokens(text: str) -> list[str]:
    """The words of a text in order, repeated ones too.

    >>> tokens("规模以上工业 Value-added up 9.6%")
    ['规模', '模以', '以上', '上工', '工业', 'value', 'added', 'up', '9', '6']
    >>> tokens("ＰＭＩ")
    ['pmi']
    """
    lowered = narrow(text).lower()
    if lowered.isascii():
        return _LATIN.findall(lowered)
    found: list[str] = []
    for piece in _PIECE.findall(lowered):
        if len(piece) == 1 or piece.isascii():
            found.append(piece)
        else:
            found += map("".join, pairwise(piece))
    return found


def indexed(sentence: str, names: frozenset[str] | set[str] = frozenset()) -> str:
    """The distinct words of a sentence and of the names of its figures, as one string to index.

    >>> indexed("工业", frozenset({"industry, Industry"}))
    'industry 业 工 工业'
    """
    words = _words(sentence).union(*map(words_of_name, names))
    return " ".join(sorted(words))


@lru_cache(maxsize=16384)
def words_of_name(name: str) -> frozenset[str]:
    """The words of a name that comes again and again."""
    return frozenset(_words(name))


def _words(text: str) -> set[str]:
    """Words, and every single Han character."""
    words = set(tokens(text))
    if not text.isascii():
        words |= {sign for word in words if not word.isascii() for sign in word}
    return words
