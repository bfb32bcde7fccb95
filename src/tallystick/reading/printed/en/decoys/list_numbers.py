"""Numbers that list: the one a block opens with (`1. …`, `IV. …`), those inside a sentence (`(1) …, (2) …`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.reading.printed.en.items import DECOY, QUANTITY, WORDS, Item
from tallystick.reading.printed.en.vocabulary import NO_TAGS

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


def pass_over_list_numbers(items: Sequence[Item]) -> None:
    """Numbers from one up, each alone in brackets with words behind it, list what is told: they are no amounts.

    `due to (1) fewer visitors, (2) dearer imports`; not `North (1) and South (2) had more`: counts follow names.
    """
    listed: list[Item] = []
    for k in range(1, len(items) - 2):
        if items[k].kind == QUANTITY and _alone(items, k) and items[k].low == str(len(listed) + 1):
            listed.append(items[k])
    for item in listed if len(listed) > 1 else ():
        item.kind, item.data, item.tags = DECOY, "numbering", NO_TAGS


def _alone(items: Sequence[Item], k: int) -> bool:
    named = k > 1 and items[k - 2].kind == WORDS and not items[k - 2].tags
    return items[k - 1].low == "(" and items[k + 1].low == ")" and items[k + 2].kind == WORDS and not named
