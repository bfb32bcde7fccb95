"""Styles and lists of an OpenDocument text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tallystick.releases.formats.docx.markup import child, number
from tallystick.releases.formats.docx.numbering import Label
from tallystick.releases.formats.docx.numerals import numeral
from tallystick.releases.formats.docx.styles import Look, kind_of_name

_LONGEST_CHAIN = 30
_LETTER = 5.5  # points: about the width of a letter
_POINTS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0, "pc": 12.0}
_BULLETS = "•·●▪■◆○*➢►◦‣⁃–—-"
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


_PLAIN = Look()


class OdtStyle(NamedTuple):
    """What a style makes of a paragraph or a span: its kind and level as a heading, its indent in letters, its look."""

    kind: str = ""
    heading: int = -1
    indent: float = 0.0
    look: Look = Look()


class OdtStyles:
    """Styles by name, through those they rest on."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._styles: dict[str, Element] = {}
        self.lists: dict[str, dict[int, Element]] = {}
        for element in elements:
            if element.tag == "style:style":
                self._styles.setdefault(element.get("style:name", ""), element)
            elif element.tag in ("text:list-style", "text:outline-style"):
                name = element.get("style:name", "") if element.tag == "text:list-style" else "outline"
                self.lists.setdefault(name, {number(level.get("text:level"), 1): level for level in element})
        self._found: dict[tuple[str, Look], OdtStyle] = {}

    def of(self, name: str, around: Look = _PLAIN) -> OdtStyle:
        """The style of a name, its look inside words that look like `around`."""
        key = (name, around)
        found = self._found.get(key)
        if found is None:
            found = OdtStyle(look=around)
            for element in self._chain(name):
                found = _rested(found, element)
            self._found[key] = found
        return found

    def _chain(self, name: str) -> list[Element]:
        chain: list[Element] = []
        while name in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[name])
            name = chain[-1].get("style:parent-style-name", "")
        return chain[::-1]


def _rested(below: OdtStyle, element: Element) -> OdtStyle:
    """A style resting on another."""
    name = element.get("style:display-name") or element.get("style:name", "").replace("_20_", " ")
    kind, level = kind_of_name(name)
    if not kind:
        kind, level = below.kind, below.heading
    properties = child(element, "style:paragraph-properties")
    indent = below.indent
    if properties is not None:
        sides = (properties.get("fo:margin-left"), properties.get("fo:text-indent"))
        if any(sides):
            indent = max(sum(map(_points, sides)), 0.0) / _LETTER
    return OdtStyle(kind, level, indent, _look(child(element, "style:text-properties"), below.look))


def _look(properties: Element | None, around: Look) -> Look:
    if properties is None:
        return around
    weight, place = properties.get("fo:font-weight"), properties.get("style:text-position", "").split(" ")[0]
    shown = properties.get("text:display")
    raised = around.raised
    if place:
        raised = 1 if place == "super" or number(place.rstrip("%")) > 0 else -1 if place.startswith(("sub", "-")) else 0
    return Look(
        around.bold if weight is None else weight == "bold" or number(weight) > 500,
        raised,
        around.hidden if shown is None else shown == "none",
    )


def _points(length: str | None) -> float:
    """A length in points; 0 where it is none.

    >>> _points("1in"), _points("x")
    (72.0, 0.0)
    """
    try:
        return float(length[:-2]) * _POINTS.get(length[-2:], 0.0) if length else 0.0
    except ValueError:
        return 0.0


class ListCounts:
    """The counts of a list at each of its levels."""

    def __init__(self, levels: dict[int, Element]) -> None:
        self.levels = levels
        self._counts: dict[int, int] = {}

    def label(self, level: int, start: str | None = None) -> Label | None:
        """What is printed before the next item at a level (from 1)."""
        style = self.levels.get(level)
        if style is None:
            return None
        if style.tag == "text:list-level-style-bullet":
            char = style.get("text:bullet-char", "")
            return Label(char if char and char in _BULLETS else "•", True)
        first = number(start or style.get("text:start-value"), 1)
        self._counts[level] = first if start or level not in self._counts else self._counts[level] + 1
        for deeper in [at for at in self._counts if at > level]:
            del self._counts[deeper]
        kinds = style.get("style:num-format", "")
        if not kinds:
            return None
        shown = range(max(level - number(style.get("text:display-levels"), 1) + 1, 1), level + 1)
        words = ".".join(self._numeral(at) for at in shown)
        words = f"{style.get('style:num-prefix', '')}{words}{style.get('style:num-suffix', '')}".strip()
        return Label(words, False, words[-1:] in "、）：．") if words else None

    def _numeral(self, level: int) -> str:
        style = self.levels.get(level)
        kind = style.get("style:num-format", "1") if style is not None else "1"
        first = number(style.get("text:start-value"), 1) if style is not None else 1
        han = "chineseCounting" if kind.startswith("一") else "decimal"
        return numeral(self._counts.get(level, first), _FORMATS.get(kind, han))
