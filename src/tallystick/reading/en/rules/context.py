"""What is known where a sentence stands: the period talked of, the subject said last, how the text prints numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from tallystick.model import Block, Period, Release
from tallystick.reading.area import area_of_release
from tallystick.reading.en.rules.periods.named_spans import spells_of
from tallystick.reading.en.rules.periods.release_habits import is_edition, is_fiscal, usual_period
from tallystick.reading.printed.en.conventions import conventions_of
from tallystick.reading.printed.en.items import TIME, Item
from tallystick.reading.printed.en.lexer import ANCHOR
from tallystick.reading.printed.en.scanner import scan
from tallystick.reading.printed.en.times.calendars import calendar_of
from tallystick.reading.printed.en.times.focus import LOOKING_BACK as _LOOKING_BACK
from tallystick.reading.printed.en.times.focus import Focus
from tallystick.reading.printed.en.times.resolving import period_of
from tallystick.reading.printed.en.times.time import LAST, NEXT, THIS, Time

if TYPE_CHECKING:
    from tallystick.reading.en.rules.carried_over import Reading

_AHEAD = frozenset({"forecast", "target"})
_NEXT_FISCAL = 100  # days from a budget to the fiscal year it is for
_RECENT_YEARS = 2
_LAST_YEAR = re.compile(r"\b(?:last|past)\s(?:\w{2,6}\s)?years?\b", re.IGNORECASE)
_SCENE = re.compile(r"(?:(?:Over|In|During|Throughout)\s)?(?:the\s)?(last|past|this)\syear\b", re.IGNORECASE)
_SCENE_INSIDE = re.compile(r"\b(last|this)\syear\b")
_TASKS = re.compile(r"\b(?:will|targets?|goals?|tasks?|need to|plan to|aims?)\b")
_OFTEN = 3  # times that a release must have told a span to be a review of it
_TAIL = 12  # characters at the end of a block that may be blanks and bullets
_SHORT = 80  # characters of a list's line at most
_BULLETS = " \n\t\r\u00a0•·-–*\uf09f\uf0b7\uf0a7\uf0d8"
_YEARS = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?![\d,])")


class Context:
    """Carried from sentence to sentence; a new section or paragraph sets it back as far as it reaches.

    `default` is the period the release or the section is about, `running` the one its last sentences told.
    """

    def __init__(self, release: Release, default: Period | None) -> None:
        self.released, self.conventions = release.event or release.released, conventions_of(release)
        self.text = release.text
        self.spells = spells_of(release.text)
        self.calendar = calendar_of(release.text, area_of_release(release), release.name)
        self.fiscal = self.calendar.start > 1 and is_fiscal(release.text)
        self.usual: Period | None = None
        self.title_period = self.default = default
        self.running: Period | None = None
        self.running_base: Period | None = None
        self.year: Period | None = None
        self.spans: Counter[Period] = Counter()
        self.all_spans: Counter[Period] = Counter()
        self.past: Time | None = None
        self.times: dict[Period, Time] = {}
        self.section = ""
        self.subject = ""
        self.last: list[Reading] = []
        self.listing = False
        self.passed: tuple[int, int] | None = None

    @classmethod
    def of(cls, release: Release) -> Context:
        """The context at the start of a release."""
        context = cls(release, None)
        context.default = context.title_period = context._told(release.title)
        if context.default is not None and is_edition(context.default, release.text):
            context.default = context.title_period = context.default.year_before()
        if context.default is None:
            context.year = context._reported()
            context.usual = usual_period(release.text, context.released) if context.year is None else None
            if context.fiscal and context.released is not None:
                context.year, context.usual = None, context.calendar.fiscal_year_of(context.released)
        return context

    def focus(self, current: Period | None = None) -> Focus:
        """What a time is read against here, where a period is talked of."""
        return Focus(self.released, current, self.calendar)

    def settle(self, items: Sequence[Item]) -> None:
        """Make `last year` a fiscal year where the release counts so, and `the same period` the years told before."""
        for item in items:
            if item.kind != TIME:
                continue
            time = item.time
            if self.fiscal and time.unit == "year" and time.year in (LAST, THIS, NEXT):
                ahead = item.low == "this year" and self.budgets and any(i.tags & _AHEAD for i in items)
                item.data = time.but(unit="fiscal", year=NEXT if ahead else time.year)
            this_month = time.unit == "month" and time.year == THIS and time.n < 0
            if this_month and self.default is not None and self.default.frequency == 1:
                item.data = time.but(year=self.default.start.year, n=self.default.start.month)
            if time.unit == "same" and time.year is None:
                item.data = self.past or (self.times.get(self.span) if self.spans and self.span else None) or time

    @property
    def budgets(self) -> bool:
        """Whether the release comes shortly before the fiscal year that it is the budget of."""
        if not self.fiscal or self.released is None:
            return False
        year = self.calendar.fiscal_year_of(self.released)
        return year is not None and (year.end - self.released).days < _NEXT_FISCAL

    @property
    def coming(self) -> Period | None:
        """The year that an aim or expectation without any time is for: that of release, of a budget the next."""
        if self.released is None:
            return None
        year = self.calendar.fiscal_year_of(self.released) if self.fiscal else None
        if year is None:
            return Period.year(self.released.year)
        return self.calendar.fiscal_year_of(year.end + timedelta(days=1)) if self.budgets else year

    @property
    def span(self) -> Period | None:
        """The years that the section, or else the release so far, looks back on: those told most."""
        if self.spans:
            return max(self.spans, key=self.spans.__getitem__)
        usual = max(self.all_spans, key=self.all_spans.__getitem__, default=None)
        return usual if usual is not None and self.all_spans[usual] >= _OFTEN else None

    def look_back(self, time: Time, span: Period) -> None:
        """A sentence told what happened over some years."""
        self.past = self.times[span] = time
        self.spans[span] += 1
        self.all_spans[span] += 1

    def _reported(self) -> Period | None:
        """The year before, where a release of the first months of a year mostly tells of it."""
        if self.released is None or self.released.month > _LOOKING_BACK:
            return None
        before = self.released.year - 1
        told = Counter(int(year) for year in _YEARS.findall(self.text))
        told.pop(self.released.year, None)
        usual = not told or told.most_common(1)[0][0] == before
        return Period.year(before) if usual and (told or _LAST_YEAR.search(self.text)) else None

    def _told(self, words: str) -> Period | None:
        """The period that a title or heading names."""
        if not words or ANCHOR.search(words) is None:
            return None
        focus = self.focus()
        for item in scan(words, 0, len(words), self.conventions):
            if item.kind == TIME and item.time.unit in (
                "year",
                "fiscal",
                "double",
                "half",
                "quarter",
                "month",
                "first",
                "trailing",
            ):
                period = period_of(item.time, focus)
                if period is not None and not self._ahead(period) and not self._unfinished(period):
                    return period
        return None

    def _unfinished(self, period: Period) -> bool:
        """Whether a title's year is that of the edition: a report of March 2023 named `… 2023` tells of 2022."""
        return period.frequency == 12 and self.released is not None and period.start <= self.released < period.end

    def _ahead(self, period: Period) -> bool:
        """Whether a period lies ahead of the release; the fiscal year a budget is for does not."""
        if self.released is None or period.start <= self.released:
            return False
        return not (period.frequency == 1 and period.units == 12 and (period.start - self.released).days < _NEXT_FISCAL)

    def enter(self, block: Block) -> None:
        """Start a block: what a paragraph told last holds on only in the items of its list."""
        if block.section != self.section:
            self.section = block.section
            self.default = self._told(block.section) or self.title_period
            self.spans.clear()
            self.past = None
            self.running = self.running_base = None
        listed = block.kind == "item" or (
            self.listing
            and (not self.text[block.start].isalnum() or _last(self.text, block.start, block.end) not in ".!?")
        )
        self.listing = _last(self.text, block.start, block.end) == ":" or listed
        if not listed and not self._goes_on(block):
            self.running = self.running_base = None
            self.subject = ""
            self.passed = self.past = None
            self.last = []

    def _goes_on(self, block: Block) -> bool:
        """Whether a block only goes on with a line that was broken before a number."""
        before = self.text[max(block.start - _TAIL, 0) : block.start]
        plain = before.rstrip()
        return before.count("\n") == 1 and plain[-1:].islower() and self.text[block.start].isdigit()

    def pass_over(self, block: Block) -> None:
        """A block without numbers: the opening of a list may tell whose time its items are of."""
        opens = _last(self.text, block.start, block.end) == ":"
        self.listing = opens or (self.listing and block.end - block.start <= _SHORT)
        if opens:
            self.enter(block)
            self.listing = True
            self.pass_sentence(self.text, block.start, block.end)

    def pass_sentence(self, text: str, a: int, b: int) -> None:
        """A sentence without numbers: it may name the subject of the next, or open with a time."""
        self.passed = (a, b)
        found = _SCENE.match(text, a, b) or (_SCENE_INSIDE.search(text, a, b) if _last(text, a, b) == ":" else None)
        if found is not None and self.released is not None:
            self.running = Period.year(self.released.year - (found[1].lower() != "this"))
            self.running_base = None
            if found[1].lower() == "this" and _TASKS.search(text, a, b):
                self.year = self.running

    @property
    def current(self) -> Period | None:
        """The period a sentence without a time of its own is about."""
        return self.running or self.default or self.year or self.usual

    def tell(self, period: Period, base: Period | None = None, *, lasting: bool = True) -> None:
        """A sentence told its time; one still to come is no topic; a `lasting` year outlives its paragraph."""
        if self._ahead(period):
            return
        self.running, self.running_base = period, base
        if lasting and period.frequency == 12 and period.units == 1 and not self._history(period):
            self.year = period

    def _history(self, period: Period) -> bool:
        """Whether a period is too long past to be what the next paragraphs are about."""
        return self.released is not None and period.end.year < self.released.year - _RECENT_YEARS


def _last(text: str, a: int, b: int) -> str:
    """The last character of a piece of text but blanks and the bullets that belong to what follows."""
    return text[max(a, b - _TAIL) : b].rstrip(_BULLETS)[-1:] or " "
