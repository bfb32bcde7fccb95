"""A reading as rows, frames and HTML."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

import tallystick
from tallystick.model import (
    Interval,
    Observation,
    Part,
    Place,
    Reading,
    Rectangle,
    Release,
    Run,
    TallystickError,
)
from tallystick.model.tabular import COLUMNS
from tallystick.samples import sample

RELEASE = Release("r-1", "r", "r.txt", "00", "Up 5 to 6% <b>", "en")


def observation(value: Decimal | tuple[Decimal, Decimal], subject: str = "exports") -> Observation:
    return Observation(
        release="r-1",
        id="r-1:3",
        text="5 to 6%",
        start=3,
        end=10,
        value=value,
        lower=Decimal(5),
        upper=Decimal(6),
        lower_open=False,
        upper_open=True,
        digits="5 to 6",
        unit="%",
        measure="growth",
        subject=subject,
        period="2021",
    )


@pytest.fixture
def reading() -> Reading:
    found = (observation((Decimal(5), Decimal(6))), observation(Decimal("31.4E30"), "<script>alert(1)</script>"))
    return Reading(RELEASE, found)


def test_rows_hold_both_ends_of_a_range(reading: Reading) -> None:
    first, second = reading.to_dicts()
    assert list(first) == list(COLUMNS)
    assert (first["value"], first["value_to"]) == (5, 6)
    assert (second["value"], second["value_to"]) == (31.4e30, None)


def test_frames_have_the_same_columns_and_rows(reading: Reading) -> None:
    arrow, polars, pandas = reading.to_arrow(), reading.to_polars(), reading.to_pandas()
    assert arrow.column_names == polars.columns == list(pandas.columns) == list(COLUMNS)
    assert arrow["value"].to_pylist() == polars["value"].to_list() == list(pandas["value"]) == [5.0, 31.4e30]
    assert polars["value_to"].to_list() == [6.0, None]


def test_rows_tell_the_page_or_the_cell() -> None:
    places = (Place(page=2, rectangles=(Rectangle(72, 90.54, 99, 102),)), Place(sheet="Trade", cell="B5"), None)
    figures = tuple(
        msgspec.structs.replace(observation(Decimal(n)), place=place, table="Trade", row=("Exports", "Goods"))
        for n, place in enumerate(places)
    )
    reading = Reading(RELEASE, figures)
    rows = reading.to_dicts()
    assert [row["page"] for row in rows] == [2, None, None]
    assert [row["place"] for row in rows] == ["72,90.5,99,102", "Trade!B5", None]
    assert {(row["table"], row["row"], row["column"]) for row in rows} == {("Trade", "Exports > Goods", "")}
    assert reading.to_arrow()["page"].to_pylist() == reading.to_polars()["page"].to_list() == [2, None, None]
    assert reading.to_pandas()["page"].tolist()[0] == 2
    told = [msgspec.json.decode(msgspec.json.encode(figure.to_dict()))["place"] for figure in figures]
    assert told == [{"page": 2, "rectangles": [[72, 90.54, 99, 102]]}, {"sheet": "Trade", "cell": "B5"}, None]


def test_a_place_names_its_file_where_there_are_several() -> None:
    runs = (Run(0, 4, 1, 10, 10, 40, 20), Run(6, 9, 3, 10, 10, 40, 20))
    parts = (Part("first.pdf", 0, 5), Part("annex.pdf", 5, 9, before=2))
    release = msgspec.structs.replace(RELEASE, runs=runs, parts=parts)
    assert str(release.place_of(1, 2)) == "first.pdf, page 1"
    assert str(release.place_of(7, 8)) == "annex.pdf, page 1"
    assert str(release.in_file(Place(sheet="Trade", cell="B5"), 7)) == "annex.pdf, sheet Trade, cell B5"
    assert str(release.in_file(None, 7)) == "annex.pdf"
    assert RELEASE.place_of(1, 2) is None


def test_a_reading_without_figures_keeps_its_columns() -> None:
    empty = Reading(RELEASE, ())
    assert empty.to_arrow().num_rows == 0
    assert empty.to_polars().columns == list(empty.to_pandas().columns) == list(COLUMNS)


def test_notebooks_see_escaped_text(reading: Reading) -> None:
    shown = reading._repr_html_()
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert shown.count("<tr>") == 3


def test_an_observation_gives_its_interval_and_period() -> None:
    one = observation(Decimal("5.5"))
    assert one.interval == Interval.of(5, 6, upper_open=True)
    assert str(one.when) == "2021"


def test_errors_say_what_to_do() -> None:
    error = TallystickError("no such file", "check the path")
    assert (str(error), error.problem, error.advice) == (
        "no such file; check the path",
        "no such file",
        "check the path",
    )


def test_notebooks_see_some_rows_of_many_and_each_kind_of_result() -> None:
    many = Reading(RELEASE, tuple(observation(Decimal(n), f"goods <{n}>") for n in range(100)))
    shown = many._repr_html_()
    assert shown.count("<tr>") == 41
    assert "40 of 100 rows are shown" in shown
    assert "unit: %" in shown  # what is the same in every row stands above
    assert "<td" in many.observations[0]._repr_html_()
    assert str(many) == "<Reading of r: 100 figures, 0 numbers not read>"
    reading = tallystick.read(sample("slip-2021.txt"), reader="fast")
    report, pair = tallystick.check(reading), tallystick.compare(reading, reading)
    for told in (report, pair):
        assert told.to_polars().columns == list(told.to_dicts()[0]) == list(told.to_pandas().columns)
        assert told.to_arrow().num_rows == len(told.to_dicts())
        assert reading.observations[0].text in told._repr_html_()
    assert set(report.to_polars()["verdict"]) >= {finding.verdict for finding in report.findings}
    assert pair.to_polars()["original_value"].to_list() == reading.to_polars()["value"].to_list()
    assert report.findings[0].statement.split()[0] in report.findings[0]._repr_html_()
