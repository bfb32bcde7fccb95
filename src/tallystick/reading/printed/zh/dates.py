"""Expressions of time in Chinese releases: their pattern, and what period they mean in their context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tallystick.model import Frequency, Period, PeriodError
from tallystick.reading.printed.zh.numbers import parse_number

_N = r"(?:\d(?:\s?\d)?|[一二三四五六七八九十两]{1,3})"
_TO = r"\s?[—–\-－~～至到]{1,2}\s?"
_YEAR = (
    r"(?:(?:1\s?9|2\s?0)\s?\d\s?\d\s?(?:年度?|财年)|[一二][九〇○零0][〇○零0一二三四五六七八九]{2}年|(?<!\d)\d\d年(?=[上下前]|\d{1,2}月)"
    r"|今年|去年|上年度?|前年|明年|当年|本年度?|全年|同年|次年|上一年)"
)
_SUB = (
    rf"前{_N}个?季度|第?[一二三四1-4]季度|[一二1-2]{_TO}第?[二三四2-4]季度|上半年|下半年|前{_N}个月|前{_N}月"
    rf"|{_N}\s?月?份?{_TO}{_N}\s?月份?|{_N}\s?月\s?{_N}\s?[日号]?(?:{_TO}(?:{_N}\s?月\s?)?{_N}\s?[日号])?|{_N}\s?月份?(?![牙球])|当月|本月|上个?月|单月|当季|本季度?|上季度?|上个季度|全年|全季"
)
_TAIL = r"(?:末|底|初期?|[上中下]旬|期?以来|全年|当月|单月|当季|累计|同[期月季日]|年末|年底|年初|期间|这个月)"
# At the head of a clause the five years that a government looks back on: 五年铁路铺轨….
_FIVE_YEARS = r"(?<=[，。；：　])五年(?!计划|规划|行动|期|制|内|后|前|级|一|多|左右|以|来|间|累|共|年)"
_SPAN = (
    rf"(?:19|20)\d\d(?:\s?年?{_TO}|、|和)(?:19|20)\d\d\s?年(?!度?\d{{1,2}}月)|(?:19|20)\d\d[—–\-/]\d\d年(?!代)|[“\"]?十[一二三四五六七八]?五[”\"]?(?:时期|期间|以来|末|期末|规划期|前[一两二三四]年)"
    rf"|(?:过去|最近|近|这|前)(?:的)?{_N}年(?:间|来)?|{_N}年(?:多)?来|{_N}年间|[一二三四五六七八九十]年(?=累计|共|间|年均|实际)|{_N}年前|{_FIVE_YEARS}|(?:今后|未来)(?:的)?{_N}年|近年来|近几年"
)
_ENDS = "年末|年底|年初|月末|月底|季末|同期|同月(?!份)"
PATTERN = rf"(?:{_SPAN}|{_YEAR}(?:\s?(?:{_SUB}))?{_TAIL}{{0,2}}|(?:{_SUB}){_TAIL}{{0,2}}|{_ENDS})"

_YEAR_PART = re.compile(
    r"(?P<absolute>(?:19|20)\d\d|[一二][九〇○零0][〇○零0一二三四五六七八九]{2}|\d\d(?=年))?\s?(?P<relative>今年|去年|上年|前年|明年|当年|本年|全年|同年|次年|上一年)?年?度?"
)
_SUB_FORM = re.compile(
    rf"(?P<ytd_q>前(?P<q1>{_N})个?季度)|(?P<q>第?(?P<q2>[一二三四1-4])季度)|(?P<qs>(?P<q3>[一二1-2]){_TO}第?(?P<q4>[二三四2-4])季度)"
    rf"|(?P<h>[上下]半年)|(?P<ytd>前(?P<m1>{_N})个?月)|(?P<ms>(?P<m2>{_N})月?份?{_TO}(?P<m3>{_N})月份?)"
    rf"|(?P<d>(?P<m4>{_N})月(?P<d1>{_N})[日号]?)|(?P<m>(?P<m5>{_N})月份?)"
    r"|(?P<last_m>上个?月)|(?P<this_m>当月|本月|单月)|(?P<last_q>上季度?|上个季度)|(?P<this_q>当季|本季度?)"
)
_SAME = re.compile(r"同[期月季日]")
_BLANKS = re.compile(r"\s+")
_DAYS = re.compile(rf"月{_N}[日号]?{_TO}(?:(?P<m>{_N})月)?(?P<d>{_N})[日号]")
_PLAN = re.compile(r"[“\"]?十(?P<nth>[一二三四五六七八]?)五")
_OPENING_YEARS = re.compile(r"前([一两二三四])年")
_YEARS = re.compile(r"(?P<a>(?:19|20)\d\d)\s?年?[^\d]{1,4}(?P<b>(?:19|20)\d\d)")
_SHORT_YEARS = re.compile(r"(?P<a>(?:19|20)\d\d)[—–\-/](?P<b>\d\d)年")
_BACK = re.compile(rf"(?:(?P<ahead>今后|未来)|过去|最近|近|这|前)?的?(?P<n>{_N})年")
EARLIEST, LATEST = 1000, 3000  # years; what is dated outside them leans on nothing
_FAR = 200  # years; further back no release compares
_TENTH_PLAN = 2001  # the first year of the 10th plan: plans are named 十五, 十一五, 十二五 …


_YEAR_OVER = 3  # until this month a whole year that is not named is the one before


@dataclass(frozen=True, slots=True)
class Moment:
    """What a date expression may lean on: the day of publication, the year spoken of, the period last named."""

    released: date | None
    year: int
    current: Period | None = None
    report: bool = False


@lru_cache(maxsize=2048)
def resolve(text: str, moment: Moment) -> Period | None:
    """The period that an expression means, None where it cannot be told.

    >>> moment = Moment(date(2022, 10, 24), 2022)
    >>> [str(resolve(t, moment)) for t in ("前三季度", "去年1—2月份", "9月末", "上年末")]
    ['2022-01/2022-09', '2021-01/2021-02', '2022-09-30', '2021-12-31']
    """
    if "财年" in text:
        return None  # its months are not told
    try:
        period = _resolve(text, moment)
    except (PeriodError, ValueError, OverflowError):
        return None
    return period if period and _is_of_our_time(period) else None


def _is_of_our_time(period: Period) -> bool:
    """Whether both ends are of years that a release may speak of; what leans on an unknown year is not."""
    first, last = period.first, period.last
    if period.frequency is Frequency.DAY:
        return first > EARLIEST * 366
    return first >= EARLIEST * 12 and last < LATEST * 12


def _resolve(text: str, moment: Moment) -> Period | None:
    text = _BLANKS.sub("", text)
    span = _span(text, moment)
    if span is not None or _is_span(text):
        return span
    head = _YEAR_PART.match(text)
    assert head is not None
    rest = text[head.end() :]
    year = _year(head, moment)
    if rest.endswith("以来"):
        return _since(_year(head, moment), moment)
    at_end = rest.endswith(("末", "底")) or "末" in rest[-3:]
    sub = _SUB_FORM.match(rest)
    if sub:
        period = _sub_period(sub, year, moment)
    elif _SAME.search(rest) or _SAME.fullmatch(text):
        return moment.current.shift_years(year - moment.year) if moment.current and year and head[0] else moment.current
    elif at_end and text.startswith(("月", "季")):
        period = moment.current
    elif rest.startswith(("年末", "年底", "末", "底", "初", "年初")) or head[0]:
        base = year or moment.year
        period = Period.year(base) if base else None
    else:
        return None
    if period is None:
        return None
    if "初" in rest:
        return Period.day(period.start - timedelta(days=1)) if "年初" in text else period
    ends = _DAYS.search(rest)
    if ends and period.frequency is Frequency.DAY:
        last = date(period.start.year, _int(ends["m"]) if ends["m"] else period.start.month, _int(ends["d"]))
        return Period(period.first, last.toordinal(), Frequency.DAY) if last > period.start else None
    return Period.day(period.end) if at_end else period


def _since(year: int, moment: Moment) -> Period | None:
    """今年以来 reaches to the end of the month last spoken of."""
    current = moment.current
    if current is None or moment.report or current.end.year != year or current.frequency is not Frequency.MONTH:
        return current
    return Period.to_date(year, current.end.month)


def _is_span(text: str) -> bool:
    return bool(
        _YEARS.match(text)
        or _SHORT_YEARS.match(text)
        or _PLAN.match(text)
        or re.match(rf"(?:过去|最近|近|这|今后|未来|{_N}年)", text)
    )


def _span(text: str, moment: Moment) -> Period | None:
    """Spans of years: printed ends, five-year plans, so many years back or ahead."""
    years = _YEARS.match(text) or _SHORT_YEARS.match(text)
    if years:
        last = years["b"] if len(years["b"]) > 2 else years["a"][:2] + years["b"]
        return Period.years(int(years["a"]), int(last))
    plan = _PLAN.match(text)
    if plan:
        nth = "一二三四五六七八".find(plan["nth"]) + 1 if plan["nth"] else 0
        first = _TENTH_PLAN + 5 * nth
        opening = _OPENING_YEARS.search(text)
        last = first + (_int(opening[1], 5) - 1 if opening else 4)
        if "以来" in text and moment.released:
            last = min(last, moment.released.year - (1 if moment.report else 0))
        if text.endswith("末"):
            return Period.day(date(last, 12, 31))
        return Period.years(first, max(last, first))
    back = _BACK.match(text)
    number = parse_number(back["n"]) if back and not _SUB_FORM.match(text) else None
    if back is None or number is None or not moment.year or not (moment.report or text.endswith("年前")):
        return None
    n = int(number.value)
    if text.endswith("年前"):
        return Period.year(moment.year - n) if 0 < n < _FAR else None
    if not 1 <= n <= 40:
        return None
    if back["ahead"]:
        return Period.years(moment.year + 1, moment.year + n)
    return Period.years(moment.year - n + 1, moment.year) if n > 1 else Period.year(moment.year)


def _year(head: re.Match[str], moment: Moment) -> int:
    """The year an expression names, 0 where it names none."""
    if head["absolute"]:
        printed = head["absolute"]
        if not printed.isascii():
            number = parse_number(printed.replace("0", "零"))
            return int(number.value) if number else 0
        return int(printed) if len(printed) == 4 else 2000 + int(printed)
    relative = head["relative"]
    released = moment.released.year if moment.released else moment.year
    if not relative:
        return 0
    if relative in ("今年", "本年"):
        return released
    if relative in ("去年", "前年", "明年"):
        return released and released + {"去年": -1, "前年": -2, "明年": 1}[relative]
    if relative in ("上年", "上一年"):
        return moment.year - 1 if moment.year else 0
    if relative == "全年" and moment.current is None and moment.released and moment.released.month <= _YEAR_OVER:
        return released - 1
    if relative == "次年":
        return moment.year and moment.year + 1
    return moment.year


def _int(text: str, most: int = 31) -> int:
    number = parse_number(text)
    if number is None or not 1 <= number.value <= most:
        raise ValueError(text)
    return int(number.value)


def _sub_period(sub: re.Match[str], year: int, moment: Moment) -> Period | None:
    """A part of a year; where no year is printed, of the latest year in which it is over."""
    kind = sub.lastgroup if sub.lastgroup in ("last_m", "this_m", "last_q", "this_q", "h") else None
    current = moment.current
    if kind in ("last_m", "last_q"):
        unit = Frequency.MONTH if kind == "last_m" else Frequency.QUARTER
        return _ending(current, unit, moment, 1) if not year else None
    if kind in ("this_m", "this_q"):
        return _ending(current, Frequency.MONTH if kind == "this_m" else Frequency.QUARTER, moment, 0)
    if not year:
        year = _latest_year(sub, moment)
    return _part(sub, year) if year else None


def _part(sub: re.Match[str], year: int) -> Period:
    if sub["h"]:
        return Period.half(year, 1 if sub["h"][0] == "上" else 2)
    if sub["ytd_q"]:
        return Period.to_date(year, _int(sub["q1"], 4) * 3)
    if sub["q"]:
        return Period.quarter(year, _int(sub["q2"], 4))
    if sub["qs"]:
        return Period.months((year, _int(sub["q3"], 4) * 3 - 2), (year, _int(sub["q4"], 4) * 3))
    if sub["ytd"]:
        return Period.to_date(year, _int(sub["m1"], 12))
    if sub["ms"]:
        return Period.months((year, _int(sub["m2"], 12)), (year, _int(sub["m3"], 12)))
    if sub["d"]:
        return Period.day(date(year, _int(sub["m4"], 12), _int(sub["d1"])))
    return Period.month(year, _int(sub["m5"], 12))


def _latest_year(sub: re.Match[str], moment: Moment) -> int:
    """The year last spoken of where it is over; else the last in which this part of a year is over."""
    released = moment.released
    if released is None:
        return moment.year
    current = moment.current
    if moment.report or (current and current.frequency is Frequency.YEAR and moment.year < released.year):
        return moment.year
    part = _part(sub, released.year)
    over = part.end <= released + timedelta(days=10)
    return released.year if over else released.year - 1


def _ending(current: Period | None, unit: Frequency, moment: Moment, back: int) -> Period | None:
    """The month or quarter with which the current period ends, or the one before it."""
    if current is None:
        if moment.released is None:
            return None
        last = moment.released.year * 12 + moment.released.month - 2
    else:
        last = current.end.year * 12 + current.end.month - 1
    first = last - last % unit
    return Period(first - back * unit, first - back * unit + unit - 1, unit)
