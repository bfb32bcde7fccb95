"""Quantities of a form of their own: ranks, fractions, tenths, doublings, ratios, unbroken rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tallystick.reading.printed.zh.lexer import Token
from tallystick.reading.printed.zh.numbers import DIGITS, HALF, PLAIN, SCALES, Number, parse_number

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
    signed: bool = False  # a minus is printed: no verb turns it

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
    parts = _PARTS_OF.match(printed)
    if parts:
        return _per_hundred(token, parts)
    if "分之" in printed or "/" in printed:
        return _of(token, *re.split("分之|/", printed))
    if "半" in printed and "成" not in printed:
        qualifier = ">" if printed[0] in "过超" else "<" if printed[0] == "近" else "~" if printed[0] == "约" else ""
        return Quantity("fraction", token.start, token.end, printed, Decimal(50), _TENTHS, "%", qualifier)
    return _tenths(token)


def _tenths(token: Token) -> Quantity | None:
    """七成, 七成六, 四成半, 半成, 六点五成, 五至六成, 三四成."""
    amount, _, rest = token.text.partition("成")
    ends = [Number(HALF, HALF) if end.strip() == "半" else parse_number(end) for end in _TO.split(amount)]
    if any(end is None for end in ends):
        return None
    values = [end.value * 10 for end in ends if end] + [end.upper * 10 for end in ends if end and end.upper]
    rest = rest.strip()
    ones = Decimal(5) if rest == "半" else Decimal(DIGITS.get(rest, 0))  # 四成半, 四成三
    half = HALF if (rest and rest != "半") or "点" in amount or "." in amount else _TENTHS
    if len(values) > 1:
        half = Decimal(0)
    value = values[0] + ones if len(values) == 1 else (values[0], values[-1] + ones)
    if isinstance(value, tuple) and value[0] > value[1]:
        return None
    return Quantity("fraction", token.start, token.end, token.text, value, half, "%")


_PARTS_OF = re.compile(r"([百千万亿佰仟萬]{1,3})\s*分\s*之\s*(负?)(.+)", re.DOTALL)
_TO = re.compile(r"\s?[—–\-－~～至到]\s?")


def _per_hundred(token: Token, parts: re.Match[str]) -> Quantity | None:
    """百分之五点六, 千分之三, 百分之三至五, 百分之八九十."""
    ends = _TO.split(parts[3])
    scale = _PERCENT / _product(parts[1])
    first = parse_number(ends[0])
    if first is None:
        return None
    last = parse_number(re.split(r"分\s*之\s*", ends[-1])[-1]) if len(ends) == 2 else None
    sign = -1 if parts[2] else 1
    upper = last.value if last else first.upper
    low, half = first.value * scale * sign, (last or first).half * scale
    high = low if upper is None else upper * scale * sign
    value = low if upper is None else (min(low, high), max(low, high))
    end = token.end if last or len(ends) == 1 else token.start + parts.start(3) + len(ends[0])
    found = Quantity("number", token.start, end, token.text[: end - token.start], value, half, "%")
    found.signed = bool(parts[2])
    return found


def _product(scales: str) -> Decimal:
    """百万 → 1,000,000: what the scale words before 分之 multiply to."""
    product = Decimal(1)
    for char in scales.translate(PLAIN):
        product *= SCALES[char]
    return product


def _of(token: Token, first: str, second: str) -> Quantity | None:
    """`三分之二`, `1/4`."""
    top, bottom = parse_number(first), parse_number(second)
    if "/" not in token.text:  # 三分之二 names the whole first
        top, bottom = bottom, top
    if top is None or bottom is None or not 0 < top.value < bottom.value:
        return None
    # Machine precision, as the standard asks, and one form of a third wherever it is printed.
    value = Decimal(repr(float(top.value * _PERCENT / bottom.value)))
    return Quantity("fraction", token.start, token.end, token.text, value, _TENTHS, "%")


_NEARLY = re.compile("将近|接近|超过|近|超|约|逾")


def _double(token: Token) -> Quantity | None:
    qualifier = ""
    printed = token.text.strip("翻了番倍")
    nearly = _NEARLY.match(printed)
    if nearly:
        qualifier = "<" if "近" in nearly[0] else "~" if nearly[0] == "约" else ">"
    number = parse_number((printed[nearly.end() :] if nearly else printed) or "一")
    if number is None or number.value > 20:
        return None
    times = number.value if token.text.endswith("倍") else Decimal(2) ** int(number.value)
    value = (times - 1) * _PERCENT
    return Quantity("double", token.start, token.end, token.text, value, _DOUBLING, "%", qualifier)


def _ratio(token: Token) -> Quantity | None:
    number = parse_number(re.split("[∶:：]", token.text)[0])
    if number is None:
        return None
    return Quantity("ratio", token.start, token.end, token.text, number.value, number.half, "times")


def _share(token: Token) -> Quantity | None:
    """One of the shares of 6.8:77.3:15.9."""
    number = parse_number(token.text)
    if number is None:
        return None
    return Quantity("share", token.start, token.end, token.text, number.value, number.half, "%")


FORMS = {"share": _share, "rank": _rank, "row": _row, "fraction": _fraction, "double": _double, "ratio": _ratio}
