"""Numbers inside names and addresses: `COVID-19`, `G20`, `5G`, `Vision 2030`, `the S&P 500`, `12 Main Street`."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.decoys.references import parts_end, pieces_end
from tallystick.reading.printed.en.decoys.words import SETS, amount_behind, decoy_words, low_at
from tallystick.reading.printed.en.lexer import NUMBER, PUNCT, WORD, Token
from tallystick.reading.printed.en.quantities.units import starts_unit
from tallystick.reading.printed.en.vocabulary import single_tags, vocabulary, word_set

_NOT_NAMES = word_set("names", "not_names")
_ENDINGS = frozenset({"s", "q", "h", "x", "km", "pm", "am"})
_OF_CLOCK = frozenset({"pm", "am", "a.m.", "p.m."})
_BOUNDS_OF_AGE = frozenset({"under", "over"})
_STREETS = decoy_words("streets")
_NUMBERED_NAMES = {name.split()[-1]: tuple(name.split()) for name in SETS["number_names"]}  # by their last word
_STREET_WORDS = 4
_YEAR_DIGITS = 4


def hung_on_word(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """`Covid-19`, `G20`, `Table A1`, `under-25s`: not a month, a scale or a counted word before a hyphen."""
    token, known = tokens[i], vocabulary()
    if not token.glue or i == 0 or tokens[i - 1].kind != WORD:
        return None
    low = tokens[i - 1].low
    if low in _BOUNDS_OF_AGE and low_at(tokens, i + 1) == "s":
        return i + 2, "definition"
    letter = len(low) == 1 and tokens[i - 1].printed.isupper() and token.glue == "+"
    if (low in _NOT_NAMES and not letter) or low in known.months or low in known.scales:
        return None
    if token.glue == "-" and (low in known.cardinals or low_at(tokens, i + 1) in ("%", "percent", "per")):
        return None  # `forty-5`, `upper-3%`
    reason = "numbering" if letter and "numbered" in single_tags(low_at(tokens, i - 2)) else "name"
    return pieces_end(tokens, i + 1), reason


def with_ending(tokens: Sequence[Token], i: int) -> tuple[int, str] | None:
    """`747s`, `3D`, `5G`, `9am`, `9 a.m.`, `the over 65s`: letters behind the number that are no scale and no unit."""
    if tokens[i].kind != NUMBER or i + 1 >= len(tokens):
        return None
    ending, known = tokens[i + 1], vocabulary()
    low = ending.low
    if ending.glue == "+" and ending.kind == WORD:
        measures = low in known.short_scales or low in known.scales or low in _ENDINGS or starts_unit(tokens, i + 1)
        if not measures and (low != "g" or ending.title):
            return i + 2, "name"
        if low in ("g", "d", "x") and len(tokens[i].low) == 1:
            return i + 2, "name"
        if low == "s":
            return i + 2, "definition" if low_at(tokens, i - 1) in _BOUNDS_OF_AGE else "date"
    return (i + 2, "date") if low in _OF_CLOCK else None


def closing_name(tokens: Sequence[Token], i: int, text: str) -> tuple[int, str] | None:
    """`Vision 2030`, `the FTSE 100`: a number that closes a name; `12 Main Street`: one that opens an address."""
    if _opens_address(tokens, i):
        return i + 1, "address"
    if _behind_numbered_name(tokens, i) and not amount_behind(tokens, i):
        return i + 1, "name"
    if i == 0 or tokens[i].glue != "" or tokens[i - 1].kind != WORD or not _proper(tokens[i - 1], text, i):
        return None
    if "," in tokens[i].low or _beside_another(tokens, i):
        return None  # `Florida 1,800`, `Hawaii 460 (500)`
    return (parts_end(tokens, i + 1), "name") if not amount_behind(tokens, i) and _ends_name(tokens, i) else None


def _beside_another(tokens: Sequence[Token], i: int) -> bool:
    """Whether another number, but no year, stands behind in brackets."""
    inside = tokens[i + 2] if i + 3 < len(tokens) and low_at(tokens, i + 1) == "(" else None
    if inside is None or inside.kind != NUMBER or tokens[i + 3].low != ")":
        return False
    return not (len(inside.low) == _YEAR_DIGITS and inside.low.isdigit())


def _behind_numbered_name(tokens: Sequence[Token], i: int) -> bool:
    """`the FTSE`, `the S&P` before a number."""
    name = _NUMBERED_NAMES.get(low_at(tokens, i - 1), ())
    first = i - len(name)
    if not name or first < 0 or not tokens[first].printed[:1].isupper():
        return False
    return all(tokens[first + k].low == word for k, word in enumerate(name))


def _opens_address(tokens: Sequence[Token], i: int) -> bool:
    """`12 Main Street`: capitals up to the word for a street."""
    for token in tokens[i + 1 : i + 1 + _STREET_WORDS]:
        if token.kind != WORD or not token.printed[:1].isupper():
            return False
        if token.low in _STREETS:
            return True
    return False


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
