"""Numbers whose unit stands elsewhere: `1.5 and 1.4 percentage points`; `in thousands of tons, are: oats 40`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tallystick.reading.printed.en.conventions import Conventions
from tallystick.reading.printed.en.items import QUANTITY, WORDS, Item
from tallystick.reading.printed.en.lexer import Token
from tallystick.reading.printed.en.quantities.numeral import last_place
from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.printed.en.quantities.units import RATES, THINGS, Unit, unit_at
from tallystick.reading.printed.en.vocabulary import vocabulary

_JOINTS = frozenset({",", "and", "or"})
_FAR = 10  # a move does not make an amount ten times another


def share_units(items: Sequence[Item]) -> None:
    """Give each bare number of a list the unit and scale of the number that closes it."""
    for k in range(len(items) - 1, 0, -1):
        if items[k].kind == QUANTITY and items[k - 1].low == "to":
            _share_way(items, k)
        if items[k].kind != QUANTITY or items[k - 1].low not in ("and", "or"):
            continue
        last = items[k].quantity
        size = _size(items[k])
        if last.unit == "1" or size is None:
            continue
        members = _members(items, k)
        if len(members) == 1 and items[k - 2].low == ",":
            continue  # `79, or 60%` says one thing twice
        if items[k - 1].low == "or" and len(members) == 1 and last.unit in RATES and _is_far(members[0], last, size):
            continue  # as `7,915 or 11.4 percent` does
        for own in members:
            _take(own, last.unit, size)


def share_announced(tokens: Sequence[Token], items: Sequence[Item], conventions: Conventions) -> None:
    """Give the bare numbers behind `in thousands of tons` that unit and scale, but those that count what follows."""
    found = _announced(tokens, conventions)
    if found is None:
        return
    start, unit = found
    for k, item in enumerate(items):
        if item.kind != QUANTITY or item.start < start:
            continue
        own, behind = item.quantity, items[k + 1] if k + 1 < len(items) else None
        counts = behind is not None and behind.kind == WORDS and not behind.tags
        if own.bare and own.form == "digits" and isinstance(own.value, Decimal) and _size(item) == 1 and not counts:
            _take(own, unit.code, unit.worth)


def _announced(tokens: Sequence[Token], conventions: Conventions) -> tuple[int, Unit] | None:
    """The unit, its scale in its worth, that a sentence announces, and where in the text it does."""
    scales = vocabulary().scales
    for i in range(1, len(tokens) - 2):
        scale = scales.get(tokens[i].low.removesuffix("s")) if tokens[i].low[-1:] == "s" else None
        if scale is None or tokens[i - 1].low != "in" or tokens[i + 1].low != "of":
            continue
        unit = unit_at(tokens, i + 2, conventions)
        if unit.code != THINGS:
            return tokens[i].end, unit._replace(worth=unit.worth * scale)
    return None


def _share_way(items: Sequence[Item], k: int) -> None:
    """`from 2.9 to 3.2%`: where a move starts has the unit and scale of where it ends, if they are near then."""
    last, size = items[k].quantity, _size(items[k])
    start = _member_before(items, k - 1, joints=False) if k > 2 and items[k - 3].low == "from" else -1
    if start < 0 or last.unit == THINGS or not size:
        return
    own = items[start].quantity
    if not _is_far(own, last, size):
        _take(own, last.unit, size)


def _is_far(own: Quantity, last: Quantity, size: Decimal) -> bool:
    assert isinstance(own.value, Decimal)
    assert isinstance(last.value, Decimal)
    ratio = abs(own.value * size / last.value) if last.value else _FAR
    return not 1 / _FAR < ratio < _FAR


def _take(own: Quantity, unit: str, size: Decimal) -> None:
    assert isinstance(own.value, Decimal)
    own.half = last_place(own.digits) / 2 * size if unit in RATES else own.half * size
    own.value, own.unit, own.bare = own.value * size, unit, False


def _members(items: Sequence[Item], k: int) -> list[Quantity]:
    """The bare numbers in digits listed before item `k`, the nearest first."""
    members = []
    while (k := _member_before(items, k)) >= 0:
        members.append(items[k].quantity)
    return members


def _member_before(items: Sequence[Item], k: int, *, joints: bool = True) -> int:
    """The bare number in digits listed just before item `k`; -1 for none."""
    j = k - 1
    while joints and j >= 0 and items[j].low in _JOINTS:
        j -= 1
    if j < 0 or (joints and j == k - 1) or items[j].kind != QUANTITY:
        return -1
    own = items[j].quantity
    plain = own.bare and own.form == "digits" and isinstance(own.value, Decimal)
    return j if plain and _size(items[j]) == 1 else -1


def _size(item: Item) -> Decimal | None:
    """What the number printed as 1 would be worth; None where that is not told by the digits."""
    quantity = item.quantity
    digits = quantity.digits.replace(",", "")
    if not digits.replace(".", "", 1).isdigit() or isinstance(quantity.value, tuple) or not Decimal(digits):
        return None
    return abs(quantity.value) / Decimal(digits)
