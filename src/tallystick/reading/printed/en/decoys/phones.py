"""Telephone numbers: by their shape, or by a word that calls them so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.reading.printed.en.decoys.words import decoy_words
from tallystick.reading.printed.en.lexer import Token

_CUES = decoy_words("phone_cues")
_NEAR = 10  # tokens behind a word like `tel` in which a number is one of a telephone
_LEAST_DIGITS = 6
_GROUPS = r"\d{1,5}(?:[ .\-/]{0,2}\(?\d{1,5}\)?){0,6}"
_RUN = re.compile(rf"{_GROUPS}(?![\d,.]?\d)")
# Shapes that no amount has: a group of four behind one of three in a pair of marks, a leading nought, a country's code.
_SURE = re.compile(
    r"(?:\d{1,2}[-. ])?\(?\d{3}(?:\) ?|[-.])\d{3}[-. ]\d{4}(?!\d)"
    r"|0\d{1,4}\)?(?:[ -]\d{2,4}){1,4}(?![\d,.]?\d)"
)
_ABROAD = re.compile(r"\d{1,3}(?:[ .\-]{0,2}\(?\d{1,5}\)?){2,6}(?![\d,.]?\d)")
_GROUP = re.compile(r"\d+")


def phone_end(tokens: Sequence[Token], i: int, text: str) -> int:
    """Where in the text the telephone number ends that starts at the number of token `i`; -1 where none does."""
    start = tokens[i].start
    found = _SURE.match(text, start)
    if found is None and start and text[start - 1] == "+":
        found = _abroad(text, start)
    if found is None and _called(tokens, i):
        found = _RUN.match(text, start)
    if found is None or sum(map(str.isdigit, found.group())) < _LEAST_DIGITS:
        return -1
    return found.end()


def _abroad(text: str, start: int) -> re.Match[str] | None:
    """`+44 20 7946 0123`, but not `+12 345 678`, whose groups are those of an amount."""
    found = _ABROAD.match(text, start)
    if found is None or all(len(group) == 3 for group in _GROUP.findall(found.group())[1:]):
        return None
    return found


def _called(tokens: Sequence[Token], i: int) -> bool:
    return any(token.low in _CUES for token in tokens[max(i - _NEAR, 0) : i])
