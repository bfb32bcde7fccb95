"""Where the words of a figure stand that was handed in: at the characters it names, or where its sentence has them."""

from __future__ import annotations

import re
from bisect import bisect_right

from tallystick.handed.rows import Row

LONGEST = 200
"""Characters of the words of one figure."""

_BLANKS = re.compile(r"\s+")
_NUMBER = "0123456789０１２３４５６７８９"


class NotThereError(Exception):
    """Why a figure that was handed in is refused."""


class Places:
    """The characters of a text, found again from words whose blanks may differ."""

    def __init__(self, text: str) -> None:
        self._text = text
        parts, self._at, self._from = [], [0], [0]
        size = last = 0
        for blank in _BLANKS.finditer(text):
            parts += [text[last : blank.start()], " "]
            size += blank.start() - last + 1
            last = blank.end()
            self._at.append(size)
            self._from.append(last)
        self._plain = "".join((*parts, text[last:]))

    def of(self, row: Row) -> tuple[int, int]:
        """The first and the last character of its words; NotThereError says why there are none."""
        if row.start is not None or row.end is not None:
            return self._told(row)
        words = _plainly(row.text)
        if not words:
            raise NotThereError("neither its words (`text`) nor their place (`start`, `end`) are told")
        low, high = 0, len(self._plain)
        if row.sentence:
            sentence = _plainly(row.sentence)
            low = self._only(sentence, 0, high, "its sentence")
            high = low + len(sentence)
        at = self._only(words, low, high, f"“{words[:80]}”")
        return self._origin(at), self._origin(at + len(words) - 1) + 1

    def _told(self, row: Row) -> tuple[int, int]:
        start, end = row.start, row.end
        if start is not None and end is None and row.text:
            end = start + len(row.text)
        if start is None or end is None or not 0 <= start < end <= len(self._text):
            raise NotThereError(f"the text has no characters {start} to {end}: it has {len(self._text)}")
        if end - start > LONGEST:
            raise NotThereError(f"the words of a figure have {LONGEST} characters at most")
        there = self._text[start:end]
        if row.text and _plainly(row.text) != _plainly(there):
            advice = "leave `start` and `end` out and give the `sentence`"
            raise NotThereError(f"“{row.text[:80]}” does not stand at {start}–{end}, where “{there}” stands: {advice}")
        return start, end

    def _only(self, words: str, low: int, high: int, named: str) -> int:
        """The one place where words stand; a number is not found inside another."""
        found: list[int] = []
        at = self._plain.find(words, low, high)
        while at >= 0 and len(found) < 2:
            if not self._cuts(at, words):
                found.append(at)
            at = self._plain.find(words, at + 1, high)
        if not found:
            raise NotThereError(f"{named} does not stand in the text")
        if len(found) > 1:
            raise NotThereError(
                f"{named} stands there more than once: tell which by `start` and `end`, or by `sentence`"
            )
        return found[0]

    def _cuts(self, at: int, words: str) -> bool:
        """Whether words that begin or end with a digit would cut the number they stand in."""
        before, behind = self._plain[max(at - 2, 0) : at], self._plain[at + len(words) : at + len(words) + 2]
        joined = before[-1:] in _NUMBER if before else False
        joined |= len(before) == 2 and before[1] in ".," and before[0] in _NUMBER
        goes_on = behind[:1] in _NUMBER if behind else False
        goes_on |= len(behind) == 2 and behind[0] in ".," and behind[1] in _NUMBER
        return (words[0] in _NUMBER and joined) or (words[-1] in _NUMBER and goes_on)

    def _origin(self, at: int) -> int:
        number = bisect_right(self._at, at) - 1
        return self._from[number] + at - self._at[number]


def _plainly(words: str) -> str:
    return _BLANKS.sub(" ", words).strip()
