"""A measure, and what most rules for it look at."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.printed.en.items import MARK, QUANTITY, TIME, Item


class Measure(msgspec.Struct, frozen=True):
    """A measure code with its sign; `rule` names why; `cue` is the item that decided (-1: none)."""

    code: str
    sign: int = 1
    rule: str = ""
    cue: int = -1
    echo: bool = False
    compared: bool = False


UP = frozenset({"up", "adverb_up", "cmp:up"})


DOWN = frozenset({"down", "adverb_down", "cmp:down"})


def changed(site: Site) -> str:
    """The measure of a move: growth for percentages, change for what has a unit of its own."""
    return "growth" if site.quantity.is_rate else "change"


def past_list(items: Sequence[Item], at: int) -> int:
    """The item behind a quantity and those listed with it: `11% and 7%, respectively, below …`."""
    k = at + 1
    j, closed = k, False
    while j < len(items) and j < at + 14:
        item = items[j]
        closed = closed or item.low == "and"
        if item.kind == QUANTITY and items[at].quantity.unit == item.quantity.unit:
            k = j + 1
        elif not (item.low in (",", "and", "or", "by", "of", "&") or item.tags & {"above", "below", "about"}):
            break
        j += 1
    if not closed:
        k = at + 1
    while k + 1 < len(items) and (
        items[k].low == "respectively" or (items[k].low == "," and items[k + 1].low == "respectively")
    ):
        k += 1
    return k + 1 if k > at + 1 and k < len(items) and items[k].low == "," and items[k - 1].low == "respectively" else k


def of_whole(items: Sequence[Item], site: Site) -> int:
    """The item behind `of` where a whole is named (`27.4% of GDP`), 0 where none is."""
    k = past_list(items, site.at)
    while k < len(items) and (
        items[k].kind == TIME
        or (items[k].kind == MARK and items[k].low in "()")
        or (items[k].kind == QUANTITY and items[k - 1].low == "(")
    ):
        k += 1
    if k + 1 < len(items) and items[k].low == "of" and items[k + 1].kind != TIME:
        for j in range(k + 1, min(k + 4, len(items) - 1)):
            if items[j].kind == QUANTITY and items[j].quantity.bare:
                return j + 1
        return k + 1
    return 0
