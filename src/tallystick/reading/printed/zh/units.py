"""What unit is printed behind a number, and what unit a sign before it names (`$20`)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from tallystick.reading.printed.zh.vocabulary import symbols, trie, units

DURATIONS = frozenset(("year", "quarter", "month", "week", "day"))
ONE = Decimal(1)

_PER = re.compile(r"\s?/\s?(吨|亩|公顷|年|月|日|秒|立方米|千瓦时|人|平方米|公里|小时|天|户|公斤|斤|米|升|桶|股)")
_PER_CODES = {
    "吨": "t", "亩": "mu", "公顷": "ha", "年": "year", "立方米": "m3", "千瓦时": "kWh", "人": "person", "平方米": "m2",
    "公里": "km", "小时": "hour", "天": "day", "户": "household", "公斤": "kg", "斤": "jin", "米": "m", "升": "L",
    "桶": "bbl", "日": "day", "月": "month", "秒": "s", "股": "share",
}  # fmt: skip
# Points set apart by scanning: 2.4   个百 分点.
_SPACED_POINTS = re.compile(r"\s{0,4}个\s{0,4}百\s{0,4}分\s{0,4}点")
# Characters that look like a unit and open another word: 个体, 2.2本计划 (a section's number), 5两位数.
_NO_UNIT = re.compile(
    r"家[庭属具电]|人[均口工大类]|人民(?!币)|个体(?!育)|个人所|位于|名义|项目|部[门分委]|国家|条[件例]|度假|台湾|面积|股份|区域|市场|口岸"
    r"|线路|城市|链条|群众|首先|金[属融砖额]|银行|群[众体岛]|层次|点击|级|两[岸会个家位者年种类项]"
    r"|本(?!外币合计)(?:计划|项目|报告|年|期|次|公司|集团|市|省|县|区|院|行|办法|条例|规划|单位|企业|工程|表|章|节|文|案|方案|合同|协议|基金|部分)"
)


class Unit(NamedTuple):
    """The code of a unit, what one printed unit is worth in it, and where it ends; no code where none is printed."""

    code: str
    factor: Decimal
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\s?({trie(units())})")


def unit_at(text: str, end: int) -> Unit:
    """The unit printed at `end`.

    >>> unit_at("5万吨", 2), unit_at("20个体户", 2).code
    (Unit(code='t', factor=Decimal('1'), end=3), '')
    """
    found = _pattern().match(text, end)
    spaced = _SPACED_POINTS.match(text, end)
    if spaced:
        return Unit("pp", ONE, spaced.end())
    if found is None or _NO_UNIT.match(text, end):
        return Unit("", ONE, end)
    code, factor = units()[found[1]]
    return Unit(code, factor, found.end())


def per(unit: Unit, text: str) -> Unit:
    """A price or an intensity: 元/吨."""
    found = _PER.match(text, unit.end) if unit.code else None
    return Unit(f"{unit.code}/{_PER_CODES[found[1]]}", unit.factor, found.end()) if found else unit


@cache
def symbol_pattern() -> str:
    """Signs and codes of money that stand before a number."""
    return rf"(?:(?<![A-Za-z])(?:{trie(symbols())}))\s?"


@cache
def _symbol() -> re.Pattern[str]:
    return re.compile(rf"({symbol_pattern()})")


def symbol_of(printed: str) -> tuple[str, str]:
    """The currency that opens a printed amount, and the rest of it.

    >>> symbol_of("US$20"), symbol_of("20")
    (('USD', '20'), ('', '20'))
    """
    found = _symbol().match(printed)
    return (symbols()[found[1].strip()], printed[found.end() :]) if found else ("", printed)
