"""What X-13 found: its tables of values, its diagnostics, and the model that it chose."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec
import numpy as np

from tallystick.adjusting.holidays import Floats
from tallystick.model import SeriesError

_COEFFICIENT = re.compile(
    r"([^:$\n]+(?:\$(?:Non)?[Ss]easonal)?)\$([^:\n]+):\s+([+-]\d\.\d+E[+-]\d+)\s+([\d.E+-]+)\s+([\d.E+-]+)\s*"
)
_VARIABLES = re.compile(r"variables=\(([^)]*)\)")


class Coefficient(msgspec.Struct, frozen=True):
    """A parameter as estimated, with its standard error."""

    name: str
    value: float
    error: float


class Diagnostics(msgspec.Struct, frozen=True, kw_only=True):
    """How good an adjustment is.

    `aicc` of the model; `residual_season` and `ljung_box` the p-values that a season is left in the adjusted series
    (QS test) and that the model's residuals are correlated; `m7` and `q` of X-11 (above 1: doubtful; None for SEATS);
    `left_over` the p-value that a moving holiday is left (None: none is known).
    """

    aicc: float
    converged: bool
    seasonal: bool
    residual_season: float | None = None
    ljung_box: float | None = None
    m7: float | None = None
    q: float | None = None
    left_over: float | None = None


def table(text: str) -> Floats:
    """The values of a saved table: a head of two lines, then a date and a value a line. SeriesError for other text."""
    told = text.split("\n", 2)[-1].split()
    try:
        return np.array(list(map(float, told[1::2])))
    except ValueError:
        raise SeriesError("X-13 wrote a table that is none", "let X13_PATH name another build of it") from None


def told(diagnostics: str) -> dict[str, str]:
    """The diagnostics file as names and values."""
    pairs = (line.partition(":")[::2] for line in diagnostics.splitlines())
    return {name.strip(): value.strip() for name, value in pairs if value}


def coefficients(diagnostics: str) -> tuple[Coefficient, ...]:
    """Regression coefficients and ARIMA parameters, in the file's order."""
    found = (_COEFFICIENT.fullmatch(line) for line in diagnostics.splitlines() if "$" in line)
    return tuple(Coefficient(_named(one[1], one[2]), float(one[3]), float(one[4])) for one in found if one)


def _named(group: str, name: str) -> str:
    """`MA nonseasonal 1` for a parameter of the ARIMA model, the regressor's own name for others."""
    kind, _, season = group.partition("$")
    return f"{kind} {season.lower()} {int(name.split('$')[-1])}" if season and kind in ("AR", "MA") else name


def quality(names: Mapping[str, str], correlated: float, left_over: float | None) -> Diagnostics:
    """The diagnostics that are shown, from the file's names and values."""
    return Diagnostics(
        aicc=aicc(names),
        converged=names.get("converged") == "yes",
        seasonal=names.get("f2.idseasonal", "yes") != "no",
        residual_season=_second(names, "qssadj"),
        ljung_box=correlated,
        m7=_number(names.get("f3.m07")),
        q=_number(names.get("f3.q")),
        left_over=left_over,
    )


def aicc(names: Mapping[str, str]) -> float:
    """Akaike's criterion for few observations; SeriesError where the run holds none."""
    found = _number(names.get("aicc"))
    if found is None:
        raise SeriesError("X-13 did not estimate the model", "give another: --model FILE")
    return found


def chosen(names: Mapping[str, str], model: str) -> tuple[str, str, tuple[str, ...]]:
    """Transformation, ARIMA orders and regressors that a run chose; `model` is its saved model."""
    if "arimamdl" not in names:
        raise SeriesError("X-13 chose no model", "give one: --model FILE")
    transform = "log" if names.get("aictrans", names.get("transform", "")).lower().startswith("log") else "none"
    return transform, names["arimamdl"], tuple(_variables(model))


def _variables(model: str) -> list[str]:
    found = _VARIABLES.search(model)
    return found[1].lower().split() if found else []


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _second(names: Mapping[str, str], name: str) -> float | None:
    parts = names.get(name, "").split()
    return _number(parts[1]) if len(parts) > 1 else None


def ljung_box(residuals: Floats, lags: int, parameters: int) -> float:
    """The p-value that residuals are uncorrelated up to `lags` (Ljung and Box 1978).

    >>> round(ljung_box(np.array([1.0, -1.0] * 30), 4, 1), 6)
    0.0
    """
    from scipy.special import chdtrc

    n, around = len(residuals), residuals - residuals.mean()
    whole = float(around @ around)
    told = ((float(around[lag:] @ around[:-lag]) / whole) ** 2 / (n - lag) for lag in range(1, lags + 1))
    return float(chdtrc(lags - parameters, n * (n + 2) * sum(told)))
