"""Numbers that are no amounts: part of a name, numbering, counts of the text's own parts, coverage."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.lexer import NUMBER, OPAQUE, ORDINAL, PUNCT, SLASHED, WORD, Token
from tallystick.reading.printed.en.quantities.units import starts_unit
from tallystick.reading.printed.en.vocabulary import NO_TAGS, Tags, vocabulary, word_set

_NOT_NAMES = word_set("names", "not_names")


_AGED = frozenset({"aged", "ages", "age", "under", "born"})
_ENDINGS = frozenset({"s", "q", "h", "x", "km", "pm", "am"})
_OF_CLOCK = frozenset({"pm", "am", "a.m.", "p.m."})
_BEHIND_FRACTION = frozenset({"percent", "percentage", "per", "of", "%", "point"})
_SHORT_FOR_NUMBER = frozenset({"no", "nos", "fig", "vol", "p", "pp", "tel", "fax", "phone"})
_MOST_DIGITS = 32


def single_tags(word: str) -> Tags:
    """The tags of one word by itself."""
    for rest, tags in vocabulary().phrases.get(word, ()):
        if not rest:
            return tags
    return NO_TAGS


def decoy_token(tokens: Sequence[Token], i: int, text: str) -> tuple[int, str] | None:
    """Where a number at token `i` that is part of a name or a numbering ends, and the reason; None if it is none."""
    kind = tokens[i].kind
    if kind == OPAQUE:
        return i + 1, "address"
    if kind not in (NUMBER, ORDINAL, SLASHED):
        return None
    glued = _hung_on_word(tokens, i) or _with_ending(tokens, i) or _hung_on_mark(tokens, i)
    if glued is not None or kind == ORDINAL:
        return glued
    if kind == SLASHED:
        behind = _low(tokens, i + 1)
        return None if behind in _BEHIND_FRACTION or starts_unit(tokens, i + 1) else (i + 1, "numbering")
    return _by_shape(tokens, i) or _numbered(tokens, i) or _named(tokens, i, text)


def _low(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].low if 0 <= i < len(tokens) else ""


def _hung_on_word(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """`Covid-19`, `G20`: not a month, a scale or a counted word before a hyphen."""
    token, known = tokens[i], vocabulary()
    if not token.glue or i == 0 or tokens[i - 1].kind != WORD:
        return None
    low = tokens[i - 1].low
    if low in _NOT_NAMES or low in known.months or low in known.scales:
        return None
    return None if token.glue == "-" and low in known.cardinals else (_name_end(tokens, i + 1), "name")


def _with_ending(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """`747s`, `3D`, `5G`, `9am`, `9 a.m.`: letters behind the number that are no scale and no unit."""
    if tokens[i].kind != NUMBER or i + 1 >= len(tokens):
        return None
    ending, known = tokens[i + 1], vocabulary()
    low = ending.low
    if ending.glue == "+" and ending.kind == WORD:
        measures = low in known.short_scales or low in _ENDINGS or starts_unit(tokens, i + 1)
        if not measures and (low != "g" or ending.title):
            return i + 2, "name"
        if low in ("g", "d", "x") and len(tokens[i].low) == 1:
            return i + 2, "name"
        if low == "s":
            return i + 2, "date"
    return (i + 2, "date") if low in _OF_CLOCK else None


def _hung_on_mark(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """`CC BY 4`, `A.1`."""
    if i < 2:
        return None
    before, first = tokens[i - 1], tokens[i - 2]
    if before.low == "by" and first.low == "cc":
        return i + 1, "name"
    if tokens[i].glue and before.low in ".:" and before.glue and first.kind == WORD:
        return _name_end(tokens, i + 1), "numbering"
    return None


def _by_shape(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """`(120 kB`, `1.2.3`, and digits beyond any amount."""
    low = tokens[i].low
    if _low(tokens, i + 1) in ("kb", "mb") and _low(tokens, i - 1) in ("(", ","):
        return i + 2, "address"
    if low.count(".") > 1:
        return i + 1, "numbering"
    return (i + 1, "not understood") if len(low) > _MOST_DIGITS else None


def _numbered(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """`Table 3`, `No. 7`."""
    if i == 0:
        return None
    before = tokens[i - 1]
    if before.kind == WORD and "numbered" in single_tags(before.low) and not amount_behind(tokens, i):
        return _list_end(tokens, _parts_end(tokens, i + 1)), "numbering"
    if before.low in (".", ":") and _low(tokens, i - 2) in _SHORT_FOR_NUMBER:
        return _list_end(tokens, i + 1), "numbering"
    return None


def _named(tokens: Sequence[Token], i: int, text: str) -> tuple[int, str] | None:
    """`Vision 2030`: a number that closes a name."""
    if i == 0 or tokens[i].glue != "" or tokens[i - 1].kind != WORD or not _proper(tokens[i - 1], text, i):
        return None
    return (_parts_end(tokens, i + 1), "name") if not amount_behind(tokens, i) and _ends_name(tokens, i) else None


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
    return behind.kind == WORD and (behind.low in vocabulary().scales or starts_unit(tokens, i + 1))


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
