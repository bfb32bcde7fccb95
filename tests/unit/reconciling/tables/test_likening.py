"""Cells that are found by their number, and numbers that too many cells print."""

from __future__ import annotations

import pytest

from tallystick.reconciling.tables.likening import pointed
from tests.unit.reconciling.tables.build import Column, Page, told

YEARS = (Column("2022", "2022"), Column("2023", "2023"))
CATCH = (("Cod", "1240.5|1187.2"), ("Haddock", "310.4|322.9"), ("Saithe and ling", "95.1|97.6"))


def verdicts(prose: str, rows: tuple[tuple[str, str], ...] = CATCH) -> list[str]:
    page = Page(prose)
    report = page.table("Table 2: Quotas by stock, per cent of the plan", YEARS, rows, of="quota").check()
    return [finding.verdict for finding in told(report, "stated_in_table")]


def test_a_number_with_many_digits_needs_few_words() -> None:
    assert verdicts("In 2023 boats that fish for cod used up 1187.2% of it.") == ["holds"]


def test_a_number_that_no_cell_prints_is_left_alone() -> None:
    assert verdicts("In 2023 boats that fish for cod used up 1087.2% of it.") == []


def test_a_number_of_few_digits_is_not_found_by_itself() -> None:
    rows = tuple((f"Stock {letter}", f"{n}.0|{n + 1}.0") for n, letter in enumerate("abcdefghij", 11))
    assert verdicts("In 2023 the ships were away for 17% of the days.", rows) == []


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("as Table 4.1 shows", {"4.1"}), ("(see tables and charts)", set()), ("见表3和图2", {"3"})],
)
def test_tables_that_a_passage_points_to(words: str, numbers: set[str]) -> None:
    assert pointed(words) == numbers
