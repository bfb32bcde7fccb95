"""The styles of an .xlsx workbook: how numbers are printed, what is bold, indented, or set across columns."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tallystick.releases.formats.sheet.codes import BUILT_IN
from tallystick.releases.formats.sheet.printing import Printer, printer
from tallystick.releases.formats.sheet.xml import elements

LETTERS_AN_INDENT = 2.0
_WANTED = frozenset(("numFmts", "fonts", "cellXfs"))


@dataclass(slots=True)
class Style:
    """The looks of cells."""

    printer: Printer
    bold: bool = False
    indent: float = 0.0
    across: bool = False  # its words are set in the middle of the empty cells to the right


def styles_of(data: bytes | None, since_1904: bool, source: str) -> list[Style]:
    """The looks that cells name by number; always one at least."""
    codes, bold = dict(BUILT_IN), [False]
    found: list[Style] = []
    for name, element in elements(data, _WANTED, source) if data else ():
        if name == "numFmts":
            codes |= {number(one, "numFmtId"): one.get("formatCode") or "" for one in element}
        elif name == "fonts":
            bold = [_is_bold(font) for font in element] or bold
        else:
            found = [_style(one, codes, bold, since_1904) for one in element]
    return found or [Style(printer("General", since_1904))]


def _style(element: Element, codes: dict[int, str], bold: list[bool], since_1904: bool) -> Style:
    font = number(element, "fontId")
    code = codes.get(number(element, "numFmtId"), "General")
    style = Style(printer(code, since_1904), 0 <= font < len(bold) and bold[font])
    for part in element:
        if part.tag.endswith("alignment"):
            style.indent = min(max(number(part, "indent"), 0), 20) * LETTERS_AN_INDENT
            style.across = part.get("horizontal") == "centerContinuous"
    return style


def _is_bold(font: Element) -> bool:
    return any(part.tag.endswith("}b") and part.get("val", "1") not in ("0", "false") for part in font)


def number(element: Element, name: str) -> int:
    """A whole number among the attributes; 0 for nonsense."""
    digits = (element.get(name) or "0")[:9]
    return int(digits) if digits.isascii() and digits.isdecimal() else 0
