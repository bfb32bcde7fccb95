"""Small raised characters: marks of notes, or a part of the words they stand at (`m²`, `10⁶`, `18th`)."""

from __future__ import annotations

import re

_ORDINAL = re.compile(r"(?:st|nd|rd|th)\.?", re.IGNORECASE)
_POWER = re.compile(r"[-−–+]?\d{1,2}")
_OF_TEN = re.compile(r"(?:[×xX*·✕]\s?|[(（]|^)10$")
# Letters that are squared or cubed: units, and the R of regressions.
_SQUARED = re.compile(r"(?:^|[\s(（/·\d])(?:[kcdmµμ]?m|R|ft|in|yd|mi|s|χ)$|(?:公里|[千厘毫分]?米|平方)$")
_LONGEST_MARK = 8  # characters; what is longer is small print, no mark
_ONE = r"(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[*†‡§¶#@+＊※]{1,4}|[①-⑳]|[注註]\s?\d{0,2})"
_CLOSED = rf"[(（\[〔【]{_ONE}[)）\]〕】]"
_MARK = re.compile(
    rf"(?:{_CLOSED}|{_ONE}[)）\]〕】/]?)(?:[\s,，、;–-]{{1,2}}(?:{_CLOSED}|{_ONE}[)）/]?)|{_CLOSED}){{0,4}}[.,]?"
)
_SUPERSCRIPTS = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")


def is_mark(before: str, raised: str, after: str = "") -> bool:
    """Whether `raised`, printed small and high between `before` and `after`, is a note's mark and no part of the words.

    Ordinal endings behind a digit, powers of ten, squares and cubes of units, the upper half of a fraction and long
    small print are words.

    >>> is_mark("grew by 3.2", "1"), is_mark("in 2009", "a"), is_mark("Total", "(2)")
    (True, True, True)
    >>> is_mark("Total", "a, b"), is_mark("Total", "by"), is_mark("Total", "Capacity")
    (True, False, False)
    >>> is_mark("18", "th"), is_mark("per m", "2"), is_mark("3.1 × 10", "6"), is_mark("2", "1", "/2 points")
    (False, False, False, False)
    """
    raised = raised.strip()
    if not _MARK.fullmatch(raised) or len(raised) > _LONGEST_MARK:
        return False
    if raised.isdigit() and after.startswith(("/", "⁄")):
        return False
    if before[-1:].isdigit() and _ORDINAL.fullmatch(raised):
        return False
    before = before[-12:]
    if _POWER.fullmatch(raised) and _OF_TEN.search(before):
        return False
    return not (raised in ("2", "3") and _SQUARED.search(before))


def as_words(before: str, raised: str) -> str:
    """The words `raised` is in the text: powers in raised digits, a fraction's upper half set off by a blank.

    >>> as_words("per m", "2"), as_words("18", "th"), as_words("2", "1")
    ('²', 'th', ' 1')
    """
    if _POWER.fullmatch(raised):
        if before[-1:].isdigit() and not _OF_TEN.search(before[-12:]):
            return f" {raised}"
        return raised.translate(_SUPERSCRIPTS)
    return raised
