"""Names that share words with the name beside them: 造船完工量、新接订单量; 火电发电量增长5%，水电增长2%."""

from __future__ import annotations

import re

from tallystick.knowledge.indicators import find_indicator
from tallystick.reading.zh.subjects import is_generic

_QUANTITIES = ("量", "额", "率", "数", "值", "价格", "指数", "收入", "支出")
_COUNTED_IN = re.compile(r"以[^，。、]{2,8}?计(?!算)")
_LEAST = 2  # characters that two names share
_LONGEST = 24  # characters of a name that may lack words


def is_whole(name: str) -> bool:
    """Whether a name of the catalogue says its quantity itself, so that it takes no noun from what stands beside it.

    >>> is_whole("造船完工量"), is_whole("新接订单量"), is_whole("第一产业")
    (True, False, False)
    """
    return name.endswith(_QUANTITIES) and find_indicator(name, "zh") is not None


def completed(name: str, beside: str, unit: str = "") -> str:
    """A name with the opening or the end of the one beside it, where only so the catalogue knows it; else as it is.

    Both are names of the catalogue then, and what they share is said once. An amount has its `unit`, a rate none.

    >>> completed("新接订单量", "我国造船完工量"), completed("水电", "火电发电量")
    ('我国造船新接订单量', '水电发电量')
    >>> completed("新接订单量", "汽车产量"), completed("粮食产量", "棉花产量"), completed("水电", "火电发电量", "CNY")
    ('新接订单量', '粮食产量', '水电')
    """
    if not _LEAST <= len(name) <= _LONGEST or name in beside or is_generic(name):
        return name
    if find_indicator(name, "zh") or not find_indicator(beside, "zh"):
        return name
    opened = (beside[:at] + name for at in range(len(beside) - 1, _LEAST - 1, -1))
    ended = (name + beside[at:] for at in range(1, len(beside) - _LEAST + 1))
    for longer in (*opened, *ended):
        known = find_indicator(longer, "zh")
        if known and (not unit or _sort(unit) == _sort(known.unit)):
            return longer
    return name


def _sort(unit: str) -> str:
    """Things, money, or what is weighed and measured."""
    return unit if unit in ("1", "CNY") else "amount"


def counted_in(name: str, printed: str) -> str:
    """A name with the measure that the words before its number count in, where the catalogue tells them apart.

    >>> counted_in("造船完工量", "以修正总吨计分别占"), counted_in("造船完工量", "以载重吨计占")
    ('以修正总吨计造船完工量', '造船完工量')
    """
    found = _COUNTED_IN.search(printed)
    told = found[0] + name if found and not name.startswith("以") else name
    return told if told != name and find_indicator(told, "zh") else name
