"""What is set beside a value: its own kind of period in its own series, and what it has changed since."""

from decimal import Decimal
from typing import Any

from tallystick.ledger import SeriesInfo
from tallystick.monitoring.carding import kind_of
from tallystick.monitoring.changing import change, told_change
from tallystick.monitoring.choosing import chosen
from tallystick.monitoring.course import course
from tests.unit.monitoring.points_of import growth, point, years


def test_months_to_date_stand_beside_those_of_other_years() -> None:
    values = {f"{year}-01/{year}-0{month}": f"{year - 2010}.{month}" for year in (2019, 2020, 2021) for month in (7, 8)}
    found = growth(values, "2021-01/2021-08")
    assert [one.period for one in found.past] == ["2019-01/2019-08", "2020-01/2020-08"]
    assert found.before
    assert found.year
    assert (found.before.period, found.year.period) == ("2021-01/2021-07", "2020-01/2020-08")
    amounts = growth(values, "2021-01/2021-08", measure="level", unit="CNY")
    assert amounts.before is None, "an amount to July is a part of one to August"


def test_amounts_of_months_stand_beside_those_of_their_season_and_rates_beside_all() -> None:
    values = {f"{year}-{month:02}": f"{month}.0" for year in (2020, 2021) for month in range(1, 13)}
    assert [one.period for one in growth(values, measure="level", unit="CNY").values] == ["2020-12", "2021-12"]
    assert len(growth(values).values) == 24
    adjusted = growth(values, measure="level", unit="CNY", series="adjustment=seasonally adjusted")
    assert len(adjusted.values) == 24


def test_states_stand_beside_those_at_one_distance() -> None:
    ends = ("2018-12-31", "2019-12-31", "2020-06-30", "2020-12-31", "2021-06-15", "2021-12-31")
    told = dict(zip(ends, "567889", strict=True))
    kind: dict[str, Any] = {"measure": "level", "unit": "1", "stock": True}
    assert [one.value for one in growth(told, "2021", **kind).past] == [5, 6, 8]
    assert growth(told, "2021-12", **kind).before is None, "the end of November is not kept"
    assert growth(told, **kind).step == 12
    monthly = growth(told | {"2021-11-30": "10"}, **kind)
    assert monthly.before
    assert monthly.before.value == 10


def test_an_index_counts_as_an_amount_and_one_of_a_year_earlier_is_no_series_of_its_own() -> None:
    values = {f"{year}-{month:02}": f"10{month % 10}.0" for year in (2020, 2021) for month in range(1, 13)}
    kind = {"measure": "index", "unit": "point", "indicator": "us.industrial_production", "comparison": "2012 = 100"}
    adjusted = growth(values, **kind, series="adjustment=seasonally adjusted")
    assert kind_of(adjusted.now.point) == "amount"
    assert (len(adjusted.values), len(growth(values, **kind).values)) == (24, 2)
    told = change(adjusted.now, adjusted.year)
    assert told
    assert (told.by, told.unit) == (Decimal(0), "%")
    info: dict[str, Any] = {
            "indicator": "us.industrial_production", "measure": "index", "unit": "point", "area": "US", "scope": "",
            "price_basis": "", "frequency": "month", "accumulation": "single", "adjustment": "", "whole": "",
            "status": "actual", "last_period": "2021-12-31"}  # fmt: skip
    bases = ("2012 = 100", "year earlier = 100", "")
    every = [SeriesInfo(key=base, comparison=base, **info) for base in bases]
    assert [one.key for one in chosen(every, "")["us.industrial_production"]] == ["2012 = 100"]


def test_bounds_ranges_and_doubts_are_set_beside_nothing() -> None:
    points = [
        point("2018", "5.0", qualifier=">"),
        point("2019", "6.0", value_to=Decimal(7)),
        point("2020", "7.0", doubt="in another unit"),
        point("2021", "8.0"),
    ]
    found = course(points, "2021")
    assert found
    assert (found.past, found.bounds, found.year) == ((), 1, None)
    assert course(points, "2017") is None


def test_a_rate_changes_by_points_and_an_amount_in_per_cent_as_far_as_rounding_allows() -> None:
    rate = years("2.8", "9.6")
    found = change(rate.now, rate.year)
    assert found
    assert (found.by, found.low, found.high, found.unit) == (Decimal("6.8"), Decimal("6.7"), Decimal("6.9"), "pp")
    amount = years("80", "100", measure="level", unit="CNY")
    found = change(amount.now, amount.year)
    assert found
    assert (found.by, found.unit) == (Decimal(25), "%")
    assert found.low < 24 < 26 < found.high
    loss = years("-8", "10", measure="level", unit="CNY")
    found = change(loss.now, loss.year)
    assert found
    assert (found.by, found.unit) == (Decimal(18), "CNY"), "no per cent of a loss"


def test_a_published_change_stands_in_where_the_year_earlier_is_not_kept() -> None:
    now = years("9.6").now
    told = point("2021", "6.8", measure="change", unit="pp", base="2020")
    found = told_change(now, [point("2020", "1.0", measure="change", unit="pp"), told])
    assert found
    assert (found.by, found.value, found.told, found.period) == (Decimal("6.8"), None, True, "2020")
    assert told_change(now, [point("2021", "6.8", measure="change", unit="pp", comparison="previous period")]) is None
