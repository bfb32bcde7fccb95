"""The words of a cell as they are read: on one line, with the marks at their end and the space before them told."""

from __future__ import annotations

import re

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60"
_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])\s++(?=[{_WIDE}])")
_SPREAD = re.compile(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,5}")
_LEADING = re.compile(r"\s*")
_WIDTHS = {"\u3000": 2.0, "\u2003": 2.0, "\u2001": 2.0, "\u2002": 1.0, "\u2000": 1.0, "\u00a0": 1.0, "\u2007": 1.0}


def cell_words(raw: str) -> str:
    """The words of a cell on one line; Chinese broken over lines or spread over a cell's width is joined.

    >>> cell_words("  Total\\n exports "), cell_words("同比增长\\n（%）"), cell_words("合　　计"), cell_words("2月 3月")
    ('Total exports', '同比增长（%）', '合计', '2月 3月')
    """
    words = " ".join(raw.split())
    if words.isascii() or " " not in words:
        return words
    if _SPREAD.fullmatch(words):
        return words.replace(" ", "")
    return " ".join(_BETWEEN_WIDE.sub(_joint, raw).split()) if "\n" in raw else words


def _joint(space: re.Match[str]) -> str:
    return "" if "\n" in space[0] else " "


def indent_of(raw: str) -> float:
    """The width of the space before a cell's words that its printing keeps, in letters.

    >>> indent_of("\\u3000其中：钢材"), indent_of("\\n  \\u00a0\\u00a0Cars"), indent_of("  Ships")
    (2.0, 2.0, 0.0)
    """
    leading = _LEADING.match(raw)
    return sum(_WIDTHS.get(char, 0.0) for char in leading[0]) if leading else 0.0
