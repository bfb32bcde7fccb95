"""The number a block opens with: `1. …`, `188.The …`, `(2) …`, `IV. …`, `- …`."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"[\s•*–—#-]{0,12}(?:\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[ivxIVX]{1,5}|[a-z])[.)](?=\s|[A-Z*\"“])|\d{1,3}(?:\.\d{1,2}){1,3}(?=\s{1,8}[A-Z])|\d{1,3}(?=\s{2,8}[A-Z])|\(?\d{1,2}\))\s{0,8}"
)


def list_number(text: str, start: int, end: int) -> int:
    """Where the words of a block start behind its number in a list; `start` where it has none.

    >>> list_number("2. Output rose by 3%.", 0, 21)
    3
    >>> list_number("2.5 million came.", 0, 17)
    0
    """
    found = _OPENING.match(text, start, end)
    return found.end() if found else start
