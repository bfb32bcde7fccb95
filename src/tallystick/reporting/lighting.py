"""Where figures stand in the sentence that says them, so that their digits can be lit up in a quote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

Span = tuple[int, int]


class Quoted(NamedTuple):
    """A figure's words and digits, and where it stands in its release; a row of a file has no place in a text."""

    quote: str
    digits: str
    start: int = 0
    end: int = 0


def spans(sentence: str, figures: Sequence[Quoted]) -> list[Span | None]:
    """Of each figure of one sentence where its words stand in it, or else its digits; None where neither does.

    Words that stand there more than once are told apart by where the figures stand in their release.

    >>> spans("Output rose by 9%, exports by 9%.", [Quoted("9%", "9", 130, 132)])
    [(15, 17)]
    >>> spans("Output rose by 9%, exports by 9%.", [Quoted("9%", "9", 45, 47), Quoted("Output", "", 15, 21)])
    [(30, 32), (0, 6)]
    >>> spans("output.robots, 2021: 2021 (level)", [Quoted("2,021 sets", "2021")])
    [(21, 25)]
    """
    found = [_all_of(one.quote, sentence) or _all_of(one.digits, sentence) for one in figures]
    placed = [(one, places) for one, places in zip(figures, found, strict=True) if one.end > one.start]
    begins = Counter(one.start - place[0] for one, places in placed for place in places)
    most = max(begins.values(), default=0)
    begin = max((start for start, count in begins.items() if count == most), default=0)
    return [_chosen(one, places, begin) for one, places in zip(figures, found, strict=True)]


def _chosen(one: Quoted, places: Sequence[Span], begin: int) -> Span | None:
    """The place that fits a sentence that begins at `begin`; in a row of a file the last, where its value stands."""
    if not places:
        return None
    if one.end <= one.start:
        return places[-1]
    return min(places, key=lambda place: abs(one.start - place[0] - begin))


def _all_of(words: str, sentence: str) -> list[Span]:
    """Where words stand whole: no number goes on before or behind them; a break counts as any other."""
    parts = words.split()
    if not parts:
        return []
    pattern = r"\s*".join(map(re.escape, parts))
    before = r"(?<!\d)(?<!\d[.,])" if parts[0][0].isdigit() else ""
    behind = r"(?![.,]?\d)" if parts[-1][-1].isdigit() else ""
    return [found.span() for found in re.finditer(before + pattern + behind, sentence)]
