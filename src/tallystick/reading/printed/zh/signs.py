"""Signs printed before a number: a minus, or a dash that only joins a range."""

from __future__ import annotations

import re
from functools import cache

from tallystick.reading.printed.zh.vocabulary import trie, units

_WINDOW = 20  # characters before a dash in which a first end of a range would stand
_HYPHENS = "-－−﹣"
_DASHES = "–—"
# What leaves a number open, so that a dash behind it can only be its sign.
_EXPECTING = re.compile(r"(?:为|是|达|达到|同比|环比|增长|增速|增幅|下降|上涨|变动|拉动|率|[（(：:])\s?$")
_DATED = re.compile(r"[年月日号季度旬]\s?$")
_RATED = re.compile(r"[\d.,\s]{1,12}(?:%|‰|个?百分点|个?基点)|\d{1,9}\.\d")
_NEGATIVE = re.compile(r"(?<![正担])负的?\s?$")


@cache
def _first_end() -> re.Pattern[str]:
    """A number with or without its unit, at the end of what stands before a dash."""
    return re.compile(rf"[\d零一二三四五六七八九十百千万亿%‰]\s?(?:{trie(units())}|[年月日号季时点期])?\s?$")


def sign_before(text: str, start: int) -> int | None:
    """Where the sign of the negative number at `start` begins; None where none is printed.

    >>> sign_before("同比为-3.0%", 4), sign_before("增长3%-5%", 5), sign_before("1-2月", 2)
    (3, None, None)
    """
    said = _NEGATIVE.search(text, max(start - 3, 0), start)
    if said:
        return said.start()
    at = start - 1 if text[start - 1 : start].strip() else start - 2
    if at < 0 or text[at] not in _HYPHENS + _DASHES:
        return None
    before = text[max(at - _WINDOW, 0) : at]
    if _EXPECTING.search(before):
        return at
    if text[at] in _DASHES or at != start - 1 or (before[-1:].isascii() and before[-1:].isalnum()):
        return None
    rated = bool(_RATED.match(text, start))
    if not before.strip(" \t") or before.endswith("\n"):
        return at if rated else None
    if _DATED.search(before):
        return at if rated else None
    return None if _first_end().search(before) else at
