"""Figures in words that were read from an image are only as sure as these words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from tallystick.knowledge.sureness import sure_level
from tallystick.model import Observation, Recognized


def as_recognized(figure: Observation, words: Sequence[Recognized]) -> Observation:
    """A figure with the odds of its least sure word in its confidence; `words` are those read from images, in order.

    A reader that tells no confidence leaves that of the words alone. Found by bisection.
    """
    first = max(bisect_right(words, figure.start, key=lambda word: word.start) - 1, 0)
    lowest = 1.0
    for at in range(first, len(words)):
        word = words[at]
        if word.start >= figure.end:
            break
        if word.end > figure.start:
            lowest = min(lowest, word.odds)
    if lowest >= 1:
        return figure
    confidence = round((1.0 if figure.confidence is None else figure.confidence) * lowest, 3)
    return msgspec.structs.replace(figure, confidence=confidence, sure=confidence >= sure_level())
