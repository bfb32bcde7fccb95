"""Whether what a figure is said to mean can be meant: codes that exist, periods that parse, subjects of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from tallystick.handed.places import NotThereError
from tallystick.handed.rows import Row
from tallystick.knowledge import find_indicator
from tallystick.knowledge.areas import areas
from tallystick.knowledge.indicators import catalogue
from tallystick.model import Block, Period, PeriodError, Release
from tallystick.model.observation import MEASURES, QUALIFIERS, STATUSES

UNITS_OF = {
    "growth": ("%", "‰"),
    "annualised_growth": ("%", "‰"),
    "average_growth": ("%", "‰"),
    "share": ("%", "‰", "1"),
    "contribution": ("%", "pp", "‰"),
    "multiple": ("times",),
    "index": ("point", "1"),
    "rank": ("rank",),
}
"""Units that a measure can have; those that are not here have any."""

MOVES = ("growth", "annualised_growth", "average_growth", "change")
_BEFORE = 3  # blocks before its own in which a figure's subject may stand
_LONGEST = 20_000  # characters of a block that are looked at
_WORD = re.compile(r"[^\W_]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "its", "of", "on", "or", "per", "the", "to")
)


def hold_meaning(row: Row, unit: str) -> None:
    """Raise NotThereError for a code that is none; `unit` is the one that is printed."""
    _one_of("measure", row.measure, MEASURES)
    _one_of("status", row.status, STATUSES)
    if row.qualifier not in (None, *QUALIFIERS):
        raise NotThereError(f"no qualifier is “{row.qualifier}”: there are > < ~ and none")
    if unit not in UNITS_OF.get(row.measure, (unit,)):
        raise NotThereError(f"a {row.measure} is not in {unit}: it is in {' or '.join(UNITS_OF[row.measure])}")
    _period("period", row.period)
    if row.measure in MOVES:
        _period("base", row.base)
    if row.area and row.area not in areas():
        raise NotThereError(f"no area has the code “{row.area[:20]}”: areas are ISO 3166 codes, like CN, CN-GD, EU")
    if row.indicator and row.indicator not in catalogue():
        raise NotThereError(f"no indicator of the catalogue has the id “{row.indicator[:80]}”: leave it out")
    if row.confidence is not None and not 0 <= row.confidence <= 1:
        raise NotThereError(f"no confidence is {row.confidence:g}: it is from 0 to 1")


def _one_of(name: str, told: str, known: tuple[str, ...]) -> None:
    if told not in known:
        raise NotThereError(f"no {name} is “{told[:40]}”: there are {', '.join(known)}")


def _period(name: str, told: str) -> None:
    try:
        if told:
            Period.parse(told)
    except PeriodError:
        raise NotThereError(
            f"no {name} is “{told[:40]}”: write it like 2021, 2022-Q1, 2022-03, 2022-01/2022-02"
        ) from None


class Subjects:
    """What the text around a figure names."""

    def __init__(self, release: Release) -> None:
        self._release = release
        self._starts = [block.start for block in release.blocks]
        self._near = cache(self._words_near)

    def block(self, start: int) -> Block:
        """The block in which a character stands."""
        return self._release.blocks[self._number(start)]

    def _number(self, start: int) -> int:
        return max(bisect_right(self._starts, start) - 1, 0)

    def hold(self, row: Row, start: int, area: str) -> None:
        """Raise NotThereError for a subject that neither the text near `start` nor the catalogue names."""
        subject = row.subject.strip()
        if not subject:
            raise NotThereError("it is not told what it is of: give `subject`")
        if any(find_indicator(subject, language, area) for language in ("en", "zh")):
            return
        near, words = self._near(self._number(start))
        missing = [piece for piece in _pieces(subject) if not _stands(piece, near, words)]
        if missing:
            told = f"“{'”, “'.join(missing[:3])}” of its subject does not stand near it"
            raise NotThereError(f"{told}: take the subject's words from the text, or a name of the catalogue")

    def _words_near(self, number: int) -> tuple[str, frozenset[str]]:
        """The text of a block, of those before it, of its heading and of the title, and its words."""
        release = self._release
        own = release.blocks[max(number - _BEFORE, 0) : number + 1]
        parts = [release.text[block.start : min(block.end, block.start + _LONGEST)] for block in own]
        near = "\n".join((release.title, *(block.section for block in own), *parts)).casefold()
        return near, frozenset(_stem(word) for word in _WORD.findall(near))


def _pieces(subject: str) -> list[str]:
    return [word for word in _WORD.findall(subject.casefold()) if word not in _SMALL]


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _stands(piece: str, near: str, words: frozenset[str]) -> bool:
    if _CHINESE.search(piece) is None:
        return _stem(piece) in words
    at = 0
    while at < len(piece):  # Chinese runs on: it may be put together from pieces of the text
        end = next((end for end in range(len(piece), at, -1) if piece[at:end] in near), at)
        if end == at and piece[at] not in "的和及与":
            return False
        at = max(end, at + 1)
    return True
