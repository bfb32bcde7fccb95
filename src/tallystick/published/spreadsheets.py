"""Texts in the cells of spreadsheets: never taken for formulas, and read back as they were."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"'*(?:[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n])")
_NUMBER = re.compile(r"[+-]?\d{1,400}(?:\.\d{1,400})?")


def cell_text(text: str) -> str:
    """A text for a spreadsheet cell: one that would be taken for a formula gets an apostrophe before it.

    >>> cell_text("=HYPERLINK(1)"), cell_text("-5.6"), cell_text("-5.6% or so")
    ("'=HYPERLINK(1)", '-5.6', "'-5.6% or so")
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def text_of_cell(cell: str) -> str:
    """The text that a cell was written for.

    >>> text_of_cell("'-5.6% or so"), text_of_cell("'tis")
    ('-5.6% or so', "'tis")
    """
    return cell[1:] if cell.startswith("'") and cell_text(cell[1:]) == cell else cell
