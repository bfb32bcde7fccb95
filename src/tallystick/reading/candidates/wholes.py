"""Subjects of two pieces: a part named near the figure, with its whole named before, above or first in the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.reading.candidates.phrases import Phrase
from tallystick.reading.candidates.rendering import render
from tallystick.reading.candidates.sight import Sight

_NEAR, _BEHIND = 6, 2  # phrases looked at on the left and on the right
_LONGEST_PART, _LONGEST_WHOLE = 6, 8  # words


def with_wholes(sight: Sight, found: Sequence[Phrase], wholes: Sequence[str]) -> Iterator[str]:
    """Each phrase near the figure together with each whole."""
    short = [p for p in found if p.width in ("core", "of") and len(p.words) <= _LONGEST_PART]
    near = [p for p in short if p.words[-1] < sight.at][-_NEAR:]
    behind = [p for p in short if p.words[0] >= sight.figure.stop][:_BEHIND]
    for phrase in (*near, *behind):
        part = render(sight.sentence, phrase.words)
        taken = set(part.lower().split())
        for whole in wholes if part else ():
            own = [word for word in whole.split() if word.lower() not in taken]
            if own and len(own) <= _LONGEST_WHOLE and 2 * len(own) >= len(whole.split()) - 1:
                yield f"{part} {' '.join(own)}"
