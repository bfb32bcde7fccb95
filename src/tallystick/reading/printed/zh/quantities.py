"""Number tokens and what follows them → quantities: value, rounding, unit, and the words that carry them."""

from __future__ import annotations

import re
from functools import cache

from tallystick.reading.printed.zh.forms import FORMS, Quantity
from tallystick.reading.printed.zh.lexer import Token
from tallystick.reading.printed.zh.numbers import BIG, Number, parse_number
from tallystick.reading.printed.zh.ranges import Range, range_from
from tallystick.reading.printed.zh.signs import sign_before
from tallystick.reading.printed.zh.sums import further
from tallystick.reading.printed.zh.units import DURATIONS, ONE, Unit, per, symbol_of, unit_at
from tallystick.reading.printed.zh.vocabulary import counting, phrases, trie

__all__ = ["DURATIONS", "Quantity", "quantity"]

_AMOUNTS = ("number", "han", "money")


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile(rf"({trie(_after_marks())})(?![个项名])")


@cache
def _after_marks() -> dict[str, str]:
    return {word: mark for mark in "><~" for word in phrases()[f"qualifiers.after.{mark}"]}


def quantity(token: Token, text: str) -> Quantity | None:
    """The quantity that a token of number begins; None where it is no quantity on its own."""
    if token.kind in _AMOUNTS:
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
    currency, printed = symbol_of(token.text) if token.kind == "money" else ("", token.text)
    number = parse_number(printed)
    if number is None:
        return None
    unit = _unit(currency, text, token.end)
    minus = sign_before(text, token.start)
    span = range_from(number, printed, unit, text, minus is not None)
    if token.kind == "han" and not _is_amount(token, number, text, unit) and not (span and _is_range(span)):
        return None
    found = _spanned(token, span, text) if span else _single(token, number, unit, text, minus is not None)
    found.qualifier = ">" if number.more else ""
    if found.unit in DURATIONS and text[found.end : found.end + 1] == "多":
        found.qualifier, found.end = ">", found.end + 1
    found.word = text[token.end : found.end].strip()
    if not found.unit and any(char in BIG for char in printed):
        found.unit, found.bare = "1", True
    if minus is not None:
        found.start, found.signed = minus, True
    elif printed[0] in "百千万亿" and _UPWARDS.search(text, max(token.start - 2, 0), token.start):
        found.start, found.qualifier = token.start - 1, ">"
    return found


def _unit(currency: str, text: str, end: int) -> Unit:
    """The unit behind a number; a currency named before it says which money 元 is."""
    unit = unit_at(text, end)
    if not currency:
        return unit
    return Unit(currency, unit.factor, unit.end) if unit.code == "CNY" else Unit(currency, ONE, end)


def _spanned(token: Token, span: Range, text: str) -> Quantity:
    """A range with the unit of both its ends."""
    unit = per(span.unit, text)
    digits = text[token.start : unit.end]
    return Quantity(token.kind, token.start, unit.end, digits, (span.low, span.high), span.half, unit.code)


def _single(token: Token, number: Number, unit: Unit, text: str, negative: bool) -> Quantity:
    """Number and unit as one, with what else belongs to it: coins, a half, 元/吨."""
    more = further(unit.code, text, unit.end, text[token.end : unit.end])
    low, half = number.value * unit.factor, number.half * unit.factor
    if more:
        low, half, unit = low + more.value, more.half, unit._replace(end=more.end)
    low = -low if negative else low
    unit = per(unit, text)
    value = low if number.upper is None else (low, number.upper * unit.factor)
    return Quantity(token.kind, token.start, unit.end, token.text, value, half, unit.code)


def _is_range(span: Range) -> bool:
    """Whether two numerals in words are the ends of an amount: 三至五万家, 一到两个百分点."""
    return span.unit.code not in ("", *DURATIONS) and (span.unit.code != "1" or span.high >= _LEAST_RANGE)


def _is_amount(token: Token, number: Number, text: str, unit: Unit) -> bool:
    """Whether a numeral in words counts something: parts of words and of the text itself do not."""
    code, word = unit.code, text[token.end : unit.end].strip()
    if token.text[0] in "百千万亿" and not _is_approached(token, text):
        return False
    if code in DURATIONS:
        return number.value > 1 or further(code, text, unit.end) is not None
    if code not in ("", "1", "point"):
        return number.value >= 10 or len(token.text) > 1 or _is_plain(word, unit, text)
    upwards = _UPWARDS.search(text, max(token.start - 2, 0), token.start)
    if any(char in BIG for char in token.text) and (len(token.text) > 1 or code or upwards):
        return True
    if code == "1" and number.upper is not None and number.value < 10:
        return word in counting("approximate")
    least = _LEAST.get(word[-1:], 2) if word[-1:] in counting("events") else 10
    return code == "1" and number.value >= least


def _is_plain(word: str, unit: Unit, text: str) -> bool:
    """Whether one numeral before a unit is an amount: 三吨, 八元五角, but not 一度 or 三元里."""
    if word == "元":
        return bool(_YUAN_OVER.match(text, unit.end)) or further(unit.code, text, unit.end) is not None
    return word not in counting("ambiguous") or further(unit.code, text, unit.end) is not None


_YUAN_OVER = re.compile(r"[，。；、）)至到以/]|$|(?:人民币|左右|上下)")


# From how many on a small number in words counts events: 一次 may be 一 in a phrase, 一艘 is a ship.
_LEAST_RANGE = 10
_LEAST = {"艘": 1, "条": 3}
_UPWARDS = re.compile(r"(?<![迈跨跃登站冲])上$")  # 上千万, but not 迈上万亿
_APPROACHED = re.compile(
    r"(?:[上超破近逾余达过至回入跨]|超过|突破|达到|接近|首破|年产|探获|探明|不足|不到|惠及)了?(?:千|百)?$"
)


def _is_approached(token: Token, text: str) -> bool:
    """A bare scale word (万亿元, 上千万) is a number only where it is said to be passed or neared."""
    return token.text[-1] in "多余" or bool(_APPROACHED.search(text, max(token.start - 4, 0), token.start))
