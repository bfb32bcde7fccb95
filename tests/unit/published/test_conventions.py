"""What offices' conventions mean, as the files of `knowledge/importing` say beside their rules."""

from __future__ import annotations

from typing import Any

import pytest

from tallystick.knowledge import load_topics
from tallystick.knowledge.missing import status
from tallystick.knowledge.table_units import read_unit
from tallystick.model import PeriodError, SeriesError
from tallystick.published.cells import decimal_comma, number
from tallystick.published.columns import adjustment, area, column
from tallystick.published.measures import read_measure
from tallystick.published.periods import read_period

TOPICS = load_topics("importing")


def cases(topic: str, kind: str) -> list[dict[str, Any]]:
    return list(TOPICS[topic][kind])


def named(case: dict[str, Any]) -> str:
    return str(case["text"])


@pytest.mark.parametrize("case", cases("units", "examples"), ids=named)
def test_units(case: dict[str, Any]) -> None:
    found = read_unit(case["text"])
    assert (found.code, found.power) == (case["unit"], case["power"])
    assert (found.base, found.measure) == (case.get("base", ""), case.get("measure", ""))


@pytest.mark.parametrize("case", cases("units", "counterexamples"), ids=named)
def test_units_that_are_not_known_are_refused(case: dict[str, Any]) -> None:
    with pytest.raises(SeriesError, match="unknown unit"):
        read_unit(case["text"])


@pytest.mark.parametrize("case", cases("periods", "examples"), ids=named)
def test_periods(case: dict[str, Any]) -> None:
    assert str(read_period(case["text"])) == case["period"]


@pytest.mark.parametrize("case", cases("periods", "counterexamples"), ids=named)
def test_periods_that_may_be_others_are_refused(case: dict[str, Any]) -> None:
    with pytest.raises(PeriodError, match="not a period"):
        read_period(case["text"])


@pytest.mark.parametrize("case", cases("measures", "examples"), ids=named)
def test_measures(case: dict[str, Any]) -> None:
    found = read_measure(case["text"], case["unit"])
    assert (found.measure, found.whole) == (case.get("measure"), case.get("whole", ""))
    assert found.to_date == case.get("to_date", False)


@pytest.mark.parametrize("case", cases("measures", "counterexamples"), ids=named)
def test_measures_that_are_not_known_are_refused(case: dict[str, Any]) -> None:
    with pytest.raises(SeriesError, match="unknown measure"):
        read_measure(case["text"], case["unit"])


@pytest.mark.parametrize("case", [*cases("areas", "examples"), *cases("areas", "counterexamples")], ids=named)
def test_areas(case: dict[str, Any]) -> None:
    assert area(case["text"]) == case.get("area", case["text"])


@pytest.mark.parametrize("case", [*cases("columns", "examples"), *cases("columns", "counterexamples")], ids=named)
def test_adjustment_among_other_words(case: dict[str, Any]) -> None:
    assert adjustment("", case["text"]) == case.get("adjustment", "")


@pytest.mark.parametrize("code", ["SA", "S", "Y"])
def test_adjustment_in_a_column_of_its_own(code: str) -> None:
    assert adjustment(code) == "seasonally adjusted" != adjustment("NSA")


@pytest.mark.parametrize(
    "mark", ["", ":", "-", "–", "n.a.", "N/A", "#N/A", "NaN", "..", "...", "null", "—", "……", "暂无", " : "]
)
def test_marks_of_what_is_missing(mark: str) -> None:
    assert status(mark) == "missing"


@pytest.mark.parametrize(
    ("cell", "told", "why"), [("", "Q", "suppressed"), (": c", "", "suppressed"), ("NaN", "L", "not yet published")]
)
def test_a_status_says_why(cell: str, told: str, why: str) -> None:
    assert status(cell, told) == why


@pytest.mark.parametrize(
    ("cell", "comma", "value"),
    [
        ("1,234.5", False, "1234.5"),
        ("1 234.5", False, "1234.5"),
        ("1\u202f234,5", True, "1234.5"),
        ("1.234.567,8", True, "1234567.8"),
        ("1'234.5", False, "1234.5"),
        ("−0.3", False, "-0.3"),
        ("(0.3)", False, "-0.3"),
        ("５.２", False, "5.2"),
        ("5.2 p", False, "5.2"),
        ("5.2(e)", False, "5.2"),
        ("5.2%", False, "5.2"),
        ("4.87E+12", False, "4.87E+12"),
    ],
)
def test_numbers(cell: str, comma: bool, value: str) -> None:
    assert f"{number(cell, comma=comma):f}" == f"{float(value):f}".rstrip("0").rstrip(".")


@pytest.mark.parametrize("cell", ["many", "1-2", "5 apples", "1.2.3", "--5", "e5", "2023-01"])
def test_what_is_no_number_is_refused(cell: str) -> None:
    with pytest.raises(SeriesError, match="is not a number"):
        number(cell)


def test_a_comma_is_decimal_where_some_number_shows_it() -> None:
    assert decimal_comma(["12,5", "1.234", "7"])
    assert not decimal_comma(["12.5", "1,234", "7"])
    assert not decimal_comma(["1,234", "7"])
    with pytest.raises(SeriesError, match="decimal comma and"):
        decimal_comma(["12,5", "12.5"])
    with pytest.raises(SeriesError, match="thousands or decimals"):
        decimal_comma(["1,234"], semicolons=True)


def test_days_stand_for_the_period_that_a_frequency_tells() -> None:
    assert str(read_period("2023-10-01", "M")) == "2023-10"
    assert str(read_period("2023-10-01", "Quarterly")) == "2023-Q4"
    assert str(read_period("2023-10-01", "A")) == "2023"
    assert str(read_period("2023-10-01", "D")) == "2023-10-01"


def test_no_column_has_two_meanings() -> None:
    forms = [form for names in TOPICS["columns"]["columns"].values() for form in names]
    assert len(forms) == len(set(forms))
    assert all(column(form) == name for name, names in TOPICS["columns"]["columns"].items() for form in names)
