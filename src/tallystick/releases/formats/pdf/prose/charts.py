"""Words that belong to a picture: values at bars and points, ticks of axes, legends. They are never read as prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tallystick.releases.formats.pdf.lines import TextLine

_FIGURE = re.compile(
    r"[-–−+(]?[$€£¥₹]?\d[\d.,   ]*(?:%|\s?(?:bn|mn|m|k|pp|per\s?cent))?\)?|(?:19|20)\d\d(?:[-/–]\d{2,4})?"
    r"|(?:[QH][1-4]|[1-4]Q|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})[-\s./’']{0,2}\d{0,4}",
    re.IGNORECASE,
)
_WORDS = 6  # a line of a picture has no more
_LEAST = 6  # lines of a picture
_SHARE = 0.4  # of them that are figures alone
_ASIDE, _BELOW = 5.0, 2.6  # sizes: how far the words of a picture stand from each other
_ROW = 4  # figures alone without which there is no picture
_TICKS = 14.0  # sizes: how far the ticks of an axis stand from each other
_MOST = 1500  # short lines of a page that are looked at
_BESIDE = 6.0  # sizes: a number so near to the left of prose counts its paragraphs
_SENTENCE = 5  # words
_ENDS = (".", ";", ":", "。", "；", "：", ",", "，")


def chart_lines(lines: Sequence[TextLine], body: float) -> list[TextLine]:
    """The lines of a page that stand in pictures: short ones near each other, many of them figures alone."""
    short = [line for line in lines if _is_short(line, body)][:_MOST]
    figures = [line for line in short if _FIGURE.fullmatch(line.text)]
    if len(figures) < _ROW:
        return []
    numbering = _numbering(figures, lines)
    short = [line for line in short if id(line) not in numbering]
    if not short:
        return []
    is_figure = np.array([_FIGURE.fullmatch(line.text) is not None for line in short])
    found: list[TextLine] = []
    for group in _groups(_near(short, is_figure)):
        if len(group) >= _LEAST and is_figure[group].sum() >= _SHARE * len(group):
            found += _with_inner([short[i] for i in group], short)
    return found


def _with_inner(group: list[TextLine], short: Sequence[TextLine]) -> list[TextLine]:
    """A picture's lines and the short ones between and close around them."""
    size = max(line.size for line in group)
    left, right = min(line.x0 for line in group) - size, max(line.x1 for line in group) + size
    top, bottom = min(line.baseline for line in group) - 2 * size, max(line.baseline for line in group) + 2 * size
    return [line for line in short if left < (line.x0 + line.x1) / 2 < right and top < line.baseline < bottom]


def _is_short(line: TextLine, body: float) -> bool:
    words = len(line.words)
    if words > _WORDS or line.size > 1.3 * body or line.text.endswith(_ENDS):
        return False
    return line.text[:1].isascii() or len(line.text) <= 2 * _WORDS


def _numbering(figures: Sequence[TextLine], lines: Sequence[TextLine]) -> set[int]:
    """Numbers that stand before a line of prose, by identity."""
    prose = [line for line in lines if len(line.words) >= _SENTENCE or len(line.text) > 30]
    return {
        id(line)
        for line in figures
        for other in prose
        if abs(other.baseline - line.baseline) < 0.4 * line.size and 0 <= other.x0 - line.x1 < _BESIDE * line.size
    }


def _near(lines: Sequence[TextLine], is_figure: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of two lines stand near each other; figures on one height may stand far apart."""
    box = np.array([(line.x0, line.x1, line.baseline, line.size) for line in lines])
    x0, x1, base, size = (column[:, None] for column in box.T)
    size = np.maximum(size, size.T)
    aside = np.maximum(np.maximum(x0 - x1.T, x0.T - x1), 0)
    below = np.abs(base - base.T)
    near: NDArray[np.bool_] = (aside < _ASIDE * size) & (below < _BELOW * size)
    ticks = is_figure[:, None] & is_figure
    near |= ticks & (below < 0.1 * size) & (aside < _TICKS * size)
    near |= ticks & (aside <= 0) & (below < _TICKS / 2 * size)
    return near


def _groups(near: NDArray[np.bool_]) -> list[list[int]]:
    """Lines joined by being near each other."""
    left = set(range(len(near)))
    groups = []
    while left:
        group, waiting = [], [left.pop()]
        while waiting:
            i = waiting.pop()
            group.append(i)
            linked = [j for j in np.flatnonzero(near[i]).tolist() if j in left]
            left.difference_update(linked)
            waiting += linked
        groups.append(sorted(group))
    return groups
