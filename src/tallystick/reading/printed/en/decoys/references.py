"""Numbers of tables, pages, notes, laws: `Tables 1 through 3`, `No. 27/2021`, `para. 3.4`."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.decoys.words import amount_behind, decoy_words, low_at
from tallystick.reading.printed.en.lexer import NUMBER, SLASHED, WORD, Token
from tallystick.reading.printed.en.vocabulary import single_tags

_SHORT = decoy_words("short_for_number")
_JOINTS = decoy_words("reference_joints")
_MOST_DIGITS = 4


def numbered(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """`Table 3`, `Tables 1, 2 and 4`, `No. 7`."""
    if i == 0:
        return None
    before = tokens[i - 1]
    if before.kind == WORD and "numbered" in single_tags(before.low) and not amount_behind(tokens, i):
        return _list_end(tokens, parts_end(tokens, i + 1), several=before.low.endswith("s")), "numbering"
    if before.low in (".", ":") and low_at(tokens, i - 2) in _SHORT:
        return _list_end(tokens, parts_end(tokens, i + 1)), "numbering"
    return None


def hung_on_mark(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """`CC BY 4`, `A.1`."""
    if i < 2:
        return None
    before, first = tokens[i - 1], tokens[i - 2]
    if before.low == "by" and first.low == "cc":
        return i + 1, "name"
    if tokens[i].glue and before.low in (".", ":") and before.glue and first.kind == WORD:
        return pieces_end(tokens, i + 1), "numbering"
    return None


def parts_end(tokens: Sequence[Token], j: int) -> int:
    """A number goes on in `62746-10-1`."""
    while j + 1 < len(tokens) and tokens[j].low == "-" and tokens[j].glue == tokens[j + 1].glue == "+":
        if tokens[j + 1].kind != NUMBER:
            break
        j += 2
    return j


def pieces_end(tokens: Sequence[Token], j: int) -> int:
    """A name goes on while pieces hang on it: `2019-nCoV-2`."""
    while j < len(tokens) and tokens[j].glue and tokens[j].kind in (WORD, NUMBER):
        j += 1
    return j


def _list_end(tokens: Sequence[Token], j: int, *, several: bool = False) -> int:
    """Numbering goes on in `Tables 3, 4 and 5`, `pages 12-15`; behind a comma only where several are told."""
    while j + 1 < len(tokens) and tokens[j].low in _JOINTS and (several or tokens[j].low != ","):
        k = j + 1 + (tokens[j].low == "," and low_at(tokens, j + 1) in ("and", "or"))
        if not _is_number(tokens, k):
            break
        j = k + 1
    return j


def _is_number(tokens: Sequence[Token], k: int) -> bool:
    if k >= len(tokens) or tokens[k].kind not in (NUMBER, SLASHED) or len(tokens[k].low) >= _MOST_DIGITS:
        return False
    behind = tokens[k + 1] if k + 1 < len(tokens) else None
    counted = behind is not None and behind.kind == WORD and behind.low not in _BEHIND and not behind.glue
    return not amount_behind(tokens, k) and not counted


_BEHIND = decoy_words("behind_reference")
