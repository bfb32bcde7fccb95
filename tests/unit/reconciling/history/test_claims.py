"""Claims about level and order beside the values of other periods."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tallystick.model import Assertion, Interval, Observation, Period, Window
from tallystick.reading.bounds import asserted
from tallystick.reconciling.history.past import Known, Past
from tallystick.reconciling.history.ranks import rank_beside
from tallystick.reconciling.history.testing import Answer, claim_beside
from tallystick.reconciling.wording import say


def known(period: str, printed: str, qualifier: str = "") -> Known:
    value = Decimal(printed)
    half = Decimal(5).scaleb(int(value.as_tuple().exponent) - 1)
    lower, upper, lower_open, upper_open = asserted(value, half, qualifier)
    interval = Interval.of(lower, upper, lower_open=lower_open, upper_open=upper_open)
    exact = None if qualifier else value
    return Known(period=Period.parse(period), interval=interval, value=exact, quote=f"{printed}%", figure=period)


def past(**values: str) -> Past:
    """Values by year, as y2017=…"""
    return Past.of(known(year.removeprefix("y").replace("_", "-"), printed) for year, printed in values.items())


def figure(period: str, printed: str, *, measure: str = "level", qualifier: str = "") -> Observation:
    one = known(period, printed, qualifier)
    return Observation(
        release="r", id="r:1", text=f"{printed}%", start=1, end=5, value=Decimal(printed),
        lower=Decimal(str(float(one.interval.lower))) if one.interval.lower is not None else None,
        upper=Decimal(str(float(one.interval.upper))) if one.interval.upper is not None else None,
        lower_open=one.interval.lower_open, upper_open=one.interval.upper_open, digits=printed, unit="%",
        measure=measure, subject="capacity use", period=period, qualifier=qualifier,
    )  # fmt: skip


def claim(kind: str, direction: str = "highest", window: Window | None = None, **more: object) -> Assertion:
    return Assertion(release="r", start=7, end=20, kind=kind, direction=direction, window=window, **more)  # type: ignore[arg-type]


def told(made: Assertion, of: Observation, beside: Past) -> Answer:
    found = claim_beside(made, of, beside)
    assert found is not None
    return found


def verdict(made: Assertion, of: Observation, beside: Past) -> str:
    return told(made, of, beside).verdict


FIVE = Window(n=5, unit="year")
EVER = Window()


def test_the_highest_in_five_years_needs_all_five() -> None:
    made, of = claim("window", window=FIVE), figure("2021", "77.5")
    found = told(made, of, past(y2017="77.0", y2019="76.6", y2020="74.5"))
    assert found.verdict == "cannot check"
    words = "; ".join(say(reason) for reason in found.reasons)
    assert "it is the highest of the 4 values known (2017, 2019–2021)" in words
    assert "no value is known for 2018" in words
    assert verdict(made, of, past(y2017="77.0", y2018="76.5", y2019="76.6", y2020="74.5")) == "holds"
    assert verdict(made, of, past(y2017="78.0", y2018="76.5", y2019="76.6", y2020="74.5")) == "contradicts"
    assert verdict(made, of, past(y2016="79.0", y2017="77.0", y2018="76.5", y2019="76.6", y2020="74.5")) == "holds"


def test_a_higher_value_contradicts_no_window_that_has_a_gap() -> None:
    found = told(claim("window", window=FIVE), figure("2021", "77.5"), past(y2017="78.0", y2019="76.6", y2020="74.5"))
    assert found.verdict == "cannot check"
    assert "78.0% in 2017 lies above it" in say(found.reasons[0])


def test_equal_print_excludes_nothing() -> None:
    made, of = claim("window", window=Window(n=3, unit="year")), figure("2021", "77.5")
    assert verdict(made, of, past(y2019="77.5", y2020="74.5")) == "holds by rounding"
    assert verdict(made, figure("2021", "78"), past(y2019="78.2", y2020="74.5")) == "cannot check"
    assert verdict(made, figure("2021", "77"), past(y2019="78.2", y2020="74.5")) == "contradicts"


def test_the_kept_years_are_not_ever() -> None:
    rising = past(y2018="1.0", y2019="2.0", y2020="3.0")
    found = told(claim("record", window=EVER), figure("2021", "4.0"), rising)
    assert (found.verdict, len(found.reasons)) == ("cannot check", 2)
    assert "nothing is known of the time before 2018" in say(found.reasons[1])
    assert verdict(claim("record", window=EVER), figure("2021", "2.5"), rising) == "contradicts"
    assert (
        verdict(claim("record", window=EVER), figure("2021", "2.5"), past(y2017="3.0", y2020="2.0")) == "cannot check"
    )
    assert verdict(claim("record", "lowest", EVER), figure("2021", "0.5"), rising) == "cannot check"


def test_since_a_time_ranges_over_what_came_after_it() -> None:
    made, of = claim("record", window=Window(since="2017")), figure("2021", "77.5")
    assert verdict(made, of, past(y2017="79.0", y2018="76.5", y2019="76.6", y2020="74.5")) == "holds"
    assert verdict(made, of, past(y2018="78.5", y2019="76.6", y2020="74.5")) == "contradicts"
    months = past(y2021_01="5.1", y2021_02="5.0", y2021_03="5.2")
    assert verdict(claim("record", window=Window(since="2020-12")), figure("2021-04", "5.4"), months) == "holds"
    assert verdict(claim("record", window=Window(since="2020-11")), figure("2021-04", "5.4"), months) == "cannot check"


def test_more_than_and_nearly_so_many_years() -> None:
    values = past(y2018="76.5", y2019="76.6", y2020="74.5")
    for q, expected in ((">", "cannot check"), ("", "holds"), ("<", "holds")):
        made = claim("window", window=Window(n=4, unit="year", q=q))
        assert verdict(made, figure("2021", "77.5"), values) == expected


def test_the_second_highest_has_one_above_it() -> None:
    made = claim("window", window=Window(n=3, unit="year"), place=2)
    assert verdict(made, figure("2021", "2.0"), past(y2019="3.0", y2020="1.0")) == "holds"
    assert verdict(made, figure("2021", "4.0"), past(y2019="3.0", y2020="1.0")) == "contradicts"
    assert verdict(made, figure("2021", "0.5"), past(y2019="3.0", y2020="1.0")) == "contradicts"


GROWTH = past(y2021_01="0.4", y2021_02="0.2", y2021_03="0.1")


def test_growth_month_after_month() -> None:
    of = figure("2021-04", "0.3", measure="growth")
    assert verdict(claim("streak", "rise", n=4, unit="month"), of, GROWTH) == "holds"
    assert verdict(claim("streak", "rise", n=5, unit="month"), of, GROWTH) == "cannot check"
    broken = past(y2021_01="0.4", y2021_02="-0.2", y2021_03="0.1")
    assert verdict(claim("streak", "growth", n=3, unit="month"), of, broken) == "contradicts"
    level = past(y2021_01="0.4", y2021_02="0.0", y2021_03="0.1")
    assert verdict(claim("streak", "rise", n=3, unit="month"), of, level) == "holds by rounding"


def test_levels_that_fall_need_the_one_before_the_first() -> None:
    of = figure("2021", "4.0")
    falling = past(y2018="4.4", y2019="4.3", y2020="4.1")
    assert verdict(claim("streak", "fall", n=3, unit="year"), of, falling) == "holds"
    assert verdict(claim("streak", "fall", n=4, unit="year"), of, falling) == "cannot check"
    assert verdict(claim("streak", "fall", n=2, unit="year"), of, past(y2019="4.0", y2020="4.1")) == "contradicts"
    assert verdict(claim("streak", "fall", n=2, unit="year"), of, past(y2019="4.1", y2020="4.1")) == "holds by rounding"


def test_above_a_line_month_after_month() -> None:
    of = figure("2021-04", "50.6")
    made = claim("streak", "above", n=3, unit="month", line=Decimal(50))
    assert verdict(made, of, past(y2021_02="50.1", y2021_03="50.2")) == "holds"
    assert verdict(made, of, past(y2021_02="49.9", y2021_03="50.2")) == "contradicts"
    assert verdict(made, of, past(y2021_02="50.0", y2021_03="50.2")) == "holds by rounding"


def test_a_month_has_no_streak_of_quarters() -> None:
    assert claim_beside(claim("streak", "rise", n=4, unit="month"), figure("2021", "3.0"), past(y2020="2.0")) is None


def test_a_run_of_no_length_is_not_tested() -> None:
    made = claim("streak", "rise", Window(since="1990"))
    assert claim_beside(made, figure("1990", "11.6", measure="growth"), past(y1989="2.0")) is None
    others = {"US": past(y2021="1.0")}
    assert rank_beside(claim("rank", "first"), Period.parse("2021"), past(y2021="2.0"), others) is None


def test_years_of_a_running_total_are_the_same_part_of_each_year() -> None:
    of = figure("2021-01/2021-08", "3.1", measure="growth")
    kept = Past.of([known("2020-01/2020-08", "2.0"), known("2020-01/2020-07", "-2.0"), known("2019-01/2019-08", "1.0")])
    assert verdict(claim("streak", "growth", n=3, unit="year"), of, kept) == "holds"


def test_relatively_high_is_told_for_five_years_and_for_ten() -> None:
    made = claim("level", "high", Window(words="recent years"))
    ten = {f"y{2012 + n}": f"{70 + n}.0" for n in range(9)}
    found = told(made, figure("2021", "77.5"), past(**ten))
    assert found.verdict == "holds"  # one of five is higher, and one of ten
    assert [reason.parts["years"] for reason in found.reasons] == [5, 10]
    assert verdict(made, figure("2021", "75.5"), past(**ten)) == "contradicts"
    falling = {f"y{2012 + n}": f"{80 - n}.0" for n in range(9)}
    assert verdict(made, figure("2021", "75.5"), past(**falling)) == "cannot check"  # high over five years alone
    assert verdict(made, figure("2021", "77.5"), past(y2020="74.5")) == "cannot check"


def test_the_first_fall_since_a_year() -> None:
    of = figure("2021", "-1.0", measure="growth")
    made = claim("turning", "fall", Window(since="2018"))
    assert verdict(made, of, past(y2019="1.0", y2020="2.0")) == "holds"
    assert verdict(made, of, past(y2019="-1.0", y2020="2.0")) == "contradicts"
    assert verdict(made, of, past(y2020="2.0")) == "cannot check"
    back = figure("2021", "1.0", measure="growth")
    assert verdict(claim("turning", "rise"), back, past(y2020="-2.0")) == "holds"
    assert verdict(claim("turning", "rise"), back, past(y2020="2.0")) == "contradicts"


def test_first_above_a_line() -> None:
    made = claim("record", "first above", Window(above=Decimal(100)))
    of = figure("2021", "104", qualifier="")
    assert verdict(made, of, past(y2019="98", y2020="99")) == "cannot check"
    assert verdict(made, of, past(y2019="101", y2020="99")) == "contradicts"


@pytest.mark.parametrize("period", ["", "once", "2021/2022"])
def test_without_a_period_that_steps_nothing_is_told(period: str) -> None:
    of = figure("2021", "1.0")
    from msgspec.structs import replace

    assert claim_beside(claim("window", window=FIVE), replace(of, period=period), past(y2020="2.0")) is None


CHINA = {2009: "1.61", 2010: "1.92", 2011: "2.42", 2012: "2.69", 2013: "2.94", 2014: "3.18", 2015: "3.20", 2016: "3.15",
         2017: "3.46", 2018: "3.87", 2019: "3.82", 2020: "3.86", 2021: "4.87"}  # fmt: skip
STATES = {2009: "1.69", 2010: "1.79", 2011: "1.86", 2012: "1.93", 2013: "1.99", 2014: "2.05", 2015: "2.12",
          2016: "2.10", 2017: "2.19", 2018: "2.33", 2019: "2.36", 2020: "2.24", 2021: "2.50"}  # fmt: skip


def test_first_for_twelve_years_and_not_for_thirteen() -> None:
    """Value added of manufacturing in trillion dollars, World Bank."""

    def of(values: dict[int, str]) -> Past:
        return Past.of(known(str(year), value) for year, value in values.items())

    def first(n: int, **others: Past) -> str:
        found = rank_beside(claim("rank", "first", n=n, unit="year"), Period.parse("2021"), of(CHINA), others)
        assert found is not None
        return found.verdict

    assert first(12, US=of(STATES)) == "holds"
    assert first(13, US=of(STATES)) == "contradicts"
    assert first(14, US=of(STATES)) == "cannot check"
    assert first(12, US=of(STATES), KI=Past.of([known("2015", "0.01")])) == "holds"  # never came near
    assert first(12, US=of(STATES), DE=Past.of([known("2015", "2.9")])) == "cannot check"
