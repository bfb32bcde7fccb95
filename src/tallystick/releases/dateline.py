"""Datelines: lines that only say when, where and by whom something was published."""

from __future__ import annotations

import re

from tallystick.releases.dates import find_dates

_LONGEST = 160
_LABELS = re.compile(
    r"(?:updated|published?|released?|(?:release|publish|publication|issue) (?:date|time)|date(?: of \w{5,11})?|posted"
    r"|issued|last updated|source|time"
    r"|发布时间|发布日期|日期|时间|来源|信息来源|稿源|发文日期|成文日期)\s?[:：]",
    re.IGNORECASE,
)
_AROUND_DATE = re.compile(
    r"[\s\d:：,，.|/\-–—()（）+T]*"
    r"(?:[ap]\.?m\.?|GMT|BST|CES?T|E[SD]?T|IST|JST|UTC|Z|hours?|时|分|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|星期[一二三四五六日])*"
    r"[\s\d:：,，.|/\-–—()（）]*",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[A-Z][A-Za-z.]{1,20}(?:[ ,]{1,2}[A-Z][A-Za-z.]{1,20}){0,3}[\s,–—-]*")


def is_dateline(line: str) -> bool:
    """Whether a line holds nothing but a date, perhaps with a place, a time or a source.

    >>> is_dateline("26 July 2023"), is_dateline("Sales rose on 26 July 2023")
    (True, False)
    >>> is_dateline("Publish Date: 2022-10-24 16:00"), is_dateline("2022-10-24T16:00:00+08:00")
    (True, True)
    """
    if len(line) > _LONGEST:
        return False
    line = line.replace("**", "")
    if _LABELS.match(line):
        return True
    if not any(char.isdigit() for char in line) and "月" not in line:
        return False
    dates = list(find_dates(line, 0, len(line)))
    if not dates:
        return False
    before, after = line[: dates[0].start], line[dates[-1].end :]
    return bool(_AROUND_DATE.fullmatch(after) or _LABELS.match(after.strip())) and bool(
        _AROUND_DATE.fullmatch(before) or _PLACE.fullmatch(before)
    )
