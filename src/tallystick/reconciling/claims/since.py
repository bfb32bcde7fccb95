"""The time behind `since`, or before 以来: a period, all that is on record, or only words."""

from __future__ import annotations

import calendar
import re
from datetime import date

from tallystick.model import Window
from tallystick.model.finding import EVER
from tallystick.reconciling.claims.amounts import count
from tallystick.reconciling.claims.vocabulary import vocabulary

_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_MONTH = "|".join([*_MONTHS, *(f"{month[:3]}\\.?" for month in _MONTHS), "sept\\.?"])
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)(?:[-/–]\d{2,4})?(?!\d|s\b)"
_EN = re.compile(
    rf"(?:(?P<month>{_MONTH}) (?:\d{{1,2}},? )?{_YEAR})"
    rf"|(?:(?:the )?(?P<nth>first|second|third|fourth) quarter (?:of )?{_YEAR.replace('year', 'year2')})"
    rf"|(?:Q(?P<q>[1-4])[ -]?{_YEAR.replace('year', 'year3')})|(?:{_YEAR.replace('year', 'year4')} ?Q(?P<q2>[1-4]))"
    rf"|(?:FY ?(?P<fy>\d\d)\b)|(?:{_YEAR.replace('year', 'year5')})",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    r"record|series|survey|data|statistic|began|begin|inception|start|introduc|publi|available|compil|collect|monitor|measur",
    re.IGNORECASE,
)
_ZH = re.compile(r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月|第?(?P<q>[一二三四])季度|(?P<half>[上下])半年)?")


def english(words: str) -> tuple[Window, int] | None:
    """The window that the words behind `since` tell, and how many characters of them tell it.

    >>> english("March 2008, before the crisis"), english("records began in 1971")
    ((Window(since='2008-03', n=None, unit='', q='', above=None, below=None, words=''), 10), \
(Window(since='1971', n=None, unit='', q='', above=None, below=None, words=''), 21))
    """
    told = words.partition(",")[0]
    if found := _EN.search(told):
        return Window(since=_english_form(found)), found.end()
    clipped = " ".join(told.split(" ")[:8]).rstrip()
    if _BEGAN.search(clipped):
        return EVER, len(clipped)
    return (Window(words=f"since {clipped}"), len(clipped)) if clipped else None


def _english_form(found: re.Match[str]) -> str:
    year = next((found[name] for name in ("year", "year2", "year3", "year4", "year5") if found[name]), "")
    if found["fy"]:
        return f"{'19' if int(found['fy']) > 60 else '20'}{found['fy']}"
    if found["month"]:
        number = next(n for n, month in enumerate(_MONTHS, start=1) if month.startswith(found["month"].lower()[:3]))
        return f"{year}-{number:02}"
    quarter = found["q"] or found["q2"] or (str(count(found["nth"])) if found["nth"] else "")
    return f"{year}-Q{quarter}" if quarter else year


def chinese(words: str, day: date | None) -> Window:
    """The window that the words before 以来 tell; months without a year are of the release's.

    >>> chinese("2021年3月", None).since, chinese("改革开放", None).since, chinese("4月份", date(2023, 7, 1)).since
    ('2021-03', '1978', '2023-04')
    """
    if found := _ZH.match(words):
        year = found["year"]
        if found["month"] and 1 <= int(found["month"]) <= 12:
            return Window(since=f"{year}-{int(found['month']):02}")
        if found["q"]:
            return Window(since=f"{year}-Q{'一二三四'.index(found['q']) + 1}")
        return Window(since=f"{year}-S{'上下'.index(found['half']) + 1}" if found["half"] else year)
    month = re.search(r"(\d{1,2})月", words)
    if month and day and 1 <= int(month[1]) <= 12:
        before = words.startswith(("上年", "去年")) or int(month[1]) > day.month
        return Window(since=f"{day.year - before}-{int(month[1]):02}")
    era = next((year for word, year in vocabulary("zh").eras.items() if word in words), "")
    return Window(since=era) if era else Window(words=f"{words}以来")
