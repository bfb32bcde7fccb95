"""Styles: what a paragraph or a run is by the style it names, through the styles that one rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tallystick.releases.formats.docx.markup import child, is_on, number, value

_LONGEST_CHAIN = 30  # styles that rest on one another
# The names Word gives to its own styles in every language, and those other programs write.
_KINDS = (
    ("heading", re.compile(r"(?:heading|标题|標題)\s?([1-9])", re.IGNORECASE)),
    ("title", re.compile(r"title|标题|標題|文档标题", re.IGNORECASE)),
    ("caption", re.compile(r"caption|题注|標號|圖表標題|table caption|figure caption", re.IGNORECASE)),
    ("contents", re.compile(r"(?:toc|contents|目录|目錄)\s?(?:[1-9]|heading)|table of (?:figures|authorities)", re.I)),
    ("note", re.compile(r"(?:foot|end)note text|脚注文本|註腳文字|尾注文本", re.IGNORECASE)),
)
_BODY_LEVEL = 9  # an outline level from which on words are no heading


class Look(NamedTuple):
    """How a run looks: `raised` is 1 for a superscript, -1 for a subscript."""

    bold: bool = False
    raised: int = 0
    hidden: bool = False
    symbol: str = ""


class ParagraphStyle(NamedTuple):
    """What a paragraph is by its style: a kind (heading, title, caption, contents, note or none), the list it counts in
    (`level` is -1 where the list itself tells it), its indent in twentieths of a point, the look of its runs."""

    kind: str = ""
    heading: int = -1
    list_id: str = ""
    level: int = -1
    indent: int = 0
    look: Look = Look()
    id: str = ""


class Styles:
    """The styles of a document by their ids; ids that name none are plain."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        base: Element | None = None
        for element in elements:
            if element.tag == "w:style":
                self._styles.setdefault(element.get("w:styleId", ""), element)
                if element.get("w:default", "") in ("1", "true") and element.get("w:type") == "paragraph":
                    self._default = element.get("w:styleId", "")
            elif element.tag == "w:docDefaults":
                base = child(element, "w:rPrDefault/w:rPr")
        self._base = look_of(base, Look())
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._looks: dict[tuple[str, Look], Look] = {}

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """The style of a paragraph that names `style_id`."""
        name = style_id if style_id in self._styles else self._default
        found = self._paragraphs.get(name)
        if found is None:
            self._paragraphs[name] = found = self._resolved(name)
        return found

    def look(self, style_id: str | None, around: Look) -> Look:
        """The look of a run that names the character style `style_id` inside a paragraph that looks like `around`."""
        if style_id not in self._styles:
            return around
        key = (style_id, around)
        found = self._looks.get(key)
        if found is None:
            found = around
            for element in self._chain(style_id):
                found = look_of(element.find("w:rPr"), found)
            self._looks[key] = found
        return found

    def _chain(self, style_id: str) -> list[Element]:
        """The style and all it rests on, the outermost first."""
        chain: list[Element] = []
        name: str | None = style_id
        while name in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[name])
            name = value(chain[-1], "w:basedOn")
        return chain[::-1]

    def _resolved(self, style_id: str) -> ParagraphStyle:
        found = ParagraphStyle(look=self._base, id=style_id)
        for element in self._chain(style_id):
            properties = element.find("w:pPr")
            kind, level = kind_of_name(value(element, "w:name") or "")
            outline = number(value(properties, "w:outlineLvl"), -1)
            if outline >= 0:
                kind, level = ("heading", outline) if outline < _BODY_LEVEL else ("", -1)
            if kind or outline >= 0:
                found = found._replace(kind=kind, heading=level)
            found = found._replace(
                list_id=value(properties, "w:numPr/w:numId") or found.list_id,
                level=number(value(properties, "w:numPr/w:ilvl"), found.level),
                indent=indent_of(properties, found.indent),
                look=look_of(element.find("w:rPr"), found.look),
            )
        return found


def kind_of_name(name: str) -> tuple[str, int]:
    """What a style of this name is, and its level as a heading from 0.

    >>> kind_of_name("heading 2"), kind_of_name("Normal")
    (('heading', 1), ('', -1))
    """
    for kind, names in _KINDS:
        match = names.fullmatch(name.strip())
        if match:
            return kind, int(match[1]) - 1 if kind == "heading" else -1
    return "", -1


def indent_of(properties: Element | None, otherwise: int) -> int:
    """Where the first line of a paragraph begins, in twentieths of a point from the edge of its column."""
    indent = properties.find("w:ind") if properties is not None else None
    if indent is None:
        return otherwise
    left = next((indent.get(name) for name in ("w:left", "w:start") if indent.get(name)), None)
    first = number(indent.get("w:firstLine")) or -number(indent.get("w:hanging"))
    letters = number(indent.get("w:leftChars")) + number(indent.get("w:firstLineChars"))
    if left is None and not first and letters:
        return letters * 2  # hundredths of a letter of about ten points
    return max(number(left) + first, 0)


def look_of(properties: Element | None, around: Look) -> Look:
    """The look that run properties give inside `around`."""
    if properties is None or not len(properties):
        return around
    bold, hidden = is_on(properties, "w:b"), is_on(properties, "w:vanish")
    fonts = properties.find("w:rFonts")
    font = fonts.get("w:ascii", around.symbol) if fonts is not None else around.symbol
    return Look(
        around.bold if bold is None else bold,
        _raised(properties, around.raised),
        around.hidden if hidden is None else hidden,
        font if font.startswith(("Symbol", "Wingdings", "Webdings")) else "",
    )


def _raised(properties: Element, otherwise: int) -> int:
    align = value(properties, "w:vertAlign")
    if align is not None:
        return {"superscript": 1, "subscript": -1}.get(align, 0)
    position = number(value(properties, "w:position"))
    return 1 if position >= _RAISED else otherwise


_RAISED = 4  # half points a run is lifted by to stand as a mark does
