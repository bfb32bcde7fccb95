"""Parts of a text that begin and end between words, never within a number."""

from __future__ import annotations

import re

_REACH = 40
_STUCK = re.compile(r"[\w.,%‰/−–+-]")


def start_of(text: str, start: int) -> int:
    """A place from which a part can begin: this one, or a little later where it lies within a word or a number.

    >>> text = "output of 1,425,000 t"
    >>> text[start_of(text, 12):]
    ' t'
    """
    start = max(start, 0)
    at = start
    while 0 < at < min(len(text), start + _REACH) and _sticks(text[at - 1], text[at]):
        at += 1
    return at


def end_of(text: str, end: int) -> int:
    """A place where a part can end: this one, or a little earlier where it lies within a word or a number.

    >>> text = "output of 1,425,000 t"
    >>> text[:end_of(text, 12)]
    'output of '
    """
    end = min(end, len(text))
    at = end
    while max(0, end - _REACH) < at < len(text) and _sticks(text[at - 1], text[at]):
        at -= 1
    return at


def _sticks(left: str, right: str) -> bool:
    """Whether two letters belong to one word or number; letters of Chinese are words of their own."""
    narrow = left < "\u2e80" and right < "\u2e80"
    return narrow and bool(_STUCK.match(left)) and bool(_STUCK.match(right))


def shortened(text: str, most: int) -> str:
    """A text, cut behind a word where it is longer than so many letters; `…` says that it goes on.

    >>> shortened("average growth over the two years was 6.1%", 32), shortened("rose by 6.1%", 11)
    ('average growth over the two…', 'rose by…')
    """
    return text if len(text) <= most else f"{text[: end_of(text, most - 1)].rstrip()}…"
