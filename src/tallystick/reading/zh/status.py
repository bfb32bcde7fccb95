"""Whether a figure is a fact, an aim or an expectation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.model import Period
from tallystick.reading.printed.zh.dates import Moment
from tallystick.reading.printed.zh.lexer import Token, kinds
from tallystick.reading.printed.zh.vocabulary import phrases

AIM = "aim"
"""A target that its own words set: no deed of a review, as what is told as ensured and planned may be."""
_INTENDED = re.compile(r"(?<![虚模草])拟(?=[^，人态合定订真]{2})")
_OUGHT = re.compile(r"(?:(?<![虚模草])拟|(?<![主重须需只想必紧首不正])要|(?<![供反响相效适对感])应(?:当|该)?|须|务必)$")
_MOVES = ("up", "down", "year_on_year", "arrive", "before.>")


def announced(tokens: Sequence[Token]) -> str:
    """The status that the last word of a clause to announce one does, empty where none does."""
    found = ""
    for index, token in enumerate(tokens):
        found = said(token, tokens[index + 1] if index + 1 < len(tokens) else None) or found
    return found


def said(token: Token, behind: Token | None = None) -> str:
    """The status a word announces, as one before the word of what moves may (应增长, 将同比增长); else empty."""
    moves = behind is not None and behind.kind == "word" and not kinds(behind.text).isdisjoint(_MOVES)
    ought = moves or (behind is not None and behind.text == "将" and token.text.endswith("拟"))
    if token.kind == "text" and (_INTENDED.search(token.text) or (ought and _OUGHT.search(token.text))):
        return AIM
    if moves and token.text == "将":
        return "forecast"
    if token.kind == "word" and token.text in phrases()["status.aimed"]:
        return AIM
    if token.kind != "word":
        return ""
    found = kinds(token.text)
    if "target" in found:
        return "target"
    return "forecast" if "forecast" in found else ""


def status_of(said_before: str, period: Period | None, moment: Moment, section: str) -> str:
    """The status from the words before the figure, else from the section, else from a period yet to come."""
    if said_before == AIM:
        return "target"
    past = moment.released is not None and period is not None and period.end <= moment.released
    if said_before and not (said_before == "target" and moment.report and past and section == "actual"):
        return said_before
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
