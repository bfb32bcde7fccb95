"""From rows of a column to paragraphs: where one ends and the next begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tallystick.releases.formats.pdf.prose.rows import Row

_OTHER_SIZE = 1.12
_MORE_SPACE = 1.3  # of the leading within a paragraph
_FARTHEST = 2.7  # sizes from row to row
_INDENT = 0.8  # sizes
_LOOSE = 2.2  # sizes: centred lines further apart are no one title
_LEVEL = 0.35  # sizes: sides nearer than that are one
_LEADER = re.compile(r"(?:\.\s?){5}|…{2}")  # leads to a page's number in a table of contents
_STOPS = ".:;!?。：；！？"
_CLOSERS = "\"'”’)]）】」』»"
_HALF = 0.5  # of the width: where space tells paragraphs apart, a line that is longer ends none
_SHORT = 0.72  # of the column's width: a line that ends sooner is no full line, even without a stop


@dataclass(slots=True)
class Paragraph:
    """Rows that are read as one; `page` is where they stand. `kind` is the hint its line carries."""

    rows: list[Row]
    page: int
    kind: str = ""
    x1: float = 0.0  # the right side of its column

    @property
    def text(self) -> str:
        """Its rows with spaces between them, as printed."""
        return " ".join(row.text for row in self.rows)

    @property
    def size(self) -> float:
        """The size of its first row."""
        return self.rows[0].size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(row.bold for row in self.rows)


def paragraphs_of(rows: Sequence[Row], page: int) -> list[Paragraph]:
    """The paragraphs of a column's rows, from the top."""
    if not rows:
        return []
    side, leadings = _right_side(rows), _leadings(rows)
    spaced = _is_spaced(rows, leadings)
    found = [Paragraph([rows[0]], page, x1=side)]
    for row in rows[1:]:
        if _begins(found[-1].rows, row, side, leadings) or _ends_short(found[-1].rows[-1], row, side, spaced):
            found.append(Paragraph([row], page, x1=side))
        else:
            found[-1].rows.append(row)
    return found


def _right_side(rows: Sequence[Row]) -> float:
    """Where full lines end: the farthest side that several rows come near."""
    ends = sorted((row.x1 for row in rows), reverse=True)
    return ends[min(len(ends) // 10, 2)] if len(ends) > 2 else ends[0]


def _leadings(rows: Sequence[Row]) -> dict[float, float]:
    """The usual distance between rows of each size: the smallest that is common."""
    counts: dict[float, Counter[float]] = {}
    for a, b in pairwise(rows):
        if round(a.size) == round(b.size) and 0 < b.baseline - a.baseline < 4 * a.size:
            counts.setdefault(round(a.size), Counter())[round(2 * (b.baseline - a.baseline)) / 2] += 1
    usual = {}
    for size, found in counts.items():
        most = max(found.values())
        usual[size] = min(leading for leading, times in found.items() if 3 * times >= most)
    return usual


def _begins(rows: Sequence[Row], row: Row, side: float, leadings: dict[float, float]) -> bool:
    """Whether a row begins a paragraph of its own, behind a paragraph's rows so far."""
    last = rows[-1]
    if (row.label and not _runs_over(last, row, side)) or len(row.pieces) > 1 or len(last.pieces) > 1:
        return True
    if _LEADER.search(last.text):
        return True
    if max(row.size, last.size) > _OTHER_SIZE * min(row.size, last.size):
        return True
    if _is_apart(rows, row, leadings):
        return True
    return _is_indented(rows, row)


def _runs_over(last: Row, row: Row, side: float) -> bool:
    """Whether what looks like a number of a paragraph is a number of its sentence, at the beginning of a line."""
    words = last.words
    full = side - last.x1 < 1.5 * row.size + (row.pieces[0][0].x1 - row.x0)
    level = abs(row.x0 - last.x0) < _LEVEL * row.size or abs(row.x0 - last.hang) < _LEVEL * row.size
    tight = row.hang - row.pieces[0][0].x1 < 0.6 * row.size
    is_number = row.pieces[0][0].text[0].isdigit() and not last.bold
    return full and level and tight and is_number and words[-1].text.rstrip(_CLOSERS)[-1:] not in _STOPS


def _is_apart(rows: Sequence[Row], row: Row, leadings: dict[float, float]) -> bool:
    last = rows[-1]
    space = row.baseline - last.baseline
    if not 0.3 * row.size < space < _FARTHEST * row.size:
        return True
    own = last.baseline - rows[-2].baseline if len(rows) > 1 else leadings.get(round(row.size), 1.3 * row.size)
    return space > _MORE_SPACE * own + 0.5


def _is_indented(rows: Sequence[Row], row: Row) -> bool:
    """Whether the row's left side tells of a new paragraph."""
    first, last = rows[0], rows[-1]
    if _centred(last, row):
        return False
    step = (row.x0 - last.x0) / row.size
    if step > _INDENT:
        return not (last.label and abs(row.x0 - last.hang) < _INDENT * row.size)
    if step < -_INDENT:
        hung = first.label and abs(row.x0 - first.x0) < _INDENT * row.size and len(rows) > 1
        return len(rows) > 1 or bool(hung)
    return False


def _centred(a: Row, b: Row) -> bool:
    if b.baseline - a.baseline > _LOOSE * b.size:
        return False
    return abs((a.x0 + a.x1) - (b.x0 + b.x1)) < 2 * _LEVEL * b.size and abs(a.x0 - b.x0) > _LEVEL * b.size


def _is_spaced(rows: Sequence[Row], leadings: dict[float, float]) -> bool:
    """Whether space between paragraphs, and not a short last line alone, tells them apart."""
    gaps = [
        b.baseline - a.baseline > _MORE_SPACE * leadings[round(a.size)] + 0.5
        for a, b in pairwise(rows)
        if round(a.size) == round(b.size) and round(a.size) in leadings
    ]
    return sum(gaps) > 1 and 2 * sum(gaps) < len(gaps)


def _ends_short(last: Row, row: Row, side: float, spaced: bool) -> bool:
    """Whether the row before ended though the next word would have fitted."""
    if _centred(last, row) and last.bold == row.bold:
        return False
    words = row.pieces[0]
    first = row.size if words[0].text[0] > "\u2e7f" else words[0].x1 - words[0].x0
    room = side - last.x1 - 0.3 * row.size
    if last.bold != row.bold and last.bold and room > 0:
        return True
    if room < first:
        return False
    if spaced and last.x1 - last.x0 > _HALF * (side - last.x0):
        return False
    ending = last.words[-1].text.rstrip(_CLOSERS)[-1:]
    if ending in _STOPS or last.words[-1].text[-1] > "\u2e7f":
        return True
    return last.x1 - last.x0 < _SHORT * (side - last.x0) and row.pieces[0][0].text[0].isupper()
