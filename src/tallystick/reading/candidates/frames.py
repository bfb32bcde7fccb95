"""The construction a number stands in: what governs it, the link between, and what follows it."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.reading.candidates.compared import names_norm
from tallystick.reading.candidates.unit_classes import unit_class
from tallystick.reading.printed.en.items import DECOY, MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.printed.en.vocabulary import word_set

_FAR = 14  # items looked at for a governor
_LINKS = word_set("choosing", "links")
_STEPPED = word_set("choosing", "stepped")
_OUTPUT = word_set("choosing", "output")
_MOVES = frozenset({"up", "down", "adverb_up", "adverb_down"})
_COUNTED = 5  # items from a count to the bracket behind what it counts
# Tags that govern a number, the telling first: a frame names at most two of them.
_GOVERNS = (
    "up", "down", "adverb_up", "adverb_down", "cmp:up", "cmp:down", "share", "contribution", "kind:share",
    "kind:growth", "kind:level", "kind:index", "kind:average", "kind:annual", "kind:annualised", "kind:multiple",
    "kind:extra", "change", "level", "transitive", "versus", "target", "forecast",
)  # fmt: skip
_MOST_STEPS = 6


def _role(item: Item) -> str:
    """What a word does for a number: its direction or kind, and whether as verb or noun."""
    sort = "v" if "verb" in item.tags else "n" if "noun" in item.tags else ""
    roles = [tag for tag in _GOVERNS if tag in item.tags]
    return f"{sort}:{'+'.join(roles[:2])}" if roles else ""


def frame(items: list[Item], k: int) -> Iterator[str]:
    """The construction: governor, link, and what follows the number (`rose` `by` #, # `higher`, `increase` `of` #)."""
    at, link = k - 1, ""
    while at >= 0 and k - at <= _MOST_STEPS:
        item = items[at]
        if item.kind == WORDS and item.low in _LINKS and not link:
            link = item.low
        elif item.kind != WORDS or not item.tags & _STEPPED or _role(item)[:2] in ("v:", "n:"):
            break
        at -= 1
    near = _told(items, at)
    governor, distance = "", 0
    for back in range(at, max(at - _FAR, -1), -1):
        item = items[back]
        if item.kind == MARK and item.low in ";:":
            break
        if (role := _role(item)) and not role.startswith((":versus",)):
            governor, distance = role, at - back
            break
    after = k + 1
    while (
        after < len(items)
        and after - k <= _MOST_STEPS
        and (items[after].kind == TIME or items[after].low in ("in", "on", "during", "a"))
    ):
        after += 1
    behind = _told(items, after)
    how = "next" if not distance else "near" if distance < 4 else "far"
    yield f"link:{link}"
    yield f"near:{near}"
    yield f"link:{link}:near:{near}"
    yield f"behind:{behind}"
    yield f"governor:{governor}:{link}"
    yield f"governor:{governor}:{link}:{how}"
    yield f"frame:{governor}:{link}:{behind}"
    yield f"frame:{near}:{link}:{behind}"
    yield from _norm(items, at, link)
    if behind == "of" and after + 1 < len(items) and items[after + 1].low in _OUTPUT:
        yield f"of-output:{governor}:{link}"
    if k and items[k - 1].low in "([":
        yield "bracket"
        yield f"bracket:{_told(items, k - 2)}"
        yield from _of_count(items, k - 2)


def _norm(items: list[Item], at: int, link: str) -> Iterator[str]:
    """Whether a norm stands before the link (`a trend of` #, `the five-year average of` #)."""
    if link and at >= 0 and names_norm(items[at]):
        yield f"norm:{link}"


def _of_count(items: list[Item], at: int) -> Iterator[str]:
    """The count that a bracket goes on (`2,350 cases (1.2 per cent)`), and whether anything moves it."""
    start = at
    while at >= 0 and start - at < _COUNTED and items[at].kind == WORDS and not items[at].tags & _MOVES:
        at -= 1
    if at >= 0 and items[at].kind == QUANTITY and unit_class(items[at].quantity) == "1":
        moved = any(item.tags & _MOVES for item in items[max(at - _MOST_STEPS, 0) : at])
        yield f"bracket-of-count:{moved}"


def _told(items: list[Item], at: int) -> str:
    """An item for a frame: its role, else the small word it is."""
    if not 0 <= at < len(items):
        return "END"
    item = items[at]
    if item.kind == QUANTITY:
        return f"#{unit_class(item.quantity)}"
    if item.kind in (TIME, DECOY):
        return item.kind
    return _role(item) or (item.low if item.kind == MARK or item.tags or item.low in _LINKS else "word")
