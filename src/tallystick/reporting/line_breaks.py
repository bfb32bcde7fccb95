"""Lines of a text in a drawing, which breaks none by itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_NARROW = 0.56
"""Width of a usual letter in its height; letters of Chinese are as wide as high."""


def lines_of(text: str, width: float, most: int) -> Sequence[str]:
    """A text broken into at most so many lines, between words or letters of Chinese; `width` is in letters' heights.

    >>> lines_of("Output of looms rose", 7, 2)
    ['Output of', 'looms rose']
    >>> lines_of("规模以上工业增加值", 4, 2)
    ['规模以上', '工业增…']
    """
    lines: list[str] = []
    rest = text.strip()
    while rest:
        end = _end(rest, width)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
        if rest and len(lines) == most:
            return [*lines[:-1], f"{lines[-1][: max(end - 1, 1)]}…"]
    return lines


def _end(text: str, width: float) -> int:
    """Where the first line of a text ends."""
    used, gap = 0.0, 0
    for at, letter in enumerate(text):
        wide = unicodedata.east_asian_width(letter) in "WF"
        used += 1.0 if wide else _NARROW
        if wide or letter == " ":
            gap = at
        if used > width and at:
            return gap or at
    return len(text)
