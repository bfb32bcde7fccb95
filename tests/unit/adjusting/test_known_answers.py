"""X-13 as we ask it and read it gives the answers that others published or got.

Air passengers: R's data set `AirPassengers` (Box and Jenkins, series G), answers of X-13ARIMA-SEATS 1.1 build 62 and of
R's `arima`. China's exports and imports 1983–2013: China Customs, in R's package seasonal.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tallystick.adjusting import Model, adjust, identify
from tallystick.adjusting.holidays import holidays, regressors
from tallystick.adjusting.seasonal import follows
from tests.unit.adjusting.series_of import series_of

AIRLINE = Model(transform="log", arima="(0 1 1)(0 1 1)")
DAY = date(2026, 1, 2)


def test_the_airline_model_is_estimated_as_published() -> None:
    done = adjust(series_of("air_passengers"), AIRLINE)
    found = {one.name: one.value for one in done.coefficients}
    assert found["MA nonseasonal 1"] == pytest.approx(0.40181, abs=5e-6)
    assert found["MA seasonal 12"] == pytest.approx(0.55695, abs=5e-6)
    assert done.diagnostics.aicc == pytest.approx(987.3845)
    assert done.adjusted[0] == pytest.approx(124.546668)
    assert done.adjusted[-1] == pytest.approx(488.930122)
    observed, adjusted = np.array(done.history.values), np.array(done.adjusted)
    assert observed / adjusted == pytest.approx(np.array(done.factors))
    assert done.diagnostics.converged
    assert done.diagnostics.seasonal
    assert done.diagnostics.residual_season == 1


def test_the_automatic_model_is_the_one_that_others_got() -> None:
    done = adjust(series_of("air_passengers"), method="seats", today=DAY)
    assert done.model.transform == "log"
    assert done.model.arima == "(0 1 1)(0 1 1)"
    assert "easter[1]" in done.model.variables
    assert done.diagnostics.aicc == pytest.approx(947.3395, rel=1e-4)
    easter = next(one for one in done.coefficients if one.name == "Easter[1]")
    assert easter.value == pytest.approx(0.01776737, rel=1e-4)
    assert done.model.identified == DAY
    assert done.model.until == "1960-12"


@pytest.mark.parametrize("name", ["china_exports", "china_imports"])
def test_no_chinese_new_year_is_left_where_it_was_asked_for(name: str) -> None:
    history = series_of(name)
    done = adjust(history, holiday="cny", today=DAY)
    without = adjust(history, Model(transform="log", arima=done.model.arima, variables=done.model.variables))
    assert len(done.model.windows) == 3
    assert done.diagnostics.left_over is not None
    assert done.diagnostics.left_over > 0.05
    columns = regressors(holidays()["cny"], done.model.windows, history.first, len(history.values))
    rest = np.log(np.array(without.adjusted) / np.array(without.trend))
    assert follows(rest, columns) < 0.05


def test_a_kept_model_gives_again_what_it_gave() -> None:
    history = series_of("air_passengers")
    model = identify(history, today=DAY)
    assert adjust(history, model) == adjust(history, model)
    assert adjust(history, model).model == model
