"""Number tokens and what follows them → quantities: value, rounding, unit, and the words that carry them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from tallystick.reading.printed.zh.forms import FORMS, Quantity
from tallystick.reading.printed.zh.lexer import Token
from tallystick.reading.printed.zh.numbers import BIG, Number, parse_number
from tallystick.reading.printed.zh.patterns import NUMBER
from tallystick.reading.printed.zh.vocabulary import counting, phrases, trie, units

__all__ = ["DURATIONS", "Quantity", "quantity"]

DURATIONS = frozenset(("year", "quarter", "month", "week", "day"))
_RANGE = re.compile(r"\s?(?:[—–\-－~～至到]|——)\s?")
_PER = re.compile(r"\s?/\s?(吨|亩|年|立方米|千瓦时|人|平方米|公里|小时|天|户|公斤|斤|米|升|桶)")
_PER_CODES = {
    "吨": "t", "亩": "mu", "年": "year", "立方米": "m3", "千瓦时": "kWh", "人": "person", "平方米": "m2", "公里": "km",
    "小时": "hour", "天": "day", "户": "household", "公斤": "kg", "斤": "jin", "米": "m", "升": "L", "桶": "bbl",
}  # fmt: skip


@cache
def _unit_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s?({trie(units())})")


@cache
def _after_pattern() -> re.Pattern[str]:
    words = {word: mark for mark in "><~" for word in phrases()[f"qualifiers.after.{mark}"]}
    return re.compile(rf"({trie(words)})(?![个项名])")


@cache
def _after_marks() -> dict[str, str]:
    return {word: mark for mark in "><~" for word in phrases()[f"qualifiers.after.{mark}"]}


_NUMBER = re.compile(NUMBER)


def quantity(token: Token, text: str) -> Quantity | None:
    """The quantity that a token of number begins; None where it is no quantity on its own."""
    if token.kind in ("number", "han"):
        found = _amount(token, text)
    elif token.kind in FORMS:
        found = FORMS[token.kind](token)
    else:
        return None
    if found is not None:
        found.after = max(found.after, found.end)
        after = _after_pattern().match(text, found.end)
        if after:
            found.after = after.end()
            found.qualifier = found.qualifier or _after_marks()[after[1]]
            found.bounded = after[1]
    return found


def _amount(token: Token, text: str) -> Quantity | None:
    number = parse_number(token.text)
    if number is None:
        return None
    unit, factor, end = _unit(text, token.end)
    value: Decimal | tuple[Decimal, Decimal] = number.value * factor
    half = number.half * factor
    digits = token.text
    second = _second(text, end) if token.kind == "number" else None
    if second is not None:
        other, unit_2, factor_2, end_2 = second
        if not unit or unit == unit_2:
            unit, end = unit_2, end_2
            factor = factor_2 if factor == 1 else factor
            low = number.value * factor * _shared_scale(token.text, text[token.end : end])
            if low <= other.value * factor_2:
                value, half, digits = (low, other.value * factor_2), other.half * factor_2, text[token.start : end]
            else:
                unit, factor, end = _unit(text, token.end)
    scaled = any(char in BIG for char in token.text)
    if token.kind == "han" and not _is_amount(token.text, number, text, end, unit):
        return None
    per = _PER.match(text, end) if unit else None
    if per:
        unit, end = f"{unit}/{_PER_CODES[per[1]]}", per.end()
    if unit == "month" and text[end - 2] in "多半":
        number = number._replace(more=True)
    if unit in DURATIONS and text[end : end + 1] == "多":
        number, end = number._replace(more=True), end + 1
    at_least = token.text[0] in "百千万亿" and bool(_UPWARDS.search(text[max(token.start - 2, 0) : token.start]))
    qualifier = ">" if number.more or at_least else ""
    start = token.start - 1 if at_least else token.start
    found = Quantity(token.kind, start, end, digits, value, half, unit, qualifier)
    found.word, found.bare = text[token.end : end].strip(), scaled and not unit
    if found.bare:
        found.unit = "1"
    return found


# Characters that look like a counter and open another word.
_NO_UNIT = re.compile(
    r"家[庭属具电]|人[民口均工大类]|个体(?!育)|个人所|位于|名义|项目|部[门分委]|国家|条[件例]|度假|台湾|面积|股份|区域|市场|口岸"
    r"|线路|城市|链条|群众|首先|金[属融砖额]|银行|群[众体岛]|层次|点击|级"
)


def _unit(text: str, end: int) -> tuple[str, Decimal, int]:
    """Code, factor and end of the unit printed at `end`; an empty code where none stands."""
    found = _unit_pattern().match(text, end)
    if found is None or _NO_UNIT.match(text, end):
        return "", Decimal(1), end
    code, factor = units()[found[1]]
    return code, factor, found.end()


def _second(text: str, end: int) -> tuple[Number, str, Decimal, int] | None:
    """The upper end of a range: number, unit code, factor, end."""
    dash = _RANGE.match(text, end)
    found = _NUMBER.match(text, dash.end()) if dash else None
    number = parse_number(found[0]) if found else None
    if found is None or number is None:
        return None
    unit, factor, stop = _unit(text, found.end())
    return (number, unit, factor, stop) if unit or number.value >= 10**4 else None


def _shared_scale(first: str, rest: str) -> int:
    """`3—5万亿`: the scale word of the second end holds for the first, if that has none."""
    if any(char in BIG for char in first):
        return 1
    scale = 1
    for char in rest:
        scale *= BIG.get(char, 1)
    return scale


def _is_amount(printed: str, number: Number, text: str, end: int, unit: str) -> bool:
    """Whether a numeral in words counts something: parts of words and of the text itself do not."""
    if printed[0] in "百千万亿" and not _is_approached(printed, text, end):
        return False
    if unit not in ("", "1", "point") and unit not in DURATIONS:
        return number.value >= 10 or len(printed) > 1 or unit in ("%", "pp", "times")
    if unit in DURATIONS:
        return number.value > 1
    if any(char in BIG for char in printed) and (len(printed) > 1 or unit):
        return True
    if unit == "1":
        counter = text[end - 1 : end]
        return number.value >= 10 or (counter in counting("events") and number.value >= _LEAST.get(counter, 2))
    return False


# From how many on a small number in words counts events: 一次 may be 一 in a phrase, 一艘 is a ship.
_LEAST = {"艘": 1, "条": 3}
_UPWARDS = re.compile(r"(?<![迈跨跃登站冲])上$")  # 上千万, but not 迈上万亿
_APPROACHED = re.compile(r"(?:[上超破近逾余达过至回入跨]|超过|突破|达到|接近|首破|年产|探获|探明)了?(?:千|百)?$")


def _is_approached(printed: str, text: str, end: int) -> bool:
    """A bare scale word (万亿元, 上千万) is a number only where it is said to be passed or neared."""
    start = text.rfind(printed, 0, end)
    return printed[-1] in "多余" or bool(_APPROACHED.search(text, max(start - 4, 0), start))
