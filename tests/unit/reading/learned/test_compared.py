"""What a number is compared with, and the number that tells the same again: names for the choosers."""

from __future__ import annotations

import pytest

from tallystick.reading.candidates.compared import behind_twin, compared
from tallystick.reading.candidates.frames import frame
from tallystick.reading.candidates.signs import features
from tallystick.reading.printed.en.items import QUANTITY, Item
from tallystick.reading.printed.en.scanner import scan


def items_of(text: str) -> tuple[list[Item], int]:
    """The items of a sentence, and the place of its first number."""
    items = scan(text, 0, len(text))
    return items, next(k for k, item in enumerate(items) if item.kind == QUANTITY)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Dues were 3% lower than the budget estimate.", "with:lower:than:norm"),
        ("Dues were 3% lower than in May.", "with:lower:than:T"),
        ("Dues were 3% above the August Report projection.", "with:above::norm"),
        ("Dues were 3% (or $2 million) higher than the estimate.", "with:higher:than:norm"),
        ("Dues were lower than the estimate by 3%.", "by:than:norm"),
    ],
)
def test_what_a_number_is_compared_with(text: str, told: str) -> None:
    assert told in list(compared(*items_of(text)))


def test_a_bound_compares_nothing() -> None:
    assert list(compared(*items_of("Of 3% lower than 5% nothing is told."))) == []
    items, _ = items_of("It is lower than 5% and lower than ever.")
    assert ["cmp:down" in item.tags for item in items if item.low == "lower than"] == [False, True]


def test_a_direction_behind_a_twin_is_shared() -> None:
    items, k = items_of("Dues were 3% (or $2 million) higher.")
    assert items[behind_twin(items, k)].low == "higher"
    assert "shared:up" in features(items, k, "growth", "")
    items, k = items_of("Dues were 3%, tolls $2 million higher.")
    assert behind_twin(items, k) == k + 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Boats (3%) leaked.", ""),
        ("Some 120 wooden boats (3%) leaked.", "bracket-of-count:False"),
        ("Leaks fell to 120 boats (3%).", "bracket-of-count:True"),
        ("Its debt fell by 3% of GDP.", "of-output:v:down:by"),
        ("It fell short of the ten-year trend of 3%.", "norm:of"),
    ],
)
def test_the_construction_of_a_number(text: str, name: str) -> None:
    items = scan(text, 0, len(text))
    last = max(k for k, item in enumerate(items) if item.kind == QUANTITY)
    told = [n for n in frame(items, last) if n.startswith(("bracket-of-count", "of-output", "norm:"))]
    assert told == ([name] if name else [])
