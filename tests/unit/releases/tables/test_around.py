"""Tables in their release: captions, units and notes around them, tables that go on over pages, pictures."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model import Block, Cell
from tallystick.model.table import Table
from tallystick.releases.tables.grid import Grid, GridCell, printed
from tallystick.releases.tables.understanding import tables_of

HEAD = ["Quay", "2020", "2021"]


class Document:
    """A text with grids, written piece by piece."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.grids: list[Grid] = []

    def say(self, words: str, kind: str = "paragraph") -> Document:
        start = len(self.text)
        self.text += words + "\n"
        self.blocks.append(Block(kind, start, start + len(words)))
        return self

    def tabulate(self, rows: Sequence[Sequence[str]], page: int = 0) -> Document:
        cells = [GridCell(words, i, k) for i, row in enumerate(rows) for k, words in enumerate(row)]
        start = len(self.text)
        shown, placed = printed(cells, start)
        self.text += shown + "\n"
        self.grids.append(Grid(start, start + len(shown), placed, page=page))
        at = start
        for line in shown.split("\n"):
            self.blocks.append(Block("table", at, at + len(line)))
            at += len(line) + 1
        return self

    def tables(self) -> tuple[Table, ...]:
        return tables_of(self.text, self.grids, self.blocks)[0]

    def prose(self) -> list[str]:
        blocks = tables_of(self.text, self.grids, self.blocks)[1]
        return [self.text[block.start : block.end] for block in blocks if block.kind != "table"]


def cells(text: str, table: Table) -> dict[str, tuple[list[str], list[str]]]:
    def words(cell: Cell) -> str:
        return text[cell.start : cell.end]

    return {words(cell): (list(row), list(column)) for cell, row, column in table.data()}


def test_what_stands_around_a_table_belongs_to_it_and_is_no_prose() -> None:
    page = Document().say("Traffic grew by 3%.").say("Table 2. Ships by quay").say("(thousand)")
    page.tabulate([HEAD, ["North", "4.1", "4.5"]]).say("Source: harbour office.").say("1) Estimated at 90%.")
    page.say("Next year 5% more are expected.")
    (table,) = page.tables()
    assert (table.caption, table.unit) == ("Table 2. Ships by quay", "thousand")
    assert table.notes == ("Source: harbour office.", "1) Estimated at 90%.")
    assert page.prose() == ["Traffic grew by 3%.", "Next year 5% more are expected."]


def test_a_heading_names_the_table_and_stays_a_heading() -> None:
    page = Document().say("Ships by quay", "heading").say("单位：艘").tabulate([HEAD, ["North", "4", "5"]])
    (table,) = page.tables()
    assert (table.caption, table.unit) == ("Ships by quay", "艘")
    assert page.prose() == ["Ships by quay"]


def test_prose_above_a_table_is_no_caption() -> None:
    page = Document().say("Traffic grew by 3% over the year.").tabulate([HEAD, ["North", "4.1", "4.5"]])
    assert page.tables()[0].caption == ""
    assert page.prose() == ["Traffic grew by 3% over the year."]


def test_a_table_goes_on_without_heads_on_the_next_page() -> None:
    page = Document().tabulate([HEAD, ["North:", "", ""], ["Inner", "4.1", "4.5"]], 3).say("7", "furniture")
    page.tabulate([["Outer", "5.1", "5.5"], ["Far", "6.1", "6.5"]], 4)
    (table,) = page.tables()
    assert cells(page.text, table)["6.5"] == (["North", "Far"], ["2021"])
    assert table.page == 3


def test_a_table_goes_on_under_the_same_heads() -> None:
    page = Document().tabulate([HEAD, ["North:", "", ""], ["Inner", "4.1", "4.5"]], 3)
    page.say("Table 2 (continued)").tabulate([HEAD, ["Outer", "5.1", "5.5"]], 4)
    (table,) = page.tables()
    assert cells(page.text, table)["5.5"] == (["North", "Outer"], ["2021"])


def test_another_table_on_the_next_page_is_another() -> None:
    page = Document().tabulate([HEAD, ["Inner", "4.1", "4.5"]], 3).say("Boats were counted, too.")
    page.tabulate([["Boat", "2020", "2021"], ["Outer", "5.1", "5.5"]], 4)
    assert [table.number for table in page.tables()] == [1, 2]


def test_the_numbers_of_a_picture_are_no_table() -> None:
    page = Document().tabulate([["100", "36.3", "37.9"], ["80", "31.7", "38.5"], ["60", "32.5", "27.0"]], 3)
    assert page.tables() == ()


def test_words_alone_are_no_table() -> None:
    assert Document().tabulate([["Member", "Vote"], ["Almar", "yes"], ["Berin", "no"]]).tables() == ()


def test_a_subtitle_stands_between_the_numbered_caption_and_its_table() -> None:
    page = Document().say("Table 2").say("Ships by quay").say("(thousand)").tabulate([HEAD, ["North", "4.1", "4.5"]])
    (table,) = page.tables()
    assert (table.caption, table.unit) == ("Table 2 Ships by quay", "thousand")
    assert page.prose() == ["Ships by quay"]


def test_a_caption_tells_the_unit_beside_it() -> None:
    page = Document().say("表1 港口货物 单位：万吨").tabulate([HEAD, ["North", "4.1", "4.5"]])
    assert page.tables()[0].unit == "万吨"


def test_a_caption_below_the_last_table() -> None:
    page = Document().say("Traffic grew.").tabulate([HEAD, ["North", "4.1", "4.5"]]).say("Table 1: Ships by quay")
    assert page.tables()[0].caption == "Table 1: Ships by quay"


def test_a_caption_between_two_tables_is_that_of_the_lower() -> None:
    page = Document().tabulate([HEAD, ["North", "4.1", "4.5"]]).say("Table 1: Ships by quay")
    page.tabulate([HEAD, ["South", "5.1", "5.5"]])
    assert [table.caption for table in page.tables()] == ["", "Table 1: Ships by quay"]


def test_a_note_in_brackets_above_a_table_tells_its_unit() -> None:
    note = "[In thousands (4.1 represents 4,100). For the year ending in June. See the text.]"
    page = Document().say("Table 324. Ships by quay").say(note).tabulate([HEAD, ["North", "4.1", "4.5"]])
    (table,) = page.tables()
    assert (table.caption, table.unit, table.notes) == ("Table 324. Ships by quay", "thousands", (note,))
    assert page.prose() == []
