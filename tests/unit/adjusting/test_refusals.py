"""What cannot be adjusted is refused with why, and X-13's exit code is never believed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tallystick.adjusting import Model, Window, adjust, history, identify
from tallystick.adjusting.holidays import holidays, named, regressors
from tallystick.adjusting.program import program
from tallystick.model import Period, SeriesError
from tests.unit.adjusting.series_of import points_of, series_of

Points = list[tuple[str, float]]


def _changed(at: int, value: float) -> Callable[[Points], Points]:
    return lambda points: [(period, value if n == at else told) for n, (period, told) in enumerate(points)]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda points: points[:24], "has 24 months; at least 60 are needed"),
        (lambda points: points[:59], "has 59 months"),
        (lambda points: points[:30] + points[31:], "has no value for 1951-07; .* or give the values from 1951-08 on"),
        (
            lambda points: points[:99] + points[101:],
            "has no value for 1957-04 and 1 other months; add it: .* by guess$",
        ),
        (
            lambda points: [one for one in points if one[0][5:] != "01"][:100],
            "and 8 other months, .*: adjust its quarters",
        ),
        (
            lambda points: [(at, n % 12 + 1.0) for n, (at, _) in enumerate(points)],
            "as sums from January on do; give its",
        ),
        (lambda points: [*points, points[0]], "has two values for 1949-01"),
        (_changed(3, 0.0), "is nought in 1949-04"),
        (_changed(3, -4.0), "is negative in 1949-04"),
        (lambda points: [(period, 5.0) for period, _ in points], "never moves"),
        (_changed(3, float("nan")), "a value that is no number"),
        (lambda points: [("1948-01/1948-02", 200.0), *points], "told for several months together"),
        (lambda points: [("1948", 200.0), *points], "is told by months and years; adjust a series of single"),
        (lambda _: [], "has no values"),
    ],
)
def test_a_history_that_cannot_be_adjusted(change: Callable[[Points], Points], why: str) -> None:
    with pytest.raises(SeriesError, match=why):
        history("air", change(points_of("air_passengers")))


def test_quarters_are_adjusted_too() -> None:
    months = points_of("air_passengers")
    quarters = [
        (f"{1949 + n // 4}-Q{n % 4 + 1}", sum(value for _, value in months[3 * n : 3 * n + 3])) for n in range(48)
    ]
    done = adjust(history("air", quarters), Model(transform="log", arima="(0 1 1)(0 1 1)"))
    assert len(done.adjusted) == 48
    frame = done.to_pandas()
    assert list(frame.columns) == ["period", "observed", "adjusted", "trend", "factors"]
    assert (frame["period"].iloc[-1], frame["adjusted"].iloc[-1]) == ("1960-Q4", done.adjusted[-1])
    assert max(done.adjusted) < max(done.history.values)


def test_what_x13_cannot_do_is_an_error_in_its_words() -> None:
    wrong = Model(transform="log", arima="(0 1 1)(0 1 1)", variables=("ao1999.jan",))
    with pytest.raises(SeriesError, match=r"X-13 could not adjust it: Not within series; give it another model"):
        adjust(series_of("air_passengers"), wrong)


def test_seats_forecasts_three_years_with_a_holiday(tmp_path: Path) -> None:
    """It does whatever it is told, and the holiday's regressors have to reach as far."""
    windows = holidays()["cny"].windows[0]
    model = Model(transform="log", arima="(0 1 1)(0 1 1)", holiday="cny", windows=windows, method="seats")
    assert len(adjust(series_of("china_exports"), model).adjusted) == 366


def test_days_that_never_leave_their_quarter_have_no_windows() -> None:
    months = points_of("air_passengers")
    told = [(f"{1949 + n // 4}-Q{n % 4 + 1}", sum(value for _, value in months[3 * n : 3 * n + 3])) for n in range(48)]
    assert identify(history("air", told), holiday="diwali").windows == ()


@pytest.mark.parametrize(
    ("writes", "why"),
    [
        ("exit 0", "could not adjust it: it does not say why"),
        (
            "for n in d11 d12 e3 d16 rsd udg; do printf 'date x\\n----\\nthis that\\n' > run.$n; done",
            "wrote a table that is none",
        ),
        (
            "printf ' ERROR: A reason that is\\n        two lines long. See more.\\n' > run.err",
            "A reason .* two lines long;",
        ),
    ],
)
def test_another_program_is_not_believed(
    writes: str, why: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "x13as"
    file.write_text(f"#!/bin/sh\n{writes}\nexit 0\n", encoding="utf-8")
    file.chmod(0o755)
    monkeypatch.setenv("X13_PATH", str(file))
    with pytest.raises(SeriesError, match=why):
        adjust(series_of("air_passengers"), Model(transform="log", arima="(0 1 1)(0 1 1)"))


@pytest.mark.parametrize(
    "wrong",
    [
        Model(transform="log", arima="(0 1 1) } series{"),
        Model(transform="log", arima="(0 1 1)(0 1 1)", variables=("td file='/etc/passwd'",)),
    ],
)
def test_a_model_holds_no_other_words(wrong: Model) -> None:
    with pytest.raises(SeriesError, match="take the model that"):
        adjust(series_of("air_passengers"), wrong)


def test_a_holiday_is_known_for_every_year(tmp_path: Path) -> None:
    file = tmp_path / "fair.txt"
    file.write_text("1950-05-01\n1951-05-20\n", encoding="utf-8")
    moves = named(str(file))
    with pytest.raises(SeriesError, match="no day of fair is known for 1949"):
        regressors(moves, [Window(0, 6)], Period.parse("1949-01"), 24)
    with pytest.raises(SeriesError, match="is no holiday"):
        named("no-such-day")
    file.write_text("soon\n", encoding="utf-8")
    with pytest.raises(SeriesError, match="one day a line"):
        named(str(file))


def test_regressors_are_shares_of_days_less_the_usual() -> None:
    # Chinese New Year 2021 was 12 February: of the twelve days before it one lies in January.
    one = Window(-12, -1)
    columns = regressors(holidays()["cny"], [one], Period.parse("2021-01"), 3)[:, 0]
    assert columns[0] - columns[1] == pytest.approx(1 / 12 - 11 / 12 - _usual(one))
    assert columns[2] == 0


def _usual(window: Window) -> float:
    """The long-run share of January less that of February, counted day by day."""
    from datetime import timedelta

    days = holidays()["cny"].days
    span = range(window.start, window.end + 1)
    told = [(day + timedelta(away)).month for day in days for away in span]
    return (told.count(1) - told.count(2)) / (len(days) * len(span))


def test_the_program_is_found_or_told_how_to_get(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert program().is_file()
    monkeypatch.setenv("X13_PATH", str(tmp_path))
    with pytest.raises(SeriesError, match=r"X13_PATH=.* is no program"):
        program()
