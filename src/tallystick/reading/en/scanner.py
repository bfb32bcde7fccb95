"""Tokens → items: words with their tags, quantities, times and decoys, in the order of the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tallystick.reading.en.lexer import NUMBER, ORDINAL, PUNCT, SIGN, SLASHED, VULGAR, WORD, Token, lex
from tallystick.reading.en.names import decoy_token, refused
from tallystick.reading.en.numbers import ordinal_at
from tallystick.reading.en.quantities import Quantity, quantity_at
from tallystick.reading.en.times import STARTERS, SUFFIXES, Time, time_at
from tallystick.reading.en.vocabulary import NO_TAGS, Tags, Vocabulary, vocabulary, word_set

# Kinds of item.
WORDS, MARK, QUANTITY, TIME, DECOY = "w", "p", "Q", "T", "X"
_NUMERIC = frozenset({NUMBER, ORDINAL, SLASHED, SIGN, VULGAR})


class Item:
    """A word or wording with its tags, a mark, or something recognised in `data`: Quantity, Time, or a decoy's reason."""

    __slots__ = ("data", "end", "kind", "low", "start", "tags")

    def __init__(
        self, kind: str, start: int, end: int, low: str, tags: Tags = NO_TAGS, data: Quantity | Time | str | None = None
    ) -> None:
        self.kind, self.start, self.end, self.low, self.tags, self.data = kind, start, end, low, tags, data

    def __repr__(self) -> str:
        return f"{self.kind}:{self.low}" + (f"{sorted(self.tags)}" if self.tags else "")

    @property
    def quantity(self) -> Quantity:
        """The quantity of an item of that kind."""
        assert isinstance(self.data, Quantity)
        return self.data

    @property
    def time(self) -> Time:
        """The time of an item of that kind."""
        assert isinstance(self.data, Time)
        return self.data


def scan(text: str, start: int, end: int, dollar: str) -> list[Item]:
    """The items of the sentence `text[start:end]`; `dollar` is the currency of a bare `$`."""
    tokens = lex(text, start, end)
    known = vocabulary()
    items: list[Item] = []
    i, n = 0, len(tokens)
    while i < n:
        token = tokens[i]
        low = token.low
        if token.kind == PUNCT and not _is_minus(tokens, i):
            items.append(Item(MARK, token.start, token.end, low))
            i += 1
            continue
        if token.kind == WORD and low not in STARTERS and low not in known.cardinals and low not in _NUMBER_WORDS:
            i = _word(tokens, i, known, items)
            continue
        stop = _recognised(text, tokens, i, dollar, known, items)
        i = stop if stop > i else _word(tokens, i, known, items)
    return items


def _is_minus(tokens: Sequence[Token], i: int) -> bool:
    """Whether a dash is the sign of the number it hangs on (`-0.03 points`)."""
    if tokens[i].low not in ("-", "−", "–") or tokens[i].glue or i + 1 >= len(tokens):
        return False
    return tokens[i + 1].kind == NUMBER and tokens[i + 1].glue == "+" and i > 0 and tokens[i - 1].kind in (WORD, PUNCT)


_vocabulary = vocabulary()
_NUMBER_WORDS = (
    frozenset(_vocabulary.ordinals)
    | frozenset(_vocabulary.fold)
    | frozenset(_vocabulary.multiples)
    | {"half", "a", "an", "no"}
)


_AFTER_NUMBER = frozenset({"after_above", "after_below", "after_about"})


def _word(tokens: Sequence[Token], i: int, known: Vocabulary, items: list[Item]) -> int:
    """Add the longest wording that starts at token `i`; where the next word stands."""
    token = tokens[i]
    n = len(tokens)
    for rest, tags in known.phrases.get(token.low, ()):
        stop = i + 1 + len(rest)
        if stop <= n and all(tokens[i + 1 + k].low == part for k, part in enumerate(rest)):
            if tags & _AFTER_NUMBER and rest and not (items and items[-1].kind == QUANTITY):
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


def _recognised(text: str, tokens: Sequence[Token], i: int, dollar: str, known: Vocabulary, items: list[Item]) -> int:
    """Add what starts with the number or time word at token `i`; where it ends, or `i` when it is a plain word."""
    token = tokens[i]
    if token.kind == PUNCT:
        return _quantity(text, tokens, i, dollar, items) or _mark(tokens, i, items)
    if token.kind == WORD and _is_phrase_first(tokens, i, known):
        return i
    if not (token.kind == SIGN) and not (
        token.glue == "+" and i and tokens[i - 1].kind == WORD and token.kind == NUMBER
    ):
        time = time_at(tokens, i)
        if time is not None and not _is_amount_of_time(tokens, i, time, items):
            return _add_time(text, tokens, i, time, items)
    decoy = decoy_token(tokens, i, text)
    if decoy is not None:
        stop, reason = decoy
        items.append(
            Item(
                DECOY,
                token.start,
                tokens[stop - 1].end,
                text[token.start : tokens[stop - 1].end].lower(),
                NO_TAGS,
                reason,
            )
        )
        return stop
    return (
        _ranked(text, tokens, i, items) or _folded(tokens, i, known, items) or _quantity(text, tokens, i, dollar, items)
    )


def _is_phrase_first(tokens: Sequence[Token], i: int, known: Vocabulary) -> bool:
    """Whether a fixed wording of several words starts here (`a further`, `year-on-year`, `first`)."""
    if tokens[i].low not in ("a", "an", "the", "year", "month", "quarter", "no", "half", "current"):
        return False
    n = len(tokens)
    for rest, _ in known.phrases.get(tokens[i].low, ()):
        if rest and i + 1 + len(rest) <= n and all(tokens[i + 1 + k].low == part for k, part in enumerate(rest)):
            return not (len(rest) == 1 and i + 2 < n and tokens[i + 2].low in SUFFIXES)
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
            and (behind.low in vocabulary().units or behind.low in vocabulary().scales)
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


def _names_event(text: str, tokens: Sequence[Token], i: int, stop: int) -> bool:
    """Whether a year only belongs to a name (`the 2022 Winter Olympics`)."""
    if stop < len(tokens) and tokens[stop].low in ("weights", "prices", "dollars", "census", "=", "terms"):
        return True
    if not i or tokens[i - 1].low != "the" or stop >= len(tokens) or tokens[stop].kind != WORD:
        return False
    return text[tokens[stop].start].isupper()


_RANK_BEFORE = word_set("scanner", "rank_before")
_RANKING = frozenset({"ranked", "ranking", "ranks", "rank", "placed", "rankings", "positioned"})
_RANK_BEHIND = word_set("scanner", "rank_behind")
_ORDER_NOUNS = word_set("scanner", "order_nouns")


def _ranked(text: str, tokens: Sequence[Token], i: int, items: list[Item]) -> int:
    """A place in an order: `ranked 12th`, `ranking first in the world`, `the third-largest`; or a streak's number."""
    place = ordinal_at(tokens, i)
    if not place:
        return 0
    j = i + 1 + (tokens[i].kind == WORD and tokens[i].low not in vocabulary().ordinals)
    streak = _streak_behind(tokens, j)
    if streak:
        unit, stop = streak
        quantity = Quantity(
            tokens[i].start,
            tokens[stop - 1].end,
            stop,
            Decimal(place),
            Decimal(0),
            text[tokens[i].start : tokens[j - 1].end],
            unit,
            "streak",
        )
        return _add(items, quantity, text)
    if not _is_rank(tokens, i, j, place):
        if tokens[i].kind == ORDINAL:
            items.append(Item(DECOY, tokens[i].start, tokens[i].end, tokens[i].low, NO_TAGS, "name"))
            return i + 1
        return 0
    quantity = Quantity(
        tokens[i].start,
        tokens[j - 1].end,
        j,
        Decimal(place),
        Decimal(0),
        text[tokens[i].start : tokens[j - 1].end],
        "rank",
        "ordinal",
    )
    return _add(items, quantity, text)


def _is_rank(tokens: Sequence[Token], i: int, j: int, place: int) -> bool:
    behind = tokens[j].low if j < len(tokens) else "."
    window = [t.low for t in tokens[max(i - 6, 0) : i]]
    if behind in _ORDER_NOUNS:
        return place > 1 or behind != "major"
    if any(word in _RANKING for word in window):
        return (
            behind in _RANK_BEHIND
            or j >= len(tokens)
            or tokens[j].kind == PUNCT
            or behind in ("for", "and", "on", "with")
        )
    follows = [t.low for t in tokens[j : j + 4]]
    if (
        (behind == "in"
        and follows[1:3] in (["the", "world"], ["the", "country"], ["asia"], ["the", "region"]))
        or follows[:1] in (["globally"], ["worldwide"])
    ):
        return place > 0 and tokens[i - 1].low not in ("the",) if i else False
    return behind in ("place", "position") and window[-1:] == ["in"]


_STREAK = frozenset({"consecutive", "straight", "successive"})
_PERIODS = {"year": "year", "years": "year", "quarter": "quarter", "quarters": "quarter", "month": "month", "months": "month", "day": "day", "days": "day", "week": "week", "weeks": "week",
            "period": "1", "periods": "1", "time": "1", "times": "1", "meeting": "1", "meetings": "1", "term": "1"}  # fmt: skip


def _streak_behind(tokens: Sequence[Token], j: int) -> tuple[str, int] | None:
    """`consecutive year(s)`, `straight quarters`, `years in a row`, `years running` behind a number at `j`."""
    low = [t.low for t in tokens[j : j + 5]]
    if len(low) > 1 and low[0] in _STREAK:
        k = 2 if low[1] in ("annual", "quarterly", "monthly", "calendar", "fiscal", "full") and len(low) > 2 else 1
        unit = _PERIODS.get(low[k], "1")
        return unit, j + k + 1
    if low and low[0] in _PERIODS and (low[1:4] == ["in", "a", "row"] or low[1:2] == ["running"]):
        return _PERIODS[low[0]], j + 1
    return None


def _folded(tokens: Sequence[Token], i: int, known: Vocabulary, items: list[Item]) -> int:
    """`doubled`, `halved`; `twice`, `double the …` as so many times another amount."""
    token = tokens[i]
    if token.kind != WORD:
        return 0
    behind = tokens[i + 1].low if i + 1 < len(tokens) else ""
    before = tokens[i - 1].low if i else ""
    if token.low in known.multiples and (
        token.low not in known.fold
        or (behind in ("the", "that", "its", "as")
        and before not in ("to", "will", "would", "can", "could", "may", "should", "and", "must", "nearly", "almost"))
    ):
        if token.low in ("twice", "thrice") and behind not in (
            "the",
            "that",
            "as",
            "its",
            "those",
            "what",
            "their",
            "this",
            "of",
        ):
            quantity = Quantity(
                token.start, token.end, i + 1, Decimal(known.multiples[token.low]), Decimal(0), token.low, "1", "words"
            )
            if behind in ("a", "each", "per") or before in ("at", "think") or token.low == "once":
                return 0
            items.append(Item(QUANTITY, token.start, token.end, token.low, NO_TAGS, quantity))
            return i + 1
        quantity = Quantity(
            token.start,
            token.end,
            i + 1,
            Decimal(known.multiples[token.low]),
            Decimal("0.5"),
            token.low,
            "times",
            "fold",
        )
        items.append(Item(QUANTITY, token.start, token.end, token.low, NO_TAGS, quantity))
        return i + 1
    if token.low not in known.fold or token.low == "redoubled":
        return 0
    if token.low in ("double", "triple", "treble", "quadruple", "quintuple") and (
        (token.glue == ""
        and i + 1 < len(tokens)
        and tokens[i + 1].glue == "-")
        or before in ("a", "the", "an", "this")
        or behind in ("digit", "digits", "taxation", "jeopardy", "counting", "pressure", "whammy", "bottom", "a", "b")
    ):
        return 0
    if token.low == "doubling" and behind == "down":
        return 0
    if behind in ("efforts", "our", "down", "up"):
        return 0
    quantity = Quantity(
        token.start, token.end, i + 1, Decimal(known.fold[token.low]), Decimal(50), token.low, "%", "fold"
    )
    items.append(Item(QUANTITY, token.start, token.end, token.low, NO_TAGS, quantity))
    return i + 1


def _quantity(text: str, tokens: Sequence[Token], i: int, dollar: str, items: list[Item]) -> int:
    quantity = quantity_at(tokens, i, dollar)
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
        streak = _streak_behind(tokens, at)
        if streak:
            quantity.unit, quantity.stop = streak
            quantity.end, quantity.form, quantity.half = tokens[streak[1] - 1].end, "streak", Decimal(0)
            return _add(items, quantity, text)
    reason = refused(tokens, i, quantity, text)
    if reason:
        if (quantity.form == "words" or quantity.form == "part") and reason != "definition":
            return 0
        items.append(
            Item(DECOY, quantity.start, quantity.end, text[quantity.start : quantity.end].lower(), NO_TAGS, reason)
        )
        return quantity.stop
    return _add(items, quantity, text)


def _add(items: list[Item], quantity: Quantity, text: str) -> int:
    items.append(
        Item(QUANTITY, quantity.start, quantity.end, text[quantity.start : quantity.end].lower(), NO_TAGS, quantity)
    )
    return quantity.stop
