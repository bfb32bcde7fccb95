from __future__ import annotations

import time
from pathlib import Path

import pytest

from tallystick.model import SeriesError
from tallystick.reconciling import check, load_series
from tests.unit.reconciling.build import Draft, finding, verdicts

HEAD = "series,area,period,value,unit,measure\n"


def test_no_figures_and_one_figure_say_nothing() -> None:
    draft = Draft()
    assert check(draft.reading()).findings == ()
    draft.say("9.6", "sales")
    assert check(draft.reading()).findings == ()


def test_targets_never_tie_with_what_happened() -> None:
    draft = Draft()
    draft.say("9.6", "grain sales", status="target")
    draft.say("-9.6", "grain sales")
    assert check(draft.reading()).findings == ()


def test_a_release_of_contradictions_is_all_told() -> None:
    draft = Draft()
    for number in range(20):
        subject = f"output of plant {number}"
        draft.say("100.0", subject, "t", "level", "2021", sentence=f"{subject} {number}")
        draft.say("50.0", subject, "t", "level", "2020", sentence=f"{subject} {number}")
        draft.say("70.0", subject, sentence=f"{subject} {number}")
    assert verdicts(check(draft.reading())) == ["contradicts"] * 20


def test_ten_thousand_figures_take_seconds_not_minutes() -> None:
    draft = Draft()
    for number in range(2500):
        subject = f"output of plant {number}"
        draft.say("100.0", subject, "t", "level", "2021")
        draft.say("50.0", subject, "t", "level", "2020")
        draft.say("100.0", subject)
        draft.say("50.0", subject, "t", "change")
    start = time.process_time()
    report = check(draft.reading())
    assert time.process_time() - start < 20
    assert report.summary["holds"] == 5000
    assert not report.contradicts


def test_circular_statements_end() -> None:
    draft = Draft()
    draft.say("50", "sales of a", measure="share", base="sales of b")
    draft.say("50", "sales of b", measure="share", base="sales of a")
    draft.say("2", "sales of a", "times", "multiple", base="sales of b")
    draft.say("10", "sales of a", "CNY", "level")
    assert check(draft.reading()).summary["contradicts"] <= 1


def test_zero_and_negative_bases_prove_nothing_wrong() -> None:
    draft = Draft()
    told = "net income of the group"
    draft.say("0", told, "CNY", "level", "2020", sentence=told)
    draft.say("5.0", told, "CNY", "level", "2021", sentence=told)
    draft.say("12.0", told, sentence=told)
    loss = "net income of the bank"
    draft.say("-5.0", loss, "CNY", "level", "2020", sentence=loss)
    draft.say("-8.0", loss, "CNY", "level", "2021", sentence=loss)
    draft.say("60.0", loss, sentence=loss)
    report = check(draft.reading())
    assert verdicts(report)[-1] == "holds"


def test_growth_below_minus_a_hundred_percent_is_no_crash() -> None:
    draft = Draft()
    draft.say("-140", "profits of refiners")
    draft.say("-20", "profits of refiners", measure="average_growth", period="2020/2021")
    assert all(verdict in ("contradicts", "cannot check") for verdict in verdicts(check(draft.reading())))


def test_absurd_magnitudes_are_exact_all_the_same() -> None:
    draft = Draft()
    told = "counted atoms"
    draft.say("1.0", told, "1", "level", "2020", power=300, sentence=told)
    draft.say("2.0", told, "1", "level", "2021", power=300, sentence=told)
    draft.say("100", told, sentence=told)
    assert finding(check(draft.reading()), "growth_from_levels").verdict == "holds"


def test_a_rate_of_use_above_all_there_is_contradicts_its_unit() -> None:
    draft = Draft()
    draft.say("775", "capacity utilization rate of industry", measure="level")
    found = finding(check(draft.reading()), "ceiling")
    assert found.verdict == "contradicts"
    assert found.repairs[0].edit == "shifted digit"
    assert found.repairs[0].printed == "77.5"
    assert found.repairs[0].likeliest


@pytest.mark.parametrize(
    ("value", "subject"), [("104.2", "capacity utilization rate of mills"), ("312", "loan coverage rate")]
)
def test_what_may_run_above_all_there_is_contradicts_nothing(value: str, subject: str) -> None:
    draft = Draft()
    draft.say(value, subject, measure="level")
    assert not [found for found in check(draft.reading()).findings if found.verdict == "contradicts"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "holds no rows"),
        (HEAD, "holds no rows"),
        ("a,b\n1,2\n", "lacks series, period, value, unit, measure"),
        (HEAD + "GDP,CN,2021,many,%,rate\n", "row 2: 'many' is not a number"),
        (HEAD + "GDP,CN,2021,inf,%,rate\n", "not a finite number"),
        (HEAD + "GDP,CN,last year,1,%,rate\n", "row 2: not a period"),
        (HEAD + "GDP,CN,2021,1,fathoms,level\n", "unknown unit 'fathoms'"),
        (HEAD + "GDP,CN,2021,1,%,vibes\n", "unknown measure 'vibes'"),
        (HEAD + "GDP,CN,2021,1,trillion yuan,level\nGDP,CN,2022,1,current US$,level\n", "row 3: mixed units"),
        (HEAD + ",CN,2021,1,%,rate\n", "without the name of its series"),
        (HEAD + 'GDP,"CN,2021,1,%,rate\n', "broken as CSV"),
    ],
)
def test_a_broken_series_file_says_what_and_where(tmp_path: Path, content: str, problem: str) -> None:
    path = tmp_path / "series.csv"
    path.write_text(content)
    with pytest.raises(SeriesError) as caught:
        load_series(path)
    assert problem in str(caught.value)
    assert caught.value.advice


def test_files_that_are_no_tables_say_so(tmp_path: Path) -> None:
    with pytest.raises(SeriesError, match="cannot open"):
        load_series(tmp_path / "nowhere.csv")
    binary = tmp_path / "picture.csv"
    binary.write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(SeriesError, match="a PNG picture; give a table"):
        load_series(binary)
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"PAR1")
    with pytest.raises(SeriesError, match="broken as Parquet"):
        load_series(broken)
