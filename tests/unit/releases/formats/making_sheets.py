"""Workbooks made for tests."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl  # type: ignore[import-untyped]  # ships no types
import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from tallystick.releases.draft import Draft
from tallystick.releases.formats.document import document_type, draft_of_document
from tallystick.releases.tables.grid import Grid


def draft(data: bytes) -> Draft:
    kind = document_type(data)
    assert kind is not None
    return draft_of_document(kind, data, "book")


def written(fill: Callable[[Any, Any], None]) -> bytes:
    """A workbook of one sheet `Ports`, filled by `fill(workbook, sheet)` of xlsxwriter."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    fill(book, book.add_worksheet("Ports"))
    book.close()
    return stream.getvalue()


def of_rows(*rows: tuple[object, ...]) -> bytes:
    """A workbook of one sheet `Ports` with rows from the top; None is an empty cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ports"
    for i, row in enumerate(rows, 1):
        for j, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(i, j, value)
    return saved(book)


def saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(data: bytes, **parts: Callable[[bytes], bytes]) -> bytes:
    """A workbook with parts changed; `sheet1` is the first sheet's, `workbook` the book's."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            stem = name.rpartition("/")[2].removesuffix(".xml")
            words = old.read(name)
            new.writestr(name, parts[stem](words) if stem in parts else words)
    return stream.getvalue()


def cells(draft: Draft, grid: Grid) -> dict[str, str]:
    """Name of each cell → its words."""
    return {cell.cell: draft.text[cell.start : cell.end] for cell in grid.cells}


def lines(draft: Draft) -> list[tuple[str, str]]:
    return [(line.hint, draft.text[line.start : line.end]) for line in draft.lines]
