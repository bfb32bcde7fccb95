"""Members of a list that share a head or an opening: 城镇、农村居民收入, 我国对东盟、欧盟进出口."""

from __future__ import annotations

import re

from tallystick.reading.zh.sharing import completed, is_whole
from tallystick.reading.zh.subjects import compose, compounds, head_of, is_generic

_RATE_NOUN = re.compile(r"(?:增速|增幅|涨幅)$")
_ORDINAL = re.compile(r"第[一二三]")  # 第一、第二、第三产业
_NUMERALS = re.compile(r"[一二两三四五六七八九十]+大[^、]{0,8}$")


def items(subject: str, count: int) -> list[str]:
    """The subject of each of `count` numbers in a row: members of its list, or parts of its compound.

    >>> items("我国对东盟、欧盟进出口", 2)
    ['我国对东盟进出口', '我国对欧盟进出口']
    >>> items("汽车产销", 2)
    ['汽车产量', '汽车销量']
    """
    subject = _RATE_NOUN.sub("", _NUMERALS.sub("", subject))
    parts = [part for part in re.split(r"[、]|以?及(?!其)|和|与(?=[^、和]{2,}$)", subject) if part]
    if len(parts) == count:
        return _spread(parts)
    parts = [part for part in re.split(r"、", subject) if part]
    if len(parts) == count:
        return _spread(parts)
    for compound, names in compounds().items():
        at = subject.rfind(compound)
        if at >= 0 and len(names) == count:
            rest = subject[at + len(compound) :]
            return [subject[:at] + name + rest for name in names]
    return []


def _spread(parts: list[str]) -> list[str]:
    """Give every member the opening of the first (`我国对`) and the head of the last (`出口`)."""
    first = parts[0]
    opening = ""
    if _ORDINAL.fullmatch(first):
        parts = [part + "产业" if _ORDINAL.fullmatch(part) else part for part in parts]
    if parts[-1].startswith("三产"):  # 一、二、三产增加值
        parts = [part + "产" if part in ("一", "二") else part for part in parts]
    prepared = re.search(r"^.{0,8}?[对与向]", first)
    if prepared and not any(part.startswith(prepared[0][-1]) for part in parts[1:]):
        opening = prepared[0]
    head = _tail(parts)
    spread = []
    for index, part in enumerate(parts):
        name = part if index == 0 or not opening else opening + part
        if index and not opening and is_generic(part):  # 技术合同登记数、成交额
            name = compose(first, part, within=False)
        if index < len(parts) - 1 and head and not head_of(part) and not is_whole(part):
            name += head
        spread.append(completed(name, first) if index else name)
    return spread


_COUNTRY = re.compile(r"^(?:我国|全国|全省|全市)")


def _tail(parts: list[str]) -> str:
    """What all members share behind their own names: of 城镇、农村居民收入 it is 居民收入."""
    head = head_of(parts[-1])
    names = [_COUNTRY.sub("", part) for part in parts]
    if head:
        longer = names[-1][len(names[-2]) :]
        if (
            len(names) > 2
            and len({*map(len, names[:-1])}) == 1
            and len(longer) > len(head) + 1
            and longer.endswith(head)
        ):  # 瑞士、英国、日本对华投资
            return longer
        return "" if head == parts[-1] else head
    if max(map(len, names[:-1])) <= 3 and len(names[-1]) >= len(names[-2]) + 3:
        return names[-1][len(names[-2]) :]
    return ""
