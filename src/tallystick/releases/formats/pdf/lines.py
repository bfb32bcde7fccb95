"""From words to lines: words on one baseline that stand near each other, from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from operator import attrgetter
from typing import NamedTuple

from tallystick.releases.formats.pdf.words import Word

_REACH = 1.2  # of the size: words further apart stand in other columns or cells
_NARROW = 0.3  # of the size: a gap so narrow parts nothing
_REACH_ASIDE = 0.75  # the same for words that are not drawn one after the other
_CROWD = 100_000  # pairs of words in two rows; rows with more are no rows of a text
_BASELINE, _LEFT, _SIZE = attrgetter("baseline"), attrgetter("x0"), attrgetter("size")
_LEVEL = 0.25  # of the size: baselines nearer than that are one
_OFF = 0.7  # of the size: how far a raised or lowered word stands from the baseline at most
_BEHIND, _BEFORE = 0.4, 1.2  # sizes: how far behind or before a word it stands at most
_MARK = 0.82  # of the line's size: what is smaller and off the baseline is raised or lowered


class TextLine(NamedTuple):
    """Words in a row, left to right; `size`, `baseline` and `bold` are those of most of its characters.

    A line never crosses a gap wider than a little more than its size: the cells of a table's row, and two columns
    of prose, are lines of their own.
    """

    words: tuple[Word, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    baseline: float
    bold: bool

    @property
    def text(self) -> str:
        """Its words with the spaces between them."""
        return text_of(self.words)


def text_of(words: Sequence[Word]) -> str:
    """Words with the spaces between them.

    >>> a = Word("10", 0, 0, 10, 10, 10, 8, False, False)
    >>> text_of([a, a._replace(text="km"), a._replace(text="2", joined=True)])
    '10 km2'
    """
    if len(words) == 1:
        return words[0].text
    return "".join([word.text if word.joined or not i else f" {word.text}" for i, word in enumerate(words)])


def lines_of(words: Sequence[Word]) -> list[TextLine]:
    """The lines of a page, from the top; lines at one height from the left."""
    rows = _rows(words)
    lines = [line for row in rows for line in _cut(row)]
    return sorted(lines, key=lambda line: (line.baseline, line.x0))


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words on one baseline together, left to right; raised and lowered ones with the words they stand at."""
    rows: list[list[Word]] = []
    current: list[Word] = []
    base, size = -inf, 0.0  # of a row's first word
    for word in sorted(words, key=_BASELINE):
        off = word.baseline - base
        if off > _LEVEL * size or off > _LEVEL * word.size:
            current, base, size = [], word.baseline, word.size
            rows.append(current)
        current.append(word)
    largest = [max(map(_SIZE, row)) for row in rows]
    for i, row in enumerate(rows):
        others = max(largest[max(i - 2, 0) : i] + largest[i + 1 : i + 3], default=0.0)
        if min(map(_SIZE, row)) < _MARK * others:
            rows[i] = [word for word in row if not _moved(word, rows, i)]
    return [sorted(row, key=_LEFT) for row in rows if row]


def _moved(word: Word, rows: list[list[Word]], i: int) -> bool:
    """Whether a small word stands raised or lowered at a word of a row nearby, which it then joins."""
    near = [
        (_distance(word, other), j)
        for j in (i + 1, i - 1, i + 2, i - 2)
        if 0 <= j < len(rows)
        and 0 < len(rows[i]) * len(rows[j]) < _CROWD
        and abs(rows[j][0].baseline - word.baseline) < 2 * word.size
        for other in rows[j]
        if word.size < _MARK * other.size and abs(other.baseline - word.baseline) < _OFF * other.size
    ]
    distance, j = min(near, default=(1.0, i))
    if distance < 1.0:
        rows[j].append(word)
    return distance < 1.0


def _distance(word: Word, other: Word) -> float:
    """How far a word stands from another: below 1 where it may be a mark behind it, or before it at a line's start."""
    behind, before = (word.x0 - other.x1) / other.size, (other.x0 - word.x1) / other.size
    if -0.3 < behind < _BEHIND:
        return abs(behind) / _BEHIND
    return 0.5 + abs(before) / (2 * _BEFORE) if -0.1 <= before < _BEFORE else 1.0


def _cut(row: list[Word]) -> list[TextLine]:
    """A row cut where the gap is wide."""
    lines: list[TextLine] = []
    current = [row[0]]
    end = row[0].x1
    for word in row[1:]:
        if word.x0 - end > _NARROW * word.size and _is_apart(current[-1], word, word.x0 - end):
            lines.append(line_of(current))
            current, end = [], word.x1
        current.append(word)
        if word.x1 > end:
            end = word.x1
    lines.append(line_of(current))
    return lines


def _is_apart(last: Word, word: Word, gap: float) -> bool:
    reach = _REACH if 0 < word.order - last.order < 3 else _REACH_ASIDE
    size = last.size if last.size < word.size else word.size
    return gap > reach * (size if size > 1.0 else 1.0)


def line_of(words: Sequence[Word]) -> TextLine:
    """Words, left to right, as one line."""
    first = words[0]
    if len(words) == 1:
        return TextLine((first,), *first[1:8])
    longest: dict[tuple[float, float, bool], int] = dict.fromkeys([word[5:8] for word in words], 0)
    if len(longest) > 1:
        for word in words:
            longest[word[5:8]] += len(word.text)
    size, baseline, bold = max(longest, key=longest.__getitem__)
    _, x0, y0, x1, y1, *_ = map(list, zip(*words, strict=True))
    return TextLine(tuple(words), min(x0), min(y0), max(x1), max(y1), size, baseline, bold)
