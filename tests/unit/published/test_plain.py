"""A series is the same however its table is laid out, written and encoded; what makes none is refused with why."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.model import Period, SeriesError
from tallystick.published.plain import Plain, plain_series

MONTHS = [(year, month) for year in (2015, 2016, 2017) for month in range(1, 13)]
VALUES = [100 + n % 12 * 7 + n / 4 for n in range(36)]
POINTS = [(Period.month(*month), value) for month, value in zip(MONTHS, VALUES, strict=True)]
QUARTERS = [Period.quarter(2015 + n // 4, n % 4 + 1) for n in range(12)]
Lines = Iterable[Sequence[Any]]


def table(lines: Lines, mark: str = ",") -> str:
    return "\n".join(mark.join(map(str, line)) for line in lines) + "\n"


def tall(form: Callable[[int, int], str], *heads: str) -> list[list[Any]]:
    """A column of months in a form, and one of values."""
    return [list(heads)] * bool(heads) + [[form(*month), value] for month, value in zip(MONTHS, VALUES, strict=True)]


def iso(year: int, month: int) -> str:
    return f"{year}-{month:02}"


def spreadsheet(year: int, month: int) -> str:
    return str((date(year, month, 1) - date(1899, 12, 30)).days)


def in_parts(year: int, month: int) -> str:
    return f"{year + (month - 1) / 12:.3f}"


LAYOUTS: dict[str, Lines] = {
    "plain": tall(iso, "period", "value"),
    "no head": tall(iso),
    "Chinese": tall(lambda y, m: f"{y}年{m}月", "日期", "出口"),
    "names of months": tall(lambda y, m: f"{calendar.month_abbr[m]}-{y}", "Month", "Exports"),
    "last days": tall(lambda y, m: f"{y}-{m:02}-{calendar.monthrange(y, m)[1]}", "DATE", "X"),
    "American days": tall(lambda y, m: f"{m}/1/{y}", "Date", "X"),
    "British days": tall(lambda y, m: f"01/{m:02}/{y}", "Date", "X"),
    "days of a spreadsheet": tall(spreadsheet, "Date", "X"),
    "parts of a year": tall(in_parts, "time", "value"),
    "numbers of rows": [["", "month", "x"], *([n, *row] for n, row in enumerate(tall(iso), start=1))],
    "newest first": [["month", "x"], *reversed(tall(iso))],
    "a title and a source": [["Exports of goods"], [], ["month", "x"], *tall(iso), ["Source: customs"]],
    "along a row": [["series", *(iso(*month) for month in MONTHS)], ["exports", *VALUES]],
    "along a row, newest first": [
        ["数据库：月度数据"], ["指标", *(f"{y}年{m}月" for y, m in reversed(MONTHS))], ["出口", *reversed(VALUES)],
        ["数据来源：国家统计局"],
    ],
    "years and months": [["year", "month", "x"], *([y, m, v] for (y, m), v in zip(MONTHS, VALUES, strict=True))],
    "months across": [
        ["Year", *calendar.month_abbr[1:]], *([2015 + n, *VALUES[12 * n : 12 * n + 12]] for n in range(3))
    ],
    "Chinese months across": [
        ["年份", *(f"{m}月" for m in range(1, 13))], *([2015 + n, *VALUES[12 * n : 12 * n + 12]] for n in range(3))
    ],
    "rows that tell of the columns": [
        ["指标名称", "出口金额"], ["频率", "月"], ["单位", "亿美元"], ["指标ID", "S0039"], *tall(iso),
        ["数据来源：海关"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_series_from_every_layout(layout: str, tmp_path: Path) -> None:
    path = tmp_path / "exports.csv"
    path.write_text(table(LAYOUTS[layout]), encoding="utf-8")
    [one] = plain_series(path)
    assert [(period, float(value)) for period, value in one.points] == POINTS
    assert one.measure == "level"


@pytest.mark.parametrize(
    ("mark", "encoding", "decimal"),
    [(";", "utf-8", ","), (";", "gb18030", ","), ("\t", "utf-16", "."), (",", "gb18030", "."), ("|", "utf-8-sig", ".")],
)
def test_however_it_is_written(mark: str, encoding: str, decimal: str, tmp_path: Path) -> None:
    path = tmp_path / "exports.csv"
    lines = [["日期", "出口"], *([month, f"{value:.2f}".replace(".", decimal)] for month, value in tall(iso))]
    path.write_bytes(table(lines, mark).encode(encoding))
    [one] = plain_series(path)
    assert one.name == "出口"
    assert [(period, float(value)) for period, value in one.points] == POINTS


def test_workbooks_with_notes_and_dates(tmp_path: Path) -> None:
    import openpyxl  # type: ignore[import-untyped]  # ships no types

    book = openpyxl.Workbook()
    book.active.append(["These are notes."])
    sheet = book.create_sheet("Trade")
    sheet.append(["Month", "Exports", "Imports"])
    for (year, month), value in zip(MONTHS, VALUES, strict=True):
        sheet.append([date(year, month, 1), value, value + 1])
    book.save(tmp_path / "trade.xlsx")
    exports, imports = plain_series(tmp_path / "trade.xlsx")
    assert (exports.name, imports.name) == ("Exports", "Imports")
    assert [(period, float(value)) for period, value in exports.points] == POINTS


def frames() -> dict[str, Any]:
    import pandas
    import polars
    import pyarrow

    index = pandas.period_range("2015-01", periods=36, freq="M")
    told: dict[str, Any] = {"month": [iso(*month) for month in MONTHS], "x": VALUES}
    return {
        "series": pandas.Series(VALUES, index=index, name="x"),
        "days": pandas.Series(VALUES, index=index.to_timestamp(), name="x"),
        "frame": pandas.DataFrame({"x": VALUES}, index=index),
        "columns": pandas.DataFrame(told),
        "polars": polars.DataFrame(told),
        "Arrow": pyarrow.table(told),
        "lists": told,
        "periods": {iso(*month): value for month, value in zip(MONTHS, VALUES, strict=True)},
        "names": {"x": dict(POINTS)},
    }


def test_frames_and_mappings_of_every_kind() -> None:
    for kind, frame in frames().items():
        [one] = plain_series(frame)
        assert [(period, float(value)) for period, value in one.points] == POINTS, kind
        assert one.name == ("values" if kind == "periods" else "x"), kind
    with pytest.raises(SeriesError, match="a int is no table of series"):
        plain_series(5)


def test_rows_of_one_period_are_told_apart_by_their_labels(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    lines = [[f'"{area}"', month, value] for area in ("Japan", "China") for month, value in tall(iso)]
    path.write_text(table([["country", "month", "production"], *lines]), encoding="utf-8")
    japan, china = plain_series(path)
    assert (japan.area, china.area) == ("JP", "CN")
    assert (japan.name, china.name) == ("production, JP", "production, CN")
    assert [(period, float(value)) for period, value in china.points] == POINTS


def test_columns_that_are_the_same_throughout_or_hold_codes_are_no_values(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    rows = [["ESTAT", industry, month, value] for industry in (10, 11) for month, value in tall(iso)]
    head = ["", "DATAFLOW", "nace", "TIME_PERIOD", "OBS_VALUE"]
    path.write_text(table([head, *([n, *row] for n, row in enumerate(rows, start=1))]), encoding="utf-8")
    assert [one.name for one in plain_series(path)] == ["10", "11"]


def test_quarters_are_known_by_their_first_or_last_days(tmp_path: Path) -> None:
    path = tmp_path / "gdp.csv"
    for form in ("{0.start}", "{0.end}", "{0}"):
        path.write_text(table([["date", "gdp"], *([form.format(one), 5] for one in QUARTERS)]), encoding="utf-8")
        [one] = plain_series(path)
        assert [period for period, _ in one.points] == QUARTERS


def test_a_column_of_quarters_among_months(tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    lines = [
        [iso(*month), value, value if month[1] % 3 == 0 else ""] for month, value in zip(MONTHS, VALUES, strict=True)
    ]
    path.write_text(table([["month", "x", "gdp"], *lines]), encoding="utf-8")
    months, quarters = plain_series(path)
    assert [period for period, _ in months.points] == [period for period, _ in POINTS]
    assert [period for period, _ in quarters.points] == QUARTERS


@pytest.mark.parametrize(
    ("head", "measure", "adjustment", "to_date"),
    [
        ("社会消费品零售总额:当月同比", "growth", "", False),
        ("出口金额:累计值", "level", "", True),
        ("PPI (上年同月=100)", "growth", "", False),
        ("Industrial production (NSA)", "level", "not adjusted", False),
        ("Industrial production; s.a.", "level", "seasonally adjusted", False),
        ("Retail sales", "level", "", False),
    ],
)
def test_a_head_tells_what_is_measured(head: str, measure: str, adjustment: str, to_date: bool, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(table(tall(iso, "month", head)), encoding="utf-8")
    [one] = plain_series(path)
    assert (one.name, one.measure, one.adjustment, one.to_date) == (head, measure, adjustment, to_date)


def of_vintages(*vintages: tuple[str, float, int]) -> Lines:
    """Each vintage's day, what it adds to the values, and how many it has."""
    head = ["series", "period", "value", "unit", "measure", "vintage"]
    rows = [
        ["output", iso(*month), 5 + add, "t", "level", day]
        for day, add, count in vintages
        for month in [(2010 + n // 12, n % 12 + 1) for n in range(count)]
    ]
    return [head, *rows]


def test_of_several_vintages_the_newest_stands(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(table(of_vintages(("2015-01-20", 0, 70), ("2016-01-20", 1, 60))), encoding="utf-8")
    [one] = plain_series(path)
    assert [float(value) for _, value in one.points] == [6.0] * 60, "a whole history is not mixed with an older one"
    path.write_text(table(of_vintages(("2015-01-20", 0, 70), ("2016-01-20", 1, 3))), encoding="utf-8")
    [one] = plain_series(path)
    assert [float(value) for _, value in one.points] == [6.0] * 3 + [5.0] * 67


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([["passengers"], [112], [118], [132]], "x.csv: the table has no column of periods; give a column of months"),
        ([*tall(iso, "month", "x")[:5], ["soon", 5], *tall(iso)[5:]], "x.csv: numbers stand beside 'soon', which is"),
        ([["month", "x"], *([iso(*m), "five"] for m in MONTHS)], "has periods and no column of numbers"),
        ([*tall(iso, "month", "x"), ["2018-01", "five"]], "x, 2018-01: 'five' is not a number"),
    ],
)  # fmt: skip
def test_what_makes_no_series_is_refused(lines: Lines, why: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(table(lines), encoding="utf-8")
    with pytest.raises(SeriesError) as told:
        plain_series(path)
    assert why in str(told.value)


def test_files_that_are_none(tmp_path: Path) -> None:
    for name, data, why in (
        ("x.docx", b"", "x.docx is no table that can be read"),
        ("x.csv", b"", "x.csv holds no rows"),
        ("y.csv", None, "cannot open"),
        ("z.xlsx", b"PK", "z.xlsx is broken as XLSX"),
    ):
        if data is not None:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(SeriesError, match=why):
            plain_series(tmp_path / name)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.text("ab12.,-/;年月\t", max_size=5), min_size=1, max_size=4), max_size=6))
def test_no_grid_breaks_it(lines: list[list[str]]) -> None:
    try:
        found = plain_series({f"c{n}": list(cells) for n, cells in enumerate(zip(*lines, strict=False))})
    except SeriesError:
        return
    assert all(isinstance(one, Plain) for one in found)
