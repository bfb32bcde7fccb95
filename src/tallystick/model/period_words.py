"""Periods as people write them, in English and Chinese."""

from __future__ import annotations

from tallystick.model.errors import PeriodError
from tallystick.model.period import Period


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
