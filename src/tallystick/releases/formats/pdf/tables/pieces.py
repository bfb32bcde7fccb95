"""Pieces of a page's lines: words close enough to be in one cell of a table, and whether they are a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from tallystick.releases.formats.pdf.lines import TextLine, text_of
from tallystick.releases.formats.pdf.view import Array
from tallystick.releases.formats.pdf.words import Word

_GAP = 0.78  # of the size: words further apart are in two cells
_NUMBER_GAP = 0.36  # of the size: so are two numbers, even this near
_GROUP_GAP = 0.5  # of the size: groups of one number (`9 035 939`) are nearer than that
_LEVEL = 0.3  # of the size: baselines nearer than that are one row
_BASELINE, _LEFT = attrgetter("baseline"), attrgetter("x0")
_FIRST_GROUP = re.compile(r"[-–−+(<>]?\d{1,3}")
_NEXT_GROUP = re.compile(r"\d{3}(?:[.,]\d+)?[)%]?")
_NUMBER = re.compile(r"[-–−+(<>$€£]{0,3}\d[\d.,]*[)%]?")
_VALUE = re.compile(
    r"[(\[<>≤≥~≈±+\-–−—$€£¥₹`^]{0,4}(?:[A-Z]{1,3}\$?|Rs\.?)?\s?[-–−+]?\s?\d[\d\s.,'’·/:–−+()-]{0,40}"
    r"(?:%|‰|p\.?p\.?|bn|mn?|k|pts?|[a-zA-Z*†‡§#]{1,2})?[)\]*†‡§#%\s]{0,4}",
)
_MISSING = re.compile(
    r"[-–−—]{1,3}|\.{1,3}|…{1,2}|[xX:*z]|\(?[XDSZNB]\)?|[nN]\.?/?[aAdD]\.?|[nN]\.?[aA]\.?|\([a-zA-Z]\)|－{1,2}|—{2}"
)
MARKER = re.compile(
    r"[•·●▪■◆○*➢►◦‣⁃❖✓o\-–—\uf000-\uf0ff]"
    r"|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)、]?|\d(?:\.\d)+\.?"
)
_DOTS = (".", "..", "...", "·", "…", "_")
_LEAST_DOTS = 3
LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|(?:_){4,}|·{4,}")


class Piece(NamedTuple):
    """Words in a row that belong to one cell; the box around them, as a reader sees the page."""

    words: tuple[Word, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    baseline: float
    text: str
    value: bool

    @property
    def middle(self) -> float:
        """Half its width from the left."""
        return (self.x0 + self.x1) / 2


@dataclass(slots=True)
class Row:
    """Pieces on one baseline, left to right."""

    baseline: float
    size: float
    pieces: list[Piece] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Of the highest piece."""
        return min(piece.y0 for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """Of the lowest piece."""
        return max(piece.y1 for piece in self.pieces)


def is_value(text: str) -> bool:
    """Whether a cell's words are a number, or a sign that stands for one that is missing.

    >>> [is_value(each) for each in ("9 035 939", "(12.4–15.1)", "..", "n.a.", "$8.6M", "3.5**", "2.1 p")]
    [True, True, True, True, True, True, True]
    >>> [is_value(each) for each in ("15 years", "Total", "10 Downing Street", "1st quarter")]
    [False, False, False, False]
    """
    return bool(_VALUE.fullmatch(text) or _MISSING.fullmatch(text))


def piece_of(words: Sequence[Word]) -> Piece:
    """Words, left to right, as one piece."""
    if len(words) == 1:
        first = words[0]
        return Piece((first,), *first[1:7], first.text, is_value(first.text))
    text = text_of(words)
    longest = max(words, key=lambda word: len(word.text) * word.size)
    return Piece(
        tuple(words), min(word.x0 for word in words), min(word.y0 for word in words),
        max(word.x1 for word in words), max(word.y1 for word in words), longest.size, longest.baseline,
        text, is_value(text),
    )  # fmt: skip


def pieces_of(line: TextLine, upright: Array) -> Iterable[Piece]:
    """A line cut where a gap is wide, at upright ruling lines, and at leaders."""
    if len(line.words) == 1 and not LEADER.search(line.words[0].text):
        yield piece_of(line.words)
        return
    near = upright[(upright[:, 1] < line.y1) & (upright[:, 3] > line.y0)] if len(upright) else upright
    xs = near[(near[:, 0] > line.x0) & (near[:, 0] < line.x1), 0].tolist() if len(near) else []
    current: list[Word] = []
    for word in (part for each in _without_dots(line.words) for part in _without_leader(each)):
        if current and _is_apart(current, word, xs):
            yield piece_of(current)
            current = []
        current.append(word)
    if current:
        yield piece_of(current)


def _is_apart(before: list[Word], word: Word, rules: list[float]) -> bool:
    last = before[-1]
    if rules and any(last.x1 - 2 < x < word.x0 + 2 and x < word.x1 and x > last.x0 for x in rules):
        return True
    gap, size = word.x0 - last.x1, max(min(word.size, last.size), 1.0)
    if word.joined or gap <= _NUMBER_GAP * size:
        return False
    if gap > _GAP * size:
        return True
    if not _NUMBER.fullmatch(word.text) or not _NUMBER.fullmatch(last.text):
        return False
    grouped = _NEXT_GROUP.fullmatch(word.text) and all(
        (_FIRST_GROUP if i == 0 else _NEXT_GROUP).fullmatch(each.text) for i, each in enumerate(before)
    )
    return not (grouped and gap <= _GROUP_GAP * size)


def has_leader(line: TextLine) -> bool:
    """Whether a row of dots leads the eye from one of a line's words."""
    return any(len(word.text) > 1 and LEADER.search(word.text) for word in line.words)


def _without_dots(words: Sequence[Word]) -> Sequence[Word]:
    """Words without rows of single dots that lead the eye from one to another."""
    dots = [word.text in _DOTS for word in words]
    if sum(dots) < _LEAST_DOTS:
        return words
    alone = [
        dot and sum(dots[max(i - _LEAST_DOTS + 1, 0) : i + _LEAST_DOTS]) >= _LEAST_DOTS for i, dot in enumerate(dots)
    ]
    return [word for word, is_leader in zip(words, alone, strict=True) if not is_leader]


def _without_leader(word: Word) -> list[Word]:
    """A word without the row of dots that leads the eye from it; words on both sides of such a row are two."""
    if len(word.text) < 4 or not LEADER.search(word.text):
        return [word]
    width, parts, place = (word.x1 - word.x0) / len(word.text), [], 0
    for leader in [*LEADER.finditer(word.text), None]:
        stop = leader.start() if leader else len(word.text)
        if stop > place:
            parts.append(
                word._replace(text=word.text[place:stop], x0=word.x0 + place * width, x1=word.x0 + stop * width,
                              joined=word.joined and place == 0)
            )  # fmt: skip
        place = leader.end() if leader else stop
    return parts


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """Pieces on one baseline together, rows from the top."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=_BASELINE):
        if not rows or piece.baseline - rows[-1].baseline > _LEVEL * min(piece.size, rows[-1].size):
            rows.append(Row(piece.baseline, piece.size))
        rows[-1].pieces.append(piece)
    for row in rows:
        if len(row.pieces) > 1:
            row.pieces.sort(key=_LEFT)
            row.size = sorted([piece.size for piece in row.pieces])[len(row.pieces) // 2]
    return rows
