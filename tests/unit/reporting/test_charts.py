"""Charts and sparklines: breaks where periods are missing, bars where vintages differ, sizes of revisions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from tallystick.ledger import Derived, Point
from tallystick.reporting import charts
from tallystick.reporting.drawing import PALETTE, draw, for_page
from tallystick.reporting.sparkline import scale_of, sparkline


class Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return key


def point(period: str, value: str, published: str = "2022-01-01", superseded: str = "") -> Point:
    exact = Decimal(value)
    return Point(
        series="s;unit=%", indicator="s", measure="growth", unit="%", area="CN", accumulation="single",
        frequency="month", comparison="year earlier", price_basis="", scope="", status="actual", period=period,
        period_start=f"{period}-01", period_end=f"{period}-28", value=exact, value_to=None,
        lower=exact - Decimal("0.05"), upper=exact + Decimal("0.05"), qualifier="", obs_status="observed", base="",
        first_published=published, dated_by="released", home_area="CN", superseded_by=superseded, superseded_on="",
        release="r-1", publisher="Bureau",
        observation="r-1:5", quote=f"{value}%", sentence="", known_at="",
    )  # fmt: skip


def link(observation: str) -> str:
    return f"/releases/{observation.partition(':')[0]}"


def test_a_line_breaks_where_periods_are_missing() -> None:
    points = [point(f"2022-{month:02d}", "5.0") for month in (1, 2, 3, 7, 8)]
    runs = [row["run"] for row in charts.vintages(points, Words(), link)["data"]["values"]]
    assert [a == b for a, b in pairwise(runs)] == [True, True, False, True]
    line = sparkline(points, "s").partition('class="line" d="')[2].partition('"')[0]
    assert line.count("M") == 2, "nothing bridges a gap"
    months = charts.to_date(points, [], Words(), link)["data"]["values"]
    assert [a["run"] == b["run"] for a, b in pairwise(months)] == [True, True, False, True]


def test_two_points_are_no_line() -> None:
    for number, line in ((2, False), (3, True)):
        points = [point(f"2022-{month:02d}", f"{month}.0") for month in range(1, number + 1)]
        assert ('class="line"' in sparkline(points, "s")) is line
        for spec in (charts.vintages(points, Words(), link), charts.to_date(points, [], Words(), link)):
            lines = [part.partition("</g>")[0] for part in draw(spec).split('class="mark-line')[1:]]
            joined = [path for part in lines for path in part.split(' d="')[1:] if "L" in path.partition('"')[0]]
            assert bool(joined) is line


def test_a_year_stands_at_its_end() -> None:
    import msgspec

    year = {"period": "2021", "period_start": "2021-01-01", "period_end": "2021-12-31", "frequency": "year"}
    points = [msgspec.structs.replace(point("2021-12", "5.0"), **year)]
    spec = charts.vintages(points, Words(), link)
    assert spec["data"]["values"][0]["day"] == "2021-12-31"
    assert spec["encoding"]["x"]["axis"]["format"] == "%Y"


def test_years_far_apart_are_not_joined() -> None:
    import msgspec

    def of(year: int) -> Point:
        told = {"period": str(year), "period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
        return msgspec.structs.replace(point(f"{year}-12", "5.0"), **told, frequency="year")

    runs = [row["run"] for row in charts.vintages([of(y) for y in (2000, 2010, 2020)], Words(), link)["data"]["values"]]
    assert len(set(runs)) == 3, "equal steps of ten years are gaps all the same"


def test_bars_stand_where_vintages_differ() -> None:
    points = [point("2022-01", "5.0", superseded="r-2"), point("2022-01", "5.4", "2022-02-01"), point("2022-02", "5.0")]
    points.append(point("2022-03", "5.2"))
    assert 'class="bars"' in sparkline(points, "s")
    assert sparkline(points[:3], "s") == "", "two periods are no line"


def test_lines_of_one_row_share_a_scale() -> None:
    flat = [point(f"2022-{month:02d}", "5.0") for month in range(1, 5)]
    steep = [point(f"2022-{month:02d}", f"{10 * month}.0") for month in range(1, 5)]
    scale = scale_of([flat, steep, flat[:2]])
    assert scale is not None
    assert (scale.low, scale.high, scale.first) == (Decimal(5), Decimal(40), date(2022, 1, 28))
    heights = {part.partition('"')[0] for part in sparkline(flat, "s", scale).split('cy="')[1:]}
    assert heights == {scale.y(scale.low)}, "what does not move lies at the bottom of the row's scale"
    assert scale_of([flat[:2]]) is None


def test_a_label_is_text() -> None:
    points = [point("2022-01", "5.0"), point("2022-02", "5.1")]
    assert "<b>" not in sparkline(points, '<b>"x"')


@pytest.mark.parametrize(
    ("later", "size"), [("5.1", "up"), ("4.9", "down"), ("9.0", "up more"), ("1.0", "down more"), ("5.0", "first")]
)
def test_sizes_of_revisions(later: str, size: str) -> None:
    points = [point("2022-01", "5.0", superseded="r-2"), point("2022-01", later, "2022-02-01")]
    rows = charts.revisions(points, Words(), link)["data"]["values"]
    assert [row["change"] for row in rows] == ["first", size]


def test_periods_never_revised_stand_in_no_heatmap() -> None:
    assert charts.is_empty(charts.revisions([point("2022-01", "5.0")], Words(), link))


def test_one_rate_beside_its_levels_is_no_chart() -> None:
    points = [point("2022-01", "5.0"), point("2022-02", "5.2")]
    implied = [
        Derived(
            indicator="s", measure="growth", unit="%", area="CN", period=told.period, rule="growth_from_levels",
            value=Decimal("5.1"), lower=Decimal("5.0"), upper=Decimal("5.2"), formula="", inputs=(), quotes=(),
        )
        for told in points
    ]  # fmt: skip
    assert charts.is_empty(charts.rates(points, implied[:1], Words(), link))
    assert len(charts.rates(points, implied, Words(), link)["data"]["values"]) == 2


def test_a_drawing_takes_the_colours_of_its_page_and_leads_to_quotes() -> None:
    svg = draw(charts.vintages([point("2022-01", "5.0"), point("2022-02", "5.1")], Words(), link))
    assert PALETTE["--chart"] in svg
    page = for_page(svg)
    assert "var(--chart)" in page
    assert PALETTE["--chart"] not in page
    assert page.count('href="/releases/r-1"') == 2
    assert "vega.github.io" not in page
