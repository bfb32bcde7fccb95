"""Places in an order, and streaks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tallystick.reading.printed.en.items import DECOY, Item, add
from tallystick.reading.printed.en.lexer import ORDINAL, PUNCT, WORD, Token
from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.printed.en.quantities.words import ordinal_at
from tallystick.reading.printed.en.vocabulary import NO_TAGS, vocabulary, word_set

_RANK_BEFORE = word_set("scanner", "rank_before")


_RANKING = frozenset({"ranked", "ranking", "ranks", "rank", "placed", "rankings", "positioned"})


_RANK_BEHIND = word_set("scanner", "rank_behind")


_ORDER_NOUNS = word_set("scanner", "order_nouns")


def ranked(text: str, tokens: Sequence[Token], i: int, items: list[Item], *, doubted: bool = False) -> int:
    """A place in an order: `ranked 12th`, `ranking first in the world`, `the third-largest`; or a streak's number.

    `doubted` keeps ordinals that name no place by rule (but `first`), with a doubt.
    """
    place = ordinal_at(tokens, i)
    if not place:
        return 0
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
    sure = _is_rank(tokens, i, j, place)
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
