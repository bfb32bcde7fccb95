"""What a reader keeps in mind from sentence to sentence: time spoken of, topic, and what was last listed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from tallystick.model import Block, Frequency, Period, Release
from tallystick.reading.printed.zh.dates import EARLIEST, LATEST, PATTERN, Moment, resolve
from tallystick.reading.printed.zh.lexer import FOLD
from tallystick.reading.zh.mood import leans_on_release, sets_tasks

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_REPORT = re.compile(r"政府工作报告|工作报告|代表(?:国务院|[^，。]{0,4}人民政府)|各位代表")
_PLANS = re.compile(
    r"总体要求|预期目标|主要目标|目标任务|重点工作|工作任务|工作安排|工作部署|工作建议"
    r"|主要任务|重点任务|政策取向|重点抓好|重点做好"
)
_AIMS = re.compile(r"[^，。]{0,24}预期目标(?:是|为|如下|：)")
_FIVE_YEARS = re.compile(r"过去五年|五年来|过去的五年|本届政府")
_REVIEW = re.compile(r"回顾|过去[一五]年")
_OPENS_YEAR = re.compile(
    r"^[\s—　]*(?:新的一年|(?:做好)?((?:19|20)\d\d年|今年|去年|过去一年|一年来)(?![^，。]{0,4}以来))"
)
_PLAN_TOLD = re.compile(r"(?P<plan>[“\"]十[一二三四五六七八]?五[”\"])(?:时期|期间|以来|高质量发展)")
_SHORT = 40  # characters: a heading, even if not set apart as one
_OPENING = 60  # characters: the headline
_NAMED_REPORT = "government-work-report"
_QUARTER = 3  # in the first three months a text tells of the year before
# A part of the year compared with, the month up to which the text then tells, and when it may be published.
_NEXT_PARTS = (("前三季度", 12, range(1, 4)), ("上半年", 9, range(10, 13)), ("一季度", 6, range(7, 10)))
_SPRING = 5  # reports are given in the first months of a year


_TITLED = re.compile(rf"(?:19|20)\d\d年(?!初){PATTERN}?|(?:19|20)\d\d年")


def _headline(title: str, released: date | None) -> Period | None:
    """The period that a title names with its year: 2023年…统计公报, 2026年1—8月份…利润."""
    named = _TITLED.search(title.translate(FOLD))
    period = resolve(named[0], Moment(released, 0)) if named else None
    over = period and (released is None or period.start <= released)
    return period if period and over and (period.frequency is not Frequency.DAY or period.is_span) else None


_LOOKS = re.compile(
    r"^[\s　#]*(?:过去一年|一年来|新的一年|(?:做好)?今年[^，。]{0,16}(?:目标|工作|我们|要|将)|[^，。]{0,8}工作回顾)",
    re.MULTILINE,
)
_PART = re.compile(r"[\s　]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[—一二三四五六七八九十]是|—|·)|$")


def _is_passage(release: Release, released: date | None) -> bool:
    """Whether a text leans, as passages of reports do, on the first months of a year in which it was released."""
    if released is None or released.month > _QUARTER:
        return False
    titled = not _PART.match(release.title)
    if not titled and _LOOKS.search(release.text):
        return True
    return not _TITLED.search(release.title) and leans_on_release(release.text, strictly=titled)


def _first_part(text: str) -> str:
    """A text up to the line that opens the next section, with a year or plans of its own."""
    kept: list[str] = []
    for line in text.splitlines():
        head = line[:80]
        short = len(line) < _SHORT and (_YEAR.search(head) or _PLANS.search(head) or _REVIEW.search(head))
        if kept and (short or _OPENS_YEAR.match(head) or _AIMS.match(head)):
            break
        kept.append(line)
    return "\n".join(kept)


@dataclass(slots=True)
class Context:
    """The state of reading one release; `default` is the year a report section speaks of."""

    released: date | None
    report: bool
    passage: bool = False  # of a report, as its style tells, without its title
    default: Period | None = None
    plan: Period | None = None  # the years of the plan that an item of news sums up
    section_status: str = "actual"
    period: Period | None = None
    span: Period | None = None  # the last period of flow in this paragraph, to return to after a day
    flow: Period | None = None  # the same of the paragraphs before
    status: str = ""
    topic: str = ""
    fresh: bool = False  # the topic was named in this sentence
    phrase: str = ""
    falling: bool = False
    opening: bool = True  # no figure yet since the sentence or its last semicolon began
    review: Period | None = None  # the years a report looks back on, where it is more than one
    scene: str = ""  # what the last clause without figures of this sentence named
    pending: str = ""  # a list of things named in a clause of its own, its numbers still to come
    unit: str = ""  # the unit of the last figure that is no rate
    spoken: list[Period] = field(default_factory=list)  # the periods named in this paragraph
    proviso: str = ""  # what this sentence leaves out: 扣除房地产开发投资
    within: bool = False  # 其中 has opened this sentence's list of parts
    growing: bool = False  # a clause without figures of this sentence spoke of growth: 保持两位数增长，达到12%
    counted: tuple[str, str] = ("", "")  # the counter and the things last counted in this sentence: 家, 企业
    nature: str = ""  # share, contribution or index, when the topic is one
    whole: str = ""
    day: Period | None = None  # the last day named in this paragraph, for stocks
    until: Period | None = None  # the day up to which this sentence counts: 截至7月底
    running: Period | None = None  # the year in which it counts: 今年
    listed: list[str] = field(default_factory=list)
    first: Period | None = None
    first_at: int = 0
    dated: tuple[int, int] | None = None  # the words that named the current period
    compared: set[str] = field(default_factory=set)  # the times compared with, as printed
    series: list[Period] = field(default_factory=list)  # the times last named in a row: 2021年、2022年
    since: Period | None = None  # the year a growth of this sentence counts from
    paragraph: Period | None = None  # the years that a paragraph of a report looks back on
    outside: tuple[Period | None, tuple[int, int] | None, Period | None, Period | None] | None = None  # of a bracket
    main: tuple[Period | None, tuple[int, int] | None] | None = None  # time to come back to after this clause

    @classmethod
    def of(cls, release: Release) -> Context:
        """The context at the head of a release."""
        released = release.released or release.event
        head = release.title + release.text[:3000]
        report = bool(_REPORT.search(head) or _REPORT.search(release.name)) or _NAMED_REPORT in release.name
        passage = not report and _is_passage(release, released)
        if released is None:
            years = _YEAR.findall(head)
            released = date(int(max(years[:3])), 3 if report else 12, 28) if years else None
        if released and not EARLIEST < released.year < LATEST:
            released = None
        context = cls(released, report or passage, passage)
        opening = _PLAN_TOLD.search(release.title + release.text[:_OPENING])
        if opening and not report:
            context.plan = context.period = resolve(opening["plan"] + "期间", Moment(released, 0))
        if not report and not passage and not opening:
            context.period = _headline(release.title, released)
        if (report or passage) and released:
            spring = released.month <= _SPRING
            first = _first_part(release.text)
            tasks = spring and leans_on_release(first) and sets_tasks(first)
            context.default = Period.year(released.year - (1 if spring and not tasks else 0))
            context.section_status = "target" if tasks else "actual"
        return context

    def implied(self) -> Period | None:
        """The period of a text that names none but compares with an earlier part of its year: 比一季度 means 上半年."""
        if self.first or self.released is None or self.report:
            return None
        released = self.released
        for part, implied, months in _NEXT_PARTS:
            if part in self.compared and released.month in months:
                return Period.to_date(released.year - (1 if released.month <= _QUARTER else 0), implied)
        return None

    @property
    def moment(self) -> Moment:
        """What dates may lean on now."""
        current = self.period or self.default
        year = current.end.year if current else 0
        return Moment(self.released, year or self._released_year(), current, self.report)

    def _released_year(self) -> int:
        if self.released is None:
            return 0
        return self.released.year

    def open_block(self, block: Block, text: str) -> None:
        """Enter a paragraph: its heading or its first words may change the year spoken of."""
        self.flow = self.span or self.flow
        if self.span and self.period and self.period.frequency is Frequency.DAY:
            self.period = self.span
        self.status, self.topic, self.phrase, self.falling, self.span = "", "", "", False, None
        self.nature = ""
        self.listed = []
        if self.report:
            self.spoken = []
        else:
            self._return_to_headline()
            return
        head = text[:80]
        if _FIVE_YEARS.search(head) and self.released:
            self.review = Period.years(self.released.year - 5, self.released.year - 1)
        year = _OPENS_YEAR.match(head)
        heading = block.kind in ("heading", "title") or len(text) < _SHORT
        if heading and _YEAR.search(head):
            self._settle(resolve(_YEAR.search(head)[0] + "年", self.moment), head)  # type: ignore[index]  # searched beside
        elif heading and _REVIEW.search(head):
            self._settle(Period.year(self.released.year - 1) if self.released else None, head)
        elif year:
            if year[1] in ("过去一年", "一年来") or not year[1]:
                back = 1 if year[1] else 0
                self._settle(Period.year(self.released.year - back) if self.released else None, head)
            else:
                self._settle(resolve(year[1], self.moment), head)
        elif self.released and (_AIMS.match(head) or (heading and _PLANS.search(head))):
            self._settle(Period.year(self.released.year), head)
        looks_back = self.review and self.default and self.review.contains(self.default)
        self.paragraph = self.review if looks_back and _FIVE_YEARS.search(head) else None
        self.period = self.paragraph or self.default

    def _return_to_headline(self) -> None:
        """A paragraph that names no time is not of a month that the one before named in passing."""
        if self.plan:
            self.period = self.plan
        elif self.first and self.period and self.first in self.spoken and self.first.contains(self.period):
            self.period = self.first
        self.spoken = []

    def _settle(self, period: Period | None, head: str) -> None:
        """Take a year as that of the section; a year not yet over speaks of aims."""
        if period is None or self.released is None:
            return
        if not 0 <= self.released.year - period.end.year <= 1 and not _REVIEW.search(head):
            return
        self.default = period
        self.section_status = "target" if period.end > self.released else "actual"

    def open_sentence(self) -> None:
        """Enter a sentence: in a report its time is the section's again, after a day that of the flow before."""
        self.status, self.phrase, self.falling, self.nature, self.fresh = "", "", False, "", False
        self.pending = self.scene = self.proviso = ""
        self.counted, self.growing, self.within = ("", ""), False, False
        self.opening, self.outside, self.since, self.series = True, None, None, []
        self.until = self.running = None
        if self.report:
            self.period, self.dated = self.paragraph or self.default, None
        elif self.plan:
            self.period, self.dated = self.plan, None
        elif self.span and self.period and self.period.frequency is Frequency.DAY:
            self.period = self.span

    def name_period(self, period: Period | None, at: int, end: int) -> None:
        """A date expression of the text sets the time of what follows."""
        if period is None:
            return
        self.period, self.dated, self.main = period, (at, end), None
        self.spoken.append(period)
        if period.frequency is not Frequency.DAY:
            self.span, self.day = period, None
        else:
            self.day = period
        if self.first is None and self.outside is None:
            self.first, self.first_at = period, at

    def up_to(self) -> Period | None:
        """From the start of this year to the day, where the sentence names both: 截至7月底，今年新开店铺…."""
        if not (self.until and self.running and self.until.end.year == self.running.end.year):
            return None
        end = self.until.end
        whole_month = Period.month(end.year, end.month).end == end
        if whole_month:
            return Period.to_date(end.year, end.month)
        return Period(date(end.year, 1, 1).toordinal(), self.until.last, Frequency.DAY)

    def pass_by(self, period: Period | None, at: int, end: int) -> None:
        """A time of comparison (上年同期) is that of its own clause only."""
        if period is None:
            return
        self.main = self.main or (self.period, self.dated)
        self.period, self.dated = period, (at, end)

    def open_bracket(self) -> None:
        """Enter a bracket: times named in it are those of the bracket alone."""
        self.outside = (self.period, self.dated, self.span, self.day)

    def close_bracket(self) -> None:
        """Leave a bracket."""
        if self.outside:
            self.period, self.dated, self.span, self.day = self.outside
            self.outside = None

    def come_back(self) -> None:
        """Leave a clause: what it compared with is over."""
        if self.main:
            self.period, self.dated = self.main
            self.main = None
