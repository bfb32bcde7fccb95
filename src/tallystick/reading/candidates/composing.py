"""Subjects put together word by word: those likeliest to belong, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tallystick.reading.candidates.belonging import nearest, sources_of
from tallystick.reading.candidates.content import Word, content
from tallystick.reading.candidates.likely import passing
from tallystick.reading.candidates.sight import Sight
from tallystick.reading.candidates.spoken import Spoken

_MOST = 9  # words of a composed subject
_LEAST = 0.1  # odds of a word that may be in one
_AROUND = 1  # how many words more or fewer than the likeliest number are offered
_GAP = re.compile(r"[ \n]?(?:[a-z'’]+ )*(?:[a-z'’]+)?[ \n]?|-", re.IGNORECASE)  # small words that join two others
_WIDEST = 16  # characters of such a gap


def composed(sight: Sight, spoken: Spoken, odds: Mapping[str, float]) -> Iterator[str]:
    """The likeliest set of words as a subject, and those of a word more and a word less."""
    order = sorted((form for form, p in odds.items() if p >= _LEAST), key=lambda form: -odds[form])[:_MOST]
    if not order:
        return
    sets = [order[: n + 1] for n in range(len(order))]
    best = max(range(len(sets)), key=lambda n: passing(sets[n], odds))
    own, elsewhere = nearest(sight), sources_of(sight, spoken)
    for n in range(max(best - _AROUND, 0), min(best + _AROUND + 1, len(sets))):
        yield _worded(sight, own, elsewhere, set(sets[n]))


def _worded(sight: Sight, own: Mapping[str, Word], elsewhere: Mapping[str, str], chosen: set[str]) -> str:
    """The chosen words as the text has them: those of the sentence, then those said before it."""
    pieces = [_joined(sight.sentence.text, sorted((own[f] for f in chosen if f in own), key=lambda w: w.start))]
    left = chosen - set(own)
    for text in elsewhere.values():
        words = [word for word in content(text) if word.form in left]
        left -= {word.form for word in words}
        pieces.append(_joined(text, words))
    return " ".join(piece for piece in pieces if piece)


def _joined(text: str, words: Sequence[Word]) -> str:
    """Words of a text, with what stands between two of them if that is nothing but small words."""
    found = ""
    for n, word in enumerate(words):
        if n:
            gap = text[words[n - 1].end : word.start]
            found += gap if len(gap) <= _WIDEST and _GAP.fullmatch(gap) and not content(gap) else " "
        found += text[word.start : word.end]
    return " ".join(found.split())
