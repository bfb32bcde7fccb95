"""Addresses that lead to the words of a figure in its original, by text fragment or page."""

from __future__ import annotations

import re
from urllib.parse import quote

from tallystick.model import Place
from tallystick.model.source_names import is_address

LONGEST_WHOLE = 100
"""Characters of a sentence that a fragment names whole; of a longer one it names both ends."""

_WORDS = 5
_LETTERS = 12
_BLANKS = re.compile(r"\s+")


def to_words(source: str, sentence: str, place: Place | None = None) -> str:
    """The address of a sentence in its original: `#:~:text=` for a web page, `#page=` for a PDF; else nothing.

    >>> to_words("https://stats.example/a.html", "Output rose by 9.6%, or half-again.")
    'https://stats.example/a.html#:~:text=Output%20rose%20by%209.6%25%2C%20or%20half%2Dagain.'
    >>> to_words("https://stats.example/a.pdf", "Output rose.", Place(page=3))
    'https://stats.example/a.pdf#page=3'
    """
    if not is_address(source):
        return ""
    if place is not None and place.page:
        return f"{source.partition('#')[0]}#page={place.page}"
    words = _BLANKS.sub(" ", sentence).strip()
    if not words:
        return source
    ends = (words,) if len(words) <= LONGEST_WHOLE else _ends(words)
    return f"{source}{'' if '#' in source else '#'}:~:text={','.join(map(_encoded, ends))}"


def _ends(words: str) -> tuple[str, str]:
    parts = words.split(" ")
    if len(parts) > 2 * _WORDS:
        return " ".join(parts[:_WORDS])[:LONGEST_WHOLE], " ".join(parts[-_WORDS:])[-LONGEST_WHOLE:]
    return words[:_LETTERS], words[-_LETTERS:]


def _encoded(words: str) -> str:
    return quote(words.strip(), safe="", errors="replace").replace("-", "%2D")
