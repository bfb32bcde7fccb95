"""What the words of a cell are at a glance: a number, a time, a sign that nothing is given, words."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from tallystick.knowledge.loader import load_topics

NUMBER: Final = "number"
PERIOD: Final = "period"
MISSING: Final = "missing"
ORDINAL: Final = "ordinal"  # a number that only counts the rows; told by its column
MIXED: Final = "mixed"  # words that begin with an amount: `63 (18.5%)`, `$500 or less`
TEXT: Final = "text"
EMPTY: Final = ""

_LONGEST = 60  # characters; a number or a time is shorter
_SIGN = r"[-+−–—±△▲▼]?\s?"
_MONEY = r"(?:[A-Z]{0,3}[$€£¥￥₹]|(?:USD|EUR|GBP|CNY|RMB|Rs\.?)\s)?\s?"
_DIGITS = r"\d{1,3}(?:[,.   '’]\d{2,3})*(?:[.,·]\d+)?|\d+(?:[.,·]\d+)?|[.,]\d+"
_SCALE = r"(?:%|‰|pp|bp|p\.p\.|[万亿千百]{1,2}元?|[kKmMbB]n?|thousand|million|billion|trillion|crore|lakh)?"
_FLAG = r"(?:\s?(?:\([a-z0-9*]{1,2}\)|[a-z*†‡]{1,2}))?"
_ONE = rf"{_SIGN}{_MONEY}{_SIGN}(?:{_DIGITS})\s?{_SCALE}"
_NUMBER = re.compile(rf"(?:[(（\[<>≤≥~≈]\s?)?{_ONE}(?:\s?(?:[-–—~～/±]|to)\s?{_ONE})?\s?[)）\]]?{_FLAG}")
_MIXED = re.compile(
    rf"[(（]?(?:[约近超逾]|over\s|about\s)?{_SIGN}{_MONEY}(?:{_DIGITS})(?!\d|\.?\s?[^\W\d_]{{4}})(?![.、)）]\s)"
)
_MARKS = "*†‡§ ¹²³⁰⁴⁵⁶⁷⁸⁹"
_PLAIN_YEAR = re.compile(r"(?:1[89]|20)\d\d")


@cache
def _period_pattern() -> re.Pattern[str]:
    month = "(?:" + "|".join(re.escape(word) for word in _words("months")) + r")\.?"
    year = r"(?:1[89]|20)\d\d"
    many = rf"(?:{year}\s?年?|\d\d年)"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    quarter = r"(?:q[1-4]|[1-4]q|[1-4](?:st|nd|rd|th)\s(?:quarter|qtr\.?)|quarter\s[1-4]|i{1,3}v?|iv)"
    parts = (
        rf"{year}(?:\s?[-–—/]\s?(?:{year}|\d\d))?\s?(?:年度?|fy)?\s?(?:\(?(?:[a-z]{{1,2}}|\*{{1,3}}|†|‡|\d)\)?)?",
        rf"(?:fy|cy)\s?'?{year}(?:[-–/]\d\d(?:\d\d)?)?|fy\s?'?\d\d(?:[-–/]\d\d)?",
        rf"(?:{year}\s)?{month}(?:\s?[-–—/]\s?{month})?(?:[\s,\-–'’]{{0,2}}(?:{year}|\d\d))?(?:\s?\(?[a-z]\)?)?",
        rf"{day}[\s-]{month}(?:[\s,-]{{1,2}}(?:{year}|\d\d))?|{month}\s{day}(?:,?\s{year})?",
        rf"(?:{year}[\s:/-]?)?{quarter}(?:[\s/'’-]{{0,2}}(?:fy\s?)?(?:{year}|\d\d))?",
        rf"(?:{year}[-\s]?)?(?:h[12]|[12]h|s[12])(?:[\s/'’-]{{0,2}}(?:{year}|\d\d))?",
        rf"{year}[-./m](?:0[1-9]|1[0-2])(?:[-./]\d\d?)?|\d\d?[-./]\d\d?[-./](?:{year}|\d\d)|\d\d?[-./]{year}",
        r"w/e\s\d\d?[-./]\d\d?[-./]\d\d(?:\d\d)?",
        rf"{many}?\s?(?:前?(?:\d\d?|[一二三四五六七八九十]{{1,2}})\s?[-—–~～至到]{{0,2}}\s?(?:\d\d?|[一二三四])?\s?个?(?:月份?|季度)|第[一二三四]季度|[上下]半年|全年)(?:末|\d\d?日)?",
        rf"{many}\s?(?:末|底|初)?",
    )
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE)


@cache
def _missing() -> frozenset[str]:
    importing = load_topics("importing")["missing"]["statuses"]
    return frozenset(word for words in importing.values() for word in words if word)


def _words(name: str) -> list[str]:
    """All words of a table of `knowledge/tables`, whatever the language, the longest first."""
    tables = [topic[name] for topic in load_topics("tables").values() if name in topic]
    words = [word for table in tables for listed in table.values() for word in listed]
    return sorted(words, key=lambda word: (-len(word), word))


@cache
def known(name: str) -> frozenset[str]:
    """The words of a list in `knowledge/tables`, in small letters."""
    return frozenset(_words(name))


@cache
def opening(name: str) -> re.Pattern[str]:
    """A pattern for lines that begin with a word of a list in `knowledge/tables`."""
    parts = [re.escape(word) + (r"(?!\w)" if word.isascii() and word[-1].isalnum() else "") for word in _words(name)]
    return re.compile("(?:" + "|".join(parts) + ")", re.IGNORECASE)


def kind_of(words: str) -> str:
    """What the words of a cell are at a glance; years are times.

    >>> [kind_of(words) for words in ("1,204.5", "(3.2)", "2019", "Jan", "1—2月", "..", "Exports", "")]
    ['number', 'number', 'period', 'period', 'period', 'missing', 'text', '']
    """
    words = words.strip()
    if not words:
        return EMPTY
    if len(words) > _LONGEST:
        return TEXT
    if _PLAIN_YEAR.fullmatch(words):
        return PERIOD
    if any(char.isdigit() for char in words) and _NUMBER.fullmatch(words):
        return NUMBER if not _period_pattern().fullmatch(words) else PERIOD
    if words.casefold() in _missing():
        return MISSING
    if _period_pattern().fullmatch(words.rstrip(_MARKS)):
        return PERIOD
    return MIXED if _MIXED.match(words) else TEXT
