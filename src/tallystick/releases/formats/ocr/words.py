"""From lines of an image to the words of a page: upright, in points, each with the odds that it is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from tallystick.releases.formats.ocr.engine import ImageLine
from tallystick.releases.formats.ocr.odds import odds_of
from tallystick.releases.formats.pdf.words import Word

_SIZE = 0.78  # of a line's height in the image: the recognizer's boxes are wider than the letters
_DESCENT = 0.2  # of the height, below the baseline
_ALIKE = 0.2  # of the usual size: what differs less is of that size
_STEEPEST = 0.2  # of a line's slope that is believed
_LONG = 4.0  # times its height: a line whose slope tells how the page lies
_WORD = re.compile(r"[\u2e80-\uffff]+|[^ \u2e80-\uffff]+")


def words_of_image(lines: Sequence[ImageLine], scale: float) -> list[Word]:
    """The words in lines of an image of `scale` pixels a point, as `words_of` gives those of a page.

    A page that was laid on the glass askew is set straight: words move by a few points at most.
    """
    slope = slope_of(lines)
    straight = [(line, *_box(line, slope)) for line in lines]
    sizes = [(y1 - y0) * _SIZE for _, _, y0, _, y1 in straight]
    usual = median(sizes) if sizes else 0.0
    words: list[Word] = []
    for (line, _, y0, _, y1), size in zip(straight, sizes, strict=True):
        size = usual if abs(size - usual) < _ALIKE * usual else size
        baseline = (y1 - _DESCENT * (y1 - y0)) / scale
        for token in _tokens(line):
            box = (token.x0 / scale, y0 / scale, token.x1 / scale, y1 / scale)
            odds = odds_of(token.score)
            words.append(Word(token.text, *box, size / scale, baseline, False, token.joined, len(words), odds))
    return words


def slope_of(lines: Sequence[ImageLine]) -> float:
    """How much the lines of a page fall to the right, the median of the long ones."""
    slopes = []
    for line in lines:
        left, right, lower = line.corners[0], line.corners[1], line.corners[3]
        width, height = float(right[0] - left[0]), float(lower[1] - left[1])
        if width > _LONG * abs(height) and height > 0:
            slopes.append(float(right[1] - left[1]) / width)
    found = median(slopes) if slopes else 0.0
    return found if abs(found) < _STEEPEST else 0.0


def _box(line: ImageLine, slope: float) -> tuple[float, float, float, float]:
    """The box of a line on a page set straight."""
    x, y = line.corners[:, 0], line.corners[:, 1]
    y = y - slope * x
    return float(x.min()), float((y[0] + y[1]) / 2), float(x.max()), float((y[2] + y[3]) / 2)


class _Token(NamedTuple):
    """A word of a line, its two ends, the lowest score among its characters, whether no space stands before it."""

    text: str
    x0: float
    x1: float
    score: float
    joined: bool


def _tokens(line: ImageLine) -> Iterator[_Token]:
    """Words of a line; Chinese characters and what stands between them apart, so that each is as sure as it is."""
    chars = line.chars if "".join(char.text for char in line.chars) == line.text.replace(" ", "") else ()
    at = 0
    length = max(len(line.text), 1)
    left, right = float(line.corners[:, 0].min()), float(line.corners[:, 0].max())
    for found in _WORD.finditer(line.text):
        start, end = found.span()
        joined = start > 0 and line.text[start - 1] != " "
        token = line.text[start:end]
        held = chars[at : at + len(token)]
        at += len(token)
        if held:
            ends = min(char.x0 for char in held), max(char.x1 for char in held)
            yield _Token(token, *ends, min(char.score for char in held), joined)
        else:
            ends = left + (right - left) * start / length, left + (right - left) * end / length
            yield _Token(token, *ends, line.score, joined)
