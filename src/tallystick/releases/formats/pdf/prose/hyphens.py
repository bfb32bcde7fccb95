"""Words broken at a line's end: which hyphens belong to the word and which only to the line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from tallystick.releases.formats.pdf.prose.rows import Row

HYPHENS = ("-", "\u00ad", "\u2010")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"(?:[^\W\d_]+-)*[^\W\d_]+\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 40
_SHORTEST = 3  # letters of a word that may stand before a hyphen of its own


class Vocabulary:
    """The words of a document that stand whole on a line."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts

    @cached_property
    def _counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for text in self._texts:
            counts.update(_WORD.findall(text.lower()))
        return counts

    def mends(self, head: str, tail: str) -> bool:
        """Whether `head` and `tail`, at both sides of a line's end, are one word without a hyphen.

        What the document prints elsewhere decides; a piece that is no word of it elsewhere cannot stand alone.

        >>> words = Vocabulary(["an agreement of a long-term plan, with its high term and rates"])
        >>> words.mends("agree", "ment,"), words.mends("long", "term"), words.mends("high", "rates")
        (True, False, False)
        """
        before, after = _LAST_WORD.search(head[-_LONGEST:]), _FIRST_WORD.match(tail[:_LONGEST])
        if not before or not after or not after[0].islower() or "-" in before[0]:
            return False
        first, second = before[0].lower(), after[0]
        if self._counts[f"{first}-{second}"]:
            return False
        if self._counts[first + second]:
            return True
        return not (len(first) >= _SHORTEST and self._counts[first] and self._counts[second])


def whole_words(rows: Sequence[Row]) -> Iterable[str]:
    """The text of rows without the pieces of words that are broken at their ends."""
    broken = False
    for row in rows:
        words = [word.text for word in row.words]
        first, last = int(broken), len(words)
        broken = words[-1].endswith(HYPHENS)
        yield " ".join(words[first : last - broken])
