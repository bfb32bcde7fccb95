"""The period that a release is of, as its title, first words and running heads name it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tallystick.model import Frequency, Period, Release
from tallystick.reading.tables.times import Clock, times_in
from tallystick.reading.tables.whens import PART, WHOLE, YEAR, When

_HEAD = 12  # blocks of the text's beginning that may name it
_LONGEST = 160  # characters of a line that names it
_RUNNING = 40  # dropped heads looked at
_REPORT = re.compile(r"((?:19|20)\d\d)\s?年\s?(第?[一二三四1-4]\s?季度|半年|中期|年)?\s?度?\s?报告")


def own_time(release: Release, clock: Clock) -> When | None:
    """The first period that a line of the title, the beginning or the running heads names alone.

    Of lines that name several periods or a day none is told.
    """
    for line, is_title in _lines(release):
        if clock.language == "zh" and (report := _REPORT.search(line)):
            return _of_report(report)
        whens, _ = times_in(line, clock)
        told = [when for when in whens if when.kind in (WHOLE, YEAR, PART)]
        if not is_title and any(when.kind == YEAR for when in told):
            continue  # a year alone in a running head is that of publication
        if len(told) == 1 and (found := _resolved(told[0], clock)) is not None:
            return found
    return None


def _lines(release: Release) -> Iterator[tuple[str, bool]]:
    yield release.title[:_LONGEST], True
    for block in release.blocks[:_HEAD]:
        if block.kind in ("title", "heading", "paragraph", "furniture") and block.end - block.start <= _LONGEST:
            yield release.text[block.start : block.end], block.kind in ("title", "heading")
    for dropped in release.dropped[:_RUNNING]:
        if dropped.reason == "furniture":
            yield dropped.text[:_LONGEST], False
    yield release.name.replace("-", " ").replace("_", " ")[:_LONGEST], False


def _of_report(found: re.Match[str]) -> When:
    year, part = Period.year(int(found[1])), found[2] or ""
    if part.startswith(("半", "中")):
        return When(WHOLE, Period.half(year.start.year, 1))
    quarter = next((n for n, char in enumerate("一二三四", 1) if char in part or str(n) in part), 0)
    return When(WHOLE, Period.quarter(year.start.year, quarter)) if quarter else When(YEAR, year)


def _resolved(when: When, clock: Clock) -> When | None:
    """A whole period that is no day; a part in the last year in which it was over before the release."""
    if when.kind in (WHOLE, YEAR):
        is_day = when.period is None or when.period.frequency is Frequency.DAY
        return None if is_day else when
    if clock.released is None:
        return None
    part = when.in_year(Period.year(clock.released.year))
    if part is None or part.frequency is Frequency.DAY:
        return None
    return When(WHOLE, part if part.start <= clock.released else part.year_before())
