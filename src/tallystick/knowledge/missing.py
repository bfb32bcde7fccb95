"""Marks that stand in a cell of a table where no value does. The words are data: `knowledge/importing/missing.toml`."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from tallystick.knowledge.loader import load_topics

_MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "﹣": "-", "٫": "."})


def status(cell: str, told: str = "") -> str | None:
    """Why a cell holds no value: missing, suppressed or not yet published; None where it holds one.

    `told` is what a column of statuses says.

    >>> status("n.a."), status(":"), status("", "L"), status("2.9", "A")
    ('missing', 'missing', 'not yet published', None)
    """
    known = _statuses()
    mark = plain_cell(cell).lower()
    if mark not in known:
        return None
    return known.get(told.strip().lower() or mark, known[mark])


def flags() -> tuple[str, ...]:
    """Letters that may stand behind a value and tell how sure it is."""
    return tuple(_words()["flags"]["letters"])


def plain_cell(text: str) -> str:
    """The words of a cell with one form of each sign, above all of the minus.

    >>> plain_cell(" −０.３ ")
    '-0.3'
    """
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text).strip().translate(_MINUS)


@cache
def _words() -> dict[str, Any]:
    return load_topics("importing")["missing"]


@cache
def _statuses() -> dict[str, str]:
    return {plain_cell(form).lower(): status for status, forms in _words()["statuses"].items() for form in forms}
