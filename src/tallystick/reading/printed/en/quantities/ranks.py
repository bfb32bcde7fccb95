"""Places in an order, and streaks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tallystick.reading.printed.en.items import DECOY, QUANTITY, Item, add
from tallystick.reading.printed.en.lexer import ORDINAL, PERCENT, PUNCT, WORD, Token
from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.printed.en.quantities.words import ordinal_at
from tallystick.reading.printed.en.vocabulary import NO_TAGS, vocabulary, word_set

_RANK_BEFORE = word_set("scanner", "rank_before")


_RANKING = frozenset({"ranked", "ranking", "ranks", "rank", "placed", "rankings", "positioned"})


_RANK_BEHIND = word_set("scanner", "rank_behind")


_ORDER_NOUNS = word_set("scanner", "order_nouns")
_WITHIN, _PLACING = word_set("scanner", "rank_within"), word_set("scanner", "placing")
_BOUND = frozenset({"below"})
_MOST_DIGITS = 3
_FAR = 12  # items back to the place before


def ranked(text: str, tokens: Sequence[Token], i: int, items: list[Item], *, doubted: bool = False) -> int:
    """A place in an order: `ranked 12th`, `ranking first in the world`, `the third-largest`; or a streak's number.

    `doubted` keeps ordinals that name no place by rule (but `first`), with a doubt.
    """
    place = ordinal_at(tokens, i)
    if not place:
        return _numbered_place(text, tokens, i, items) or _among_the_top(text, tokens, i, items)
    j = i + 1 + (tokens[i].kind == WORD and tokens[i].low not in vocabulary().ordinals)
    streak = streak_behind(tokens, j)
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
        return add(items, quantity, text)
    sure = _is_rank(tokens, i, j, place) or _goes_on(tokens, j, items)
    if not sure and not (doubted and place > 1):
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
        doubt="" if sure else "text part",
    )
    return add(items, quantity, text)


def _numbered_place(text: str, tokens: Sequence[Token], i: int, items: list[Item]) -> int:
    """`ranking No. 1 in the market`: a number of a place, not of a page."""
    short = tokens[i].low == "no" and i + 2 < len(tokens) and tokens[i + 1].low == "."
    if not short or not _place_at(tokens, i + 2) or not _follows_ranking(tokens, i):
        return 0
    return _add_place(text, tokens, i, i + 2, items)


def _among_the_top(text: str, tokens: Sequence[Token], i: int, items: list[Item]) -> int:
    """`ranks among the top ten`: a place that the number bounds."""
    if tokens[i].low != "top" or i < 2 or tokens[i - 1].low != "the" or tokens[i - 2].low not in _WITHIN:
        return 0
    if i < 3 or tokens[i - 3].low not in _RANKING | _PLACING or not _place_at(tokens, i + 1):
        return 0
    items[-1].tags |= _BOUND
    return _add_place(text, tokens, i, i + 1, items)


def _add_place(text: str, tokens: Sequence[Token], i: int, at: int, items: list[Item]) -> int:
    place, digits = Decimal(_place_at(tokens, at)), text[tokens[at].start : tokens[at].end]
    start, end = tokens[i].start, tokens[at].end
    return add(items, Quantity(start, end, at + 1, place, Decimal(0), digits, "rank", "ordinal"), text)


def _place_at(tokens: Sequence[Token], i: int) -> int:
    """The small whole number at a token that no unit follows; 0 for none."""
    if i >= len(tokens) or (i + 1 < len(tokens) and tokens[i + 1].kind == PERCENT):
        return 0
    low = tokens[i].low
    return int(low) if low.isdigit() and len(low) <= _MOST_DIGITS else int(vocabulary().cardinals.get(low, 0))


def _follows_ranking(tokens: Sequence[Token], i: int) -> bool:
    return any(token.low in _RANKING for token in tokens[max(i - 6, 0) : i])


def _goes_on(tokens: Sequence[Token], j: int, items: Sequence[Item]) -> bool:
    """`ranking first among the towns and fourth among the counties`: a place behind another, told the same way."""
    behind = tokens[j].low if j < len(tokens) else ""
    if behind not in ("among", "in") or not any(item.low in ("and", ",") for item in items[-2:]):
        return False
    return any(item.kind == QUANTITY and item.quantity.unit == "rank" for item in items[-_FAR:])


def _is_rank(tokens: Sequence[Token], i: int, j: int, place: int) -> bool:
    behind = tokens[j].low if j < len(tokens) else "."
    window = [t.low for t in tokens[max(i - 6, 0) : i]]
    if behind in _ORDER_NOUNS:
        return place > 1 or behind != "major"
    if _follows_ranking(tokens, i):
        return (
            behind in _RANK_BEHIND
            or j >= len(tokens)
            or tokens[j].kind == PUNCT
            or behind in ("for", "and", "on", "with")
        )
    follows = [t.low for t in tokens[j : j + 4]]
    if (
        behind == "in" and follows[1:3] in (["the", "world"], ["the", "country"], ["asia"], ["the", "region"])
    ) or follows[:1] in (["globally"], ["worldwide"]):
        return place > 0 and tokens[i - 1].low not in ("the",) if i else False
    return behind in ("place", "position") and window[-1:] == ["in"]


_STREAK = frozenset({"consecutive", "straight", "successive"})


_PERIODS = {
    "year": "year",
    "years": "year",
    "quarter": "quarter",
    "quarters": "quarter",
    "month": "month",
    "months": "month",
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "period": "1",
    "periods": "1",
    "time": "1",
    "times": "1",
    "meeting": "1",
    "meetings": "1",
    "term": "1",
}


def streak_behind(tokens: Sequence[Token], j: int) -> tuple[str, int] | None:
    """`consecutive year(s)`, `straight quarters`, `years in a row`, `years running` behind a number at `j`."""
    low = [t.low for t in tokens[j : j + 5]]
    if len(low) > 1 and low[0] in _STREAK:
        k = 2 if low[1] in ("annual", "quarterly", "monthly", "calendar", "fiscal", "full") and len(low) > 2 else 1
        unit = _PERIODS.get(low[k], "1")
        return unit, j + k + 1
    if low and low[0] in _PERIODS and (low[1:4] == ["in", "a", "row"] or low[1:2] == ["running"]):
        return _PERIODS[low[0]], j + 1
    return None
