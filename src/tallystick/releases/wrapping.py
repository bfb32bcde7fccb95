"""Whether a file breaks its lines at a width, and which lines then belong to one paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tallystick.releases.lines import Line

_STOPS = ".!?:;。！？：；"
_CLOSERS = "\"'”’)]）】」』*"
_WIDEST = 260  # characters; a longer line is a paragraph of its own
_NARROWEST = 28  # a column of short lines is a list, not wrapped prose
_NEIGHBOURS = 5  # lines on each side that tell the width
_LONG = 40  # a line that may break off in mid-sentence although its file breaks lines at no width
_ASKS = re.compile(r"[^\W\d_] (?:to|by|of|at|from|than|around|about|nearly|over)\Z")
# Of adjacent lines, the share that must run on (small letter next, or cut at the width in Chinese).
_SHARE_RUNNING_ON = 0.1
# A file is spaced if at most lines a blank one stands before the next, and so many of these break in mid-sentence.
_SHARE_SPACED = 0.85
_SHARE_BROKEN = 0.3
_LEAST_BROKEN = 3


def single_spaced(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of a file that sets a blank line behind each, as converters of PDFs do, with those blanks left out.

    Two blank lines stay one. Any other file keeps its lines as they are.
    """
    apart = [(a, b) for a, b in pairwise(lines) if b.blank_before]
    if len(apart) < _SHARE_SPACED * (len(lines) - 1):
        return lines
    prose = [(a, b) for a, b in apart if _NARROWEST <= a.end - a.start <= _WIDEST]
    broken = sum(not text[b.start].isdigit() and runs_on(text, a, b) for a, b in prose)
    if broken < max(_LEAST_BROKEN, _SHARE_BROKEN * len(prose)):
        return lines
    first = lines[0]
    return [first, *(b._replace(blank_before=text.count("\n", a.end, b.start) > 2) for a, b in pairwise(lines))]


def is_wrapped(text: str, lines: Sequence[Line]) -> bool:
    """Whether the lines of a file are broken at a width rather than one to a paragraph."""
    adjacent = running_on = 0
    for a, b in pairwise(lines):
        if b.blank_before or a.end - a.start > _WIDEST:
            continue
        adjacent += 1
        if a.end - a.start >= _NARROWEST and runs_on(text, a, b):
            running_on += 1
    return running_on > 2 and running_on > adjacent * _SHARE_RUNNING_ON


def runs_on(text: str, a: Line, b: Line) -> bool:
    """Whether line `b` plainly goes on with the sentence of line `a`."""
    last, first = text[a.end - 1], text[b.start]
    if first > "\u2e7f":
        return ((last > "\u2e7f" and last.isalnum()) or last in "，、") and a.end - a.start >= _NARROWEST // 2
    return (first.islower() or first.isdigit()) and (last.isalnum() or last in ",，-–—’'")


def splits_number(text: str, a: Line, b: Line) -> bool:
    """Whether the break cuts a number at its decimal point: `6.` and `1% higher` on the next line."""
    return (
        text[a.end - 1] == "."
        and a.end - a.start > _NARROWEST
        and text[a.end - 2].isdigit()
        and text[b.start].isdigit()
        and text[b.start + 1 : b.start + 6].lstrip("0123456789 ")[:1] in ("%", "p", "万", "亿", "个")
    )


class Wrapping:
    """Decides for each pair of neighbouring lines of a wrapped file whether the break was forced."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self._text = text
        self._lines = lines
        self._lengths = [line.end - line.start for line in lines]
        self.wrapped = is_wrapped(text, lines)
        self._joined = -1  # the line that was last found to go on with the one before

    def continues(self, i: int) -> bool:
        """Whether line `i` goes on with the paragraph of line `i - 1`."""
        a, b = self._lines[i - 1], self._lines[i]
        if b.blank_before:
            return False
        if splits_number(self._text, a, b):
            return True
        if not self.wrapped:
            goes_on = self._goes_on_unwrapped(i)
            self._joined = i if goes_on else self._joined
            return goes_on
        if b.indented and not a.indented and self._text[b.start] > "\u2e7f":
            return False
        return self._is_forced(i)

    def _goes_on_unwrapped(self, i: int) -> bool:
        """Whether a line goes on where lines are broken at no width, as around a linked word of a page.

        It starts with a small letter or, behind a word that asks for a number, with a digit; long words stand before.
        """
        text, a, b = self._text, self._lines[i - 1], self._lines[i]
        inside = self._joined == i - 1
        if not inside and self._lengths[i - 1] < _LONG:
            return False
        if text[b.start].isdigit():
            return _ASKS.search(text, max(a.end - _LONG, a.start), a.end) is not None
        return text[b.start].islower() and (runs_on(text, a, b) or (inside and text[a.end - 1] in "%)"))

    def _is_forced(self, i: int) -> bool:
        """Whether the next line's first word would not have fitted: the mark of a break at the width."""
        text, before, line = self._text, self._lengths[i - 1], self._lines[i]
        width = max(self._lengths[max(i - _NEIGHBOURS, 0) : i + _NEIGHBOURS])
        if before > _WIDEST or width > _WIDEST + 60 or width < _NARROWEST:
            return False
        last = text[line.start - 1 : line.start] and _last_mark(text, self._lines[i - 1])
        if text[line.start].islower() and last not in _STOPS:
            return before >= width // 4
        word = 1 if text[line.start] > "\u2e7f" else min(_word_length(text, line.start), 20)
        room = width - before - word - 1
        return room < width * (0.06 if last in _STOPS else 0.22)


def _last_mark(text: str, line: Line) -> str:
    """The last character of a line that is not a closing quote or bracket."""
    end = line.end - 1
    while end > line.start and text[end] in _CLOSERS:
        end -= 1
    return text[end]


def _word_length(text: str, start: int) -> int:
    space = text.find(" ", start, start + 20)
    return (space if space >= 0 else start + 20) - start
