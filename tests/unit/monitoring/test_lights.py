"""Each rule of the lights gives the lights of its examples, and not those of its counterexamples."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallystick.knowledge.lights import Example, Rule, light_rules, shipped_text
from tallystick.model import Interval, KnowledgeError
from tallystick.monitoring.lighting import Facts, colours
from tallystick.reconciling.history.targets import Plan

RULES = {rule.name: rule for rule in light_rules()}
HISTORY = RULES["rate in its history"]


def told(value: str) -> Interval:
    half = Decimal(5).scaleb(int(Decimal(value).as_tuple().exponent) - 1)
    return Interval.of(Decimal(value) - half, Decimal(value) + half, upper_open=True)


def found(rule: Rule, example: Example, *, printed: bool) -> set[str]:
    """The colours of an example as printed, or within rounding."""
    make = (lambda value: Interval.point(Decimal(value))) if printed else told
    past = [make(value) for value in example.history]
    target = Decimal(example.target) if example.target else None
    facts = Facts(
        value=make(example.value),
        better=-1 if example.better == "lower" else 1,
        window=tuple(past[-rule.years :]),
        before=past[-1] if past else None,
        year=past[-1] if past else None,
        plan=Plan(target, target, example.bound) if target is not None else None,
    )
    return colours(rule, facts, enough=len(past) >= rule.fewest.get("year", 1))


def examples(kind: str) -> Iterator[tuple[str, Example]]:
    for rule in light_rules():
        yield from ((rule.name, example) for example in getattr(rule, kind))


@pytest.mark.parametrize(("name", "example"), list(examples("examples")))
def test_an_example_has_its_light(name: str, example: Example) -> None:
    assert found(RULES[name], example, printed=True) == {example.light}
    if example.could_be is not None:
        assert found(RULES[name], example, printed=False) == {example.light, *example.could_be}


@pytest.mark.parametrize(("name", "example"), list(examples("counterexamples")))
def test_a_counterexample_has_not(name: str, example: Example) -> None:
    assert found(RULES[name], example, printed=True) != {example.light}


def test_every_rule_has_both() -> None:
    assert all(rule.examples and rule.counterexamples for rule in light_rules())


def test_files_that_are_no_rules_name_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "lights.toml"
    changes = {
        '"no worse than median"': '"above median"',
        "years = 10": "years = 0",
        '"growth", "share"': '"growht", "share"',
        "half = 12": "week = 12",
        'red = ["target missed"]': "red = []",
        "[[rule]]": "[[rules]]",
    }
    for number, (old, new) in enumerate(changes.items()):
        path = tmp_path / f"{number}.toml"
        path.write_text(shipped_text().replace(old, new), encoding="utf-8")
        with pytest.raises(KnowledgeError):
            light_rules(path)
    with pytest.raises(KnowledgeError, match="cannot read"):
        light_rules(tmp_path / "none.toml")


NUMBERS = st.integers(-40, 40)
WIDTHS = st.integers(0, 12)
SPANS = st.tuples(NUMBERS, WIDTHS, WIDTHS)


def span(told: tuple[int, int, int], more: int = 0) -> Interval:
    at, below, above = told
    return Interval.of(at - below - more, at + above + more, upper_open=bool(above + more))


def facts(value: Interval, others: list[Interval], better: int) -> Facts:
    return Facts(value=value, better=better, window=tuple(others), before=others[-1], year=others[-1])


@given(SPANS, st.lists(SPANS, min_size=1, max_size=5), st.sampled_from([1, -1]), st.integers(0, 3))
def test_wider_intervals_only_add_colours(
    value: tuple[int, int, int], others: list[tuple[int, int, int]], better: int, more: int
) -> None:
    narrow = colours(HISTORY, facts(span(value), [span(one) for one in others], better))
    wide = colours(HISTORY, facts(span(value, more), [span(one, more) for one in others], better))
    assert narrow
    assert narrow <= wide


@given(SPANS, st.lists(SPANS, min_size=1, max_size=5), st.sampled_from([1, -1]), st.data())
def test_no_colour_that_rounding_allows_is_lost(
    value: tuple[int, int, int], others: list[tuple[int, int, int]], better: int, data: st.DataObject
) -> None:
    every = [span(value), *(span(one) for one in others)]
    parts = data.draw(st.lists(st.integers(0, 7), min_size=len(every), max_size=len(every)))
    inner = [Interval.point(_part(one, part)) for one, part in zip(every, parts, strict=True)]
    [colour] = colours(HISTORY, facts(inner[0], inner[1:], better))
    assert colour in colours(HISTORY, facts(every[0], every[1:], better))


def _part(one: Interval, eighths: int) -> Fraction:
    assert one.lower is not None
    assert one.upper is not None
    return one.lower + (one.upper - one.lower) * eighths / 8


@given(st.integers(-40, 40), st.lists(st.integers(-40, 40), min_size=8, max_size=10))
def test_good_and_bad_change_places_with_the_signs(value: int, others: list[int]) -> None:
    up = facts(Interval.point(value), [Interval.point(one) for one in others], 1)
    down = facts(Interval.point(-value), [Interval.point(-one) for one in others], -1)
    assert colours(HISTORY, up) == colours(HISTORY, down)
    assert len(colours(HISTORY, up)) == 1
