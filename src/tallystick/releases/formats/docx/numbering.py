"""Automatic numbers and bullets: what Word prints before the paragraphs of a list, counted along the document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tallystick.releases.formats.docx.markup import is_on, number, value
from tallystick.releases.formats.docx.numerals import numeral

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_BULLETS = "•·●▪■◆○*➢►◦‣⁃–—-"
_LONGEST = 60  # characters of a printed number
_MOST = 30_000


class Level(NamedTuple):
    """A level of a list: `words` with `%1` for the count of the first level, `kind` the format of its own."""

    kind: str = "decimal"
    words: str = ""
    first: int = 1
    restarts_after: int = -1
    legal: bool = False
    tight: bool = False
    hidden: bool = False
    style: str = ""


class Label(NamedTuple):
    """What is printed before a paragraph: its words, whether it is a bullet, whether no space follows it."""

    words: str
    bullet: bool = False
    tight: bool = False


class Numbering:
    """The lists of a document. Lists on the same abstract list count on together, as in Word."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}  # name of a list style → the abstract list that defines it
        self._linked: dict[str, str] = {}  # abstract list → name of the list style it stands for
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        for element in elements:
            if element.tag == "w:abstractNum":
                self._add_abstract(element)
            elif element.tag == "w:num":
                self._add_list(element)

    def _add_abstract(self, element: Element) -> None:
        name = element.get("w:abstractNumId", "")
        self._levels[name] = {_index(level): _level(level) for level in element.findall("w:lvl")}
        defines, stands_for = value(element, "w:styleLink"), value(element, "w:numStyleLink")
        if defines:
            self._links[defines] = name
        if stands_for:
            self._linked[name] = stands_for

    def _add_list(self, element: Element) -> None:
        own: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for change in element.findall("w:lvlOverride"):
            level = change.find("w:lvl")
            if level is not None:
                own[_index(change)] = _level(level)
            start = value(change, "w:startOverride")
            if start is not None:
                starts[_index(change)] = number(start, 1, _MOST)
        self._lists[element.get("w:numId", "")] = (value(element, "w:abstractNumId") or "", own, starts)

    def level_of_style(self, list_id: str, style_id: str) -> int:
        """The level of a list that belongs to a paragraph style; 0 where none is named."""
        abstract, own, _ = self._lists.get(list_id, ("", {}, {}))
        levels = self._levels.get(self._resolved(abstract), {}) | own
        return next((at for at, level in levels.items() if level.style == style_id), 0)

    def label(self, list_id: str, level: int) -> Label | None:
        """What is printed before the next paragraph of a list at a level (from 0), which counts one on."""
        if list_id not in self._lists or not 0 <= level < _LEVELS:
            return None
        named, own, starts = self._lists[list_id]
        abstract = self._resolved(named)
        levels = self._levels.get(abstract, {}) | own
        if level not in levels:
            return None
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        self._begin(list_id, level, levels, starts, counts)
        self._count(level, levels, counts)
        return _printed(levels, level, counts)

    def _resolved(self, abstract: str) -> str:
        return self._links.get(self._linked.get(abstract, ""), abstract)

    def _begin(
        self, list_id: str, level: int, levels: dict[int, Level], starts: dict[int, int], counts: list[int | None]
    ) -> None:
        """A list that says where it starts begins there when it is first used at that level."""
        if level in starts and (list_id, level) not in self._started:
            self._started.add((list_id, level))
            counts[level] = starts[level] - 1
            for deeper in range(level + 1, _LEVELS):
                counts[deeper] = None
        for outer in range(level):
            if counts[outer] is None:
                counts[outer] = levels[outer].first if outer in levels else 1

    def _count(self, level: int, levels: dict[int, Level], counts: list[int | None]) -> None:
        before = counts[level]
        counts[level] = levels[level].first if before is None else min(before + 1, _MOST)
        for deeper in range(level + 1, _LEVELS):
            after = levels[deeper].restarts_after if deeper in levels else -1
            if after < 0 or (after > 0 and level < after):
                counts[deeper] = None


def _index(element: Element) -> int:
    return number(element.get("w:ilvl"), 0, _LEVELS)


def _level(element: Element) -> Level:
    text = element.find("w:lvlText")
    return Level(
        kind=value(element, "w:numFmt") or _alternative(element) or "decimal",
        words=(text.get("w:val") or "")[:_LONGEST] if text is not None else "",
        first=number(value(element, "w:start"), 1, _MOST),
        restarts_after=number(value(element, "w:lvlRestart"), -1),
        legal=bool(is_on(element, "w:isLgl")),
        tight=value(element, "w:suff") == "nothing",
        hidden=bool(is_on(element.find("w:rPr"), "w:vanish")),
        style=value(element, "w:pStyle") or "",
    )


def _alternative(element: Element) -> str | None:
    """The format in a choice that old programs do not know."""
    return value(element, "mc:AlternateContent/mc:Fallback/w:numFmt")


def _printed(levels: dict[int, Level], level: int, counts: list[int | None]) -> Label | None:
    own = levels[level]
    if own.hidden:
        return None
    if own.kind == "bullet":
        return Label(own.words if own.words and own.words in _BULLETS else "•", True)

    def count(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        kind = levels[at].kind if at in levels else "decimal"
        if own.legal or kind == "bullet":
            kind = "decimal"
        return numeral(counts[at] or 0, kind)

    words = _PLACE.sub(count, own.words).strip()
    return Label(words, False, own.tight) if words else None
