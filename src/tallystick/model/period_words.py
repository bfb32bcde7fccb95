"""Periods as people write them, in English and Chinese."""

from __future__ import annotations

from tallystick.model.errors import PeriodError
from tallystick.model.period import Period


def period_words(text: str, language: str = "en") -> str:
    """A period in words: `Q1 2022`, `Jan–Aug 2019`, `2022年一季度`; other words stay as they are."""
    try:
        period = Period.parse(text)
    except PeriodError:
        return text
    first = _unit(text.partition("/")[0], language)
    if not period.is_span:
        return first
    if language == "en" and period.is_year_to_date:
        return f"Jan–{period.end:%b %Y}"
    return f"{first}{'—' if language == 'zh' else ' – '}{_unit(text.partition('/')[2], language)}"


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
