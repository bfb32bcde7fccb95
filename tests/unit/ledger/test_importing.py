"""Tables as offices publish them, from file to series."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # ships no types
import pytest

from tallystick.ledger import Ledger
from tallystick.model import SeriesError

DAY = date(2024, 6, 14)
Told = list[tuple[str, Decimal | None, str]]


@pytest.fixture
def book(tmp_path: Path, empty: Path) -> Ledger:
    return Ledger(shutil.copy(empty, tmp_path / "figures.db"))


@pytest.fixture
def take(book: Ledger, tmp_path: Path) -> Callable[..., Told]:
    """Imports a text as a file; gives period, value and status of all points, by series and period."""

    def imported(text: str, name: str = "table.csv", encoding: str = "utf-8") -> Told:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        book.import_series(path, released=DAY)
        points = [point for info in book.series_list() for point in book.series(info.key)]
        return [(p.period, p.value, p.obs_status) for p in points]

    return imported


CHINESE = """指标,地区,时间,数值,单位,口径
发电量,中国,2022年5月,"7,151.3",亿千瓦时,绝对量
发电量,中国,2022年4月,—,亿千瓦时,绝对量
社会消费品零售总额,中国,2022年1-5月,"171,689",亿元,累计值
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_chinese_columns_in_every_encoding(take: Callable[..., Told], encoding: str) -> None:
    assert take(CHINESE, encoding=encoding) == [
        ("2022-04", None, "missing"),
        ("2022-05", Decimal("715130000000"), "observed"),
        ("2022-01/2022-05", Decimal("17168900000000"), "observed"),
    ]


def test_without_a_column_of_measures_names_and_units_tell_them(book: Ledger, take: Callable[..., Told]) -> None:
    head = "指标,时间,数值,单位\n"
    growth = "规模以上工业增加值同比增长,2023年5月,3.5,%\n规模以上工业增加值:累计同比,2023年5月,3.6,%\n"
    rows = f"{growth}粗钢产量,2023年5月,9012,万吨\n城镇调查失业率,2023年5月,5.2,%\n"
    told = dict.fromkeys((period, value) for period, value, _ in take(head + rows, encoding="gbk"))
    assert list(told) == [
        ("2023-05", Decimal("3.5")),
        ("2023-01/2023-05", Decimal("3.6")),
        ("2023-05", Decimal("5.2")),
        ("2023-05", Decimal("90120000")),
    ]
    assert [(one.indicator, one.measure) for one in book.series_list()][:2] == [("industry.value_added", "growth")] * 2
    with pytest.raises(SeriesError) as refused:
        take(f"{head}粗钢产量,2023年5月,9012,万吨\n规模以上工业增加值,2023年5月,3.5,%\n", "open.csv")
    assert "open.csv lacks measure, and row 3 does not tell it: '规模以上工业增加值' in '%'" in str(refused.value)
    assert "understood were 指标 as series, 时间 as period, 数值 as value, 单位 as unit; add a" in str(refused.value)


def test_columns_parted_by_semicolons_and_a_decimal_comma(take: Callable[..., Told]) -> None:
    rows = "GDP;DEU;2022Q1;967.411,5;MIO_EUR;level\nGDP;DEU;2022Q2;: ;MIO_EUR;level\n"
    assert take(f"series;geo;time;value;unit;measure\n{rows}") == [
        ("2022-Q1", Decimal(967411500000), "observed"),
        ("2022-Q2", None, "missing"),
    ]


def test_columns_parted_by_tabs(take: Callable[..., Told]) -> None:
    assert take("series\tperiod\tvalue\tunit\tmeasure\nGDP\tNov-22\t5.1\tPCT\ty/y\n", "table.tsv") == [
        ("2022-11", Decimal("5.1"), "observed")
    ]


def test_areas_in_three_letters_meet_those_in_two(book: Ledger, take: Callable[..., Told]) -> None:
    head = "series,area,period,value,unit,measure,vintage\n"
    take(f"{head}GDP,CHN,2021-Q1,18.3,%,y/y,2021-04-16\nGDP,CN,2021-Q1,18.7,%,y/y,2022-01-17\n")
    [info] = book.series_list()
    assert (info.area, info.statements) == ("CN", 2)


def test_series_may_be_named_by_the_catalogues_ids(book: Ledger, take: Callable[..., Told]) -> None:
    take("series,area,period,value,unit,measure\nindustry.value_added,CN,2023-11,6.6,%,growth y/y\n")
    assert [info.indicator for info in book.series_list()] == ["industry.value_added"]


@pytest.mark.parametrize(
    "rows",
    [
        "GDP,US,2022-Q1,6.4,%,q/q,SA\nGDP,US,2022-Q1,1.1,%,q/q,NSA\n",
        '"GDP, SA",US,2022-Q1,6.4,%,q/q,\n"GDP, NSA",US,2022-Q1,1.1,%,q/q,\n',
        'GDP,US,2022-Q1,6.4,%,"q/q, seasonally adjusted",\nGDP,US,2022-Q1,1.1,%,"q/q, not seasonally adjusted",\n',
    ],
    ids=["column", "name", "measure"],
)
def test_adjusted_and_unadjusted_make_two_series(book: Ledger, take: Callable[..., Told], rows: str) -> None:
    assert len(take(f"series,area,period,value,unit,measure,adjustment\n{rows}")) == 2
    assert {info.adjustment for info in book.series_list()} == {"seasonally adjusted", "not adjusted"}


def test_real_and_nominal_growth_make_two_series(book: Ledger, take: Callable[..., Told]) -> None:
    head = "series,area,period,value,unit,measure\n"
    assert len(take(f"{head}GDP,CN,2021,8.4,%,real y/y\nGDP,CN,2021,13.4,%,nominal y/y\n")) == 2
    assert {info.price_basis for info in book.series_list()} == {"constant prices", "current prices"}


def test_contributions_come_in_as_points_of_their_whole(book: Ledger, take: Callable[..., Told]) -> None:
    head = "series,area,period,value,unit,measure\n"
    take(f"{head}final consumption expenditure,CN,2021,5.3,pp,contribution to GDP growth\n")
    [statement] = book.observations()
    assert (statement.measure, statement.unit, statement.base) == ("contribution", "pp", "gdp")


def test_rows_that_tell_two_values_of_one_thing_make_no_series(book: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "sectors.csv"
    rows = "GDP,CN,2021,8.4,%,y/y,S1\nGDP,CN,2021,7.1,%,y/y,S2\nGDP,CN,2020,2.3,%,y/y,S1\n"
    path.write_text(f"series,area,period,value,unit,measure,sector\n{rows}")
    [kept] = book.import_series(path, released=DAY)
    assert [(r.figures, "another value" in r.why) for r in kept.remarks] == [(2, True)]
    assert [info.periods for info in book.series_list()] == [1]


def test_what_lands_in_no_series_is_told_with_its_reason(book: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    rows = "kettles mended,CN,2021,4,thousand,level\nGDP,CN,2021,8.4,%,y/y\nGDP,CN,2021,3,%,y/y; measure unclear\n"
    path.write_text(f"series,area,period,value,unit,measure\n{rows}")
    [kept] = book.import_series(path, released=DAY)
    assert [(r.why, r.figures, r.first) for r in kept.remarks] == [
        ("in no series: no indicator of the catalogue has its name", 1, ("row 2: kettles mended, 2021",)),
        ("left out: the file says that what it measures is unclear", 1, ("row 4",)),
    ]


SDMX = """STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,UNIT_MEASURE,UNIT_MULT,ADJUSTMENT,TIME_PERIOD,\
OBS_VALUE,OBS_STATUS
dataflow,AB:CD(1.0),I,M,FRA,Consumer prices,PC,0,N,2024-01,3.1,A
dataflow,AB:CD(1.0),I,M,FRA,Consumer prices,PC,0,N,2024-02,NaN,M
dataflow,AB:CD(1.0),I,M,FRA,Consumer prices,PC,0,N,2024-03,#N/A,
dataflow,AB:CD(1.0),I,M,FRA,Consumer prices,PC,0,_Z,2024-04,,Q
dataflow,AB:CD(1.0),I,Q,FRA,GDP,EUR,6,Y,2024-Q1,711.4,P
"""


def test_sdmx_with_codes_of_nothing_missing_values_and_multipliers(book: Ledger, take: Callable[..., Told]) -> None:
    assert sorted(take(SDMX)) == [
        ("2024-01", Decimal("3.1"), "observed"),
        ("2024-02", None, "missing"),
        ("2024-03", None, "missing"),
        ("2024-04", None, "suppressed"),
        ("2024-Q1", Decimal(711400000), "observed"),
    ]
    [missing] = [s for s in book.observations() if s.period == "2024-02"]
    assert missing.sentence == "Consumer prices, 2024-02: missing (level)"


def test_sdmx_ml_without_values(take: Callable[..., Told]) -> None:
    series = "".join(
        f'<gen:Obs><gen:ObsDimension value="{period}"/>{value}</gen:Obs>'
        for period, value in (("2024-01", '<gen:ObsValue value="3.1"/>'), ("2024-02", '<gen:ObsValue value="NaN"/>'))
    )
    keys = "".join(
        f'<gen:Value id="{name}" value="{value}"/>'
        for name, value in (("REF_AREA", "FR"), ("INDICATOR", "Consumer prices"), ("UNIT_MEASURE", "PC"))
    )
    home = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
    text = (
        f'<?xml version="1.0"?><mes:GenericData xmlns:mes="{home}/message" xmlns:gen="{home}/data/generic"'
        f' xmlns:com="{home}/common"><mes:Header><mes:ID>t</mes:ID><mes:Test>false</mes:Test>'
        '<mes:Prepared>2024-06-15T00:00:00</mes:Prepared><mes:Sender id="AB"/>'
        '<mes:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"><com:Structure>'
        '<Ref agencyID="AB" id="DSD" version="1.0" class="DataStructure"/></com:Structure></mes:Structure></mes:Header>'
        f'<mes:DataSet structureRef="S"><gen:Series><gen:SeriesKey>{keys}</gen:SeriesKey>{series}</gen:Series>'
        "</mes:DataSet></mes:GenericData>"
    )
    assert take(text, "data.xml") == [("2024-01", Decimal("3.1"), "observed"), ("2024-02", None, "missing")]


def test_two_scales_of_one_unit_meet(book: Ledger, take: Callable[..., Told]) -> None:
    head = "series,area,period,value,unit,measure,vintage\n"
    take(f"{head}GDP,CN,2020,1015986.2,亿元,level,2021-02-28\nGDP,CN,2020,103.49,万亿元,level,2023-12-29\n")
    assert [r.by for r in book.revisions()] == [Decimal("1891380000000.0")]


def test_noughts_count_where_the_others_of_a_series_are_told_as_finely(book: Ledger, take: Callable[..., Told]) -> None:
    rows = "GDP,US,2000-Q1,9102,USD,level\nGDP,US,2000-Q2,9229,USD,level\nGDP,US,2000-Q3,9260,USD,level\n"
    take(f"series,area,period,value,unit,measure\n{rows}")
    [point] = [p for p in book.series("gdp.level") if p.period == "2000-Q3"]
    assert (point.lower, point.upper) == (Decimal("9259.5"), Decimal("9260.5"))


def test_a_faulty_row_in_a_later_vintage_leaves_nothing(book: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    rows = "GDP,2020,2.3,%,y/y,2021-01-18\nGDP,2021,lots,%,y/y,2022-01-17\nGDP,2022,lots,%,y/y,2022-01-17\n"
    path.write_text(f"series,period,value,unit,measure,vintage\n{rows}")
    with pytest.raises(SeriesError, match=r"row 3: 'lots' is not a number \(and 1 more rows like it\)"):
        book.import_series(path)
    assert not book.releases()


def test_a_workbook_with_dates_notes_and_gaps(book: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    made = openpyxl.Workbook()
    made.active.append(["Notes"])
    sheet = made.create_sheet("data")
    sheet.append(["Series", "Geo", "Date", "Freq", "Value", "Unit", "Measure"])
    sheet.append([])
    sheet.append(["GDP", "CHN", date(2021, 4, 1), "Q", 7.9, "pct", "y/y"])
    made.save(path)
    book.import_series(path, released=DAY)
    assert [(p.period, p.value) for p in book.series("gdp.growth")] == [("2021-Q2", Decimal("7.9"))]


def test_cells_that_spreadsheets_take_for_formulas_come_back_as_texts(book: Ledger, tmp_path: Path) -> None:
    from tallystick.cli._forms import write

    path = tmp_path / "t.csv"
    path.write_text("series,period,value,unit,measure,source\nGDP,2021,-8.4,%,y/y,=cmd()\n")
    book.import_series(path, released=DAY)
    stream = io.BytesIO()
    write(book.series("gdp.growth").to_dicts(), "csv", stream)
    [row] = csv.DictReader(io.StringIO(stream.getvalue().decode()))
    assert (row["publisher"], row["quote"]) == ("'=cmd()", "'-8.4%")
