"""Published series in and out: every form comes back, and keeps release, quote and vintage."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl  # type: ignore[import-untyped]  # ships no types
import pandas
import polars
import pytest
from frictionless import Package
from msgspec.structs import replace

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Ledger
from tallystick.model import SeriesError
from tallystick.reporting.series_exports import form_of, writer
from tests.unit.ledger.build import ROBOTS, release, said

HEAD = ["series", "area", "period", "value", "unit", "measure", "vintage", "obs_status"]
ROWS = [
    [ROBOTS, "CN", "2021-12", "35191", "1", "level", "2022-01-17", ""],
    [ROBOTS, "CN", "2021-12", "35213", "1", "level", "2023-01-17", ""],
    [ROBOTS, "CN", "2022-01", "", "1", "level", "2022-02-28", ""],
    [ROBOTS, "CN", "2022-02", "c", "1", "level", "2022-02-28", ""],
    [ROBOTS, "CN", "2022-03", "", "1", "level", "2022-02-28", "L"],
]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "robots.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *ROWS])
    return path


def test_each_vintage_is_a_release_and_empty_cells_tell_why(ledger: Ledger, rows: Path) -> None:
    assert [k.observations for k in ledger.import_series(rows)] == [1, 3, 1]
    assert [k.outcome for k in ledger.import_series(rows)] == ["already kept"] * 3
    told = [(p.period, p.value, p.obs_status, p.first_published) for p in ledger.series("output.industrial_robots")]
    assert told == [
        ("2021-12", Decimal(35213), "observed", "2023-01-17"),
        ("2022-01", None, "missing", "2022-02-28"),
        ("2022-02", None, "suppressed", "2022-02-28"),
        ("2022-03", None, "not yet published", "2022-02-28"),
    ]
    assert [p.value for p in ledger.vintages("output.industrial_robots", period="2021-12")] == [35191, 35213]
    assert not ledger.verify()


def test_a_value_supersedes_the_word_that_it_is_not_yet_published(ledger: Ledger, rows: Path) -> None:
    ledger.import_series(rows)
    ledger.keep(release("march", "2022-04-18", said("44000", "2022-03", subject=ROBOTS, unit="1", measure="level")))
    [point] = [p for p in ledger.series("output.industrial_robots.level") if p.period == "2022-03"]
    assert point.value == 44000
    assert not [r for r in ledger.revisions() if r.period == "2022-03"]


@pytest.mark.parametrize("suffix", [".parquet", ".xlsx"])
def test_other_forms_of_the_same_table(ledger: Ledger, rows: Path, suffix: str) -> None:
    path = rows.with_suffix(suffix)
    if suffix == ".parquet":
        polars.read_csv(rows).write_parquet(path)
    else:
        book = openpyxl.Workbook()
        book.active.append(["Notes: nothing to read here"])
        sheet = book.create_sheet("data")
        for row in [HEAD, *ROWS]:
            sheet.append(row)
        book.save(path)
    ledger.import_series(path)
    assert [p.value for p in ledger.vintages("output.industrial_robots", period="2021-12")] == [35191, 35213]


def test_other_reference_years_make_other_series(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "index.csv"
    head = "series,area,period,value,unit,measure,vintage\n"
    name = "Industrial production,US,2012-12"
    path.write_text(f"{head}{name},98.1,index 2012=100,level,2015-01-16\n{name},94.5,index 2017=100,level,2020-06-16\n")
    ledger.import_series(path, indicator="us.industrial_production")
    assert {s.comparison for s in ledger.series_list()} == {"2012 = 100", "2017 = 100"}
    assert not ledger.revisions()


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.csv", "series,period\nx,2021\n", "lacks value, unit, measure"),
        ("a.csv", "", "no rows"),
        ("a.csv", "series,period,value,unit,measure\nx,2021,many,%,growth\n", "not a number"),
        ("a.csv", "series,period,value,unit,measure\nx,May,1,%,growth\n", "not a period"),
        ("a.parquet", "no table", "broken as Parquet"),
        ("a.xlsx", "no table", "broken as XLSX"),
        ("a.xml", "no message", "broken as SDMX"),
        ("a.doc", "words", "no table that can be read"),
    ],
)
def test_files_that_cannot_be_used_are_told_and_leave_nothing(
    ledger: Ledger, tmp_path: Path, name: str, content: str, problem: str
) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(SeriesError, match=problem):
        ledger.import_series(path)
    assert not ledger.releases()


@pytest.fixture
def exported(ledger: Ledger) -> Ledger:
    ledger.keep(release("first", "2022-01-20", said("44.9", "2021", subject=ROBOTS), publisher="=Bureau()"))
    ledger.keep(release("later", "2022-09-30", said("67.9", "2021", subject=ROBOTS)))
    ledger.keep(release("months", "2022-09-30", said("3.6", "2022-01/2022-08"), said("1", "2022", subject="kettles")))
    return ledger


def write(ledger: Ledger, path: Path, **options: Any) -> Path:
    writer(form_of(path))(ledger.bundle(**options), path)
    return path


def test_csv_keeps_exact_values_and_no_formulas(exported: Ledger, tmp_path: Path) -> None:
    path = write(exported, tmp_path / "a.csv", vintages=True)
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert [(row["value"], row["quote"]) for row in found] == [("3.6", "3.6 %"), ("44.9", "44.9 %"), ("67.9", "67.9 %")]
    assert found[1]["publisher"] == "'=Bureau()"
    assert found[1]["superseded_by"] == found[2]["release"]
    assert list(found[1])[1:3] == ["indicator", "indicator_name"]
    robots = catalogue()["output.industrial_robots"]
    assert (found[1]["indicator_name"], found[1]["area_name"]) == (robots.name("en"), "China")
    writer("csv")(replace(exported.bundle(), language="zh"), path)
    assert f"output.industrial_robots,{robots.name('zh')},growth,%,CN,中国," in path.read_text(encoding="utf-8")


def test_parquet_has_types(exported: Ledger, tmp_path: Path) -> None:
    frame = polars.read_parquet(write(exported, tmp_path / "a.parquet"))
    assert frame.schema["period_end"] == polars.Date
    assert frame["value"].to_list() == [3.6, 67.9]
    assert frame["value_exact"].to_list() == ["3.6", "67.9"]


def test_stata_takes_labels_days_and_long_words(exported: Ledger, tmp_path: Path) -> None:
    path = write(exported, tmp_path / "a.dta")
    frame = pandas.read_stata(path)
    assert frame["value"].tolist() == [3.6, 67.9]
    assert frame["period_end"].dt.strftime("%Y-%m-%d").tolist() == ["2022-08-31", "2021-12-31"]
    with pandas.io.stata.StataReader(path) as reader:
        assert reader.variable_labels()["quote"] == "The words of the figure"
    assert len(pandas.read_stata(write(exported, tmp_path / "o.dta", observations=True))) == 4


def test_a_workbook_as_economists_expect_it(exported: Ledger, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(exported, tmp_path / "a.xlsx", vintages=True))
    assert book.sheetnames[0] == "Notes"
    assert str(book["Notes"]["A1"].value).startswith("Figures and their vintages")
    values = book["Values"]
    head = [cell.value for cell in values[1]]
    assert values.cell(2, head.index("period_end") + 1).is_date
    publishers = [values.cell(n, head.index("publisher") + 1) for n in range(2, 5)]
    assert ("=Bureau()", "s") in [(cell.value, cell.data_type) for cell in publishers]
    year = book["Year"]
    assert [cell.value for cell in year[2]][0::2] == ["2021", 67.9]
    assert year["B2"].value.date() == date(2021, 12, 31)
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_a_data_package_is_valid_and_its_keys_meet(exported: Ledger, tmp_path: Path) -> None:
    path = write(exported, tmp_path / "a.zip", vintages=True)
    assert Package(str(path)).validate().valid
    with ZipFile(path) as archive:
        described = json.loads(archive.read("datapackage.json"))
    assert [r["name"] for r in described["resources"]] == ["values", "series", "releases"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # sdmx1 leaves closing to chance
def test_sdmx_is_read_back_with_its_structure(exported: Ledger, tmp_path: Path) -> None:
    import sdmx

    path = write(exported, tmp_path / "a.sdmx.csv", vintages=True)
    message: Any = sdmx.read_sdmx(tmp_path / "a.structure.xml")
    data: Any = sdmx.read_sdmx(path, structure=message.structure["FIGURES"])
    assert sorted(float(one.value) for one in data.data[0].obs) == [3.6, 44.9, 67.9]
    with path.open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["STRUCTURE_ID"], first["TIME_PERIOD"]) == ("TALLYSTICK:FIGURES(2.0.0)", "2022-01-01/P8M")


def test_sdmx_comes_in(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "robots.csv"
    path.write_text(
        "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,TRANSFORMATION\n"
        f"dataflow,X:Y(1.0),I,{ROBOTS},CN,2021-12,35191,1,level\n"
    )
    ledger.import_series(path, released=date(2022, 1, 17))
    [point] = ledger.series("output.industrial_robots.level")
    assert (point.value, point.first_published) == (Decimal(35191), "2022-01-17")
