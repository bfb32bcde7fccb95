"""The words and rules of numbers that are no figures, from `knowledge/phrases/en/decoys.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tallystick.knowledge.loader import load_topics
from tallystick.reading.printed.en.lexer import PERCENT, WORD, Token
from tallystick.reading.printed.en.quantities.units import starts_unit
from tallystick.reading.printed.en.vocabulary import vocabulary

_DATA = load_topics("phrases/en")["decoys"]
SETS: dict[str, list[str]] = _DATA["sets"]
DEFINITIONS: list[dict[str, Any]] = _DATA["definition"]


def decoy_words(name: str) -> frozenset[str]:
    """A set of words by its name in the data."""
    return frozenset(SETS[name])


def low_at(tokens: Sequence[Token], i: int) -> str:
    """The word of a token in lower case; empty where there is no token."""
    return tokens[i].low if 0 <= i < len(tokens) else ""


def amount_behind(tokens: Sequence[Token], i: int) -> bool:
    """Whether scale, percent or a unit follows the number: then it is an amount whatever stands before."""
    if i + 1 >= len(tokens):
        return False
    behind = tokens[i + 1]
    if behind.kind == PERCENT:
        return True
    return behind.kind == WORD and (behind.low in vocabulary().scales or starts_unit(tokens, i + 1))
