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
_CAPTION = re.compile(
    r"(?:Figure|FIGURE|Fig\.|Chart|CHART|Graph|GRAPH|Diagram|Exhibit)\s?[\dA-Z][\w.\-–:]*(?:\s|\Z)|图表?\s?[\d一二三四五六七八九十]"
)
_END = re.compile(
    r"(?:Sources?|SOURCES?|Notes?|NOTES?)\b|(?:资料|数据)?来源|注[：:]|(?:Table|TABLE|Figure|FIGURE|Chart)\s?\d|表\s?\d"
)
_SMALLER = 0.93  # than the text: prose so small may stand in a picture
_LARGER = 1.15  # than the text: a heading
_WORDS = 6  # a line of a picture has no more
_LEAST = 6  # lines of a picture
_SHARE = 0.4  # of them that are figures alone
_ASIDE, _BELOW = 5.0, 2.6  # sizes: how far the words of a picture stand from each other
_ROW = 4  # figures alone without which there is no picture
_TICKS = 14.0  # sizes: how far the ticks of an axis stand from each other
_MOST = 1500  # short lines of a page that are looked at
_BESIDE = 6.0  # sizes: a number so near to the left of prose counts its paragraphs
_SENTENCE, _LONG = 5, 8  # words
_ENDS = (".", ";", ":", "。", "；", "：", ",", "，")


def chart_lines(lines: Sequence[TextLine], prose: frozenset[int], body: float) -> list[TextLine]:
    """The lines of a page that stand in pictures; `prose` are those (by identity) that do not, `body` the size of the
    text."""
    under = _under_captions(lines, prose, body)
    taken = set(map(id, under))
    rest = [line for line in lines if id(line) not in prose and id(line) not in taken]
    return under + _clusters(rest, lines, body)


def _under_captions(lines: Sequence[TextLine], prose: frozenset[int], body: float) -> list[TextLine]:
    """What stands between a picture's caption and its source, or the prose below it, and is no sentence."""
    found: dict[int, TextLine] = {}
    for caption in lines:
        if id(caption) in prose or not _CAPTION.match(caption.text):
            continue
        left, right = _sides(caption, lines, prose)
        for line in sorted(lines, key=lambda line: line.baseline):
            if line.baseline <= caption.baseline + 0.5 * caption.size or line.x1 < left or line.x0 > right:
                continue
            if _END.match(line.text) or (id(line) in prose and line.size > _SMALLER * body):
                break
            if id(line) not in prose and not _is_sentence(line) and line.size < _LARGER * body:
                found[id(line)] = line
    return list(found.values()) if len(found) >= _ROW else []


def _sides(caption: TextLine, lines: Sequence[TextLine], prose: frozenset[int]) -> tuple[float, float]:
    """The sides of the column in which a caption stands, as prose to the left and right tells them."""
    level = [line for line in lines if id(line) in prose and abs(line.baseline - caption.baseline) < 8 * caption.size]
    left = max((line.x1 for line in level if line.x1 < caption.x0), default=float("-inf"))
    right = min((line.x0 for line in level if line.x0 > caption.x1), default=float("inf"))
    return left, right


def _is_sentence(line: TextLine) -> bool:
    words = len(line.words)
    return words > _LONG or (words > _SENTENCE and line.text.endswith((".", "。", ";", "；")))


def _clusters(rest: Sequence[TextLine], lines: Sequence[TextLine], body: float) -> list[TextLine]:
    """Short lines near each other, many of them figures alone."""
    short = [line for line in rest if _is_short(line, body)][:_MOST]
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
