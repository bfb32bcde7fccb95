"""Columns whose numbers all end in noughts are rounded to that place."""

from __future__ import annotations

from tests.unit.reconciling.tables.build import Column, Page, told

YEARS = tuple(Column(str(year), str(year), "1") for year in (2019, 2020, 2021))
ROWS = [
    ("Northland", "38,120|38,090|38,470"),
    ("Southmark", "13,970|13,580|13,110"),
    ("Easton", "64,040|63,250|62,880"),
    ("Westholm", "14,830|14,920|15,060"),
    ("Midvale", "21,050|21,340|21,760"),
]


def test_totals_rounded_to_tens_hold() -> None:
    page = Page("A note.").table("Pupils", YEARS, [*ROWS, ("Total", "152,020|151,190|151,290")])
    assert [found.verdict for found in told(page.check(), "total_in_table")] == ["holds by rounding"]


def test_numbers_printed_to_the_last_digit_do_not() -> None:
    rows = [(name, numbers.replace("0|", "1|", 1)) for name, numbers in ROWS]
    page = Page("A note.").table("Pupils", YEARS, [*rows, ("Total", "152,027|151,190|151,290")])
    assert "contradicts" in [found.verdict for found in told(page.check(), "total_in_table")]
