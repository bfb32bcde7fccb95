"""What X-13 is asked: a specification written from a model, or one that lets it choose.

The commands and their arguments are those of the X-13ARIMA-SEATS Reference Manual (U.S. Census Bureau), chapter 7.
"""

from __future__ import annotations

from collections.abc import Iterable

from tallystick.adjusting.histories import History
from tallystick.adjusting.holidays import Floats
from tallystick.adjusting.model import Model
from tallystick.model import Frequency, Period

TABLES = {
    "x11": {"adjusted": "d11", "trend": "d12", "irregular": "e3", "factors": "d16"},
    "seats": {"adjusted": "s11", "trend": "s12", "irregular": "s13", "factors": "s16"},
}
"""Result tables by method: the adjusted series, its trend, what is left (of X-11 without its extremes), all factors."""

_USUAL = "(0 1 1)(0 1 1)"
_NEXT = "\n"  # a line of more than 133 characters is refused
AHEAD = {"x11": 12, "seats": 36}
"""Months forecast: what the filters at the end of a series lean on; SEATS takes three years whatever it is told."""


def by_model(history: History, model: Model, holiday: Floats | None, ahead: int) -> dict[str, str]:
    """The files of a run in which all but the parameters is given."""
    parts = [
        *_given(history, model.transform, model.variables, holiday, model.arima),
        f"forecast{{ maxlead={ahead} }}",
        "estimate{ save=rsd print=none }",
        _adjustment(model.method, save=True),
    ]
    return _files(history, parts, holiday)


def outlying(history: History, transform: str) -> dict[str, str]:
    """The files of a run that finds the outliers of the usual model."""
    parts = [
        *_given(history, transform, (), None, _USUAL),
        "outlier{ types=(ao ls) print=none }",
        "estimate{ save=mdl print=none }",
    ]
    return _files(history, parts, None)


def likelihood(history: History, transform: str, variables: tuple[str, ...], holiday: Floats | None) -> dict[str, str]:
    """The files of a run that only estimates the usual model, to compare sets of regressors by their AICC."""
    parts = [*_given(history, transform, variables, holiday, _USUAL), "estimate{ print=none }"]
    return _files(history, parts, holiday)


def choosing(
    history: History, method: str, holiday: Floats | None, tests: tuple[str, ...], ahead: int, *, mixed: bool = True
) -> dict[str, str]:
    """The files of a run in which X-13 chooses transformation, calendar (of `tests`), outliers and ARIMA orders.

    Models that mix autoregression and moving averages (`mixed`) can take a hundred times as long to estimate.
    """
    function = "auto" if history.positive else "none"
    parts = [
        _series(history),
        f"transform{{ function={function} }}",
        _regression(history, (), holiday, tests),
        "automdl{ print=none }" if mixed else "automdl{ mixed=no print=none }",
        "outlier{ types=(ao ls) print=none }" if method == "x11" else "outlier{ print=none }",
        f"forecast{{ maxlead={ahead} }}",
        "estimate{ save=mdl print=none }",
        _adjustment(method) if method == "seats" else "",  # SEATS may change the orders, X-11 has no say in them
    ]
    return _files(history, parts, holiday)


def dot(period: Period) -> str:
    """A month or quarter as X-13 writes it.

    >>> dot(Period.parse("2021-03")), dot(Period.parse("2021-Q3"))
    ('2021.3', '2021.3')
    """
    unit = period.first % 12 // period.frequency + 1
    return f"{period.first // 12}.{unit}"


def _given(
    history: History, transform: str, variables: tuple[str, ...], holiday: Floats | None, arima: str
) -> tuple[str, ...]:
    """The series with a model of which all but the parameters is given."""
    return (
        _series(history),
        f"transform{{ function={transform} }}",
        _regression(history, variables, holiday),
        f"arima{{ model={arima} }}",
    )


def _series(history: History) -> str:
    return f"series{{ file='run.dat' format=free start={dot(history.first)} period={history.frequency} print=none }}"


def _regression(
    history: History, variables: tuple[str, ...], holiday: Floats | None, tests: tuple[str, ...] = ()
) -> str:
    told = [f"variables=(\n{_NEXT.join(variables)})"] if variables else []
    if tests:
        told.append(f"aictest=({' '.join(tests)})")
    if holiday is not None and holiday.shape[1]:
        names = " ".join(f"holiday{n + 1}" for n in range(holiday.shape[1]))
        told.append(f"user=({names}) usertype=holiday\nfile='run.reg' format=free start={dot(history.first)}")
    return f"regression{{\n{_NEXT.join(told)}\nprint=none }}" if told else ""


def _adjustment(method: str, *, save: bool = False) -> str:
    tables = f"save=({' '.join(TABLES[method].values())}) " if save else ""
    return f"{method}{{ {tables}print=none }}"


def _files(history: History, parts: Iterable[str], holiday: Floats | None) -> dict[str, str]:
    """The specification and what it reads: X-13 takes numbers from files exactly, and those within it nearly."""
    files = {
        "run.spc": "\n".join(part for part in parts if part) + "\n",
        "run.dat": "\n".join(map(repr, history.values)) + "\n",
    }
    if holiday is not None and holiday.shape[1]:
        row = " ".join(["%.9f"] * holiday.shape[1]) + "\n"
        files["run.reg"] = (row * len(holiday)) % tuple(holiday.ravel().tolist())
    return files


def calendar_tests(history: History, *, easter: bool) -> tuple[str, ...]:
    """What of the calendar X-13 tests by AICC: working days in monthly series, and Easter."""
    days = ("td",) if history.first.frequency is Frequency.MONTH else ()
    return (*days, *(("easter",) if easter else ()))
