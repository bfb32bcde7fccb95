"""Quantities that are no figures: coverage, lapses of time, counts of the text itself."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.printed.en.decoys.coverage import bounds_coverage
from tallystick.reading.printed.en.decoys.words import decoy_words
from tallystick.reading.printed.en.lexer import PUNCT, WORD, Token
from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.printed.en.vocabulary import single_tags, vocabulary, word_set

_OWN = word_set("names", "own")


_REFERENCE = 100  # what an index is set to in its reference period


_SMALL = 20  # a number in words up to here may count the text's own parts


def refused(tokens: Sequence[Token], i: int, quantity: Quantity, text: str) -> str:
    """Why a quantity is no figure after all: `text part`, `definition`, `name`; empty when it is one."""
    before = tokens[i - 1].low if i else ""
    behind = tokens[quantity.stop].low if quantity.stop < len(tokens) else ""
    if _is_lapse(tokens, i, quantity):
        return "date"
    if quantity.bare and _is_code(quantity.digits):
        return "numbering"
    if bounds_coverage(text, tokens[0].start, quantity):
        return "definition"
    if (
        quantity.form == "words"
        and quantity.bare
        and i
        and text[tokens[i].start].isupper()
        and quantity.stop < len(tokens)
        and text[tokens[quantity.stop].start].isupper()
        and not quantity.digits.endswith(("million", "billion", "trillion"))
    ):
        return "name"
    if quantity.form == "words" and quantity.unit in ("1", "point", "quarter", "month", "day", "week", "times"):
        return _counts_text(tokens, i, quantity, before, behind)
    if quantity.form == "part" and quantity.unit == "%":
        return "" if _part_of_whole(tokens, i, quantity, before, behind) else "text part"
    if (
        quantity.unit == "1"
        and quantity.form == "digits"
        and (before == "top" or behind in ("aspects", "questions", "steps", "chapters", "pages"))
    ):
        return "text part"
    if _instrument(tokens, quantity) or _hyphened(tokens, quantity):
        return "name"
    if quantity.bare and quantity.value == _REFERENCE and ("equal" in _clause_words(tokens, i)[-2:] or before == "="):
        return "definition"
    return "name" if before in ("the", "all") and _names_group(tokens, quantity.stop) else ""


def _is_code(digits: str) -> bool:
    """Whether digits are written as no amount is: `0023`."""
    return len(digits) > 1 and digits[0] == "0" and digits.isdigit()


_FIXED_GROUPS = decoy_words("fixed_groups")


def _names_group(tokens: Sequence[Token], stop: int) -> bool:
    """`the 27 member states`: the number is part of the group's name."""
    words = [token.low for token in tokens[stop : stop + 2]]
    return bool(words) and (words[0] in _FIXED_GROUPS or " ".join(words) in _FIXED_GROUPS)


_WHOLE_BEHIND = word_set("names", "whole_behind")


def _part_of_whole(tokens: Sequence[Token], i: int, quantity: Quantity, before: str, behind: str) -> bool:
    low = tokens[i].low
    tags = single_tags(before)
    cued = bool(tags & {"above", "below", "about"}) or before in (
        "than",
        "by",
        "to",
        "about",
        "up",
        "half",
        "for",
        "represent",
        "represents",
        "represented",
        "almost",
        "nearly",
        "around",
    )
    if behind and behind not in _WHOLE_BEHIND and quantity.stop - i == 1 and not cued:
        return False
    if low == "half" and (
        before in ("first", "second", "latter", "other", "a", "an", "one", "and", "past", "last")
        or behind in ("year", "yearly", "day", "time", "way", "hour", "an", "century")
    ):
        return before in ("a", "one") and behind in ("of",) and False
    if quantity.stop - i > 1 and low in ("a", "an") and tokens[i + 1].low == "second":
        return False
    if (
        quantity.stop - i > 1
        and tokens[quantity.stop - 1].low in ("quarter", "third", "fifth", "fourth")
        and behind not in _WHOLE_BEHIND
    ):
        return cued or bool(len(tokens[i].low) > 2 and tokens[i + 1].low in ("in", "out"))
    if (
        low == "half"
        and behind == "a"
        and quantity.stop + 1 < len(tokens)
        and tokens[quantity.stop + 1].low in ("month", "day", "year", "week", "decade", "century", "dozen")
    ):
        return False
    if behind in ("in", "to", "for", "from", "and") and low == "half" and not cued:
        return False
    return not (low in ("a", "an") and tokens[i + 1].low == "quarter" and before in ("in", "per", "for", "least"))


def _counts_text(tokens: Sequence[Token], i: int, quantity: Quantity, before: str, behind: str) -> str:
    """Whether a small number in words counts the text's own parts, or only points at things named before."""
    low = tokens[i].low
    value = quantity.value if not isinstance(quantity.value, tuple) else quantity.value[1]
    if value > _SMALL or quantity.unit == "times":
        return ""
    if low in ("one", "a", "an", "zero") and quantity.stop - i == 1 and quantity.unit in ("1", "point"):
        return "text part"
    if (
        before == "the"
        and i > 2
        and tokens[i - 2].low == "of"
        and (tokens[i - 3].low in vocabulary().cardinals or tokens[i - 3].low == "each")
        and behind not in ("of", "years")
    ):
        return ""
    if before in _OWN or before == "into" or quantity.unit == "point":
        return "text part"
    if not behind or quantity.stop >= len(tokens) or tokens[quantity.stop].kind != WORD:
        return "text part"
    tags = single_tags(behind)
    if behind == "of" or tags & {"preposition", "auxiliary", "pronoun", "also"} or behind in ("the", "a"):
        return (
            ""
            if behind == "of"
            and before in ("in", "for", "with")
            and tokens[quantity.stop + 1 : quantity.stop + 2]
            and tokens[quantity.stop + 1].low in ("the",)
            else "text part"
        )
    return "text part" if _parts_behind(tokens, quantity.stop) else ""


def _parts_behind(tokens: Sequence[Token], stop: int) -> bool:
    """`three main chapters`: a part of a text named within the next words."""
    for token in tokens[stop : stop + 4]:
        if token.kind != WORD:
            return False
        if "parts" in single_tags(token.low):
            return True
    return False


def _clause_words(tokens: Sequence[Token], i: int) -> list[str]:
    """The words before token `i`, back to a mark."""
    words: list[str] = []
    for token in reversed(tokens[max(i - 8, 0) : i]):
        if token.kind == PUNCT:
            break
        words.append(token.low)
    return words[::-1]


_WITHIN = word_set("names", "within")


def _is_lapse(tokens: Sequence[Token], i: int, quantity: Quantity) -> bool:
    """`within nine months`, `every two years`: when something happens, not how much of it."""
    if quantity.unit not in ("year", "month", "day", "week", "quarter", "minute"):
        return False
    k = i - 1
    while k >= 0 and (
        single_tags(tokens[k].low) & {"about", "above", "below", "tone"} and tokens[k].low not in _WITHIN
    ):
        k -= 1
    words = _clause_words(tokens, k + 1)
    if (
        len(words) > 1
        and words[-1] in ("these", "those", "the", "this")
        and (words[-2] in _WITHIN or words[-2] == "for")
    ):
        return True
    return bool(words) and (
        words[-1] in _WITHIN or words[-2:] in (["space", "of"], ["span", "of"], ["period", "of"], ["course", "of"])
    )


def _instrument(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`10-year bonds`, `12-month rate`, `three-month LIBOR`: a length of time inside a name."""
    if quantity.stop < len(tokens) and tokens[quantity.stop].low in ("period", "run", "spell", "stretch"):
        return False
    return (
        quantity.unit in ("year", "month", "day", "week", "quarter", "hour", "minute")
        and tokens[quantity.stop - 1].glue == "-"
        and not _low_or_high(tokens, quantity.stop)
    )


def _hyphened(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`4-room flats`, `2,000-cc cars`: a number that only tells the sort of thing."""
    return (
        quantity.bare
        and quantity.form in ("digits", "words")
        and quantity.stop < len(tokens)
        and tokens[quantity.stop].glue == "-"
    )


def _low_or_high(tokens: Sequence[Token], j: int) -> bool:
    return j < len(tokens) and tokens[j].low in ("low", "high", "lows", "highs", "streak", "record", "period")
