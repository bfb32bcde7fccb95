"""Repairs are told in ranges that a solution reaches."""

from datetime import date
from fractions import Fraction

from tallystick.reading import read
from tallystick.reconciling import check
from tallystick.reconciling.shaving import shave
from tallystick.releases import from_text


def test_ends_that_no_solution_reaches_are_shaved_off() -> None:
    box = shave(
        (Fraction(0), False, Fraction(16), False),
        lambda part: part[0] is not None and part[2] is not None and part[2] >= 5 and part[0] <= 6,
    )
    assert box[0] is not None
    assert box[2] is not None
    assert Fraction(49, 10) < box[0] <= 5
    assert 6 <= box[2] < Fraction(61, 10)


def test_a_repair_of_a_figure_that_stands_in_two_ties_is_narrow() -> None:
    text = (
        "In 2021, the added value of industries above designated size rose by 9.6%, 6.8 percentage points faster "
        "than in 2020, with an average two-year growth rate of 7.1%."
    )
    (finding,) = [
        f for f in check(read(from_text(text, "x", released=date(2022, 1, 20)), "fast")).findings if f.repairs
    ]
    allowed = {repair.figure.rpartition(":")[2]: repair.allowed for repair in finding.repairs}
    growth = allowed[str(text.index("9.6%"))]
    assert growth.lower is not None
    assert growth.upper is not None
    assert 10 < growth.lower < growth.upper < 11
    assert not any(repair.likeliest for repair in finding.repairs if repair.printed == "6.9")
