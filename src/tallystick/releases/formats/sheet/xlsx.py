"""Workbooks of Excel's XML kind (.xlsx, .xlsm), from their parts; links to the outside and macros are left alone."""

from __future__ import annotations

from posixpath import dirname, normpath
from xml.etree.ElementTree import Element

from tallystick.model import SourceError
from tallystick.releases.formats.archive import Archive
from tallystick.releases.formats.sheet.book import Book
from tallystick.releases.formats.sheet.styles import styles_of
from tallystick.releases.formats.sheet.texts import shared_texts
from tallystick.releases.formats.sheet.xlsx_sheet import SheetReader
from tallystick.releases.formats.sheet.xml import elements

_AGAIN = "open it in its own program and save it anew as .xlsx"
_RELATION = frozenset(("Relationship",))
_MOST_SHEETS = 1000


def read_xlsx(data: bytes, source: str) -> Book:
    """The sheets of a workbook; SourceError for what is damaged, locked, or none at all."""
    archive = Archive(data, source)
    if "xl/workbook.bin" in archive.names:
        raise SourceError(f"{source} is a binary workbook (.xlsb)", "save it as .xlsx")
    main = next((part for kind, part in _relations(archive, "", source).values() if kind == "officeDocument"), "")
    part = archive.read(main or "xl/workbook.xml")
    if part is None:
        raise SourceError(f"{source} lacks its workbook", _AGAIN)
    relations = _relations(archive, main or "xl/workbook.xml", source)
    listed, since_1904 = _sheets(part, source)
    by_kind = dict(relations.values())
    texts = shared_texts(archive.read(by_kind.get("sharedStrings", "xl/sharedStrings.xml")), source)
    styles = styles_of(archive.read(by_kind.get("styles", "xl/styles.xml")), since_1904, source)
    book = Book()
    for name, state, key in listed[:_MOST_SHEETS]:
        if state in ("hidden", "veryHidden"):
            book.hidden.append(name)
            continue
        kind, target = relations.get(key, ("", ""))
        words = archive.read(target) if kind == "worksheet" else None
        if words is not None:
            book.sheets.append(SheetReader(name, texts, styles, source).read(words))
    return book


def _sheets(part: bytes, source: str) -> tuple[list[tuple[str, str, str]], bool]:
    """Name, state and relation of each sheet in their order, and whether days are counted from 1904."""
    listed: list[tuple[str, str, str]] = []
    since_1904 = False
    for name, element in elements(part, frozenset(("sheets", "workbookPr")), source):
        if name == "workbookPr":
            since_1904 = element.get("date1904", "0") in ("1", "true")
        else:
            listed += [(one.get("name") or "", one.get("state") or "", _key(one)) for one in element]
    return listed, since_1904


def _key(element: Element) -> str:
    """The relation that an element names."""
    return next((value for name, value in element.attrib.items() if name.endswith("}id")), "")


def _relations(archive: Archive, part: str, source: str) -> dict[str, tuple[str, str]]:
    """The parts that `part` names as its own: key → kind and name. Those outside of the file are left out."""
    folder = dirname(part)
    data = archive.read(f"{folder}/_rels/{part.rpartition('/')[2]}.rels" if part else "_rels/.rels")
    found = {}
    for _, one in elements(data, _RELATION, source) if data else ():
        target = one.get("Target") or ""
        if target and (one.get("TargetMode") or "").lower() != "external":
            inside = target if target.startswith("/") else f"{folder}/{target}"
            kind = (one.get("Type") or "").rpartition("/")[2]
            found[one.get("Id") or ""] = (kind, normpath(inside).lstrip("/"))
    return found
