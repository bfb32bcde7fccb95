"""A sentence as words for a parser: as treebanks cut them, and never more than a sentence can have."""

from __future__ import annotations

import re

MOST_WORDS = 400
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|\b(?:[a-z]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+|['’](?:s|re|ve|d|ll|m|S)\b|\.{3}|[^\s\w]|_"
)
Span = tuple[int, int]


def words(text: str, start: int, end: int) -> list[Span]:
    """The words of `text[start:end]`; what is beyond `MOST_WORDS` is left to stand unparsed.

    >>> text = "China's GDP grew 5.2%."
    >>> [text[a:b] for a, b in words(text, 0, len(text))]
    ['China', "'s", 'GDP', 'grew', '5.2', '%', '.']
    >>> text = "2% p.a. in the U.S."
    >>> [text[a:b] for a, b in words(text, 0, len(text))]
    ['2', '%', 'p.a.', 'in', 'the', 'U.S.']
    """
    found: list[Span] = []
    for match in _WORD.finditer(text, start, end):
        found.append(match.span())
        if len(found) == MOST_WORDS:
            break
    return found
