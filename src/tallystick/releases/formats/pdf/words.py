"""From characters to words: what white space, a gap, another line or another size sets apart."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

import numpy as np

from tallystick.releases.formats.pdf.glyphs import Glyphs
from tallystick.releases.formats.pdf.view import Array, View

_LEAST = 0.01  # points: letters set in no size at all still have one to divide by
_GAP = 0.24  # of the size: a wider gap is a space, even where none is written
_HAN_GAP = 0.6
_BACK = 0.4  # of the size: a smaller step back is kerning
_RISE = 0.12  # of the size: another baseline
_SMALLER = 0.88  # of the size: another size
_BACKTICK = re.compile(r"`(?=\.?\d)")
_AMOUNT = re.compile(r"\d|(?:crore|lakh|billion|million|trillion|thousand|per\b)", re.IGNORECASE)
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_LIGATURES |= {0xA0: " ", 0x2011: "-"}
_LIGATURES |= dict.fromkeys(range(0x7F, 0xA0), "•")  # no characters: what fonts of signs use them for
_LIGATURE = re.compile("[" + "".join(map(chr, _LIGATURES)) + "]")


class Word(NamedTuple):
    """Characters that stand together, on one baseline and in one size.

    `joined` says that no space stands before it: it goes on with the word before (a raised mark, a lowered 2).
    `order` counts the words as the page draws them: what is drawn one after the other belongs together.
    `odds` are those that it is right, below 1 where it was read from an image.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    baseline: float
    bold: bool
    joined: bool
    order: int = 0
    odds: float = 1.0


_make = partial(tuple.__new__, Word)  # a Word of all its fields; `Word._make` does the same by way of Python


def words_of(glyphs: Glyphs) -> list[Word]:
    """The words of a page in the order it draws them."""
    if not glyphs.text:
        return []
    breaks, joined = _breaks(glyphs)
    starts = np.flatnonzero(breaks)
    stops = np.append(starts[1:], len(glyphs.text))
    text = glyphs.text
    if not text.isascii():
        text = _LIGATURE.sub(lambda found: _LIGATURES[ord(found[0])], text)
        if len(text) != len(glyphs.text):
            return _words(glyphs, starts, joined, _pieces_of_ligatures(glyphs.text, starts, stops))
    pieces = [text[a:b] for a, b in zip(starts.tolist(), stops.tolist(), strict=True)]
    return _words(glyphs, starts, joined, _with_rupees(pieces) if "`" in text else pieces)


def _words(glyphs: Glyphs, starts: np.ndarray, joined: np.ndarray, pieces: list[str]) -> list[Word]:
    columns = (
        np.minimum.reduceat(glyphs.x0, starts).tolist(), _shared(np.minimum.reduceat(glyphs.y0, starts)),
        np.maximum.reduceat(glyphs.x1, starts).tolist(), _shared(np.maximum.reduceat(glyphs.y1, starts)),
        _shared(np.maximum(glyphs.size[starts].round(2), _LEAST)), _shared(glyphs.baseline[starts].round(1)),
        glyphs.bold[starts].tolist(), joined[starts].tolist(),
    )  # fmt: skip
    each = zip(pieces, *columns, range(len(pieces)), [1.0] * len(pieces), strict=True)
    return list(map(_make, each))


def _shared(values: np.ndarray) -> list[float]:
    """Numbers of which those that are equal are one object: words of a line stand at one height."""
    known, which = np.unique(values, return_inverse=True)
    numbers = known.tolist()
    return [numbers[i] for i in which.tolist()]


def _with_rupees(pieces: list[str]) -> list[str]:
    """Words with the rupee's sign for a backtick before a figure or a unit, where fonts without that sign have one."""
    following = [*pieces[1:], ""]
    return [
        piece.replace("`", "₹") if piece.strip("(") == "`" and _AMOUNT.match(after) else _BACKTICK.sub("₹", piece)
        for piece, after in zip(pieces, following, strict=True)
    ]


def _pieces_of_ligatures(text: str, starts: np.ndarray, stops: np.ndarray) -> list[str]:
    return [text[a:b].translate(_LIGATURES) for a, b in zip(starts.tolist(), stops.tolist(), strict=True)]


def _breaks(glyphs: Glyphs) -> tuple[np.ndarray, np.ndarray]:
    """Where words begin, and which of those are joined to the word before."""
    count = len(glyphs.text)
    breaks, joined = np.ones(count, np.bool_), np.zeros(count, np.bool_)
    if count == 1:
        return breaks, joined
    size, small = np.maximum(glyphs.size[:-1], glyphs.size[1:]), np.minimum(glyphs.size[:-1], glyphs.size[1:])
    gap = glyphs.x0[1:] - glyphs.x1[:-1]
    rise = np.abs(np.diff(glyphs.baseline))
    ligature = np.abs(np.diff(glyphs.x0)) + np.abs(np.diff(glyphs.x1)) < 0.01  # one shape, told as several letters
    apart = (gap > _widest(glyphs) * size) | ((gap < -_BACK * size) & ~ligature)
    elsewhere = rise > size
    other = (rise > _RISE * size) | (small < _SMALLER * size)
    space = glyphs.breaks[1:]
    breaks[1:] = space | apart | elsewhere | other
    joined[1:] = other & ~(space | apart | elsewhere)
    return breaks, joined


def _widest(glyphs: Glyphs) -> Array:
    """The widest gap within a word, in sizes, before each character but the first."""
    codes = np.frombuffer(glyphs.text.encode("utf-32-le", "replace"), "<u4")
    han = (codes[1:] > 0x2E7F) & (codes[:-1] > 0x2E7F)
    return np.where(han, _HAN_GAP, _GAP)


def words_between(words: list[Word], view: View, other: View) -> list[Word]:
    """Words of one view where they stand in another view of the same page; their baseline is then of no use."""
    seen = view._replace(shown=other.turns)
    moved = []
    for word in words:
        x0, y0, x1, y1 = seen.as_shown((word.x0, word.y0, word.x1, word.y1))
        moved.append(word._replace(x0=x0, y0=y0, x1=x1, y1=y1, baseline=y1))
    return moved
