"""Whether a figure is a fact, an aim or an expectation."""

from __future__ import annotations

import re

from tallystick.model import Period
from tallystick.reading.printed.zh.dates import Moment
from tallystick.reading.printed.zh.lexer import Token, kinds

_INTENDED = re.compile(r"(?<![虚模草])拟(?=[^，人态合定订真]{2})")


def said(token: Token) -> str:
    """The status a word announces, empty for other words."""
    if token.kind == "text" and _INTENDED.search(token.text):
        return "target"
    if token.kind != "word":
        return ""
    found = kinds(token.text)
    if "target" in found:
        return "target"
    return "forecast" if "forecast" in found else ""


def status_of(announced: str, period: Period | None, moment: Moment, section: str) -> str:
    """The status from the words before the figure, else from the section, else from a period yet to come."""
    past = moment.released is not None and period is not None and period.end <= moment.released
    if announced and not (announced == "target" and moment.report and past and section == "actual"):
        return announced
    if moment.released and period and period.start > moment.released:
        return "target" if moment.report else "forecast"
    if past and section == "target":
        return "actual"
    if section == "actual" and period and _is_running(period, moment):
        return "target"
    return section


def _is_running(period: Period, moment: Moment) -> bool:
    """Whether a period is the whole year in whose first months a report is given: what it says of it is an aim."""
    released = moment.released
    if released is None or released.month > (_SPRING if moment.report else _NEWS):
        return False
    return period == Period.year(released.year)


_SPRING = 5
_NEWS = 2  # later in the year news tell of it as of a year under way
