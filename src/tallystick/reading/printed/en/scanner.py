"""Tokens → items: words with their tags, quantities, times and decoys, in the order of the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from tallystick.knowledge.known_names import names_in
from tallystick.reading.printed.en.conventions import USUAL, Conventions
from tallystick.reading.printed.en.decoys.decoy import decoy_at
from tallystick.reading.printed.en.decoys.list_numbers import pass_over_list_numbers
from tallystick.reading.printed.en.decoys.refusals import refused
from tallystick.reading.printed.en.items import DECOY, MARK, QUANTITY, TIME, WORDS, Item, add
from tallystick.reading.printed.en.lexer import NUMBER, ORDINAL, PUNCT, SIGN, SLASHED, VULGAR, WORD, Token, lex
from tallystick.reading.printed.en.quantities.folds import folded, settle_fold
from tallystick.reading.printed.en.quantities.lists import share_announced, share_units
from tallystick.reading.printed.en.quantities.quantity import Quantity, quantity_at
from tallystick.reading.printed.en.quantities.ranks import ranked, streak_behind
from tallystick.reading.printed.en.quantities.signs import is_signed
from tallystick.reading.printed.en.quantities.units import starts_unit
from tallystick.reading.printed.en.times.joined import STARTERS, time_at
from tallystick.reading.printed.en.times.time import Time
from tallystick.reading.printed.en.times.words import SUFFIXES
from tallystick.reading.printed.en.vocabulary import NO_TAGS, Vocabulary, vocabulary

_NUMERIC = frozenset({NUMBER, ORDINAL, SLASHED, SIGN, VULGAR})


def scan(text: str, start: int, end: int, conventions: Conventions = USUAL, *, doubted: bool = False) -> list[Item]:
    """The items of the sentence `text[start:end]`, read by the conventions of its text.

    `doubted` keeps as quantities the numbers that rules take for no figures, each with the reason as its `doubt`.
    """
    tokens = lex(text, start, end, decimal_comma=conventions.decimal_comma)
    known = vocabulary()
    items: list[Item] = []
    i, n = 0, len(tokens)
    while i < n:
        token = tokens[i]
        low = token.low
        if token.kind == PUNCT and not is_signed(tokens, i):
            items.append(Item(MARK, token.start, token.end, low))
            i += 1
            continue
        if token.kind == WORD and low not in STARTERS and low not in known.cardinals and low not in _NUMBER_WORDS:
            i = _word(tokens, i, known, items)
            continue
        stop = _recognised(text, tokens, i, conventions, known, items, doubted=doubted)
        i = stop if stop > i else _word(tokens, i, known, items)
    share_units(items)
    share_announced(tokens, items, conventions)
    _pass_over_names(text, items)
    _compare(items)
    pass_over_list_numbers(items)
    return items


_WAYS = {"above": "cmp:up", "below": "cmp:down"}


def _compare(items: Sequence[Item]) -> None:
    """`lower than` bounds a number that follows it; before anything else it compares, as `lower` by itself does."""
    for item, behind in pairwise(items):
        if item.low.endswith(" than") and behind.kind != QUANTITY:
            item.tags |= {way for tag, way in _WAYS.items() if tag in item.tags}


_OF_NAMES = frozenset({"forecast", "kind:average", "kind:multiple"})


def _pass_over_names(text: str, items: Sequence[Item]) -> None:
    """Words inside an indicator's name tell nothing of its figure: `average life expectancy`, `expected production`."""
    for item in items:
        if item.tags & _OF_NAMES and any(n.start < item.end < n.end for n in names_in(text)):
            item.tags = item.tags - _OF_NAMES | _NAMED


_NAMED = frozenset({"named"})
_vocabulary = vocabulary()


_NUMBER_WORDS = (
    frozenset(_vocabulary.ordinals)
    | frozenset(_vocabulary.fold)
    | frozenset(_vocabulary.multiples)
    | {"half", "quarter", "a", "an", "no", "minus", "negative", "plus", "top"}
)


_AFTER_NUMBER = frozenset({"after_above", "after_below", "after_about"})


def _word(tokens: Sequence[Token], i: int, known: Vocabulary, items: list[Item]) -> int:
    """Add the longest wording that starts at token `i`; where the next word stands."""
    token = tokens[i]
    n = len(tokens)
    behind = tokens[i + 1].low if i + 1 < n else ""
    for rest, tags in known.phrases.get(token.low, ()):
        if rest and rest[0] != behind:
            continue
        stop = i + 1 + len(rest)
        if stop <= n and all(tokens[i + 1 + k].low == part for k, part in enumerate(rest)):
            if tags <= _AFTER_NUMBER and rest and not (items and items[-1].kind == QUANTITY):
                continue
            if token.glue == "-" and "verb" in tags:
                continue
            items.append(
                Item(
                    WORDS, token.start, tokens[stop - 1].end, " ".join((token.low, *rest)) if rest else token.low, tags
                )
            )
            return stop
    items.append(Item(WORDS, token.start, token.end, token.low))
    return i + 1


def _recognised(
    text: str,
    tokens: Sequence[Token],
    i: int,
    conventions: Conventions,
    known: Vocabulary,
    items: list[Item],
    *,
    doubted: bool,
) -> int:
    """Add what starts with the number or time word at token `i`; where it ends, or `i` when it is a plain word."""
    token = tokens[i]
    if token.kind == PUNCT:
        return (
            _decoy(text, tokens, i, items)
            or _quantity(text, tokens, i, conventions, items, doubted=doubted)
            or _mark(tokens, i, items)
        )
    if token.kind == WORD and _is_phrase_first(tokens, i, known):
        return i
    if token.kind != SIGN and not (token.glue == "+" and i and tokens[i - 1].kind == WORD and token.kind == NUMBER):
        time = time_at(tokens, i)
        if time is not None and not _is_amount_of_time(tokens, i, time, items):
            return _add_time(text, tokens, i, time, items)
    return (
        _decoy(text, tokens, i, items)
        or ranked(text, tokens, i, items, doubted=doubted)
        or folded(text, tokens, i, known, items)
        or _quantity(text, tokens, i, conventions, items, doubted=doubted)
    )


def _decoy(text: str, tokens: Sequence[Token], i: int, items: list[Item]) -> int:
    decoy = decoy_at(tokens, i, text)
    if decoy is None:
        return 0
    stop, reason = decoy
    a, b = tokens[i].start, tokens[stop - 1].end
    items.append(Item(DECOY, a, b, text[a:b].lower(), NO_TAGS, reason))
    return stop


_SPANS_NAMED = frozenset({"year", "quarter", "month", "financial", "fiscal", "percentage"})


def _is_phrase_first(tokens: Sequence[Token], i: int, known: Vocabulary) -> bool:
    """Whether a fixed wording of several words starts here (`a further`, `year-on-year`, `first`)."""
    if tokens[i].low not in ("a", "an", "the", "year", "month", "quarter", "no", "half", "current"):
        return False
    n = len(tokens)
    behind = tokens[i + 1].low if i + 1 < n else ""
    for rest, _ in known.phrases.get(tokens[i].low, ()):
        if (
            rest
            and rest[0] == behind
            and i + 1 + len(rest) <= n
            and all(tokens[i + 1 + k].low == part for k, part in enumerate(rest))
        ):
            return not (
                len(rest) == 1 and i + 2 < n and (tokens[i + 2].low in SUFFIXES or tokens[i + 2].low in _SPANS_NAMED)
            )
    return False


def _is_amount_of_time(tokens: Sequence[Token], i: int, time: Time, items: Sequence[Item]) -> bool:
    """A number like a year that counts things: `more than 2000 farms`; and a year cut out of a larger number."""
    token = tokens[i]
    if time.unit == "year" and token.kind == NUMBER and time.stop == i + 1:
        behind = tokens[i + 1] if i + 1 < len(tokens) else None
        if behind is not None and (behind.kind == "%" or (behind.low in ("percent", "per") and behind.low != "per")):
            return True
        if (
            behind is not None
            and behind.kind == WORD
            and len(behind.low) > 1
            and (behind.low in vocabulary().scales or starts_unit(tokens, i + 1))
            and behind.low not in ("mu", "won", "point", "points", "day", "quarter")
        ):
            return True
        if (
            items
            and items[-1].tags & {"above", "below", "about"}
            and items[-1].low not in ("over", "under", "near", "some", "by", "within", "up to", "beyond", "approaching")
        ):
            return (
                behind is not None
                and behind.kind == WORD
                and behind.low.endswith("s")
                and behind.low not in ("was", "is", "has", "as")
            )
    return False


def _mark(tokens: Sequence[Token], i: int, items: list[Item]) -> int:
    items.append(Item(MARK, tokens[i].start, tokens[i].end, tokens[i].low))
    return i + 1


def _add_time(text: str, tokens: Sequence[Token], i: int, time: Time, items: list[Item]) -> int:
    a, b = tokens[i].start, tokens[time.stop - 1].end
    tags = _NAMING if time.unit == "year" and _names_event(text, tokens, i, time.stop) else NO_TAGS
    items.append(Item(TIME, a, b, text[a:b].lower(), tags, time))
    return time.stop


_NAMING = frozenset({"naming"})
_NAMED_BY_YEAR = frozenset(
    {
        "act",
        "bill",
        "law",
        "code",
        "rules",
        "regulations",
        "directive",
        "ordinance",
        "order",
        "report",
        "conference",
        "agreement",
        "expo",
        "games",
    }
)


def _names_event(text: str, tokens: Sequence[Token], i: int, stop: int) -> bool:
    """Whether a year only belongs to a name (`the 2022 Winter Olympics`)."""
    if stop < len(tokens) and tokens[stop].low in ("weights", "prices", "dollars", "census", "=", "terms"):
        return True
    name = i - 2 if i > 1 and tokens[i - 1].low in (",", "(") else i - 1
    if name >= 0 and tokens[name].title and tokens[name].low in _NAMED_BY_YEAR:
        return True
    if not i or tokens[i - 1].low != "the" or stop >= len(tokens) or tokens[stop].kind != WORD:
        return False
    return text[tokens[stop].start].isupper()


def _quantity(
    text: str, tokens: Sequence[Token], i: int, conventions: Conventions, items: list[Item], *, doubted: bool
) -> int:
    quantity = quantity_at(tokens, i, conventions)
    if quantity is None:
        if tokens[i].kind in _NUMERIC and tokens[i].kind != SIGN:
            items.append(Item(DECOY, tokens[i].start, tokens[i].end, tokens[i].low, NO_TAGS, "not understood"))
            return i + 1
        if tokens[i].kind == SIGN:
            items.append(Item(MARK, tokens[i].start, tokens[i].end, tokens[i].low))
            return i + 1
        return 0
    if quantity.unit == "1" or quantity.unit in ("year", "quarter", "month", "day", "week", "times", "point"):
        at = quantity.stop if quantity.unit == "1" else quantity.stop - 1
        streak = streak_behind(tokens, at)
        if streak:
            quantity.unit, quantity.stop = streak
            quantity.end, quantity.form, quantity.half = tokens[streak[1] - 1].end, "streak", Decimal(0)
            return add(items, quantity, text)
    if quantity.form == "fold" and not settle_fold(tokens, i, quantity):
        return 0
    reason = refused(tokens, i, quantity, text)
    if reason and doubted and _may_count(tokens, quantity):
        quantity.doubt = reason
    elif reason:
        if (quantity.form == "words" or quantity.form == "part") and reason != "definition":
            stop = _word(tokens, i, vocabulary(), items)
            items[-1].data = reason
            return stop
        items.append(
            Item(DECOY, quantity.start, quantity.end, text[quantity.start : quantity.end].lower(), NO_TAGS, reason)
        )
        return quantity.stop
    return add(items, quantity, text)


_POINTING = frozenset({"of", "another", "or", "by", "thing", "side", "hand", "way", "that", "who", "which"})


def _may_count(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether a doubted number may be a figure after all: `one` before a word that it can count, any other always."""
    if quantity.digits != "one" or not quantity.bare:
        return True
    behind = tokens[quantity.stop] if quantity.stop < len(tokens) else None
    return behind is not None and behind.kind == WORD and behind.low not in _POINTING and len(behind.low) > 1
