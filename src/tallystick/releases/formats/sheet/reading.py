"""The readers of the kinds of workbook."""

from __future__ import annotations

from tallystick.releases.draft import Draft
from tallystick.releases.formats.sheet.draft import draft_of_book


def draft_of_xlsx(data: bytes, source: str) -> Draft:
    """The draft of an .xlsx or .xlsm workbook."""
    from tallystick.releases.formats.sheet.xlsx import read_xlsx

    return draft_of_book(read_xlsx(data, source), source)


def draft_of_xls(data: bytes, source: str) -> Draft:
    """The draft of an .xls workbook; SourceError where its reader is not installed."""
    from tallystick.releases.formats.sheet.xls import read_xls

    return draft_of_book(read_xls(data, source), source)


def draft_of_ods(data: bytes, source: str) -> Draft:
    """The draft of an .ods workbook."""
    from tallystick.releases.formats.sheet.ods import read_ods

    return draft_of_book(read_ods(data, source), source)
