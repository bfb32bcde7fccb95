"""Notes at the foot of a page or column: they leave the flow of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.releases.formats.pdf.prose.rows import Row, is_raised

_SMALLER = 0.95  # of the size of the text
_MARKED = re.compile(
    r"(?:\d{1,3}|[*†‡§¶#]{1,3}|[①-⑳])[.)）、:]?|[(（\[](?:\d{1,2}|[a-z*])[)）\]]"
    r"|(?:Notes?|Sources?)\b:?|[注註](?:[：:].*)?"
)


def split_notes(rows: Sequence[Row], body: float) -> tuple[list[Row], list[Row]]:
    """The rows of a column above its notes, and its notes; `body` is the size of the document's text."""
    first = len(rows)
    for i in range(len(rows) - 1, -1, -1):
        if rows[i].size > _SMALLER * body:
            break
        if _is_marked(rows[i]):
            first = i
    return list(rows[:first]), list(rows[first:])


def _is_marked(row: Row) -> bool:
    words = row.pieces[0]
    return is_raised(words[0], row) or _MARKED.fullmatch(words[0].text) is not None
