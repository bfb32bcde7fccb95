"""Laws of reconciling: what is true and rightly printed is never called a contradiction."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling import check
from tallystick.reconciling.arithmetic import Bounds
from tallystick.reconciling.edits import edits
from tallystick.reconciling.exact import Constraint, contract
from tallystick.reconciling.expression import compile_tape
from tests.unit.reconciling.build import Draft

numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)
amounts = st.decimals(min_value=1, max_value=100_000, places=3)
rates = st.decimals(min_value=-40, max_value=200, places=3)


@st.composite
def boxes(draw: st.DrawFn) -> tuple[Bounds, Fraction]:
    """A box and a number inside it."""
    inside = draw(numbers)
    below, above = draw(st.fractions(0, 50, max_denominator=50)), draw(st.fractions(0, 50, max_denominator=50))
    lower: tuple[Fraction | None, bool] = (inside - below, bool(below) and draw(st.booleans()))
    upper: tuple[Fraction | None, bool] = (inside + above, bool(above) and draw(st.booleans()))
    if draw(st.integers(0, 9)) == 0:
        lower = (None, True)
    if draw(st.integers(0, 9)) == 0:
        upper = (None, True)
    return (*lower, *upper), inside


def holds(box: Bounds, number: Fraction) -> bool:
    return not ia.is_empty(ia.meet(box, (number, False, number, False)))


@given(boxes(), boxes())
def test_interval_arithmetic_never_loses_a_number(a: tuple[Bounds, Fraction], b: tuple[Bounds, Fraction]) -> None:
    (left, x), (right, y) = a, b
    assert holds(ia.add(left, right), x + y)
    assert holds(ia.subtract(left, right), x - y)
    assert holds(ia.multiply(left, right), x * y)
    if y:
        assert holds(ia.divide(left, right), x / y)


@given(boxes(), st.integers(2, 5))
def test_a_root_gives_back_what_a_power_took(a: tuple[Bounds, Fraction], exponent: int) -> None:
    box, number = a
    raised = ia.power(box, exponent)
    assert holds(raised, number**exponent)
    assert holds(ia.root(raised, exponent, box), number)


@given(st.lists(boxes(), min_size=3, max_size=3))
def test_contraction_keeps_every_solution(drawn: list[tuple[Bounds, Fraction]]) -> None:
    tape = compile_tape("a = b * (c + 2)", (("a", 1), ("b", 1), ("c", 1)))
    (box_b, b), (box_c, c) = drawn[1:]
    a = b * (c + 2)
    start: list[Bounds] = [(a - 1, False, a + 1, True), box_b, box_c]
    outcome = contract(start, [Constraint(tape, (0, 1, 2))])
    assert outcome.empty is None
    assert all(holds(box, number) for box, number in zip(outcome.boxes, (a, b, c), strict=True))


def printed(value: Decimal | Fraction, places: int) -> str:
    exact = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
    return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


@given(amounts, rates, rates, st.integers(0, 2))
def test_figures_that_are_true_and_rightly_rounded_never_contradict(
    old: Decimal, growth: Decimal, before: Decimal, places: int
) -> None:
    draft = Draft()
    told = "output of bicycles rose"
    new = Fraction(old) * (1 + Fraction(growth) / 100)
    draft.say(printed(old, places), "output of bicycles", "t", "level", "2020", sentence=told)
    draft.say(printed(new, places), "output of bicycles", "t", "level", "2021", sentence=told)
    draft.say(printed(growth, places), "output of bicycles", sentence=told)
    draft.say(printed(growth - before, places), "output of bicycles", "pp", "change", sentence=told)
    draft.say(printed(before, places), "output of bicycles", period="2020", sentence=told)
    draft.say(printed(new - Fraction(old), places), "output of bicycles", "t", "change", sentence=told)
    assert not check(draft.reading()).contradicts


@given(st.decimals(min_value=1, max_value=99_999, places=1), st.data())
def test_every_single_slip_is_among_the_edits(value: Decimal, data: st.DataObject) -> None:
    draft = Draft()
    true = str(value)
    places = [at for at in range(len(true) - 1) if true[at].isdigit() and true[at + 1].isdigit()]
    slipped = list(true)
    if places:
        at = data.draw(st.sampled_from(places))
        slipped[at], slipped[at + 1] = slipped[at + 1], slipped[at]
    draft.say("".join(slipped), "sales", "CNY", "level")
    reachable = {edit.value for edit in edits(draft.observations[0])} | {draft.observations[0].value}
    assert value in reachable
