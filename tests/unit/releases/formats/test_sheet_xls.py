"""Workbooks of Excel's old kind; `books/ports.xls` was written by xlwt for these tests."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tallystick.model import SourceError
from tallystick.releases import from_bytes

from .making_sheets import cells, draft, lines

BOOK = (Path(__file__).parent / "books" / "ports.xls").read_bytes()


def test_what_cells_print() -> None:
    found = draft(BOOK)
    [grid] = found.grids
    assert (grid.sheet, grid.caption) == ("Ports", "Table 2: Goods through ports")
    assert cells(found, grid) == {
        "A3": "Port", "B3": "Goods", "B4": "2022", "C4": "2023", "A5": "All", "B5": "1,514", "C5": "1,620.3",
        "A6": "Oslo", "B6": "1,204", "C6": "5.3%", "A7": "Bergen", "B7": "0", "C7": "Jun 2023", "A9": "Turku",
        "B9": "0.3", "C9": "..",
    }  # fmt: skip
    cell = {one.cell: one for one in grid.cells}
    assert (cell["B3"].columns, cell["A5"].bold, cell["A6"].indent, cell["A6"].marks) == (2, True, 4.0, ("1",))
    assert lines(found)[-1] == ("paragraph", "Source: port offices")


def test_what_is_left_out_is_said() -> None:
    found = draft(BOOK)
    assert [(one.text, one.reason, one.place.cell if one.place else "") for one in found.dropped] == [
        ("sheet Work", "hidden", "A1"), ("1", "mark", "A6"), ("†", "mark", "A7"), ("row 8", "hidden", "A8"),
        ("column D", "hidden", "D1"),
    ]  # fmt: skip


def test_damaged_books_are_read_or_refused() -> None:
    chance = random.Random(5)
    for _ in range(150):
        book = bytearray(BOOK)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(512, len(book))
            book[at : at + chance.randint(1, 4)] = chance.randbytes(chance.randint(1, 4))
        if chance.random() < 0.2:
            del book[chance.randrange(600, len(book)) :]
        try:
            told = from_bytes(bytes(book), "ports", "ports.xls").text
        except SourceError as error:
            told = str(error)
        assert told


def test_the_reader_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlrd", None)
    with pytest.raises(SourceError, match=r"tallystick\[sheets\]"):
        draft(BOOK)
