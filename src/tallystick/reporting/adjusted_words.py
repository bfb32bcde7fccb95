"""How a series was adjusted, in words of either language: its model, the holiday's windows, and what to doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from tallystick.adjusting.holidays import holidays
from tallystick.adjusting.model import Model, Window
from tallystick.adjusting.results import Diagnostics
from tallystick.reporting.show import show_period
from tallystick.reporting.words import has, word

DOUBTFUL = 0.05
"""Below this p-value a test says that something is left."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATED = re.compile(r"(ao|ls|tc)(\d{4})\.(\w+)")
_EASTER = re.compile(r"easter\[(\d+)\]")


class Told(NamedTuple):
    """A part of a model or a diagnostic: what it is, what is told of it, and how that is to be taken."""

    about: str
    words: str
    more: str = ""


def model_words(model: Model, language: str = "en") -> str:
    """A model in a line.

    >>> model_words(Model(transform="log", arima="(0 1 1)(0 1 1)", variables=("td",)))
    'log (0 1 1)(0 1 1), regressors td, X11'
    """
    parts = [word(f"model {model.transform}", language, arima=model.arima)]
    if model.variables:
        parts.append(word("model regressors", language, names=" ".join(model.variables)))
    if model.windows:
        windows = word("list comma", language).join(f"{one.start}…{one.end}" for one in model.windows)
        named = {"holiday": holiday_name(model.holiday, language), "windows": windows}
        parts.append(word("model holiday", language, **named))
    parts.append(model.method.upper())
    if model.identified:
        parts.append(word("model chosen", language, day=model.identified))
    return word("list comma", language).join(parts)


def model_parts(model: Model, language: str) -> Iterator[Told]:
    """The parts of a model, each in words."""
    yield Told(word("model transform", language), word(f"transform {model.transform}", language))
    yield Told(word("model orders", language), f"ARIMA {model.arima}")
    if model.variables:
        told = word("clause", language).join(_regressor(one, language) for one in model.variables)
        yield Told(word("model variables", language), told)
    if model.windows:
        told = word("clause", language).join(window_words(one, language) for one in model.windows)
        yield Told(holiday_name(model.holiday, language), told)
    elif model.holiday:
        yield Told(holiday_name(model.holiday, language), word("no window", language))
    yield Told(word("model method", language), word(f"method {model.method}", language))
    if model.identified:
        until = show_period(model.until, language) if model.until else ""
        told = word("model kept since", language, day=show_period(model.identified.isoformat(), language))
        yield Told(
            word("model identified", language), told, word("model until", language, until=until) if until else ""
        )


def holiday_name(holiday: str, language: str) -> str:
    """What a holiday is called: by the files that ship, else by the name of the file of its days."""
    known = holidays().get(holiday)
    return (known.zh if language == "zh" else known.en) if known else PurePath(holiday).stem


def window_words(window: Window, language: str) -> str:
    """The days of a window.

    >>> window_words(Window(-20, -1), "en"), window_words(Window(0, 6), "en"), window_words(Window(7, 7), "en")
    ('20 days to 1 day before', 'its day to 6 days after', '7 days after')
    """
    first, last = (_day(one, language) for one in (window.start, window.end))
    if window.start == window.end:
        return first
    if window.end < 0 or window.start > 0:
        side = "before" if window.end < 0 else "after"
        days = [word("days", language, n=abs(one)) for one in (window.start, window.end)]
        return word(f"window {side}", language, first=days[0], last=days[1])
    return word("window from to", language, first=first, last=last)


def _day(away: int, language: str) -> str:
    if not away:
        return word("its day", language)
    return word("days before" if away < 0 else "days after", language, days=word("days", language, n=abs(away)))


def _regressor(name: str, language: str) -> str:
    """A regressor of X-13 in words; one that nobody has named as it is."""
    if dated := _DATED.fullmatch(name):
        return word(f"regressor {dated[1]}", language, period=show_period(_period(dated[2], dated[3]), language))
    if easter := _EASTER.fullmatch(name):
        return word("regressor easter", language, n=int(easter[1]))
    return word(f"regressor {name}", language) if has(f"regressor {name}") else f"“{name}”"


def _period(year: str, part: str) -> str:
    """A date of X-13 (`2008.nov`, `2008.3` of quarters) as a period."""
    return f"{year}-{_MONTHS.index(part) + 1:02}" if part in _MONTHS else f"{year}-Q{part}"


def doubts(found: Diagnostics, language: str = "en") -> list[str]:
    """What an analyst should know before using the series; empty when nothing speaks against it."""
    lines = []
    if not found.converged:
        lines.append(word("doubt not converged", language))
    if not found.seasonal:
        lines.append(word("doubt no season", language))
    if found.m7 is not None and found.m7 > 1:
        lines.append(word("doubt m7", language, value=f"{found.m7:.2f}"))
    if found.q is not None and found.q > 1:
        lines.append(word("doubt q", language, value=f"{found.q:.2f}"))
    for value, what in (
        (found.residual_season, "doubt residual season"),
        (found.ljung_box, "doubt ljung box"),
        (found.left_over, "doubt left over"),
    ):
        if value is not None and value < DOUBTFUL:
            lines.append(f"{word(what, language)}{word('in brackets', language, what=f'p = {value:.3f}')}")
    return lines


def measures(found: Diagnostics, language: str) -> Iterator[Told]:
    """The diagnostics with their values, and how each is to be taken."""
    yield Told("AICC", f"{found.aicc:.4f}", word("measure aicc", language))
    for name in ("m7", "q"):
        value = getattr(found, name)
        if value is not None:
            yield Told(name.upper(), f"{value:.2f}", word(f"measure {name}", language))
    for name in ("residual_season", "ljung_box", "left_over"):
        value = getattr(found, name)
        if value is not None:
            told = word(f"measure {name}", language), f"p = {value:.3f}", word("measure p", language)
            yield Told(*told)
