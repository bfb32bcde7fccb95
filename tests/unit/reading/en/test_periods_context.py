"""The period of figures whose own sentence names none: title, section, list, paragraph, the release as a whole."""

from __future__ import annotations

from datetime import date

from tallystick.reading import read
from tallystick.releases import from_text


def periods(text: str, released: str) -> list[str]:
    """The period of each figure."""
    return [o.to_dict()["period"] for o in read(from_text(text, name="example", released=date.fromisoformat(released)))]


def test_the_title_gives_the_period_of_all() -> None:
    assert periods("# Toy Sales, June 2014\n\nSales of kites rose 3%.\n", "2014-07-20") == ["2014-06"]


def test_a_year_ending_in_a_title_is_a_span() -> None:
    assert periods("# Thefts, Year Ending March 2014\n\nPolice counted 400 thefts.\n", "2014-07-20") == [
        "2013-04/2014-03"
    ]


def test_the_year_of_an_edition_is_not_what_it_tells_of() -> None:
    text = "# Report on the Council 2023\n\nLast year the council met often.\n\nHarbours handled 5 million tonnes.\n"
    assert periods(text, "2023-03-05") == ["2022"]


def test_aims_listed_for_this_year_are_of_this_year() -> None:
    text = "Last year was good.\n\nThe aims for this year are as follows:\n\nover 600 tonnes of rye\n\n40 new schools\n"
    assert periods(text, "2021-03-05") == ["2021", "2021"]


def test_old_history_does_not_outlive_its_paragraph() -> None:
    text = (
        "In Q2 2014 and Q1 2014 trade was brisk; Q2 2014 was best, after Q2 2014 began.\n\n"
        "In 1995 there were 40 mills.\n\nMills made 900 tonnes.\n"
    )
    assert periods(text, "2014-07-25") == ["1995", "2014-Q2"]


def test_a_review_of_years_lends_its_span() -> None:
    text = (
        "Over the past five years, output has grown by 20 percent.\n\n"
        "Some 30 bridges were newly built.\n\nThe share of rail rose from 12 percent to 15 percent.\n"
    )
    assert periods(text, "2023-03-05") == ["2022", "2018/2022", "2017", "2022"]
