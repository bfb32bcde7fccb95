"""What stands before a number: a currency's sign, a minus or plus, an accounting bracket."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from tallystick.reading.printed.en.conventions import Conventions
from tallystick.reading.printed.en.lexer import (
    DASHES,
    NUMBER,
    ORDINAL,
    PERCENT,
    PUNCT,
    SIGN,
    SLASHED,
    VULGAR,
    WORD,
    Token,
    sign_worth,
)
from tallystick.reading.printed.en.quantities.unit_words import ONE
from tallystick.reading.printed.en.times.years import year_of
from tallystick.reading.printed.en.vocabulary import vocabulary, word_set

_SIGNED = DASHES | {"+"}
_TRUE_MINUS = frozenset("−－")  # never a hyphen or a pause
_SIGNED_WORDS = word_set("signs", "minus")
_NUMERIC = frozenset({NUMBER, VULGAR, SLASHED, ORDINAL, PERCENT})
_HANGS_ON = frozenset('([:;,“"/|=~≈<>≤≥')
_RATES = frozenset({"percent", "per", "percentage", "basis"})


class Opening(msgspec.Struct, frozen=True):
    """The number starts at token `at`; `sign` is -1 or 1 where one is printed, else 0.

    `code` and `worth` are those of the currency's sign (empty: none); `closed` tells that a bracket closes behind the
    digits.
    """

    at: int
    sign: int = 0
    code: str = ""
    worth: Decimal = ONE
    closed: bool = False


def opening_at(tokens: Sequence[Token], i: int, conventions: Conventions) -> Opening | None:
    """What stands before the number that starts at token `i`; None where no number can start."""
    sign, j = _sign_at(tokens, i, within=False)
    bracket = not sign and _opens_bracket(tokens, j)
    j += bracket
    code, worth = "", ONE
    if j < len(tokens) and tokens[j].kind == SIGN:
        shared, worth = sign_worth(tokens[j])
        code, j = conventions.code(shared), j + 1
        if not sign:
            sign, j = _sign_at(tokens, j, within=True)
        if not sign and not bracket and _opens_bracket(tokens, j):
            bracket, j = True, j + 1
    if j >= len(tokens) or (bracket and not _closes(tokens, j, money=bool(code), inside=tokens[j - 1].kind == PUNCT)):
        return None
    return Opening(j, -1 if bracket else sign, code, worth, bracket)


def is_signed(tokens: Sequence[Token], i: int) -> bool:
    """Whether the mark at token `i` is the sign or bracket of a number and not punctuation."""
    return bool(_sign_at(tokens, i, within=False)[0]) or _opens_bracket(tokens, i) or tokens[i].low in "±+"


def _sign_at(tokens: Sequence[Token], i: int, *, within: bool) -> tuple[int, int]:
    """The sign printed at token `i` (0 where there is none) and where what it signs starts.

    `within` tells that a currency's sign stands before it.
    """
    if i + 1 >= len(tokens):
        return 0, i
    low = tokens[i].low
    if low in _SIGNED:
        plain = _hangs_on_number(tokens, i) and (within or _stands_free(tokens, i))
        return ((1 if low == "+" else -1) if plain else 0), i + plain
    if low in _SIGNED_WORDS and not within and _is_signed_word(tokens, i):
        return -1, i + 1
    return 0, i


def _hangs_on_number(tokens: Sequence[Token], i: int) -> bool:
    behind = tokens[i + 1]
    if behind.kind not in (NUMBER, VULGAR, SIGN):
        return False
    return behind.glue == "+" or tokens[i].low in _TRUE_MINUS


def _stands_free(tokens: Sequence[Token], i: int) -> bool:
    """Whether nothing that a range or a compound needs stands before the sign."""
    if i == 0:
        return tokens[i].low != "–"
    before = tokens[i - 1]
    if tokens[i].glue:
        return before.kind == PUNCT and before.low in _HANGS_ON
    if before.kind in _NUMERIC:
        after_year = bool(year_of(before)) and not year_of(tokens[i + 1])
        in_row = i > 1 and (tokens[i - 2].kind in _NUMERIC or tokens[i - 2].low in _SIGNED)
        return after_year or in_row or (tokens[i].low in _TRUE_MINUS and tokens[i + 1].glue == "+")
    return True


def _is_signed_word(tokens: Sequence[Token], i: int) -> bool:
    """`minus 0.3%`, `negative $5 million`: not `ten minus three`, `negative 2019`."""
    if i and (tokens[i - 1].kind in _NUMERIC or tokens[i - 1].low in vocabulary().cardinals):
        return False
    behind = tokens[i + 1]
    number = (behind.kind in (NUMBER, SIGN) and not year_of(behind)) or behind.low in vocabulary().cardinals
    return number and behind.glue != "+"


def _opens_bracket(tokens: Sequence[Token], i: int) -> bool:
    """`(12.3)`, `($12.3)`: a bracket around one number alone, which accounting prints for a minus."""
    if i + 2 >= len(tokens) or tokens[i].low != "(":
        return False
    j = i + 1 + (tokens[i + 1].kind == SIGN)
    return j + 1 < len(tokens) and tokens[j].kind == NUMBER and tokens[j + 1].low == ")"


def _closes(tokens: Sequence[Token], j: int, *, money: bool, inside: bool) -> bool:
    """Whether the bracket around the number at `j` is a minus: money's sign stands before it, or a scale behind."""
    if money and inside:
        return True
    if j + 2 >= len(tokens):
        return False
    behind = tokens[j + 2]
    if behind.kind == PERCENT:
        return behind.glue == "+"
    return behind.kind == WORD and (behind.low in vocabulary().scales or behind.low in _RATES)
