"""Fiscal years: written out, in parts, and meant where a release counts in them."""

from __future__ import annotations

from datetime import date

import pytest

from tallystick.reading import read
from tallystick.releases import from_text

_BUDGET = "Revenue in FY97 was above FY96 and FY95.\n\n"


def periods(text: str, released: str) -> list[str]:
    """The period of each figure."""
    return [o.to_dict()["period"] for o in read(from_text(text, name="example", released=date.fromisoformat(released)))]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("2013/14", "2013-04/2014-03"),
        ("2013-14", "2013-04/2014-03"),
        ("FY13", "2013-04/2014-03"),
        ("the first half of 2013-14", "2013-04/2013-09"),
        ("the first nine months of the current financial year", "2013-04/2013-12"),
        ("the first three months of the financial year 2013/14", "2013-Q2"),
        ("2012-13 and in the nine months of the current financial year", "2012-04/2013-12"),
    ],
)
def test_fiscal_years_and_their_parts(words: str, period: str) -> None:
    assert periods(f"In {words}, the ministry collected 29 million dollars.", "2014-02-17") == [period]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("In the current year, receipts were $5 billion.", "1997-04/1998-03"),
        ("Last year, receipts were $5 billion.", "1996-04/1997-03"),
        ("In the coming year, receipts of $5 billion are expected.", "1998-04/1999-03"),
        ("Pension spending will amount to $5 billion.", "1998-04/1999-03"),
    ],
)
def test_years_of_a_budget_are_fiscal(words: str, period: str) -> None:
    assert periods(_BUDGET + words, "1998-02-27") == [period]


def test_years_of_other_releases_are_calendar_years() -> None:
    assert periods("Revenue in 2013/14 was high. Last year, 5,000 boats were sold.", "2014-02-17") == ["2013"]


def test_a_date_of_slashes_behind_a_month_is_no_fiscal_year() -> None:
    assert len(periods("Receipts rose by 5% in June 16/07/2014.", "2014-08-01")) == 1
