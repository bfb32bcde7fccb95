"""The decoy at a token: a number that is part of a name, a reference, a note mark, an address or a telephone number."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.knowledge.known_names import numbered_names
from tallystick.reading.printed.en.decoys.identifiers import identifier_end
from tallystick.reading.printed.en.decoys.marks import note_mark_end
from tallystick.reading.printed.en.decoys.names import closing_name, hung_on_word, with_ending
from tallystick.reading.printed.en.decoys.phones import phone_end
from tallystick.reading.printed.en.decoys.references import hung_on_mark, numbered
from tallystick.reading.printed.en.decoys.words import low_at
from tallystick.reading.printed.en.lexer import NUMBER, OPAQUE, ORDINAL, PUNCT, SLASHED, WORD, Token
from tallystick.reading.printed.en.quantities.units import starts_unit
from tallystick.reading.printed.en.vocabulary import vocabulary

_BEHIND_FRACTION = frozenset({"percent", "percentage", "per", "of", "%", "point"})
_MOST_DIGITS = 32
Decoy = tuple[int, str]  # the token behind it, and the reason


def decoy_at(tokens: Sequence[Token], i: int, text: str) -> Decoy | None:
    """Where a number at token `i` that is no amount ends, and the reason; None if it is an amount."""
    kind = tokens[i].kind
    if kind == PUNCT:  # the sign or bracket before a telephone number
        behind = phone_end(tokens, i + 1, text) if low_at(tokens, i) in ("+", "(") and _number(tokens, i + 1) else -1
        return (_stop(tokens, i + 1, behind), "address") if behind >= 0 else None
    if kind == OPAQUE:
        return i + 1, "address"
    if kind == WORD:
        return (i + 1, "name") if tokens[i].low in vocabulary().cardinals and _in_name(tokens, i, text) else None
    if kind not in (NUMBER, ORDINAL, SLASHED):
        return None
    found = _in_text(tokens, i, text) or hung_on_word(tokens, i) or with_ending(tokens, i) or hung_on_mark(tokens, i)
    if found is not None or kind == ORDINAL:
        return found
    if kind == SLASHED:
        amount = low_at(tokens, i + 1) in _BEHIND_FRACTION or starts_unit(tokens, i + 1)
        return None if amount else (i + 1, "numbering")
    return _by_shape(tokens, i) or numbered(tokens, i) or closing_name(tokens, i, text)


def _number(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].kind == NUMBER


def _in_text(tokens: Sequence[Token], i: int, text: str) -> Decoy | None:
    """What the characters around tell: an indicator's name, telephone numbers, paths, file numbers, marks of notes."""
    if tokens[i].kind == NUMBER:
        if _in_name(tokens, i, text):
            return i + 1, "name"
        end = phone_end(tokens, i, text)
        if end >= 0:
            return _stop(tokens, i, end), "address"
        end = note_mark_end(tokens, i, text)
        if end >= 0:
            return _stop(tokens, i, end), "numbering"
    found = identifier_end(text, tokens[i].start, tokens[i].end)
    return (_stop(tokens, i, found[0]), found[1]) if found is not None else None


def _in_name(tokens: Sequence[Token], i: int, text: str) -> bool:
    """Whether a number stands inside the name of an indicator: `output of ten non-ferrous metals`."""
    return any(known.start < tokens[i].start < known.end for known in numbered_names(text))


def _stop(tokens: Sequence[Token], i: int, end: int) -> int:
    """The first token behind token `i` that starts at or behind a place of the text."""
    i += 1
    while i < len(tokens) and tokens[i].start < end:
        i += 1
    return i


def _by_shape(tokens: Sequence[Token], i: int) -> Decoy | None:
    """`(120 kB`, `1.2.3`, and digits beyond any amount."""
    low = tokens[i].low
    if low_at(tokens, i + 1) in ("kb", "mb") and low_at(tokens, i - 1) in ("(", ","):
        return i + 2, "address"
    if low.count(".") > 1:
        return i + 1, "numbering"
    return (i + 1, "not understood") if len(low) > _MOST_DIGITS else None
