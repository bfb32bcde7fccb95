"""The unit of a number printed without one."""

from __future__ import annotations

from pathlib import Path

import pytest

import tallystick
from tallystick.reading.candidates.units import Spent, unit_of
from tallystick.reading.en.accurate import prepare

CASES = [
    ("Sales of the quarter were 640 million.", 0, Spent("EUR"), "level", "EUR"),
    ("The number of riders reached 2.6 million.", 0, Spent("EUR"), "level", "1"),
    ("The shop sold 3.4 million hats.", 0, Spent("EUR"), "level", "1"),
    ("Rents rose by 4.5 in May.", 0, Spent(), "growth", "%"),
    ("It was 2.5 percentage points higher in Kent and 1.5 higher in Essex.", 1, Spent("", "pp", "gap", 0), "gap", "pp"),
    ("The book-to-bill ratio was 0.94.", 0, Spent(), "level", "times"),
    ("The board will raise the retirement age from 63 to 65.", 1, Spent(), "level", "year"),
    ("The ages of its 140 masters are known.", 0, Spent(), "level", "1"),
    ("The chart was viewed 4,250 times.", 0, Spent(), "level", "1"),
    ("Earnings cover the charge 4.5 times.", 0, Spent(), "level", "times"),
    ("Oats cost $3.10, and rye $4.20.", 1, Spent("USD", "USD/bu", "level", 0), "level", "USD/bu"),
]


@pytest.mark.parametrize(("text", "n", "spent", "measure", "unit"), CASES)
def test_the_unit_of_a_number_without_one(
    tmp_path: Path, text: str, n: int, spent: Spent, measure: str, unit: str
) -> None:
    path = tmp_path / "note.txt"
    path.write_text(f"A note of the harbour board\n\n{text}\n", encoding="utf-8")
    release = tallystick.open(path, released="2019-06-01", language="en")
    sentence = next(s for s in prepare(release, release.blocks) if s.quantities)
    item = None if spent.item is None else sentence.quantities[spent.item]
    told = Spent(spent.money, spent.unit, spent.measure, item)
    assert unit_of(sentence, sentence.quantities[n], told, measure) == unit


def test_a_number_that_rules_refuse_is_kept_for_the_choosers(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("A note of the harbour board\n\nOne keeper and two guards left within 14 days.\n", encoding="utf-8")
    release = tallystick.open(path, released="2019-06-01", language="en")
    sentence = next(s for s in prepare(release, release.blocks) if s.quantities)
    assert [sentence.items[k].quantity.doubt for k in sentence.quantities] == ["text part", "", "date"]
