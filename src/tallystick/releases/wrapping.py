"""Whether a file breaks its lines at a width, and which lines then belong to one paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tallystick.releases.lines import Line

_STOPS = ".!?:;。！？：；"
_CLOSERS = "\"'”’)]）】」』*"
_WIDEST = 260  # characters; a longer line is a paragraph of its own
_NARROWEST = 28  # a column of short lines is a list, not wrapped prose
_NEIGHBOURS = 5  # lines on each side that tell the width
# Of adjacent lines, the share that must run on (small letter next, or cut at the width in Chinese).
_SHARE_RUNNING_ON = 0.1


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

    def continues(self, i: int) -> bool:
        """Whether line `i` goes on with the paragraph of line `i - 1`."""
        a, b = self._lines[i - 1], self._lines[i]
        if b.blank_before:
            return False
        if splits_number(self._text, a, b):
            return True
        if not self.wrapped:
            return self._lengths[i - 1] >= 40 and self._text[b.start].islower() and runs_on(self._text, a, b)
        if b.indented and not a.indented and self._text[b.start] > "\u2e7f":
            return False
        return self._is_forced(i)

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
