"""The model of a series: identified once, kept with its day, and re-estimated whenever the series grows."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import msgspec

from tallystick.model import SeriesError

Method = Literal["x11", "seats"]
Transform = Literal["log", "none"]

_ORDERS = re.compile(r"(?:\(\d \d \d\)){1,2}|\(\d \d \d\)\(\d \d \d\)\d{1,2}")
_VARIABLE = re.compile(r"(?:td1coef|td|lpyear|easter\[\d{1,2}\]|const|(?:ao|ls|tc)\d{4}\.[a-z0-9]{1,3})")


class Window(msgspec.Struct, frozen=True):
    """Days around a holiday that share an effect: from `start` to `end` days after it, both counted."""

    start: int
    end: int


class Model(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a series is adjusted: transformation, ARIMA orders, regressors and outliers, holiday and its windows.

    `identified` is the day the model was chosen, `until` the newest period it was chosen on.
    """

    transform: Transform
    arima: str
    variables: tuple[str, ...] = ()
    holiday: str = ""
    windows: tuple[Window, ...] = ()
    method: Method = "x11"
    identified: date | None = None
    until: str = ""

    def checked(self) -> Model:
        """The same; SeriesError where a part of it is not what X-13 takes, so that a file cannot hold other words."""
        advice = "take the model that `tallystick adjust --format json` prints"
        if not _ORDERS.fullmatch(self.arima.replace(" (", "(")):
            raise SeriesError(f"{self.arima!r} are no ARIMA orders like (0 1 1)(0 1 1)", advice)
        for one in self.variables:
            if not _VARIABLE.fullmatch(one.lower()):
                raise SeriesError(f"{one!r} is no regressor like td, easter[8] or ls2008.nov", advice)
        return self
