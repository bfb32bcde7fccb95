"""What attributes tell of how a cell looks: its indent, its weight, and whether it is a mark of a note."""

from __future__ import annotations

import re
from collections.abc import Mapping

# One of these stands in all markup that tells of indents and bold letters, or of notes.
_OF_INDENTS = ("padding", "margin", "indent", "sub", "level", "lvl")
_OF_NOTES = ("note", "fn", "ftn", "superscript", "#f", "#edn")
_MOST_KNOWN = 10_000
_LONGEST = 300
_LENGTH = r"(-?\d{0,4}(?:\.\d{1,6})?)(px|pt|r?em|ex|ch|in|cm|mm|pc)?"
_LEFT = re.compile(rf"(?:padding-left|margin-left|text-indent|padding-inline-start)\s?:\s?{_LENGTH}", re.IGNORECASE)
_SIDES = re.compile(r"(?:^|[;\s])(?:padding|margin)\s?:\s?([^;]{1,60})", re.IGNORECASE)
_ONE = re.compile(_LENGTH, re.IGNORECASE)
_LEVEL = re.compile(r"(?:^|[\s_-])(?:sub|indent|level|lvl)[-_]?(\d)(?=[\s_-]|$)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s?:\s?(?:bold|[6-9]00)", re.IGNORECASE)
_NOTE_NAME = re.compile(
    r"(?:^|[\s_-])(?:foot-?notes?|fn|ftn|(?:foot)?note-?refs?|superscript)(?:[\s_-]|$)", re.IGNORECASE
)
_NOTE_TARGET = re.compile(r"#_?(?:fn|ftn|footnote|fnote|note|nota|f\.?\d|edn|endnote)", re.IGNORECASE)
# Widths in letters: half of the size of the type, which is taken for 12 points.
_LETTERS = {"px": 1 / 8, "pt": 1 / 6, "em": 2.0, "rem": 2.0, "ex": 1.0, "ch": 1.0, "in": 12.0, "cm": 4.7, "mm": 0.47}
_LEVEL_LETTERS = 2.0
_MOST = 40.0


class Looks:
    """What the attributes in some markup tell; its marks are False where none can tell of that."""

    def __init__(self, markup: str) -> None:
        lowered = markup.lower()
        self.indents = any(word in lowered for word in _OF_INDENTS)
        self.bold = "font-weight" in lowered
        self.notes = any(word in lowered for word in _OF_NOTES)
        self.hides = "hidden" in lowered or "display" in lowered
        self._known: dict[tuple[str, str], tuple[float, bool]] = {}

    def of(self, attributes: Mapping[str, str | None]) -> tuple[float, bool]:
        """The indent in letters of an element's words, and whether they are bold."""
        key = attributes.get("style") or "", attributes.get("class") or ""
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = indent(*key), _BOLD.search(key[0][:_LONGEST]) is not None
        return found


def indent(style: str, names: str) -> float:
    """The width in letters by which a style, or the names of classes, move words to the right.

    >>> indent("padding-left: 2em", ""), indent("margin: 0 0 0 16px", ""), indent("", "row sub2")
    (4.0, 2.0, 4.0)
    """
    style = style[:_LONGEST]
    width = sum(_letters(number, unit) for number, unit in _LEFT.findall(style)) if style else 0.0
    width += sum(_left_of(sides) for sides in _SIDES.findall(style)) if style else 0.0
    named = _LEVEL.search(names[:_LONGEST])
    return min(max(width, 0.0) + (_LEVEL_LETTERS * int(named[1]) if named else 0.0), _MOST)


def _left_of(sides: str) -> float:
    """The left one of the sides that a shorthand gives: all, vertical and horizontal, or clockwise from the top."""
    lengths = sides.split()[:4]
    found = _ONE.fullmatch(lengths[(0, 0, 1, 1, 3)[len(lengths)]]) if lengths else None
    return _letters(found[1], found[2]) if found else 0.0


def _letters(number: str, unit: str | None) -> float:
    return float(number) * _LETTERS.get((unit or "px").lower(), 0.0) if number not in ("", "-") else 0.0


def is_note(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element says that its words are the mark of a note.

    >>> is_note({"class": "footnote-ref"}), is_note({"href": "#fn3"}), is_note({"href": "/news"})
    (True, True, False)
    """
    if not attributes:
        return False
    names = (attributes.get("class") or "")[:_LONGEST]
    return bool(_NOTE_NAME.search(names) or _NOTE_TARGET.match((attributes.get("href") or "")[:_LONGEST]))
