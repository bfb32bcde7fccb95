"""Periods as people write them, in English and Chinese."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from tallystick.model.errors import PeriodError
from tallystick.model.period import Frequency, Period

_LENGTHS = {unit.name.lower(): unit for unit in Frequency}


def period_ending(day: str, frequency: str, accumulation: str = "single") -> str:
    """The period of a series that ends on an ISO day, as the series tells it; the day where there is no such period.

    What is no ISO day stays as it is.

    >>> period_ending("2023-06-30", "half"), period_ending("2022-08-31", "month", "year-to-date")
    ('2023-S1', '2022-01/2022-08')
    >>> period_ending("2021-12-31", "2 years", "span"), period_ending("2021-11-30", "year"), period_ending("", "year")
    ('2020/2021', '2021-11-30', '')
    >>> period_ending("2021-Q1", "month")
    '2021-Q1'
    """
    number, _, length = frequency.rpartition(" ")
    unit = _LENGTHS.get(length.removesuffix("s"))
    if not unit or accumulation not in ("single", "year-to-date", "span"):
        return day
    try:
        end = date.fromisoformat(day)
    except ValueError:
        return day
    last = end.year * 12 + end.month - 1
    if end.day != monthrange(end.year, end.month)[1] or (last + 1) % unit:
        return day
    if accumulation == "year-to-date":
        return str(Period.to_date(end.year, end.month))
    return str(Period(last + 1 - unit * int(number or 1), last, unit))


def period_words(text: str, language: str = "en") -> str:
    """A period in words; other words stay as they are.

    >>> [period_words(one) for one in ("2022-Q1", "2019-01/2019-08", "2022-04/2023-03", "2010/2021")]
    ['Q1 2022', 'Jan–Aug 2019', 'Apr 2022 – Mar 2023', '2010–2021']
    >>> [period_words(one, "zh") for one in ("2022-Q1", "2019-01/2019-08", "2022-04/2023-03", "2010/2021")]
    ['2022年一季度', '2019年1—8月', '2022年4月—2023年3月', '2010—2021年']
    """
    try:
        period = Period.parse(text)
    except PeriodError:
        return text
    start, _, end = text.partition("/")
    first = _unit(start, language)
    if not period.is_span:
        return first
    last = _unit(end, language)
    return _span_zh(first, last) if language == "zh" else _span(first, last)


def _span(first: str, last: str) -> str:
    """Two units with the year they share told once."""
    if first.rpartition(" ")[2] == last.rpartition(" ")[2] and " " in first:
        return f"{first.rpartition(' ')[0]}–{last}"
    return f"{first}{' – ' if ' ' in first else '–'}{last}"


def _span_zh(first: str, last: str) -> str:
    year, _, rest = first.partition("年")
    if not rest:
        return f"{year}—{last}"
    if not last.startswith(f"{year}年"):
        return f"{first}—{last}"
    short = first.removesuffix("月") if last.endswith("月") else first
    return f"{short}—{last.partition('年')[2]}"


def _unit(form: str, language: str) -> str:
    year, _, rest = form.partition("-")
    if language == "zh":
        names = {"Q1": "一季度", "Q2": "二季度", "Q3": "三季度", "Q4": "四季度", "S1": "上半年", "S2": "下半年"}
        if not rest:
            return f"{year}年"
        if rest in names:
            return f"{year}年{names[rest]}"
        month, _, day = rest.partition("-")
        return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")
    if not rest:
        return year
    if rest[0] in "QS":
        return f"{rest.replace('S', 'H')} {year}"
    start = Period.parse(form).start
    return f"{start.day} {start:%b %Y}" if rest.count("-") else f"{start:%b %Y}"
