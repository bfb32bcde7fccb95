"""Numbers that are no amounts: part of a name, numbering, counts of the text's own parts, coverage."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.lexer import NUMBER, OPAQUE, ORDINAL, PUNCT, SLASHED, WORD, Token
from tallystick.reading.en.vocabulary import NO_TAGS, Tags, vocabulary, word_set

_NOT_NAMES = word_set("names", "not_names")


_AGED = frozenset({"aged", "ages", "age", "under", "born"})


def single_tags(word: str) -> Tags:
    """The tags of one word by itself."""
    for rest, tags in vocabulary().phrases.get(word, ()):
        if not rest:
            return tags
    return NO_TAGS


def decoy_token(tokens: Sequence[Token], i: int, text: str) -> tuple[int, str] | None:
    """Where a number at token `i` that is part of a name or a numbering ends, and the reason; None if it is none."""
    token = tokens[i]
    if token.kind == OPAQUE:
        return i + 1, "address"
    if token.kind not in (NUMBER, ORDINAL, SLASHED):
        return None
    before = tokens[i - 1] if i else None
    if (
        (
            token.glue
            and before is not None
            and before.kind == WORD
            and before.low not in _NOT_NAMES
            and before.low not in vocabulary().months
        )
        and before.low not in vocabulary().scales
        and not (token.glue == "-" and before.low in vocabulary().cardinals)
    ):
        return _name_end(tokens, i + 1), "name"
    if token.kind == NUMBER and i + 1 < len(tokens) and tokens[i + 1].glue == "+" and tokens[i + 1].kind == WORD:
        low = tokens[i + 1].low
        if (
            low not in vocabulary().short_scales
            and low not in vocabulary().units
            and low not in ("s", "q", "h", "x", "km", "pm", "am")
            and (low != "g" or tokens[i + 1].title)
        ):
            return i + 2, "name"
        if low in ("g", "d", "x") and len(token.low) == 1:
            return i + 2, "name"
        if low in ("am", "pm", "s"):
            return i + 2, "date"
    if token.kind == NUMBER and i + 1 < len(tokens) and tokens[i + 1].low in ("pm", "am", "a.m.", "p.m."):
        return i + 2, "date"
    if before is not None and before.low == "by" and i > 1 and tokens[i - 2].low == "cc":
        return i + 1, "name"
    if token.glue and i > 1 and tokens[i - 1].low in ".:" and tokens[i - 1].glue and tokens[i - 2].kind == WORD:
        return _name_end(tokens, i + 1), "numbering"
    if token.kind == SLASHED:
        return (
            None
            if i + 1 < len(tokens) and tokens[i + 1].low in ("percent", "percentage", "per", "of", "%", "point")
            else (i + 1, "numbering")
        )
    if token.kind == ORDINAL:
        return None
    if i + 1 < len(tokens) and tokens[i + 1].low in ("kb", "mb") and before is not None and before.low in ("(", ","):
        return i + 2, "address"
    if token.low.count(".") > 1:
        return i + 1, "numbering"
    if len(token.low) > 32:
        return i + 1, "not understood"
    if (
        before is not None
        and before.kind == WORD
        and "numbered" in single_tags(before.low)
        and not amount_behind(tokens, i)
    ):
        return _list_end(tokens, _parts_end(tokens, i + 1)), "numbering"
    if (
        before is not None
        and before.low in (".", ":")
        and i > 1
        and tokens[i - 2].low in ("no", "nos", "fig", "vol", "p", "pp", "tel", "fax", "phone")
    ):
        return _list_end(tokens, i + 1), "numbering"
    if (
        before is not None
        and before.kind == WORD
        and token.glue == ""
        and _proper(before, text, i)
        and not amount_behind(tokens, i)
        and _ends_name(tokens, i)
    ):
        return _parts_end(tokens, i + 1), "name"
    return None


def _parts_end(tokens: Sequence[Token], j: int) -> int:
    """A number goes on in `62746-10-1`."""
    while (
        j + 1 < len(tokens)
        and tokens[j].low == "-"
        and tokens[j].glue == "+"
        and tokens[j + 1].kind == NUMBER
        and tokens[j + 1].glue == "+"
    ):
        j += 2
    return j


def _name_end(tokens: Sequence[Token], j: int) -> int:
    """A name goes on while pieces hang on it: `2019-nCoV-2`."""
    while j < len(tokens) and tokens[j].glue and tokens[j].kind in (WORD, NUMBER):
        j += 1
    return j


def _list_end(tokens: Sequence[Token], j: int) -> int:
    """Numbering goes on in `Tables 3, 4 and 5`, `1.1`, `3(b)`."""
    while (
        j + 1 < len(tokens)
        and tokens[j].low in ("and", "to", "-", "–", "&", "or")
        and tokens[j + 1].kind == NUMBER
        and len(tokens[j + 1].low) < 4
    ):
        if amount_behind(tokens, j + 1):
            break
        j += 2
    return j


def amount_behind(tokens: Sequence[Token], i: int) -> bool:
    """Whether scale, percent or a unit follows the number: then it is an amount whatever stands before."""
    if i + 1 >= len(tokens):
        return False
    behind = tokens[i + 1]
    if behind.kind == "%":
        return True
    known = vocabulary()
    return behind.kind == WORD and (behind.low in known.scales or behind.low in known.units)


_NO_NAME = word_set("names", "no_name")


def _proper(before: Token, text: str, i: int) -> bool:
    """Whether the word before is a name by its capital, somewhere inside a sentence (`Vision 2030`, `Boeing 737`)."""
    if i < 2 or before.low in _NO_NAME or before.low in vocabulary().months or before.low in vocabulary().cardinals:
        return False
    first = text[before.start]
    if not first.isupper():
        return False
    return not single_tags(before.low) & {
        "verb",
        "noun",
        "above",
        "below",
        "about",
        "preposition",
        "opener",
        "pronoun",
        "adverb",
    }


def _ends_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether nothing countable follows the number, so that it closes a name."""
    if i + 1 >= len(tokens):
        return True
    behind = tokens[i + 1]
    return (
        behind.kind == PUNCT
        or behind.title
        or (
            behind.kind == WORD
            and (
                behind.low in ("and", "or", "for", "in", "to")
                or bool(single_tags(behind.low) & {"preposition", "auxiliary"})
            )
        )
    )
