"""The day by which something is to be done, where a sentence names one."""

from __future__ import annotations

import calendar
import re

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(_MONTHS)
_EN = re.compile(
    rf"\b(?:by|before|no later than) (?:the )?(?:(?:end of |end-|end |late |mid-|early |start of )(?:the )?)*"
    rf"(?P<day>\d{{1,2}} )?(?P<month>{_MONTH})?,? ?(?:the )?"
    rf"(?P<part>(?:first|second) half of|(?:first|second|third|fourth) quarter of)? ?(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_EN_OWN = re.compile(r"\b(?:by|before) (?:the )?(?:end of (?:the |this )?year|year[- ]end|end-year)\b", re.IGNORECASE)
_ZH = re.compile(
    r"(?:到|至|在|于|，|^)?(?P<year>20\d\d)年(?P<month>\d{1,2})?(?:月)?(?P<end>底|末|前|底前|底之前|年底前)?"
)
_ZH_UP_TO = re.compile(r"(?:到|至)20\d\d年|20\d\d年(?:\d{1,2}月)?(?:底|末)?(?:之)?前|20\d\d年(?:底|末)")
_ZH_OWN = re.compile(r"年内|年底前|今年底|全年|今年[^。]{0,12}目标|年底")
_ENDS = {"first half of": 6, "second half of": 12, "first quarter of": 3, "second quarter of": 6, "third quarter of": 9}


def due_in(words: str, language: str, year: int) -> str:
    """The last day (ISO) that a sentence gives for what it tells; `year` is that of its release (0: not known).

    >>> due_in("We will finish the bridge by the end of June 2027.", "en", 2025)
    '2027-06-30'
    >>> due_in("到2030年，基本建成交通强国。", "zh", 2025), due_in("年底前完成改造。", "zh", 2025)
    ('2030-12-31', '2025-12-31')
    >>> due_in("We will finish the bridge.", "en", 2025)
    ''
    """
    return _chinese(words, year) if language == "zh" else _english(words, year)


def _english(words: str, year: int) -> str:
    if found := _EN.search(words):
        month = _MONTHS.get((found["month"] or "").lower(), 0) or _ENDS.get((found["part"] or "").lower(), 12)
        return _last(int(found["year"]), month)
    return _last(year, 12) if year and _EN_OWN.search(words) else ""


def _chinese(words: str, year: int) -> str:
    if up_to := _ZH_UP_TO.search(words):
        found = _ZH.search(up_to[0])
        assert found is not None, "a year stands in it"
        return _last(int(found["year"]), int(found["month"] or 12))
    return _last(year, 12) if year and _ZH_OWN.search(words) else ""


def _last(year: int, month: int) -> str:
    month = month if 1 <= month <= 12 else 12
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
