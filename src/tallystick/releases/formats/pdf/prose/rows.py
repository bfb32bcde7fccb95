"""A row of a column: its words, and how it stands in the column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tallystick.releases.formats.pdf.lines import TextLine, text_of
from tallystick.releases.formats.pdf.words import Word

_WORDS = 4  # a row of fewer words is not stretched
CELL = 3.0  # sizes: a wider gap in a row is that between cells
_RAISED, _RISE = 0.85, 0.1  # of the row's size
_BULLET = re.compile(r"[-–—•·●▪■◆○*➢►◦‣⁃+§oO\uf0b7\uf0a7\uf0d8\uf0fc\uf076]|[\ue000-\uf8ff]")
_NUMBERING = re.compile(
    r"[(（\[]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[.)）\]、．:]+|[①-⑳]"
    r"|(?:\d{1,2}\.){2,4}|第[一二三四五六七八九十百\d]{1,4}[条章节]"
)
_OPENING = frozenset(("the", "a", "an", "of", "to", "in", "and", "by", "for", "from", "with", "at", "on", "or"))
_STRETCHED = 2.2  # times the usual gap of a row: a wider one was not made by justifying it
BARE_NUMBER = re.compile(r"\d{1,3}")
_LEVELS = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}")


@dataclass(slots=True)
class Row:
    """Words of a column at one height, in `pieces` set apart by wide gaps. `label` counts the words that number it
    or are its bullet, `hang` is where the words behind those begin."""

    pieces: Sequence[Sequence[Word]]
    x0: float
    x1: float
    size: float
    baseline: float
    bold: bool
    page: int
    label: int = 0
    hang: float = 0.0

    @property
    def is_item(self) -> bool:
        """Whether a bullet stands before it."""
        return bool(self.label) and _BULLET.fullmatch(self.pieces[0][0].text) is not None

    @property
    def words(self) -> list[Word]:
        """All its words."""
        return [word for piece in self.pieces for word in piece]

    @property
    def text(self) -> str:
        """Its words with spaces, or tabs at wide gaps, between them."""
        return "\t".join(text_of(piece) for piece in self.pieces)


def row_of(lines: Sequence[TextLine], page: int) -> Row:
    """The row of lines that stand at one height, from the left."""
    longest = max(lines, key=lambda line: line.x1 - line.x0)
    pieces: list[list[Word]] = [list(lines[0].words)]
    labelled = len(lines[0].words) == 1 and _is_label(lines[0].words[0].text, True)
    cell = _widest_space(lines)
    for before, line in pairwise(lines):
        if line.x0 - before.x1 > cell and not (labelled and before is lines[0]):
            pieces.append(list(line.words))
        else:
            pieces[-1] += line.words
    row = Row(
        pieces, lines[0].x0, max(line.x1 for line in lines), longest.size, longest.baseline,
        all(word.bold for line in lines for word in line.words), page,
    )  # fmt: skip
    _find_label(row)
    return row


def _widest_space(lines: Sequence[TextLine]) -> float:
    """The widest gap between words of a row that is none between cells: a row of words may be stretched far."""
    cell = CELL * max(line.size for line in lines)
    words = [word for line in lines for word in line.words]
    if len(words) < _WORDS or sum(word.text[0].islower() for word in words) < 0.6 * len(words):
        return cell
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(words))
    return max(cell, _STRETCHED * gaps[len(gaps) // 2])


def hangs(row: Row) -> bool:
    """Whether a row ends with a word that cannot end a sentence, or with a comma."""
    word = row.words[-1].text
    return word.endswith((",", "，", "、", "-", "\u00ad")) or word.lower() in _OPENING


def _find_label(row: Row) -> None:
    words = row.pieces[0]
    row.hang = row.x0
    if len(words) < 2:
        return
    if is_raised(words[0], row):
        row.label, row.hang = 1, words[1].x0
        return
    gap = words[1].x0 - words[0].x1
    if _is_label(words[0].text, gap > 0.9 * row.size):
        row.label, row.hang = 1, words[1].x0


def _is_label(text: str, apart: bool) -> bool:
    """Whether a row's first word numbers it; a bare number does where a wide gap stands behind it (`apart`)."""
    if _NUMBERING.fullmatch(text):
        return True
    if _BULLET.fullmatch(text):
        return apart or text not in "-–—+oO"
    return apart and (BARE_NUMBER.fullmatch(text) or _LEVELS.fullmatch(text)) is not None


def is_raised(word: Word, row: Row) -> bool:
    """Whether a word is printed smaller and higher than its row."""
    return word.size < _RAISED * row.size and word.baseline < row.baseline - _RISE * row.size
