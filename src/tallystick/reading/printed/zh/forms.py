"""Quantities of a form of their own: ranks, fractions, tenths, doublings, ratios, unbroken rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tallystick.reading.printed.zh.lexer import Token
from tallystick.reading.printed.zh.numbers import DIGITS, parse_number

_PERCENT = Decimal(100)
_TENTHS = Decimal(5)  # half a tenth, in percent
_DOUBLING = Decimal(50)  # half a doubling, in percent


@dataclass(slots=True)
class Quantity:
    """A number with its unit; `kind` is that of its token; `unit` is empty where none is printed."""

    kind: str
    start: int
    end: int
    digits: str
    value: Decimal | tuple[Decimal, Decimal]
    half: Decimal
    unit: str
    qualifier: str = ""
    after: int = 0  # where the words behind it begin, past 以上 or 左右
    bounded: str = ""  # 以上, 左右 …
    word: str = ""  # the unit as printed
    bare: bool = False  # a scale word but no unit: 57万亿

    @property
    def text(self) -> str:
        """The printed number, so that a quantity stands among tokens."""
        return self.digits


def _rank(token: Token) -> Quantity | None:
    printed = token.text
    if printed.startswith("前"):
        number, qualifier = parse_number(printed[1:].rstrip("名位强")), "<"
        start = token.start + 1
    elif printed[-1] in "位首" and not printed.startswith("第"):
        number, qualifier, start = parse_number("一"), "", token.end - 2
    else:
        number, qualifier, start = parse_number(printed[1:].rstrip("位名")), "", token.start
    if number is None:
        return None
    end = token.end - (printed[0] in "第前" and printed[-1] in "位名强")
    return Quantity("rank", start, end, printed, number.value, Decimal(0), "rank", qualifier, after=token.end)


def _row(token: Token) -> Quantity | None:
    number = parse_number(token.text[:-2])
    if number is None:
        return None
    return Quantity("row", token.start, token.end, token.text, number.value, Decimal(0), "year")


def _fraction(token: Token) -> Quantity | None:
    printed = token.text
    if "分之" in printed or "/" in printed:
        return _of(token, *re.split("分之|/", printed))
    if "半" in printed and "成" not in printed:
        qualifier = ">" if printed[0] in "过超" else "<" if printed[0] == "近" else ""
        return Quantity("fraction", token.start, token.end, printed, Decimal(50), _TENTHS, "%", qualifier)
    tenths, _, rest = printed.partition("成")
    number = parse_number(tenths)
    if number is None:
        return None
    ones = Decimal(5) if rest == "半" else Decimal(DIGITS.get(rest, 0))  # 四成半, 四成三
    return Quantity("fraction", token.start, token.end, printed, number.value * 10 + ones, _TENTHS, "%")


def _of(token: Token, first: str, second: str) -> Quantity | None:
    """`百分之九点一`, `三分之二`, `1/4`."""
    if first in ("百", "千", "万"):
        number = parse_number(second)
        if number is None:
            return None
        scale = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[first]
        return Quantity("number", token.start, token.end, token.text, number.value * scale, number.half * scale, "%")
    top, bottom = parse_number(first), parse_number(second)
    if "/" not in token.text:  # 三分之二 names the whole first
        top, bottom = bottom, top
    if top is None or bottom is None or not 0 < top.value < bottom.value:
        return None
    # Machine precision, as the standard asks, and one form of a third wherever it is printed.
    value = Decimal(repr(float(top.value * _PERCENT / bottom.value)))
    return Quantity("fraction", token.start, token.end, token.text, value, _TENTHS, "%")


def _double(token: Token) -> Quantity | None:
    number = parse_number(token.text.strip("翻了番倍") or "一")
    if number is None or number.value > 20:
        return None
    times = number.value if token.text.endswith("倍") else Decimal(2) ** int(number.value)
    return Quantity("double", token.start, token.end, token.text, (times - 1) * _PERCENT, _DOUBLING, "%")


def _ratio(token: Token) -> Quantity | None:
    number = parse_number(re.split("[∶:：]", token.text)[0])
    if number is None:
        return None
    return Quantity("ratio", token.start, token.end, token.text, number.value, number.half, "times")


FORMS = {"rank": _rank, "row": _row, "fraction": _fraction, "double": _double, "ratio": _ratio}
