"""Returns as a desk has them: cells, periods and files as people write them, refused by file and row."""

from __future__ import annotations

import gzip
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl  # type: ignore[import-untyped]  # ships no types
import pandas
import polars
import pyarrow
import pytest
from pyarrow import parquet

from tallystick.compiling.making import compile as compiled
from tallystick.compiling.recipes.loading import load
from tallystick.compiling.returns.panel import panels
from tallystick.compiling.returns.told_periods import period_of
from tallystick.model import PeriodError, ReturnsError
from tests.commands import run

HEAD = "unit,period,industry,turnover"


def recipe(**told: Any) -> dict[str, Any]:
    return {"name": "trial", "threshold": 1, "indicator": [{"id": "industry.revenue", "numerator": "turnover"}], **told}


def turnover(source: Any, **told: Any) -> list[list[float | None]]:
    [panel] = panels(source, load(recipe(**told)))
    grid = panel.values["turnover"]
    return [[None if np.isnan(value) else float(value) for value in row] for row in grid]


def csv(folder: Path, *cells: str, name: str = "r.csv") -> Path:
    """A file of one enterprise's months."""
    file = folder / name
    lines = [f'a,2024-{month:02},06,"{cell}"' for month, cell in enumerate(cells, start=1)]
    file.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return file


def test_cells_are_read_as_people_write_them(tmp_path: Path) -> None:
    told = ("1,234,567.5", "", "-", "N/A", "x", "(1,200)", "−３４", "+7", "1 000", "12,34,567", " 8 ", "未报")
    found = [[1234567.5, None, None, None, None, -1200, -34, 7, 1000, 1234567, 8, None]]
    assert turnover(csv(tmp_path, *told)) == found
    table = pyarrow.table({"unit": ["a"] * 12, "period": [f"2024-{n:02}" for n in range(1, 13)],
                           "industry": ["06"] * 12, "turnover": told})  # fmt: skip
    assert turnover(table) == found


def test_tables_of_other_libraries(tmp_path: Path) -> None:
    told = {"unit": ["a", "b"], "period": ["2024-01"] * 2, "industry": ["06"] * 2, "turnover": ["1,000", "x"]}
    frame = polars.DataFrame(told)
    assert turnover(frame) == [[1000], [None]]
    assert turnover(frame.with_columns(polars.col("industry", "turnover").cast(polars.Categorical))) == [[1000], [None]]
    assert turnover(pandas.DataFrame(told)) == [[1000], [None]]
    assert len(compiled(recipe(), frame).rows) == 1
    with pytest.raises(ReturnsError, match="no table of returns; give a path"):
        compiled(recipe(), 3)


def test_other_marks_decimal_commas_and_units_are_the_recipes(tmp_path: Path) -> None:
    file = csv(tmp_path, "1.234,5", "keine", "7,25", "3")
    told = {"decimal": ",", "missing": ["Keine"], "units": {"turnover": 10}}
    assert turnover(file, returns=told) == [[12345, None, 72.5, 30]]
    with pytest.raises(ReturnsError, match=r"row 1: turnover '1.234,5' is text; .* decimal commas"):
        turnover(file)
    with pytest.raises(ReturnsError, match=r"row 1: turnover '12.5' is text"):
        turnover(csv(tmp_path, "12.5", "1,5"), returns={"decimal": ","})


@pytest.mark.parametrize("cell", ["five", "1,23", "12 34", "1.2.3", "5%", "12,345,6"])
def test_what_is_no_number_is_refused_by_its_row(cell: str, tmp_path: Path) -> None:
    with pytest.raises(ReturnsError, match=f"row 2: turnover '{cell}' is text"):
        turnover(csv(tmp_path, "1,000", cell))


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2024年3月", "2024-03"), ("２０２４年０３月", "2024-03"), ("202403", "2024-03"), ("20240331", "2024-03"),
        ("2024-03-31", "2024-03"), ("2024/3", "2024-03"), ("2024.03", "2024-03"), ("2024-3", "2024-03"),
        (45382, "2024-03"), ("45382", "2024-03"), (202403.0, "2024-03"), (date(2024, 3, 31), "2024-03"),
        (datetime(2024, 3, 31), "2024-03"), ("2024-03-31 00:00:00", "2024-03"), ("2024M03", "2024-03"),
        ("Mar 2024", "2024-03"), ("March 2024", "2024-03"), ("2024Q1", "2024-Q1"), ("2024-Q1", "2024-Q1"),
        ("2024年一季度", "2024-Q1"), ("2024年第1季度", "2024-Q1"), ("2024年上半年", "2024-S1"), ("2024年", "2024"),
        ("2024", "2024"), ("2024年1—5月", "2024-01/2024-05"), ("2024年1-2月份", "2024-01/2024-02"),
    ],
)  # fmt: skip
def test_periods_are_read_as_people_write_them(cell: Any, period: str) -> None:
    assert str(period_of(cell)) == period


@pytest.mark.parametrize(
    "cell", ["2024-13", "2024.1", "202413", "20240230", "03/04/2024", "Foo 2024", "24-03", "5", "", "20241", 45382.5]
)
def test_what_is_no_period_or_could_be_two_is_refused(cell: Any) -> None:
    with pytest.raises(PeriodError):
        period_of(cell)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file for each month, the second in another encoding, with columns in another order."""
    (tmp_path / "months").mkdir()
    (tmp_path / "months" / "2024-01.csv").write_text(f"\ufeff{HEAD}\na,2024年1月,06,5\nb,2024年1月,06,7\n", "utf-8")
    second = 'turnover;industry;period;unit;备注\n"1,006";06;2024年2月;a;改\n8;06;2024年2月;b;\n'
    (tmp_path / "months" / "2024-02.csv").write_text(second, "gb18030")
    return tmp_path / "months"


def test_a_folder_a_pattern_and_a_list_of_months_are_one_table(folder: Path) -> None:
    expected = [[5, 1006], [7, 8]]
    (folder / "~$2024-02.csv").write_text("locked", "utf-8")
    (folder / "readme.md").write_text("notes", "utf-8")
    both = [folder / "2024-01.csv", str(folder / "2024-02.csv")]
    for source in (folder, str(folder / "2024-*.csv"), both):
        assert turnover(source) == expected
    first, second = compiled(recipe(), folder), compiled(recipe(), both)
    assert (first.returns, first.rows) == (second.returns, second.rows)
    assert compiled(recipe(), folder / "2024-01.csv").returns != first.returns


def test_parquet_of_months_may_differ_in_types(tmp_path: Path) -> None:
    one = pyarrow.table({"unit": [1, 2], "period": [202401] * 2, "industry": ["06"] * 2, "turnover": [5, 7]})
    two = pyarrow.table(
        {"turnover": ["6.5", "x"], "unit": ["1", "2"], "period": ["202402"] * 2, "industry": ["06"] * 2}
    )
    files = [tmp_path / "1.parquet", tmp_path / "2.parquet"]
    for file, table in zip(files, (one, two), strict=True):
        parquet.write_table(table, file)
    assert turnover(files) == [[5, 6.5], [7, None]]


def test_whoever_works_on_files_makes_the_same(folder: Path) -> None:
    (folder / "2024-03.csv").write_text(f"{HEAD}\na,202403,07,9\nc,202403,07,4\n", "utf-8")
    assert compiled(recipe(), folder, jobs=2).rows == compiled(recipe(), folder).rows


def test_bad_files_are_refused_with_their_name_and_row(folder: Path, tmp_path: Path) -> None:
    bad = folder / "2024-03.csv"
    bad.write_text(f"{HEAD}\na,202403,06,9\nb,202403,06,nine\n", "utf-8")
    with pytest.raises(ReturnsError, match=r"2024-03.csv, row 2: turnover 'nine' is text"):
        turnover(folder)
    bad.write_text(f"{HEAD}\na,202402,06,9\n", "utf-8")
    with pytest.raises(ReturnsError, match=r"2024-02.csv, row 1 and 2024-03.csv, row 1 are both of a in 2024-02"):
        turnover(folder)
    bad.write_text("unit,period,industry\na,202403,06\n", "utf-8")
    with pytest.raises(ReturnsError, match=r"2024-03.csv: the returns have no column 'turnover'"):
        turnover(folder)
    (folder / "2024-03.csv").unlink()
    parquet.write_table(pyarrow.table({"unit": ["a"]}), folder / "2024-03.parquet")
    with pytest.raises(ReturnsError, match="files of several kinds: csv, parquet; give all as"):
        turnover(folder)
    (tmp_path / "none").mkdir()
    short = tmp_path / "short.csv"
    short.write_text(f"{HEAD}\na,202401,06\n", "utf-8")
    with pytest.raises(ReturnsError, match=r"short.csv is no table of returns: .*Row #2: Expected 4 columns, got 3"):
        turnover(short)
    with pytest.raises(ReturnsError, match="no returns in the folder"):
        turnover(tmp_path / "none")
    with pytest.raises(ReturnsError, match="no file is like"):
        turnover(str(tmp_path / "*.parquet"))


def test_returns_that_are_there_twice(tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    file.write_text(f"{HEAD}\na,202401,06,5\nb,202401,06,\na,202401,06,5\nb,202401,06,\n", "utf-8")
    assert turnover(file, returns={"doubled": "identical"}) == [[5], [None]]
    file.write_text(f"{HEAD}\na,202401,06,5\nb,202401,06,7\na,202401,06,5\nb,202401,06,8\n", "utf-8")
    assert turnover(file, returns={"doubled": "last"}) == [[5], [8]]
    with pytest.raises(ReturnsError, match="row 2 and row 4 differ, both of b in 2024-01"):
        turnover(file, returns={"doubled": "identical"})
    with pytest.raises(ReturnsError, match="row 1 and row 3 are both of a in 2024-01"):
        turnover(file)


def sheet(path: Path, *rows: tuple[Any, ...], title: str = "returns") -> Path:
    book = openpyxl.Workbook()
    book.active.title = "notes"
    book.active.append(["some words"])
    page = book.create_sheet(title)
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def test_workbooks(tmp_path: Path) -> None:
    head = ("unit", "period", "industry", "turnover")
    first = sheet(tmp_path / "1.xlsx", head, (1, date(2024, 1, 31), 6, 5.5), (2, date(2024, 1, 31), 6, "-"), ())
    second = sheet(tmp_path / "2.xlsx", head, (1, datetime(2024, 2, 29), 6, "1,006"), (2, 45351, 6, 8))
    assert turnover([first, second]) == [[5.5, 1006], [None, 8]]
    assert compiled(recipe(), tmp_path, jobs=2).rows == compiled(recipe(), [first, second]).rows
    bad = sheet(tmp_path / "3.xlsx", head, (1, date(2024, 3, 31), 6, 5.5), (2, date(2024, 3, 31), 6, "many"))
    with pytest.raises(ReturnsError, match=r"3.xlsx, row 2: turnover 'many' is text"):
        turnover([first, second, bad])
    with pytest.raises(ReturnsError, match="has no sheet 'July'; there are notes, returns"):
        turnover(first, returns={"sheet": "July"})
    (tmp_path / "4.xlsx").write_bytes(b"no workbook")
    with pytest.raises(ReturnsError, match=r"4.xlsx is no workbook"):
        turnover(tmp_path / "4.xlsx")


def test_tabs_compressed_files_and_codes_like_na_are_read(tmp_path: Path) -> None:
    tabbed = tmp_path / "r.txt"
    tabbed.write_text("unit\tperiod\tindustry\tturnover\nNA\t2024-01\t06\t5\n", "utf-16")
    [panel] = panels(tabbed, load(recipe()))
    assert panel.units.to_pylist() == ["NA"]
    packed = tmp_path / "r.csv.gz"
    packed.write_bytes(gzip.compress(f"{HEAD}\na,2024-01,06,5\n".encode()))
    assert turnover(packed) == [[5]]


def test_titles_above_the_heads_blank_rows_and_spaces_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    titled = "规模以上工业,,\n\n单位：千元\n unit ,period,industry,turnover \n,,,\na,2024-01,06,5\n,,,\n,,,\n"
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        file.write_text(titled, encoding)
        assert turnover(file) == [[5]]
    packed = tmp_path / "r.csv.gz"
    packed.write_bytes(gzip.compress(titled.encode("gb18030")))
    assert turnover(packed) == [[5]]
    head = ("unit", "period", "industry", "turnover")
    assert turnover(
        sheet(tmp_path / "1.xlsx", ("规模以上工业",), ("", "单位：千元"), head, ("a", 202401, "06", 5))
    ) == [[5]]
    file.write_text(f"{HEAD}\na,2024-01,06,5\n,,,\n,,,5\n", "utf-8")
    with pytest.raises(ReturnsError, match="row 3: period is empty"):
        turnover(file)


def test_a_row_without_an_enterprise_is_refused_beside_blank_ones(tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    file.write_text(f"{HEAD}\na,2024-01,06,5\n,,,\n,2024-01,06,5\n", "utf-8")
    with pytest.raises(ReturnsError, match="row 3: unit is empty"):
        turnover(file)


def test_workbooks_may_differ_in_types_but_not_in_the_zeros_of_codes(tmp_path: Path) -> None:
    head = ("unit", "period", "industry", "turnover", "note")
    first = sheet(tmp_path / "1.xlsx", head, ("a", 202401, "06", 5, 1), ("b", 202401, "06", "-", 2))
    second = sheet(tmp_path / "2.xlsx", head, ("a", 202402, "06", 6, "late"), ("b", 202402, "06", 8, None))
    assert turnover([first, second]) == [[5, 6], [None, 8]]
    third = sheet(tmp_path / "3.xlsx", head, ("a", 202403, 6, 6, ""), ("b", 202403, 6, 8, ""))
    with pytest.raises(ReturnsError, match="industry is text in one place and a number in another: '06' and 6"):
        turnover([first, second, third])
    mixed = sheet(tmp_path / "4.xlsx", head, ("a", 202401, "06", 5, ""), ("b", 202401, 6, 5, ""))
    with pytest.raises(ReturnsError, match=r"4.xlsx: industry is text in one place"):
        turnover(mixed)


def test_a_late_file_comes_after_that_of_its_month(tmp_path: Path) -> None:
    csv(tmp_path, "", name="2024-01.csv")
    csv(tmp_path, "5", name="2024-01-late.csv")
    for source in (tmp_path, str(tmp_path / "2024-*")):
        assert turnover(source, returns={"doubled": "last"}) == [[5]]


def test_the_command_takes_several_files(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "r.toml"
    file.write_text(
        'name = "t"\nthreshold = 1\n[[indicator]]\nid = "industry.revenue"\nnumerator = "turnover"\n', "utf-8"
    )
    several = run("compile", file, folder / "2024-01.csv", folder / "2024-02.csv", "--dry-run", "--format", "json")
    assert several.stdout == run("compile", file, folder, "--dry-run", "--format", "json").stdout
    assert '"level": 1014' in several.stdout
