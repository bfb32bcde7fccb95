"""Small numbers and amounts in the words of claims: `twelve`, `四十`, `USD 1 trillion`, `1亿吨`."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache

from tallystick.knowledge import load_topics

_ZH = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_DIGITS = re.compile(r"\d[\d,]{0,20}(?:\.\d{1,9})?")
_SCALES = {
    "万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8, "万": 4, "千": 3, "百": 2,
    "trillion": 12, "billion": 9, "million": 6, "crore": 7, "lakh": 5,
}  # fmt: skip


def count(words: str) -> int | None:
    """A number of periods; None for what tells none (`several`, 多).

    >>> count("twelve"), count("3rd"), count("二十一"), count("十"), count("多"), count("fourth")
    (12, 3, 21, 10, None, 4)
    """
    low = words.lower()
    if digits := re.match(r"\d{1,3}", low):
        return int(digits[0])
    return _english().get(low) or _chinese(words)


@cache
def _english() -> dict[str, int]:
    known = load_topics("phrases/en")["numbers"]
    return {**known["cardinals"], **known["ordinals"], "twenty-first": 21, "a": 1}


def _chinese(words: str) -> int | None:
    total = last = 0
    for sign in words:
        if sign == "百":
            total, last = total + max(last, 1) * 100, 0
        elif sign == "十":
            total, last = total + max(last, 1) * 10, 0
        elif sign in _ZH:
            last = _ZH[sign]
        else:
            return None
    return total + last or None


def amount(words: str) -> Decimal | None:
    """The value of an amount, without its unit; None where no number is told.

    >>> amount("1亿吨"), amount("USD 1.5 billion"), amount("百亿斤"), amount("records")
    (Decimal('100000000'), Decimal('1500000000'), Decimal('10000000000'), None)
    """
    found = _DIGITS.search(words)
    scales = [power for word, power in _SCALES.items() if word in words.lower()]
    power = max(scales, default=0) if found is None or len(scales) < 2 else _scale_behind(words[found.end() :])
    if found is None and not scales:
        return None
    try:
        value = Decimal(found[0].replace(",", "")) if found else Decimal(1)
        return Decimal(format(value.scaleb(power), "f"))
    except InvalidOperation:
        return None


def _scale_behind(words: str) -> int:
    low = words.lower().lstrip()
    return next((power for word, power in _SCALES.items() if low.startswith(word)), 0)
