"""Chinese and mixed numerals → exact values, with the rounding that their print allows."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
SCALES = SMALL | BIG
VAGUE = "多余几"
HALF = Decimal("0.5")
LONGEST = 24  # characters; what is longer is no number of a release

# Numerals of cheques and contracts, and those of traditional script.
PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟貳贰參陸萬億點", "一二三四五六七八九十百千二二三六万亿点")
_PART = re.compile(r"(\d[\d,]*(?:\.\d+)?)|(.)", re.DOTALL)
_BLANKS = re.compile(r"\s+")
_NEIGHBOURS = frozenset(("一二", "一两", "二三", "两三", "三四", "四五", "五六", "六七", "七八", "八九", "三五"))
_BETWEEN = re.compile(r"(?P<head>|.{0,10}[十百千万亿])(?P<pair>[一二两三四五六七八九]{2})(?P<scale>[十百千万亿]{0,3})")
_TAILED = re.compile(r"(?P<head>.*(?P<scale>[百千万亿]))(?P<tail>[1-9一二三四五六七八九])")


class Number(NamedTuple):
    """A value, half a unit of its last printed place, whether 多 or 余 stood in it, and the upper end of 三四十万."""

    value: Decimal
    half: Decimal
    more: bool = False
    upper: Decimal | None = None


@lru_cache(maxsize=8192)
def parse_number(text: str) -> Number | None:
    """Read digits, Chinese numerals and mixtures; None where the characters form no number.

    >>> parse_number("1万5千").value, parse_number("三万五千一百二十八").value
    (Decimal('15000'), Decimal('35128'))
    >>> parse_number("6600多万")
    Number(value=Decimal('66000000'), half=Decimal('5000.0'), more=True, upper=None)
    >>> parse_number("1.2万亿").half, parse_number("13万2").value, parse_number("壹佰贰拾万").value
    (Decimal('50000000000.00'), Decimal('132000'), Decimal('1200000'))
    >>> parse_number("三四十万")
    Number(value=Decimal('300000'), half=Decimal('0'), more=False, upper=Decimal('400000'))
    """
    text = _BLANKS.sub("", text).translate(PLAIN)
    if len(text) > LONGEST or text.startswith("几"):
        return None
    more = any(char in VAGUE for char in text)
    whole, point, tail = "".join(char for char in text if char not in VAGUE).partition("点")
    if point:
        return _with_point(whole, tail, more)
    if not whole:
        return None
    between = _BETWEEN.fullmatch(whole)
    if between and between["pair"] in _NEIGHBOURS:
        return _approximate(between)
    if len(whole) == 2 and all(char in DIGITS for char in whole):
        return None  # 三二: no number
    if all(char in DIGITS for char in whole) and len(whole) > 1:
        return Number(Decimal("".join(str(DIGITS[char]) for char in whole)), HALF, more)
    tailed = _TAILED.fullmatch(whole)
    return _with_tail(tailed, more) if tailed else _compose(whole, more)


def _approximate(between: re.Match[str]) -> Number | None:
    """三四十万, 一百五六十, 十七八: somewhere from the lower to the upper."""
    low, high = (_compose(between["head"] + digit + between["scale"], more=False) for digit in between["pair"])
    if low is None or high is None:
        return None
    return Number(low.value, Decimal(0), upper=high.value)


def _with_tail(tailed: re.Match[str], more: bool) -> Number | None:
    """13万2, 两千五: a digit behind a scale word counts tenths of it."""
    head = _compose(tailed["head"], more)
    digit = _compose(tailed["tail"], more)
    if head is None or digit is None:
        return None
    tenth = Decimal(SCALES[tailed["scale"]]) / 10
    return Number(head.value + digit.value * tenth, HALF * tenth, more)


def _with_point(whole: str, tail: str, more: bool) -> Number | None:
    """`九点一`, `二十三点五亿`: digits behind the point, then perhaps a scale word."""
    scale = 1
    while tail and tail[-1] in SCALES:
        scale *= SCALES[tail[-1]]
        tail = tail[:-1]
    head = parse_number(whole)
    if head is None or not tail or any(char not in DIGITS for char in tail):
        return None
    fraction = Decimal("0." + "".join(str(DIGITS[char]) for char in tail))
    return Number((head.value + fraction) * scale, HALF.scaleb(-len(tail)) * scale, more)


def _compose(text: str, more: bool) -> Number | None:
    """Sum the parts: small units build a section, 万 and 亿 close it; `place` is the last place printed."""
    total, section, digit = Decimal(0), Decimal(0), None
    place, largest = Decimal(1), 0
    for printed, char in _PART.findall(text):
        if printed:
            if digit is not None:
                return None
            digit = Decimal(printed.replace(",", ""))
            place = _place(printed, alone=printed == text)
        elif char in DIGITS:
            if digit is not None and digit != 0:
                return None
            digit, place = Decimal(DIGITS[char]), Decimal(1)
        elif char in SMALL:
            section += (Decimal(1) if digit is None else digit) * SMALL[char]
            place, digit = (place if digit is not None else Decimal(1)) * SMALL[char], None
        elif char in BIG:
            total, place = _close(total, section + (digit or 0), BIG[char], largest, place)
            section, digit, largest = Decimal(0), None, max(largest, BIG[char])
        else:
            return None
    return Number(total + section + (digit or 0), place * HALF, more)


def _close(total: Decimal, section: Decimal, scale: int, largest: int, place: Decimal) -> tuple[Decimal, Decimal]:
    """Multiply by 万 or 亿: the section alone, or with all before it where the scale grows (`1.2万亿`)."""
    if not section and total:
        return total * scale, place * scale
    section = section or Decimal(1)
    if largest and scale > largest:
        return (total + section) * scale, place * scale
    return total + section * scale, place * scale


def _place(printed: str, alone: bool) -> Decimal:
    """The worth of the last printed digit; of the last but zeros in a long round number without a scale word."""
    digits = printed.replace(",", "")
    _, _, decimals = digits.partition(".")
    if decimals:
        return Decimal(1).scaleb(-len(decimals))
    zeros = len(digits) - len(digits.rstrip("0"))
    return Decimal(10) ** zeros if alone and 2 <= zeros < len(digits) else Decimal(1)
