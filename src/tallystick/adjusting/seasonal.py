"""A history without its season: by the model it has, or by one that is identified now."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

import msgspec
import numpy as np

from tallystick.adjusting import holidays, results, specification
from tallystick.adjusting.histories import MOST, History
from tallystick.adjusting.holidays import WITHOUT_DAYS, Floats, Holiday
from tallystick.adjusting.model import Method, Model, Window
from tallystick.adjusting.program import Found, Run, TookTooLongError, run, run_all
from tallystick.adjusting.results import Coefficient, Diagnostics
from tallystick.model import SeriesError
from tallystick.model.frames import Framed, Kinds

KINDS: Kinds = {"period": "string"} | dict.fromkeys(("observed", "adjusted", "trend", "factors"), "float64")
"""The columns of an adjusted history as a frame."""


class Adjusted(Framed, msgspec.Struct, frozen=True, kw_only=True):
    """A history, the same without its season, its trend, the factors taken out, the model, and how good all is.

    `to_pandas`, `to_polars` and `to_arrow` give a row a period: period, observed, adjusted, trend, factors.
    """

    history: History
    model: Model
    adjusted: tuple[float, ...]
    trend: tuple[float, ...]
    factors: tuple[float, ...]
    coefficients: tuple[Coefficient, ...]
    diagnostics: Diagnostics

    def to_dicts(self) -> list[dict[str, Any]]:
        """A row a period."""
        columns = (map(str, self.history.periods), self.history.values, self.adjusted, self.trend, self.factors)
        return [dict(zip(KINDS, cells, strict=True)) for cells in zip(*columns, strict=True)]

    def _kinds(self) -> Kinds:
        return KINDS


def adjust(
    history: History,
    model: Model | None = None,
    *,
    holiday: str = "",
    method: Method = "x11",
    today: date | None = None,
) -> Adjusted:
    """The adjusted history by its model, or by one identified now; `holiday` as `holidays.named` takes it.

    `easter` is tested where no other holiday is told, `none` tests nothing. SeriesError says what cannot be done.
    """
    if model is None:
        model = identify(history, holiday=holiday, method=method, today=today)
    [done] = adjust_all([(history, model)])
    if isinstance(done, SeriesError):
        raise done
    return done


def adjust_all(work: Iterable[tuple[History, Model]]) -> list[Adjusted | SeriesError]:
    """Each history adjusted by its model, or why it cannot be; X-13 is called once for all of them."""
    prepared = [_prepared(history, model) for history, model in work]
    found = iter(run_all([one.asked for one in prepared if isinstance(one, _Prepared)]))
    return [one if isinstance(one, SeriesError) else _finished(one, next(found)) for one in prepared]


class _Prepared(NamedTuple):
    """A history and its model, the holiday's regressors by which it is told whether it is left over, and the run."""

    history: History
    model: Model
    holiday: Floats | None
    asked: Run


def _prepared(history: History, model: Model) -> _Prepared | SeriesError:
    history = history.newest(MOST[history.first.frequency])
    try:
        ahead, moving = _moving(history, model.holiday, model.windows, model.method)
        asked = specification.by_model(history, model.checked(), moving, ahead)
        tested = moving if moving is not None else _usual_windows(history, model)
    except SeriesError as error:
        return error
    wanted = (*specification.TABLES[model.method].values(), "rsd", "udg")
    return _Prepared(history, model, tested, Run(asked, wanted, history.name))


def _finished(one: _Prepared, found: Found | SeriesError) -> Adjusted | SeriesError:
    """What X-13 found of a history; SeriesError where that is not of its length."""
    if isinstance(found, SeriesError):
        return found
    history, model = one.history, one.model
    values = {name: results.table(found[ending]) for name, ending in specification.TABLES[model.method].items()}
    wrong = next((name for name, told in values.items() if len(told) != len(history.values)), "")
    if wrong:
        problem = f"{history.name}: X-13 gave {wrong} of another length"
        return SeriesError(problem, "give it another model: --model FILE")
    names = results.told(found["udg"])
    estimated = results.coefficients(found["udg"])
    orders = sum(told.name.startswith(("AR ", "MA ")) for told in estimated)
    correlated = results.ljung_box(results.table(found["rsd"]), 2 * history.frequency, orders)
    left = _left_over(values["irregular"], model, one.holiday)
    return Adjusted(
        history=history,
        model=model,
        adjusted=tuple(values["adjusted"].tolist()),
        trend=tuple(values["trend"].tolist()),
        factors=tuple(values["factors"].tolist()),
        coefficients=estimated,
        diagnostics=results.quality(names, correlated, left),
    )


def identify(history: History, *, holiday: str = "", method: Method = "x11", today: date | None = None) -> Model:
    """The model of a history: windows of the holiday by AICC, then calendar, outliers and orders by X-13.

    Where that takes too long, orders are chosen among those without a mixture of AR and MA.
    """
    history = history.newest(MOST[history.first.frequency])
    of_easter = holiday in ("", "easter")
    windows: tuple[Window, ...] = ()
    if holiday not in WITHOUT_DAYS:
        windows = _windows(history, holidays.named(holiday))
    ahead, moving = _moving(history, holiday, windows, method)
    tests = specification.calendar_tests(history, easter=of_easter) if holiday != "none" else ()
    found = _chosen(history, method, moving, tests, ahead)
    transform, arima, variables = results.chosen(results.told(found["udg"]), found["mdl"])
    return Model(
        transform="log" if transform == "log" else "none",
        arima=arima,
        variables=variables,
        holiday="" if holiday in WITHOUT_DAYS else holiday,
        windows=windows,
        method=method,
        identified=today or date.today(),
        until=str(history.last),
    )


def _chosen(history: History, method: Method, moving: Floats | None, tests: tuple[str, ...], ahead: int) -> Found:
    """What X-13 tells of the model it chose: among all orders, or where that takes too long, unmixed ones."""
    wanted = ("udg", "mdl")
    try:
        return run(Run(specification.choosing(history, method, moving, tests, ahead), wanted, history.name))
    except TookTooLongError:
        files = specification.choosing(history, method, moving, tests, ahead, mixed=False)
        return run(Run(files, wanted, history.name))


def _windows(history: History, holiday: Holiday) -> tuple[Window, ...]:
    """The windows by which the usual model's AICC is least, beside its outliers; none where none helps."""
    transform = "log" if history.positive else "none"
    found = run(Run(specification.outlying(history, transform), ("udg", "mdl"), history.name))
    outliers = results.chosen(results.told(found["udg"]), found["mdl"])[2]
    length = len(history.values)
    columns = (holidays.regressors(holiday, windows, history.first, length) for windows in holiday.windows)
    asked = [specification.likelihood(history, transform, outliers, one) for one in columns]
    tried = run_all([Run(one, ("udg",), history.name) for one in asked])
    best: tuple[Window, ...] = ()
    least = results.aicc(results.told(found["udg"]))
    for windows, done in zip(holiday.windows, tried, strict=True):
        with suppress(SeriesError):  # days that never leave their quarter move nothing: there is nothing to estimate
            aicc = results.aicc(results.told(_found(done)["udg"]))
            if aicc < least:
                best, least = windows, aicc
    return best


def _found(done: Found | SeriesError) -> Found:
    if isinstance(done, SeriesError):
        raise done
    return done


def _moving(history: History, holiday: str, windows: tuple[Window, ...], method: Method) -> tuple[int, Floats | None]:
    """How far ahead is forecast, and the holiday's regressors up to there."""
    ahead = specification.AHEAD[method] * history.frequency // 12
    if not windows:
        return ahead, None
    moves = holidays.named(holiday)
    if method == "x11":
        ahead = holidays.reach(moves, history.last, ahead)
    return ahead, holidays.regressors(moves, windows, history.first, len(history.values) + ahead)


def _usual_windows(history: History, model: Model) -> Floats | None:
    """The regressors of a holiday that no window was taken of, to see whether it is left; None where none is known."""
    if model.holiday in WITHOUT_DAYS:
        return None
    moves = holidays.named(model.holiday)
    return holidays.regressors(moves, moves.windows[0], history.first, len(history.values))


def _left_over(irregular: Floats, model: Model, columns: Floats | None) -> float | None:
    """The p-value that what is left still follows the holiday: an F test of its regressors on the irregular."""
    if columns is None or model.holiday in WITHOUT_DAYS:
        return None
    rest = np.log(irregular) if model.transform == "log" else irregular
    return follows(rest, columns[: len(rest)])


def follows(rest: Floats, columns: Floats) -> float:
    """The p-value of an F test that a series does not follow any of these regressors (a constant apart)."""
    from scipy.special import fdtrc

    n, k = columns.shape
    centred, around = columns - columns.mean(axis=0), rest - rest.mean()
    fitted = centred @ np.linalg.lstsq(centred, around, rcond=None)[0]
    unexplained = float(np.sum((around - fitted) ** 2))
    if not unexplained:
        return 0.0
    ratio = float(np.sum(fitted**2)) / k / (unexplained / (n - k - 1))
    return float(fdtrc(k, n - k - 1, ratio))
