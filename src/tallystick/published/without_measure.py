"""What is measured where no column tells it: the end of a series' name does, or a unit that is no rate."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from tallystick.knowledge import find_indicator
from tallystick.knowledge.indicators import Indicator, catalogue
from tallystick.knowledge.loader import load_topics
from tallystick.knowledge.table_units import read_unit
from tallystick.model import SeriesError

_LONGEST = 300
_RATES = ("%", "pp")
_IN_BRACKETS = re.compile(r"[(（]([^()（）]{1,80})[)）]$")
_SHARE = re.compile(r"(?P<name>[^占]+)占(?P<whole>[^占]+?)的?比重")


class Named(NamedTuple):
    """A series' name without what it says of the measure, the measure, and the whole that a share is of."""

    series: str
    measure: str
    base: str = ""


@lru_cache(maxsize=4096)
def measure_told(series: str, unit: str) -> Named | None:
    """What a name and a unit say without a column of measures; None where they leave it open.

    >>> measure_told("规模以上工业增加值同比增长", "%")
    Named(series='规模以上工业增加值', measure='同比增长', base='')
    >>> measure_told("Retail sales (y/y)", "%")
    Named(series='Retail sales', measure='y/y', base='')
    >>> measure_told("粗钢产量", "万吨").measure, measure_told("城镇调查失业率", "%").measure
    ('level', 'level')
    >>> measure_told("第三产业增加值占国内生产总值比重", "%"), measure_told("Retail sales", "%")
    (Named(series='第三产业增加值', measure='比重', base='国内生产总值'), None)
    """
    name = _without_unit(series.strip(), unit.strip())[:_LONGEST]
    ended = _pattern().fullmatch(name)
    if ended and (ended["clear"] or _indicator(ended["name"])):
        return Named(ended["name"], ended["clear"] or ended["bare"])
    known = _indicator(name)
    if known is None and (share := _SHARE.fullmatch(name)):
        return Named(share["name"], "比重", share["whole"])
    if not _is_open(unit) or (known and (known.named_rate or known.inflation_like)):
        return Named(name, "level")
    return None


def unit_told(series: str) -> str:
    """The unit in brackets behind a name; empty where none stands there that is known.

    >>> unit_told("Value added (current US$)"), unit_told("出口额（亿元）"), unit_told("Exports (f.o.b.)")
    ('current US$', '亿元', '')
    """
    found = _IN_BRACKETS.search(series.strip())
    try:
        return found[1].strip() if found and read_unit(found[1]).code else ""
    except SeriesError:
        return ""


def _indicator(name: str) -> Indicator | None:
    return catalogue().get(name) or find_indicator(name, "en" if name.isascii() else "zh")


def _is_open(unit: str) -> bool:
    """Whether a unit is that of levels and of growth alike."""
    try:
        found = read_unit(unit)
    except SeriesError:
        return False  # what is wrong with it is told where it is read
    return found.code in _RATES and not found.measure


def _without_unit(name: str, unit: str) -> str:
    """A name without the unit that stands in brackets behind it."""
    for opening, closing in ("()", "（）"):
        for told in {unit, "%"} - {""}:
            name = name.removesuffix(f"{opening}{told}{closing}").rstrip()
    return name


@cache
def _pattern() -> re.Pattern[str]:
    """A name that ends with a measure: behind a mark or a blank or, where it is Chinese, right behind the name."""
    words: dict[str, list[str]] = load_topics("importing")["measures"]["in_names"]
    tails, mark = "|".join(map(re.escape, words["tails"])), r"[\s:：_,，;；.·(（—–-]"

    def ends(stems: list[str]) -> str:
        return f"(?:{'|'.join(map(re.escape, sorted(stems, key=len, reverse=True)))})(?:{tails})?"

    told = f"(?P<clear>{ends(words['clear'])})|(?P<bare>{ends(words['bare'])})"
    return re.compile(rf"(?P<name>.+?){mark}*(?:(?<={mark})|(?=[^\x00-\x7f]))(?:{told})[)）]?", re.IGNORECASE)
