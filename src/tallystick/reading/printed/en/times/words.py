"""The words of time, from `knowledge/phrases/en/periods.toml`, and how tokens are looked at."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.knowledge.loader import load_topics
from tallystick.reading.printed.en.lexer import NUMBER, WORD, Token
from tallystick.reading.printed.en.vocabulary import vocabulary

_DATA = load_topics("phrases/en")["periods"]
_SETS: dict[str, list[str]] = _DATA["sets"]


def time_words(name: str) -> frozenset[str]:
    """A set of words of time by its name in the data."""
    return frozenset(_SETS[name])


UNITS: dict[str, str] = {word: unit for unit, words in _DATA["units"].items() for word in words}
RELATIVE: dict[str, str] = {word: how for how, words in _DATA["relative"].items() for word in words}
FISCAL = time_words("fiscal")
SUFFIXES = time_words("suffixes")
JOINTS = time_words("joints")
VAGUE = time_words("vague")
MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def plain(low: str) -> str:
    """A word without the ending of the genitive or a mark of omission (`Mar'21`)."""
    return low[:-2] if low.endswith(("'s", "’s")) else low.rstrip("'’")


def word_at(tokens: Sequence[Token], i: int) -> str:
    """The word of a token, without the ending of the genitive; empty beyond the last."""
    return plain(tokens[i].low) if 0 <= i < len(tokens) else ""


def small_number(tokens: Sequence[Token], i: int, most_digits: int = 3) -> int:
    """A whole number in digits or words at token `i`; 0 where there is none."""
    if i >= len(tokens):
        return 0
    token = tokens[i]
    if token.kind == NUMBER:
        return int(token.low) if len(token.low) <= most_digits and is_digits(token.low) else 0
    return vocabulary().cardinals.get(token.low, 0) if token.kind == WORD else 0


def is_digits(low: str) -> bool:
    """Whether a word is made of the digits 0 to 9 alone."""
    return low.isascii() and low.isdigit()


def two_digits(tokens: Sequence[Token], i: int) -> int:
    """The number of a token of two digits; -1 where there is none."""
    low = word_at(tokens, i)
    return int(low) if len(low) == 2 and is_digits(low) else -1
