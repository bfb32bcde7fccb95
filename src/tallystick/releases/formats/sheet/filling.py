"""Cells put into their row, and what of them is no words said."""

from __future__ import annotations

from tallystick.releases.formats.sheet.book import Row, Sheet, Worded, is_year
from tallystick.releases.formats.sheet.printing import ABOVE_TIE, BELOW_TIE, LARGE
from tallystick.releases.formats.sheet.styles import Style
from tallystick.releases.tables.grid import GridCell


def add_text(sheet: Sheet, row: Row, found: Worded, at: int, name: str, style: Style) -> GridCell | None:
    """Add a cell of words; None for one that prints nothing."""
    if not found.words:
        return None
    made = GridCell(
        found.words, row.number, at, 1, 1, False, style.bold, found.indent + style.indent, found.marks, name
    )
    row.cells.append(made)
    row.figures += found.figures
    row.signs += found.signs
    for mark in found.marks:
        sheet.drop(mark, "mark", name)
    return made


def add_number(sheet: Sheet, row: Row, stored: float | str, at: int, name: str, style: Style) -> GridCell | None:
    """Add a cell of a number as its looks print it; None for one that is hidden by them, or no number."""
    printer = style.printer
    try:
        amount = float(stored)
        if 0 < amount < LARGE and printer.plain and not BELOW_TIE < amount * printer.power % 1.0 < ABOVE_TIE:
            words = format(amount, printer.plain)
        else:
            words = printer.text(amount)
    except (ValueError, OverflowError):
        sheet.drop(str(stored)[:100], "not read", name)
        return None
    if not words:
        if amount:
            sheet.drop(str(stored)[:40], "hidden", name)
        return None
    made = GridCell(words, row.number, at, 1, 1, False, style.bold, style.indent, (), name)
    row.cells.append(made)
    if not printer.tells_time or not (printer.is_date or is_year(words)):
        row.figures += 1
    return made
