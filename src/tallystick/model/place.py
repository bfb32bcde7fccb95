"""Places: where on a page or in a sheet the words of a release stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

import msgspec


class Rectangle(msgspec.Struct, frozen=True, array_like=True):
    """On a page, in points of 1/72 inch from its top left corner as it is shown."""

    x0: float
    y0: float
    x1: float
    y1: float


_START = attrgetter("start")
_IN_FILE = re.compile(r"(?:\[([^\]]*)\])?(.*)", re.DOTALL)
_SIDE = r"-?\d+(?:\.\d+)?"
_SIDES = re.compile(rf"{_SIDE}(?:,{_SIDE}){{3}}(?: {_SIDE}(?:,{_SIDE}){{3}})*", re.ASCII)


def _flat(rectangle: Rectangle) -> str:
    ends = (rectangle.x0, rectangle.y0, rectangle.x1, rectangle.y1)
    return ",".join(f"{round(end, 1):g}" for end in ends)


class Run(msgspec.Struct, frozen=True, array_like=True):
    """Characters of a release's text that stand together on a page (numbered from 1): a word, or a line of them."""

    start: int
    end: int
    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class Recognized(msgspec.Struct, frozen=True, array_like=True):
    """Characters of a release's text that were read from an image, and the odds, 0 to 1, that they are right."""

    start: int
    end: int
    odds: float


class PageSize(msgspec.Struct, frozen=True, array_like=True):
    """Width and height of a page as it is shown, in points."""

    width: float
    height: float


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where words stand: a page (from 1) with one rectangle a line, or a sheet and its cell (`B5`).

    `file` names the file of a release that is made of several; its pages are counted by themselves.

    >>> str(Place(page=3)), str(Place(sheet="Exports", cell="B5", file="annex.xlsx"))
    ('page 3', 'annex.xlsx, sheet Exports, cell B5')
    """

    page: int = 0
    rectangles: tuple[Rectangle, ...] = ()
    sheet: str = ""
    cell: str = ""
    file: str = ""

    def __str__(self) -> str:
        where = (f"sheet {self.sheet}, cell {self.cell}" if self.cell else f"sheet {self.sheet}") if self.sheet else ""
        return ", ".join(part for part in (self.file, where or (f"page {self.page}" if self.page else "")) if part)

    @property
    def flat(self) -> str:
        """The place in one cell of a table: rectangles (`x0,y0,x1,y1`, a blank between two), or `Exports!B5`.

        >>> Place(page=1, rectangles=(Rectangle(72, 90.5, 99.25, 102),)).flat, Place(sheet="Exports", cell="B5").flat
        ('72,90.5,99.2,102', 'Exports!B5')
        """
        inside = f"{self.sheet}!{self.cell}" if self.sheet else " ".join(map(_flat, self.rectangles))
        return f"[{self.file}]{inside}" if self.file else inside

    @classmethod
    def of_flat(cls, page: str, words: str) -> Place | None:
        """The place again from what a table's cells say; None of empty ones.

        >>> Place.of_flat("1", "72,90.5,99.2,102").rectangles, str(Place.of_flat("", "Exports!B5"))
        ((Rectangle(x0=72.0, y0=90.5, x1=99.2, y1=102.0),), 'sheet Exports, cell B5')
        """
        file, inside = _IN_FILE.fullmatch(words).groups("")  # type: ignore[union-attr]  # all texts match
        number = int(float(page)) if page.replace(".", "", 1).isdecimal() else 0
        if number or file or inside:
            sides = [piece.split(",") for piece in inside.split(" ")] if _SIDES.fullmatch(inside) else []
            sheet, _, cell = ("", "", "") if sides else inside.rpartition("!")
            return cls(number, tuple(Rectangle(*map(float, ends)) for ends in sides), sheet, cell, file)
        return None


class Dropped(msgspec.Struct, frozen=True):
    """What a page prints and the release's text leaves out: its words, the reason (one of DROPPED), and where."""

    text: str
    reason: str
    place: Place | None = None


DROPPED = (
    "furniture",  # running heads, page numbers, print slugs
    "mark",  # note marks and flags at words and numbers
    "hyphen",  # of a word broken at a line's end
    "double",  # printed twice to look bold
    "hidden",  # invisible text, hidden rows, columns and sheets
    "deleted",  # by a tracked change
    "chart",  # axes and labels of a picture
    "not read",  # what the format's reader could not make out
)


def place_of(runs: Sequence[Run], start: int, end: int) -> Place | None:
    """The page and rectangles of `text[start:end]` among runs sorted by `start`; None where none holds any of it.

    Runs on one line give one rectangle. Words on several pages give the place on the first of them. Found by
    bisection.

    >>> runs = [Run(0, 5, 1, 10, 10, 40, 20), Run(6, 9, 1, 44, 10, 60, 20), Run(10, 14, 1, 10, 24, 30, 34)]
    >>> place_of(runs, 2, 12).rectangles
    (Rectangle(x0=10, y0=10, x1=60, y1=20), Rectangle(x0=10, y0=24, x1=30, y1=34))
    """
    first = max(bisect_right(runs, start, key=_START) - 1, 0)
    lines: list[Rectangle] = []
    page = 0
    for at in range(first, len(runs)):
        run = runs[at]
        if run.start >= end or (page and run.page != page):
            break
        if run.end <= start:
            continue
        page = run.page
        _add(lines, run)
    return Place(page, tuple(lines)) if page else None


def _add(lines: list[Rectangle], run: Run) -> None:
    """Widen the last line's rectangle by a run on the same line, or begin the next line's."""
    last = lines[-1] if lines else None
    if last is not None and min(last.y1, run.y1) - max(last.y0, run.y0) > 0.5 * min(last.y1 - last.y0, run.y1 - run.y0):
        lines[-1] = Rectangle(min(last.x0, run.x0), min(last.y0, run.y0), max(last.x1, run.x1), max(last.y1, run.y1))
    else:
        lines.append(Rectangle(run.x0, run.y0, run.x1, run.y1))
