"""From lines of an image to the words of a page: upright, in points, each with the odds that it is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from tallystick.releases.formats.ocr.askew import turned
from tallystick.releases.formats.ocr.engine import ImageLine
from tallystick.releases.formats.ocr.odds import odds_of
from tallystick.releases.formats.pdf.words import Word

_SIZE = 0.78  # of a line's height in the image: the recognizer's boxes are wider than the letters
_DESCENT = 0.2  # of the height, below the baseline
_ALIKE = 0.2  # of the usual height: what differs less is of that height
_SHORT = 5  # characters, of a line whose box is often too high
_ALIKE_SHORT = 0.5
_WORD = re.compile(r"[\u2e80-\uffff]+|[^ \u2e80-\uffff]+")


class _Straight(NamedTuple):
    """Where a line lies on the page set straight, in pixels: its left end, its middle, the height of its box."""

    left: float
    middle: float
    height: float


def words_of_image(
    lines: Sequence[ImageLine], scale: float, slope: float = 0.0, size: tuple[float, float] = (0.0, 0.0)
) -> list[Word]:
    """The words in lines of an image of `scale` pixels a point, as `words_of` gives those of a page.

    The page, of a size in pixels, is set straight where its lines fall to the right by `slope`.
    """
    placed = [_straight(line, slope, size) for line in lines]
    usual = median(at.height for at in placed) if placed else 0.0
    words: list[Word] = []
    for line, at in zip(lines, placed, strict=True):
        alike = _ALIKE_SHORT if len(line.text) < _SHORT else _ALIKE
        height = usual if abs(at.height - usual) < alike * usual else at.height
        moved = at.left - float(line.corners[:, 0].min())
        y0, y1 = (at.middle - height / 2) / scale, (at.middle + height / 2) / scale
        baseline = y1 - _DESCENT * height / scale
        for token in _tokens(line):
            box = (float(token.x0 + moved) / scale, y0, float(token.x1 + moved) / scale, y1)
            looks = (_SIZE * height / scale, baseline, False, token.joined)
            words.append(Word(token.text, *box, *looks, len(words), odds_of(token.score)))
    return words


def _straight(line: ImageLine, slope: float, size: tuple[float, float]) -> _Straight:
    x, y = turned(line.corners[:, 0], line.corners[:, 1], slope, size)
    return _Straight(float(x.min()), float(y.mean()), float(y[2] + y[3] - y[0] - y[1]) / 2)


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
