"""Tables with a column for each period or series: every value once, with its period and name, whatever the shape."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tallystick.model import SeriesError
from tallystick.published import load_series, read_table
from tallystick.published.laid_out import rows_of

NBS = """数据库：月度数据
时间：2023-
指标,2023年3月,2023年2月
规上工业增加值同比增长(%),3.9,
出口额（亿元）,"21,552.9",-
"注：自2013年起，1-2月份一起调查，一起发布。"
数据来源：国家统计局
"""
BANK = """"Data Source","World Development Indicators",

"Last Updated Date","2023-05-10",

"Country Name","Country Code","Indicator Name","Indicator Code","1960","1961"
"Austria","AUT","Manufacturing, value added (current US$)","NV.IND.MANF.CD","",7311749633.36
"""
Told = list[tuple[str, str, str, str]]


def values(path: Path) -> Told:
    return [(o.subject, o.area, o.period, o.text) for o in load_series(path).observations]


def written(folder: Path, text: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_periods_across_below_notes(tmp_path: Path, encoding: str) -> None:
    assert values(written(tmp_path, NBS, encoding=encoding)) == [
        ("规上工业增加值", "", "2023-03", "3.9%"),
        ("出口额", "", "2023-03", "21,552.9 亿元"),
    ]


def test_countries_by_their_codes_and_units_in_brackets(tmp_path: Path) -> None:
    assert values(written(tmp_path, BANK)) == [
        ("Manufacturing, value added", "AT", "1961", "7311749633.36 current US$")
    ]


def test_series_across_and_first_days_of_months(tmp_path: Path) -> None:
    path = written(
        tmp_path, "Date,Place,Cement (kt),Steel (kt)\n2023-01-01,Linz,1,4\n2023-02-01,Linz,,5\n2023-04-01,Linz,3,6\n"
    )
    assert [(o.subject, o.period, o.digits) for o in load_series(path).observations] == [
        ("Cement", "2023-01", "1"), ("Cement", "2023-04", "3"),
        ("Steel", "2023-01", "4"), ("Steel", "2023-02", "5"), ("Steel", "2023-04", "6"),
    ]  # fmt: skip


def test_what_the_file_lacks_is_told_of_all_of_it(tmp_path: Path) -> None:
    path = written(tmp_path, "DATE,INDPRO\n2023-01,99.1\n2023-02,99.3\n")
    with pytest.raises(SeriesError, match="lacks unit, measure"):
        read_table(path)
    table = read_table(path, {"unit": "index 2017=100", "measure": "index", "area": "US"})
    assert [(row["series"], row["period"], row["value"], row["area"]) for row in table.rows] == [
        ("INDPRO", "2023-01", "99.1", "US"),
        ("INDPRO", "2023-02", "99.3", "US"),
    ]
    with pytest.raises(SeriesError, match="Steel, 2023: 'none at all' is not a number"):
        load_series(written(tmp_path, "name,unit,2022,2023\nIron,t,1,2\nTin,t,3,4\nSteel,t,3,none at all\n"))


def test_workbooks_with_periods_across(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Table 3"],
        [],
        ["", date(2023, 1, 1), date(2023, 2, 1), date(2023, 3, 1)],
        ["Steel (kt)", 1.5, None, 2],
    ):
        sheet.append(row)
    book.create_sheet("Notes").append(["As reported"])
    book.save(tmp_path / "book.xlsx")
    assert values(tmp_path / "book.xlsx") == [
        ("Steel", "", "2023-01", "1.5 kt"), ("Steel", "", "2023-03", "2 kt")
    ]  # fmt: skip


def test_a_table_of_no_series_is_refused_as_before(tmp_path: Path) -> None:
    with pytest.raises(SeriesError, match="lacks series, period, value, unit, measure"):
        read_table(written(tmp_path, "land,born,died\nA,many,few\n"))


def test_codes_that_are_words_for_columns_lose_nothing(tmp_path: Path) -> None:
    text = "Country Code,Indicator Name,2020,2021,2022\nGEO,GDP (EUR mn),1,2,3\nUNIT,GDP (EUR mn),4,5,6\n"
    assert [(row["area"], row["value"]) for row in rows_of(written(tmp_path, text))] == [
        ("GEO", "1"), ("GEO", "2"), ("GEO", "3"), ("UNIT", "4"), ("UNIT", "5"), ("UNIT", "6")
    ]  # fmt: skip


@given(some.lists(some.lists(some.integers(0, 999), min_size=3, max_size=3), min_size=1, max_size=5))
def test_no_value_is_lost_or_made(tmp_path_factory: pytest.TempPathFactory, grid: list[list[int]]) -> None:
    folder, names = tmp_path_factory.mktemp("laid"), ["2021-01", "2021-02", "2021-03"]
    across = ["name," + ",".join(names), *(f"s{n}," + ",".join(map(str, row)) for n, row in enumerate(grid))]
    heads = ["month", *(f"s{n}" for n in range(len(grid)))]
    down = [",".join(heads), *(",".join(map(str, row)) for row in zip(names, *grid, strict=True))]
    expected = sorted((f"s{n}", names[k], str(cell)) for n, row in enumerate(grid) for k, cell in enumerate(row))
    for lines in (across, down):
        rows = rows_of(written(folder, "\n".join(lines) + "\n"))
        assert sorted((row["series"], row["period"], row["value"]) for row in rows) == expected
