"""Periods as cells of returns tell them: in the standard's forms, Chinese, days, numbers, and Excel's days."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from tallystick.model import Period, PeriodError

_EXCEL = date(1899, 12, 30)
_EXCEL_DAYS = range(36_526, 55_153)  # of the years 2000 to 2050: told by five digits, as no other period is
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_MONTHS = {name.lower(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names) if n}
_TIME = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"


def _quarter(year: str, quarter: str) -> Period:
    return Period.quarter(int(year), _QUARTERS.get(quarter) or int(quarter))


def _day(year: str, month: str, day: str) -> Period:
    told = date(int(year), int(month), int(day))
    return Period.month(told.year, told.month)


def _month(year: str, month: str) -> Period:
    return _day(year, month, "1")


def _to_date(year: str, month: str) -> Period:
    return Period.to_date(int(year), _day(year, month, "1").last % 12 + 1)


def _named(month: str, year: str) -> Period:
    return Period.month(int(year), _MONTHS[month.lower()])


_FORMS: Sequence[tuple[re.Pattern[str], Callable[..., Period]]] = [
    (re.compile(form), made)
    for form, made in (
        (r"(\d{4})(\d{2})", _month),
        (r"(\d{4})(\d{2})(\d{2})", _day),
        (r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})" + _TIME, _day),
        (r"(\d{4})\.(\d{1,2})\.(\d{1,2})", _day),
        (r"(\d{4})年 ?(\d{1,2})月 ?(\d{1,2})[日号]", _day),
        (r"(\d{4})(?:[-/]|年 ?|-?[Mm])(\d{1,2})月?(?:份)?", _month),
        (r"(\d{4})\.(\d{2})", _month),
        (r"(\d{4})(?:[-/ ]?[Qq]|年 ?第?)([1-4一二三四])(?:季度?)?", _quarter),
        (r"(\d{4})年上半年", lambda year: Period.half(int(year), 1)),
        (r"(\d{4})年下半年", lambda year: Period.half(int(year), 2)),
        (r"(\d{4})年(?:度)?", lambda year: Period.year(int(year))),
        (r"(\d{4})年 ?1月?[-–—~至到](\d{1,2})月(?:份)?(?:累计)?", _to_date),
        (r"(\d{4})年 ?(\d{1,2})月(?:份)?累计", _to_date),
        (r"([A-Za-z]{3,9})\.?[- ](\d{4})", _named),
    )
]


def period_of(told: Any) -> Period:
    """The period that a cell tells: a day stands for its month; PeriodError where it is none.

    >>> [str(period_of(one)) for one in ("2024年3月", "202403", "2024-03-31", 45382, "Mar 2024", "2024年一季度")]
    ['2024-03', '2024-03', '2024-03', '2024-03', '2024-03', '2024-Q1']
    >>> str(period_of("2024年1—2月"))
    '2024-01/2024-02'
    """
    if hasattr(told, "year"):
        return Period.month(told.year, told.month)
    words = unicodedata.normalize("NFKC", str(told)).strip().removesuffix(".0")
    if words.isdecimal() and len(words) == 5 and int(words) in _EXCEL_DAYS:
        day = _EXCEL + timedelta(int(words))
        return Period.month(day.year, day.month)
    try:
        for form, made in _FORMS:
            if found := form.fullmatch(words):
                return made(*found.groups())
    except (ValueError, KeyError):
        raise PeriodError(f"not a period: {told!r}", "check the month and the day") from None
    return Period.parse(words)
