"""Amounts told in pieces: 八元五角, 3元5角, 一吨半, 两个半小时."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from tallystick.reading.printed.zh.numbers import parse_number
from tallystick.reading.printed.zh.vocabulary import small_money, trie

HALF = Decimal("0.5")
_DIGITS = r"(?:\d{1,2}|[零一二两三四五六七八九十]{1,3})"
# 半 behind a unit, where it opens no word of its own.
_AND_HALF = re.compile(r"半(?![导岛年月天数径价山坡球自夜身壁边场程])")


class More(NamedTuple):
    """What a second piece adds to an amount, in the unit of the first, and where it ends."""

    value: Decimal
    half: Decimal
    end: int


@cache
def _piece(currency: str) -> re.Pattern[str]:
    return re.compile(rf"[又零]?\s?({_DIGITS})({trie(small_money()[currency])})(?![之钟别享])")


def further(code: str, text: str, end: int, word: str = "") -> More | None:
    """What follows an amount that ends at `end` and belongs to it; `code` is its unit's, `word` the unit as printed.

    >>> further("CNY", "八元五角", 2), further("t", "一吨半", 2)
    (More(value=Decimal('0.5'), half=Decimal('0.05'), end=4), More(value=Decimal('0.5'), half=Decimal('0.25'), end=3))
    """
    if word.startswith("个半"):  # 两个半小时
        return More(HALF, HALF / 2, end)
    if code in small_money():
        return _coins(code, text, end)
    found = _AND_HALF.match(text, end) if code not in ("", "1", "%", "pp", "bp", "month", "day") else None
    return More(HALF, HALF / 2, found.end()) if found else None


def _coins(currency: str, text: str, end: int) -> More | None:
    total, half, stop = Decimal(0), Decimal(0), end
    for _ in small_money()[currency]:
        found = _piece(currency).match(text, stop)
        number = parse_number(found[1]) if found else None
        if found is None or number is None:
            break
        worth = small_money()[currency][found[2]]
        total, half, stop = total + number.value * worth, worth / 2, found.end()
    return More(total, half, stop) if stop > end else None
