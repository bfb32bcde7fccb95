"""Items that a text numbers: `(i) … (ii) …`, `1. … 2. …`, `一是…二是…`, or marks with bullets line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

FAR = 6000  # characters in which numbered items are looked for
_OPENING = 160  # characters within which the first of them stands
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_HAN = "一二三四五六七八九十"
_STYLES = (
    re.compile(r"[(（](?P<roman>[ivx]{1,5})[)）]"),
    re.compile(r"[(（](?P<digits>\d{1,2})[)）]\s?(?=[^\W\d])"),
    re.compile(r"(?:^|\n)[ \t]{0,8}(?P<digits>\d{1,2})[.)、．][ \t]?(?=\D)"),
    re.compile(r"(?P<letter>[(（][a-h][)）])"),
    re.compile(r"[（(](?P<han>[一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"(?P<han>[一二三四五六七八九十]{1,3})是(?![^。；]{0,4}[否非])"),
    re.compile(r"(?:^|\n)[ \t\u3000]{0,8}(?P<han>[一二三四五六七八九十]{1,3})、"),
)
_SENTENCE_END = re.compile(r"[.。;；!?！？]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BULLET = re.compile(r"[^\n.。;；]{0,120}[:：][ \t]*\n(?P<items>(?:\s{0,8}[-•*·▪][ \t][^\n]{1,400}(?:\n|$)){2,40})")


def numbered(text: str) -> int:
    """How many items are numbered from one on, where the first stands at the beginning of a text; nought if none are.

    >>> numbered(" measures: (i) a tax, (ii) a levy and (iii) a toll.")
    3
    >>> numbered("项任务：一是修路，二是架桥。")
    2
    """
    bullets = _BULLET.match(text)
    if bullets:
        return sum(1 for line in bullets["items"].splitlines() if line.strip())
    found = ((style, style.search(text, 0, _OPENING)) for style in _STYLES)
    first = min(((match.start(), style) for style, match in found if match), key=lambda pair: pair[0], default=None)
    return _run(list(_numbers(first[1], text))) if first and _leads(text[: first[0]]) else 0


def _leads(between: str) -> bool:
    """Whether no other number but a year, and no more than the end of one sentence, stands before the first item."""
    return not any(sign.isdigit() for sign in _YEAR.sub("", between)) and len(_SENTENCE_END.findall(between)) < 2


def _run(numbers: list[int]) -> int:
    """How far numbers count up from one; nought where they do not begin so, or leave one out."""
    reached = 0
    for number in numbers:
        if number == 1 and reached:
            break
        if number != reached + 1:
            return 0
        reached = number
    return reached


def _numbers(style: re.Pattern[str], text: str) -> Iterator[int]:
    for match in style.finditer(text):
        ((kind, sign),) = match.groupdict().items()
        yield _number(kind, sign)


@lru_cache(maxsize=256)
def _number(kind: str, sign: str) -> int:
    if kind == "roman":
        return _ROMAN.index(sign) + 1 if sign in _ROMAN else 0
    if kind == "letter":
        return ord(sign[1]) - ord("a") + 1
    if kind == "digits":
        return int(sign)
    tens, ten, ones = sign.rpartition("十")
    if not ten:
        return _HAN.find(sign) + 1
    return (_HAN.find(tens) + 1 if tens else 1) * 10 + (_HAN.find(ones) + 1 if ones else 0)
