"""Heads of sheets as offices print them: above names, codes and blank periods, wrapped over cells, beside a unit."""

from __future__ import annotations

from typing import Any

from tallystick.model.table import Table
from tallystick.releases import from_bytes

from .making_sheets import of_rows, written


def tables(data: bytes) -> tuple[Table, ...]:
    return from_bytes(data, "book.xlsx", "book.xlsx", language="en").tables


def columns(table: Table) -> list[tuple[str, ...]]:
    return [path for path in table.bands[0].columns if path]


def test_heads_above_regions_codes_and_a_first_quarter_without_figures() -> None:
    regions: list[tuple[object, ...]] = []
    for region, code in (("Northmark", "N0001"), ("Southmark", "S0002")):
        regions += [(region,), (code,), (None, 1994, "Q1")]
        regions += [(None, None, "Q2", 310, 45, 12, 8, 7), (None, 1995, "Q1", 320, 46, 13, 9, 6), ()]
    heads = (
        (None, None, None, "Barges", "Ferries", "Tugs", "Rafts", "Yachts"),
        (None, None, None, "£", "£", "£", "£", "£"),
    )
    [table] = tables(of_rows(("Table 4: Dues by craft",), (), *heads, *regions))
    assert columns(table) == [(name, "£") for name in ("Barges", "Ferries", "Tugs", "Rafts", "Yachts")]
    paths = [path for path in table.rows if path and path[-1] == "Q2"]
    assert paths == [("Northmark", "N0001", "1994", "Q2"), ("Southmark", "S0002", "1994", "Q2")]


def test_rows_of_classes_and_codes_below_heads_and_a_unit_at_the_right() -> None:
    [table] = tables(
        of_rows(
            (None, "Sales of crafts"),
            (None, "Current price, not adjusted", None, None, None, None, "£ million"),
            (None, None, None, "Sales of rope", "Sales of sails", "Sales of oars", "Sales of tar"),
            (None, None, "Sales of nets"),
            (None, None, "11 - 14", "21 - 24", "31 - 36", "41 - 43", "51.2"),
            (None, None, "QA11", "QA12", "QA13", "QA14", "QA15"),
            (2014, None, 41.5, 52.5, 18.1, 10.3, 4.4),
            (2015, None, 42.5, 53.5, 17.2, 10.1, 4.9),
        )
    )
    assert table.unit == "£ million"
    assert columns(table)[0] == ("Sales of nets", "11 - 14", "QA11")
    assert columns(table)[4] == ("Sales of tar", "51.2", "QA15")


def test_heads_wrapped_over_cells() -> None:
    [table] = tables(
        of_rows(
            ("Table 2: Hours on deck",),
            (),
            (None, "Number", None, "Yearly"),
            (None, "of berths", None, "percentage"),
            ("Port", "(thousand)", "Median", "change", "Mean"),
            ("Oslo", 27, 37.5, 0.4, 33.1),
            ("Bergen", 12, 36.5, -0.2, 32.4),
        )
    )
    assert columns(table)[-4:] == [
        ("Number of berths", "(thousand)"),
        ("Median",),
        ("Yearly percentage change",),
        ("Mean",),
    ]


def test_ranks_that_begin_anew_are_no_figures() -> None:
    names = [
        f"{first}{last}"
        for first in ("Nor", "Sud", "Ost", "Wes", "Mid", "Lan")
        for last in ("by", "ham", "ton", "ford", "wick", "ley", "don")
    ]
    rows = [(1 + i if i < 30 else i - 29, name, 50 - i / 2, 3 + i) for i, name in enumerate(names)]
    [table] = tables(of_rows(("Rank", "Town", "Score", "Berths"), *rows))
    assert table.rows[1] == ("Norby",)
    assert table.stubs == (0, 1)


def test_a_head_merged_over_a_few_columns_is_no_group() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ("Port", "Barges", "Ferries", "Tugs", "Rafts", "Yachts"))
        sheet.merge_range(1, 1, 1, 2, "Laden")
        sheet.write_row(2, 1, ("Count", "Share"))
        sheet.write_row(3, 0, ("Oslo", 12, 3.5, 4, 5, 6))
        sheet.write_row(4, 0, ("Bergen", 11, 2.5, 3, 4, 5))

    [table] = tables(written(fill))
    assert columns(table)[:2] == [("Barges", "Laden", "Count"), ("Ferries", "Laden", "Share")]
    assert table.rows[3:] == (("Oslo",), ("Bergen",))


def test_letters_that_name_columns_are_no_signs_for_missing_figures() -> None:
    heads = ("Harbour", "Boats", "A", "B", "C", "D", "Not graded")
    [table] = tables(of_rows(heads, ("Oslo", 41, 12, 13, 9, 4, 3), ("Bergen", 21, 6, 5, 4, 3, 3)))
    assert columns(table)[-6:] == [(head,) for head in heads[1:]]
