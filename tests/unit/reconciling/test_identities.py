from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from tallystick.model import KnowledgeError
from tallystick.reading.bounds import asserted
from tallystick.reconciling.arithmetic import Bounds
from tallystick.reconciling.exact import Constraint, contract
from tallystick.reconciling.expression import compile_tape, parse
from tallystick.reconciling.identity import Identity, identities


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(identity, example, id=f"{identity.id}-{number}")
        for identity in identities()
        for number, example in enumerate(getattr(identity, kind))
    ]


def holds(identity: Identity, example: dict[str, Any]) -> bool:
    boxes, shape = [], []
    for role in identity.roles:
        printed = example[role] if isinstance(example[role], list) else [example[role]]
        boxes += [box(number) for number in printed]
        shape.append((role, len(printed)))
    count = int(example.get("n", max(number for _, number in shape)))
    tape = compile_tape(identity.formula, tuple(shape), (("n", count),))
    return contract(boxes, [Constraint(tape, tuple(range(len(boxes))))]).empty is None


def box(printed: str) -> Bounds:
    number = Decimal(printed)
    half = Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)
    lower, upper, lower_open, upper_open = asserted(number, half, "")
    assert lower is not None
    assert upper is not None
    return Fraction(lower), lower_open, Fraction(upper), upper_open


@pytest.mark.parametrize(("identity", "example"), cases("examples"))
def test_every_example_holds(identity: Identity, example: dict[str, Any]) -> None:
    assert holds(identity, example)


@pytest.mark.parametrize(("identity", "example"), cases("counterexamples"))
def test_every_counterexample_fails(identity: Identity, example: dict[str, Any]) -> None:
    assert not holds(identity, example)


@pytest.mark.parametrize("identity", [pytest.param(i, id=i.id) for i in identities()])
def test_every_identity_has_examples_of_both_kinds_and_names_a_source(identity: Identity) -> None:
    assert identity.examples
    assert identity.counterexamples
    assert identity.citation
    assert identity.note


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a + b", "no = between"),
        ("a = (b", "expected )"),
        ("a = b ! c", "unknown sign"),
        ("a = b c", "after the end"),
        ("a = " + "(" * 30 + "b" + ")" * 30, "nested too deep"),
    ],
)
def test_a_broken_formula_says_where(text: str, problem: str) -> None:
    with pytest.raises(KnowledgeError, match=r".") as caught:
        parse(text)
    assert problem in str(caught.value)
