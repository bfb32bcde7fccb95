"""The content words of a text: what is left of it when small words, plural endings and numbers are off."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tallystick.reading.printed.en.vocabulary import word_set

_SMALL = word_set("choosing", "small")
_WORD = re.compile(r"(?:[a-z]\.){2,}|[a-z][a-z0-9&'\-]*")  # `u.s.` is one word
# Each hyphen, short dash and apostrophe as one; a long dash parts words.
_ONE = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2015\u2019", "----  '")


class Word(NamedTuple):
    """A content word: its form, and where the text has it."""

    form: str
    start: int
    end: int


@lru_cache(maxsize=16384)
def content(text: str) -> tuple[Word, ...]:
    """The content words of a text in order: lower case, the s of a plural off, small words left out.

    >>> [word.form for word in content("Output of the mines")]
    ['output', 'mine']
    >>> [word.form for word in content("U.S. index—based on exports")]
    ['u', 'index', 'based', 'export']
    """
    low = text.translate(_ONE).lower()
    found = (Word(_form(m[0]), m.start(), m.end()) for m in _WORD.finditer(low))
    return tuple(word for word in found if word.form and word.form not in _SMALL)


def _form(word: str) -> str:
    return word.replace(".", "").removesuffix("'s").rstrip("s")


@lru_cache(maxsize=16384)
def forms(text: str) -> frozenset[str]:
    """The forms of a text's content words.

    >>> forms("the mine and the mines")
    frozenset({'mine'})
    """
    return frozenset(word.form for word in content(text))
