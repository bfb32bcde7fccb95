"""Text layers behind images of pages: whether one is the text of the image, or some other recognizer's noise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tallystick.releases.formats.pdf.scans import drawn
from tallystick.releases.formats.pdf.view import View
from tallystick.releases.formats.pdf.words import Word

_SCALE = 50 / 72  # pixels a point: enough to see where there is ink
_DARK = 60  # steps of 256 below the paper
_MARGIN = 0.04  # of a page, where scanners leave shadows
_UNTOLD = 0.5  # of the ink outside of all words: so much is no ruling lines and stamps
_ODD = 0.3  # of the words that are none
_WELL_FORMED = re.compile(
    r"[-–+(\[$€£¥₹]{0,3}\d[\d.,:/\-–]*[%)\].,;:°]{0,3}|[(\[\"'“‘]*[^\W\d_]+(?:[-'’./&][^\W\d_]+)*[)\]\"'”’.,;:!?%]*"
)
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{3,}\Z", re.IGNORECASE)


def is_wrong(handle: Any, view: View, words: Sequence[Word]) -> bool:
    """Whether words behind the image of a page do not fit it: much of its ink lies elsewhere, or many are no words.

    The caller holds the lock.
    """
    odd = sum(_is_odd(word.text) for word in words)
    return odd > _ODD * len(words) or _ink_elsewhere(drawn(handle, _SCALE), view, words) > _UNTOLD


def _is_odd(text: str) -> bool:
    """Whether letters and signs make no word and no number.

    >>> [_is_odd(text) for text in ("growth", "3.2%", "(2016-10-28)", "2016-lo-28", "<h", "mnm", "GDP", "增长")]
    [False, False, False, True, True, True, False, False]
    """
    if not _WELL_FORMED.fullmatch(text):
        return True
    return text.islower() and _CONSONANTS.match(text) is not None


def _ink_elsewhere(pixels: NDArray[np.uint8], view: View, words: Sequence[Word]) -> float:
    """The share of a page's ink that lies in no word."""
    grey = pixels.min(axis=2).astype(np.int16)
    ink = grey < np.median(grey) - _DARK
    height, width = ink.shape
    top, side = int(height * _MARGIN), int(width * _MARGIN)
    inner = np.zeros_like(ink)
    inner[top : height - top, side : width - side] = True
    ink &= inner
    total = int(ink.sum())
    for word in words:
        x0, y0, x1, y1 = (round(edge * _SCALE) for edge in view.as_shown((word.x0, word.y0, word.x1, word.y1)))
        ink[max(y0, 0) : max(y1 + 1, 0), max(x0 - 1, 0) : max(x1 + 1, 0)] = False
    return int(ink.sum()) / total if total else 0.0
