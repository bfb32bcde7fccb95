"""Lines of a text: where each begins and ends, whether a blank line or an indent stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# What ends a line, besides \r\n: a form feed is a page break in texts drawn from PDF.
BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
# Characters that show nothing: controls, zero-width and bidirectional marks. They stay in the text (offsets!)
# but no block begins or ends with one.
INVISIBLE = "".join(map(chr, [*range(9), *range(14, 28), 31, 127])) + (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff"
)
_TRIMMED = (
    INVISIBLE + " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_LINE = re.compile(rf"[^\s{re.escape(INVISIBLE)}][^{re.escape(BREAKS)}]*")


class Line(NamedTuple):
    """A line with something to see: `text[start:end]` without the space around it.

    `hint` is the kind its markup gives it (empty in plain text).
    """

    start: int
    end: int
    blank_before: bool
    indented: bool
    hint: str = ""


def split_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """All lines that are not blank, in order, in one pass.

    >>> [tuple(line)[:3] for line in split_lines("One\\n\\n  two ")]
    [(0, 3, False), (7, 10, True)]
    """
    last, newline = start, "\n" if "\n" in text else "\r"
    for found in _LINE.finditer(text, start, len(text) if end is None else end):
        first, stop = found.span()
        stop = first + len(found[0].rstrip(_TRIMMED))
        before = text[first - 1] if first else "\n"
        blank = last > start and text.count(newline, last, first) > 1
        yield Line(first, stop, blank, before not in BREAKS)
        last = stop
