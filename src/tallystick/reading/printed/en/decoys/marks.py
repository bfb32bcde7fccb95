"""Marks of notes: `[2]`, `sales(1)`, `5%.2 The next …`, `$3 million2`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.reading.printed.en.lexer import NUMBER, PERCENT, WORD, Token
from tallystick.reading.printed.en.vocabulary import vocabulary

_IN_BRACKETS = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9}\]")
_HUNG = re.compile(r"\d{1,2}\)")
_MOST_DIGITS = 2


def note_mark_end(tokens: Sequence[Token], i: int, text: str) -> int:
    """Where in the text the mark of a note ends whose number is token `i`; -1 where it is none."""
    start = tokens[i].start
    before = text[start - 1 : start]
    found = _IN_BRACKETS.match(text, start) if before == "[" else None
    if before == "(" and start > 1 and (text[start - 2].isalnum() or text[start - 2] in "%)"):
        found = _HUNG.match(text, start)
    if found is not None:
        return found.end() - 1
    return tokens[i].end if _behind_amount(tokens, i) or _behind_stop(tokens, i) else -1


def _behind_amount(tokens: Sequence[Token], i: int) -> bool:
    """`5%1`, `$3 million2`."""
    token, last = tokens[i], tokens[i - 1] if i else None
    if last is None or token.glue != "+" or token.kind != NUMBER or len(token.low) > _MOST_DIGITS:
        return False
    return last.kind == PERCENT or (last.kind == WORD and last.low in vocabulary().scales)


def _behind_stop(tokens: Sequence[Token], i: int) -> bool:
    """`by 5%.2 The next`: a number hung on the stop of a sentence."""
    token = tokens[i]
    if token.glue != "+" or not i or len(token.low.lstrip(".")) > _MOST_DIGITS:
        return False
    if token.low.startswith("."):
        return tokens[i - 1].kind == PERCENT or tokens[i - 1].low in (")", "”", '"')
    stop = tokens[i - 1]
    return stop.low in (".", ",", ";") and stop.glue == "+" and i > 1 and tokens[i - 2].low in ("%", ")", "”", '"')
