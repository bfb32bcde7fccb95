"""Fiscal years: written out, in parts, and meant where a release counts in them."""

from __future__ import annotations

from datetime import date

import pytest

from tallystick.reading import read
from tallystick.releases import from_text

_BUDGET = "Singapore's revenue in FY97 was above FY96 and FY95.\n\n"


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
    assert periods(f"In {words}, Singapore collected 29 million dollars.", "2014-02-17") == [period]


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


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In FY24, exports of India stood at 29 billion dollars.", "2023-04/2024-03"),
        ("In 2023-24, mills of India sold 29 million bags.", "2023-04/2024-03"),
        ("In fiscal year 2023, the federal government of the United States borrowed $29 billion.", "2022-10/2023-09"),
        ("In FY2022/23, hotels of Egypt had 29 million guests.", "2022-07/2023-06"),
        ("In 2022–23, Australia's tram network carried 29 million people.", "2022-07/2023-06"),
        ("In fiscal 2023, ports of Japan handled 29 million boxes.", "2023-04/2024-03"),
        ("In 2024–25, Germany will build 29 bridges.", "2024/2025"),
        ("In Q3 FY22, mills of India sold 29 million bags.", "2021-Q4"),
        ("In the first half of FY2023, Pakistan collected 29 billion rupees.", "2022-S2"),
        ("In 9M FY22, banks of India lent 29 billion dollars.", "2021-04/2021-12"),
    ],
)
def test_a_fiscal_year_is_that_of_its_country(text: str, period: str) -> None:
    assert periods(text, "2024-09-17") == [period]


def test_a_company_tells_its_own_fiscal_year() -> None:
    text = (
        "In its fiscal year ended January 30, 2021, the chain sold 29 million cups. In fiscal 2020, it sold 35 million."
    )
    assert periods(text, "2021-03-17") == ["2020-02/2021-01", "2019-02/2020-01"]


@pytest.mark.parametrize("words", ["FY24", "2023-24", "2023/24", "the third quarter of fiscal 2024"])
def test_a_fiscal_year_of_nobody_known_gives_no_period(words: str) -> None:
    assert periods(f"In {words}, the chain sold 29 million cups.", "2024-09-17") == [""]
