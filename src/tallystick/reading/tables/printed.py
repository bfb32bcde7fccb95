"""The number that a cell prints, by the style of its document: decimal comma or point, groups, signs and flags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

import msgspec

from tallystick.knowledge.missing import flags
from tallystick.model import within_reach
from tallystick.reading.tables.vocabulary import listed

_GROUP = " \u00a0\u2009\u202f\u2007'’"
_UNGROUPED = str.maketrans("", "", _GROUP)
_DIGITS = rf"\d[\d.,·{_GROUP}]*\d|\d|\.\d+"
_SIGN = r"[-−–—﹣－+＋▲△▼±]"
_MONEY = r"(?:[A-Z]{0,3}\$|[€£¥￥₹₩฿₱₦`]|Rs\.?|RMB|USD|EUR|CNY|RM|元)"
_FLAG = r"(?:\s?(?:\([a-z*†‡]\)|[*†‡#]{1,3}|[¹²³⁴-⁹]+|\[[a-z\d]{1,7}\]|(?<=[\d\s])[a-z](?![a-z])))"
_CELL = re.compile(
    rf"(?P<before>(?:[*†‡#^]{{1,3}}\s?)?)(?P<open>[(（])?\s?(?P<sign>{_SIGN})?\s?(?P<money>{_MONEY})?\s?(?P<sign2>{_SIGN})?"
    rf"(?P<low>{_DIGITS})(?P<unit1>\s?[%％])?"
    rf"(?:(?P<to>\s?(?:-|–|—|to|至|～|~)\s?)(?P<high>[-−]?(?:{_DIGITS})))?"
    rf"(?P<flag0>{_FLAG}{{0,2}})\s?(?P<unit>[%％‰]|[^\d\s()（）*†‡#-][^\d()（）*†‡]{{0,24}}?)?\s?(?P<close>[)）])?(?P<flag>{_FLAG}{{0,2}})\s?(?P<unit2>[%％])?"
    r"(?P<more>\s?[(（\[][^()（）\[\]]{1,40}[)）\]])?"
)
_MARKS = re.compile(r"[a-z*†‡#]|\d+", re.IGNORECASE)
_VERB = re.compile(
    r"^(?:上升|增加|提高|上涨|增长|扩大|下降|减少|降低|下跌|回落|缩小|up|down|increased?|decreased?)\s?(?:by\s)?(?:了)?",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\d,(?:\d{1,2}|\d{4,})$|\.\d{3},\d|^-?0,\d|[\s\u00a0\u2009\u202f]\d{3},\d")
_POINT = re.compile(r"\d\.(?:\d{1,2}|\d{4,})$|,\d{3}\.\d|^-?0?\.\d|,\d{2,3},\d{3}")
_EITHER = re.compile(r"\d\.\d{3}$|^-?0\.\d{3}")
_POINT_NUMBER = re.compile(
    rf"(?:\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}|\d{{1,3}}(?:[{_GROUP}]\d{{3}})+|\d+)(?P<decimals>[.·]\d+)?|[.·]\d+"
)
_COMMA_NUMBER = re.compile(rf"(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{1,3}}(?:[{_GROUP}]\d{{3}})+|\d+)(?P<decimals>,\d+)?")
_POINT_IN_COMMA = re.compile(r"\d+\.\d+")
_MOST_GROUPS = 5  # beyond which commas part a list of codes
_LONGEST = 90  # characters of a cell that can be a number with its words
_NEGATIVE = frozenset("-−–—﹣－▲△▼")


class Printed(msgspec.Struct, frozen=True):
    """A number in a cell: `start` and `end` count from the cell's start, `digits` are as printed, without sign.

    `half` is half a unit of the last printed place. `unit` are the words at it (`%`, `million`), `money` the sign
    before it. `flags` are letters and marks that are no part of it. `verb` tells a direction (`下降`).
    """

    start: int
    end: int
    digits: str
    value: Decimal | tuple[Decimal, Decimal]
    half: Decimal
    unit: str = ""
    money: str = ""
    flags: tuple[str, ...] = ()


def decimal_comma(cells: Iterable[str], *, usual: bool = False) -> bool:
    """Whether the numbers have a decimal comma, by those that can be read one way only; `usual` where none can.

    >>> decimal_comma(["109,6", "9 035 939", "0,2"]), decimal_comma(["1,234", "2.75"])
    (True, False)
    """
    commas = points = 0
    for cell in cells:
        words = cell.strip().rstrip("%*) ")
        commas += bool(_COMMA.search(words))
        points += bool(_POINT.search(words))
    return usual if commas == points else commas > points


def number_in(words: str, *, comma: bool, brackets_are_signs: bool = True) -> Printed | None:
    """The number that is all of a cell's words; None where they are anything else.

    `brackets_are_signs` is False where all numbers of a column stand in brackets.

    >>> number_in("(1,234.5)", comma=False).value, number_in("1.35 - 1.42", comma=False).value
    (Decimal('-1234.5'), (Decimal('1.35'), Decimal('1.42')))
    >>> number_in("9 035 939", comma=True).value, number_in("6,3%", comma=True).unit
    (Decimal('9035939'), '%')
    """
    if len(words) > _LONGEST:
        return None
    verb = _VERB.match(words)
    at = verb.end() if verb else len(words) - len(words.lstrip())
    found = _CELL.fullmatch(words.rstrip(), at)
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    low, high = _value(found["low"], comma), _value(found["high"], comma) if found["high"] else None
    if low is None or (found["high"] and high is None):
        return None
    sign = -1 if _is_negative(found, words[:at], brackets_are_signs) else 1
    return _printed(found, low, high, sign)


def _is_negative(found: re.Match[str], before: str, brackets_are_signs: bool) -> bool:
    signs = {found["sign"], found["sign2"]} - {None}
    turned = bool(before.strip()) and any(before.casefold().startswith(word) for word in listed("symbols", "down"))
    minus = bool(signs & _NEGATIVE)
    bracketed = brackets_are_signs and bool(found["open"]) and not minus and not found["before"]
    return (minus or bracketed) != turned


def _printed(found: re.Match[str], low: Decimal, high: Decimal | None, sign: int) -> Printed | None:
    digits = found["low"] if high is None else found.string[found.start("low") : found.end("high")]
    half = Decimal(5).scaleb(_exponent(low) - 1)
    value: Decimal | tuple[Decimal, Decimal] = low * sign
    if high is not None:
        ends = sorted((low * sign, high))
        value = (ends[0], ends[1])
    marks = f"{found['before']}{found['flag0']}{found['flag']}"
    if not within_reach(low) or (high is not None and not within_reach(high)):
        return None
    start = next(found.start(name) for name in ("sign", "money", "sign2", "low") if found.start(name) >= 0)
    if found["open"]:
        start = found.start("open")
    stop = max(found.end(name) for name in ("low", "unit1", "high", "unit", "close", "unit2"))
    return Printed(
        start, stop, digits, value, half if high is None else Decimal(0),
        (found["unit1"] or found["unit"] or found["unit2"] or "").strip().replace("％", "%"), found["money"] or "",
        tuple(_MARKS.findall(marks)) if marks else (),
    )  # fmt: skip


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _value(digits: str, comma: bool) -> Decimal | None:
    """The value of printed digits; None where groups or points stand where no number has them."""
    sign = -1 if digits[0] in "-−" else 1
    digits = digits.lstrip("-−")
    if comma:
        if _COMMA_NUMBER.fullmatch(digits):
            return sign * Decimal(_closed(digits).replace(".", "").replace(",", "."))
        return sign * Decimal(digits) if _POINT_IN_COMMA.fullmatch(digits) else None
    if not _POINT_NUMBER.fullmatch(digits) or digits.count(",") > _MOST_GROUPS:
        return None
    return sign * Decimal(_closed(digits).replace(",", "").replace("·", "."))


def _closed(digits: str) -> str:
    return digits.translate(_UNGROUPED)


@cache
def letters() -> frozenset[str]:
    """Letters and marks that may stand behind a number."""
    return frozenset(flags()) | {"p", "r", "e", "f", "x"}
