"""A quantity with its meaning → a figure: sign, period, base, qualifier, status and the words for each."""

from __future__ import annotations

import re
from decimal import Decimal

from tallystick.model import Frequency, Period
from tallystick.reading.figure import Figure
from tallystick.reading.printed.zh.dates import resolve
from tallystick.reading.printed.zh.lexer import kinds
from tallystick.reading.printed.zh.numbers import parse_number
from tallystick.reading.printed.zh.quantities import Quantity
from tallystick.reading.zh.clauses import Left
from tallystick.reading.zh.context import Context
from tallystick.reading.zh.measures import Meaning, left_text
from tallystick.reading.zh.status import said, status_of

# Stocks keep the day last named; flows that stand beside a year's end are of the year.
_STOCK = re.compile(r"贷款|余额|存款|保有量|用户")
_FLOW = re.compile(
    r"(?:产值|收入|利润|产量|销量|利润总额|支出|投资|出栏|出栏量|出口|进口|用电量|发电量|销售额|零售额|增加值)$"
)
_AIMED = re.compile(r"的?(?:年度)?(?:预期)?(?:目标|任务)(?!.{0,4}完成)")
_PLACES = re.compile(r"排名|位次|名次|排位")
_A_YEAR_BEFORE = ("上年", "去年", "上年同期", "去年同期")


def to_figure(member: Quantity, left: Left, found: Meaning, subject: str, context: Context, behind: str) -> Figure:
    """The figure of one quantity; `behind` are the words after it."""
    figure = Figure(member.start, member.end, member.digits, _signed(member, found), member.half * found.factor)
    figure.unit = "%" if found.factor != 1 else member.unit
    if found.measure == "change" and member.word == "位" and _PLACES.search(subject + left_text(left)):
        figure.unit = "rank"
    if found.measure == "rank":
        figure.half = Decimal(0)
    figure.measure, figure.subject, figure.base = found.measure, subject, found.base
    figure.qualifier = _qualifier(member, left)
    period = _period(subject, context)
    if found.measure == "average_growth":
        averaged = _averaged(left)
        told = period
        period = _mean_over(averaged, period, context)
        if averaged and told:
            figure.base = str(told.shift_years(-averaged))
        elif context.since and period != told:
            figure.base = str(context.since)
    figure.period = str(period) if period else ""
    aimed = "target" if _AIMED.match(behind) else context.status
    figure.status = status_of(aimed, period, context.moment, context.section_status)
    if found.measure in ("growth", "average_growth", "change") and not figure.base:
        figure.base = _base(found, left, context, _period(subject, context))
    if found.measure == "growth":
        _note_start(left, context)
    if found.witness:
        figure.because("measure", found.rule, found.witness.start, found.witness.end)
    if figure.period and context.dated and not left.dates:
        figure.because("period", "date said before", *context.dated)
    explain(figure, member, left)
    return figure


def spread_times(figures: list[Figure], left: Left, context: Context) -> None:
    """2021年、2022年产量分别为3万吨、4万吨: one subject, and a time of its own for each number."""
    count = len(figures)
    if count < _TWO or "分别" not in left_text(left) or len({figure.subject for figure in figures}) > 1:
        return
    times = context.series if len(context.series) == count else _units(context.period, count)
    for figure, period in zip(figures, times, strict=False):
        if figure.measure in ("growth", "change") and figure.base in ("", _year_before(figure.period)):
            figure.base = str(period.year_before())
        figure.period = str(period)


_TWO = 2


def _year_before(period: str) -> str:
    return str(Period.parse(period).year_before()) if period else ""


def _units(period: Period | None, count: int) -> list[Period]:
    """The years or months of a span, where there are as many as asked for."""
    if period is None or period.units != count or period.frequency not in (Frequency.YEAR, Frequency.MONTH):
        return []
    size = int(period.frequency)
    firsts = range(period.first, period.last + 1, size)
    return [Period(first, first + size - 1, period.frequency) for first in firsts]


_YEARS_AVERAGED = re.compile(r"([两三四五六七八九十]{1,2}|\d{1,2})年(?:平均|年均)")


def _averaged(left: Left) -> int:
    """Over how many years a rate of growth is the mean: 两年平均; 0 where the words tell no number."""
    found = _YEARS_AVERAGED.search(left_text(left))
    number = parse_number(found[1]) if found else None
    return int(number.value) if number else 0


def _mean_over(averaged: int, period: Period | None, context: Context) -> Period | None:
    """The years over which a rate of growth is the mean: 两年平均, since a year, or those looked back on."""
    if period is None or period != Period.year(period.end.year):
        return period
    if averaged:
        return Period.years(period.end.year - averaged + 1, period.end.year)
    if context.since:
        return Period.years(context.since.end.year + 1, period.end.year)
    return context.review if context.review and period == context.default else period


def _note_start(left: Left, context: Context) -> None:
    """Remember the year a growth counts from: 比1989年增长近两倍，年均增长9.3%."""
    base = resolve(left.bases[-1].text, context.moment) if left.bases else None
    context.since = base if base and base.frequency is Frequency.YEAR and not base.is_span else context.since


def _signed(member: Quantity, found: Meaning) -> Decimal | tuple[Decimal, Decimal]:
    sign = found.factor if member.signed else found.sign * found.factor
    if isinstance(member.value, tuple):
        low, high = sorted(end * sign for end in member.value)
        return low, high
    return member.value * sign


def _period(subject: str, context: Context) -> Period | None:
    period = context.period
    if context.day and not context.report and _STOCK.search(subject):
        return context.day
    if period and period.frequency is Frequency.DAY and not period.is_span and _FLOW.search(subject):
        end = period.end
        if context.flow and not context.spoken and context.flow.contains(period):
            return context.flow  # the day is that of stocks in a paragraph before
        return Period.year(end.year) if (end.month, end.day) == (12, 31) else period
    return period


def explain(figure: Figure, member: Quantity, left: Left) -> None:
    """Note which words gave value, unit, subject, period, status and qualifier."""
    figure.because("value", "number", member.start, member.end)
    figure.because("unit", "unit", member.start, member.end)
    if left.content:
        figure.because("subject", "words before the number", left.content[0].start, left.content[-1].end)
    for token in left.dates[-1:]:
        figure.because("period", "date", token.start, token.end)
    for token in left.run:
        if said(token):
            figure.because("status", "announced", token.start, token.end)
        if figure.qualifier and f"before.{figure.qualifier}" in kinds(token.text):
            figure.because("qualifier", "before", token.start, token.end)
    if figure.qualifier and member.after > member.end:
        figure.because("qualifier", "after", member.end, member.after)


def _qualifier(member: Quantity, left: Left) -> str:
    """From 超过, 近, 约 before the number or 以上, 多 behind it."""
    if member.qualifier:
        return member.qualifier
    for token in reversed(left.run[-2:]):
        for mark in "><~":
            if f"before.{mark}" in kinds(token.text):
                return mark
        if token.text.endswith(("超过", "超", "突破")):
            return ">"
    return ""


def _base(found: Meaning, left: Left, context: Context, period: Period | None) -> str:
    """The period compared with: as said, else the same period a year earlier."""
    if left.bases:
        text = left.bases[-1].text
        base = resolve(text, context.moment)
        if period and ("同" in text or (found.measure == "growth" and text in _A_YEAR_BEFORE)):
            base = period.year_before()
        return str(base) if base else ""
    if period is None:
        return ""
    if left.has("period_on_period"):
        if period.is_year_to_date and period.frequency is Frequency.MONTH and period.units > 1:
            return str(Period.to_date(period.end.year, period.end.month - 1))
        return str(period.before())
    if period.frequency is Frequency.YEAR and period.is_span:
        return str(Period.year(period.start.year - 1)) if found.measure == "average_growth" else ""
    return str(period.year_before())
