from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from tallystick.model import Observation
from tallystick.reconciling import Series, check, load_series
from tests.unit.reconciling.build import Draft, finding, verdicts

HEAD = "series,area,period,value,unit,measure,source,vintage\n"
PROFITS = '"profits of industrial enterprises above designated size"'


def series(tmp_path: Path, *rows: str) -> Series:
    path = tmp_path / "published.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n")
    return load_series(path)


def row(tmp_path: Path, line: str) -> Observation:
    return series(tmp_path, line).observations[0]


@pytest.mark.parametrize(
    ("line", "measure", "unit", "value", "period", "base"),
    [
        ("GDP,CN,2021,114.367,trillion yuan,level,NBS,", "level", "CNY", "114.367e12", "2021", ""),
        ("steel,CN,2021-05,9945,10 000 t,level,NBS,", "level", "t", "99450000", "2021-05", ""),
        ('IVA,CN,2021-12,9.6,%,"real y/y, year to date",NBS,', "growth", "%", "9.6", "2021", "2020"),
        ('IVA,CN,2021-12,4.3,%,"real y/y, month",NBS,', "growth", "%", "4.3", "2021-12", "2020-12"),
        (
            'PPI,CN,2021-12,110.3,"index, same month last year=100",y/y index,NBS,',
            "growth",
            "%",
            "10.3",
            "2021-12",
            "2020-12",
        ),
        ("IP,US,2021-05,101.5,index 2017=100,level,Fed,", "index", "point", "101.5", "2021-05", ""),
        ("NEV,CN,2021,1.6,fold increase,y/y,CAAM,", "growth", "%", "160", "2021", "2020"),
        ("rate,CN,2021,30.7,pp,change since 2012,MIIT,", "change", "pp", "30.7", "2021", "2012"),
        ("IVA,CN,2021,6.1,%,two-year average growth 2020-2021,NBS,", "average_growth", "%", "6.1", "2020/2021", ""),
    ],
)
def test_what_a_row_means(
    tmp_path: Path, line: str, measure: str, unit: str, value: str, period: str, base: str
) -> None:
    read = row(tmp_path, line)
    assert (read.measure, read.unit, read.period, read.base) == (measure, unit, period, base)
    assert read.value == Decimal(value)


def test_zeros_that_end_a_whole_number_may_be_rounding(tmp_path: Path) -> None:
    read = row(tmp_path, "robots,CN,2021,366000,sets,level,NBS,")
    assert (read.lower, read.upper) == (Decimal(365500), Decimal(366500))


def test_missing_and_unclear_values_are_left_out(tmp_path: Path) -> None:
    rows = ("GDP,CN,2020,,trillion yuan,level,NBS,", 'GDP,CN,2021,30.8,%,"y/y; measure unclear",NBS,')
    kept = "GDP,CN,2021,114.4,trillion yuan,level,NBS,"
    assert len(series(tmp_path, *rows, kept).observations) == 1


def test_parquet_says_the_same_as_csv(tmp_path: Path) -> None:
    loaded = series(tmp_path, "GDP,CN,2021,114.4,trillion yuan,level,NBS,")
    table = pa.table(
        {"series": ["GDP"], "period": ["2021"], "value": ["114.4"], "unit": ["trillion yuan"], "measure": ["level"]}
    )
    parquet.write_table(table, tmp_path / "published.parquet")
    again = load_series(tmp_path / "published.parquet")
    assert again.observations[0].interval == loaded.observations[0].interval


def test_a_figure_that_a_row_does_not_bear_out_contradicts_it(tmp_path: Path) -> None:
    draft = Draft()
    draft.say("34.3", PROFITS.strip('"'))
    published = series(tmp_path, f"{PROFITS},CN,2021,43.3,%,y/y,NBS,")
    found = finding(check(draft.reading(), [published]), "stated_twice")
    assert found.verdict == "contradicts"
    assert found.figures == ("draft:0", "published.csv#2")
    assert found.citation == "NBS"


def test_a_row_published_later_may_be_a_revision(tmp_path: Path) -> None:
    draft = Draft(released=date(2022, 2, 28))
    draft.say("8.1", "GDP")
    published = series(tmp_path, "GDP,CN,2021,8.4,%,real y/y,NBS,2023-12-29")
    found = finding(check(draft.reading(), [published]), "stated_twice")
    assert found.verdict == "explained"
    assert "revision" in found.reason


def test_rows_that_differ_among_themselves_prove_nothing(tmp_path: Path) -> None:
    draft = Draft()
    draft.say("44.9", "output of industrial robots")
    rows = [f"output: industrial robots,CN,2021,{value},%,y/y,NBS," for value in ("44.9", "67.9")]
    assert "contradicts" not in verdicts(check(draft.reading(), [series(tmp_path, *rows)]))


def test_rows_of_other_areas_do_not_join(tmp_path: Path) -> None:
    draft = Draft()
    draft.say("8.1", "GDP", area="CN")
    rows = ["GDP,US,2021,5.7,%,real y/y,BEA,", "GDP,IN,2021,8.7,%,real y/y,MOSPI,"]
    assert check(draft.reading(), [series(tmp_path, *rows)]).findings == ()


def test_an_earlier_year_from_a_series_completes_a_tie(tmp_path: Path) -> None:
    draft = Draft()
    draft.say("9.6", "added value of industries above designated size")
    draft.say("6.8", "added value of industries above designated size", "pp", "change")
    published = series(tmp_path, '"industrial value added, above designated size",CN,2020,2.8,%,"real y/y, year",NBS,')
    assert finding(check(draft.reading(), [published]), "change_of_growth").verdict == "holds"
