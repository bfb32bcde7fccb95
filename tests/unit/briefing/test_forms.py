"""Each form tells its examples in both languages, is read back as it was written, and refuses its counterexamples."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import structs

from benchmarks.read_back import MOST_LISTED, cases, is_listed, lost, measured, whole
from tallystick.briefing import Fact
from tallystick.briefing.named import unwritable
from tallystick.briefing.prose import comes_back
from tallystick.briefing.sentences import Voice, told_in
from tallystick.briefing.source import can_be_told
from tallystick.knowledge import load_topics
from tallystick.knowledge.forms import forms
from tests.unit.briefing.facts_of import fact

FLOORS = {"en": 0.985, "zh": 0.99}
"""What part of those tried comes back; raise it where more do (all: `python -m benchmarks.read_back`)."""
EACH = 17
"""Of so many sentences one is tried: each form meets other indicators."""


def examples(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for measure, content in load_topics("forms").items():
        yield from ((measure, example) for example in content.get(kind, ()))


def told(measure: str, example: dict[str, Any]) -> list[Fact]:
    """The figure of an example, behind the one that its form stands behind."""
    words = {key: example[key] for key in ("period", "base", "qualifier", "digits") if key in example}
    form = forms()[measure]
    of = example.get("measure") or form.measure or measure
    words |= {"base": "2020"} if of == "growth" and measure == of else {}
    own = fact(example["indicator"], of, example["value"], example["unit"], **words)
    own = structs.replace(own, kind=measure if form.measure else "")
    before = {
        "level": fact(own.indicator, "level", "77.5")
        if own.unit in ("%", "pp")
        else structs.replace(own, kind="", qualifier=""),
        "growth": fact(own.indicator, "growth", "9.6", base="2020"),
        "rank": fact(own.indicator, "rank", "1", "rank", base="world"),
    }
    behind = example.get("behind") or next(iter(form.behind), "")
    return [before[behind], own] if behind else [own]


@pytest.mark.parametrize(("measure", "example"), list(examples("examples")))
def test_an_example_is_told_as_it_stands_and_comes_back(measure: str, example: dict[str, Any]) -> None:
    for language in ("en", "zh"):
        voice = Voice("2021", language, turns={measure: example.get("turn", 0)})
        made = told_in(voice, told(measure, example))
        assert example[language] in made.text
        assert comes_back([made], ("in", "2021"), language), made.text


def test_each_wording_has_an_example() -> None:
    turns: dict[str, set[int]] = {}
    for measure, example in examples("examples"):
        turns.setdefault(measure, set()).add(example.get("turn", 0))
    for name, form in forms().items():
        kinds = (form.en, form.zh, form.further_en, form.further_zh)
        most = max(1 if isinstance(one, str) else len(one) for one in kinds)
        assert turns.get(name) == set(range(most)), name


@pytest.mark.parametrize(("measure", "example"), list(examples("counterexamples")))
def test_a_counterexample_is_not_told(measure: str, example: dict[str, Any]) -> None:
    assert not can_be_told(told(measure, example)[-1])


@pytest.mark.parametrize(("language", "floor"), FLOORS.items())
def test_what_is_told_of_the_catalogue_comes_back(language: str, floor: float) -> None:
    tally = whole(measured(cases([language], each=EACH)), language)
    assert tally.back >= floor, tally.lost


def test_what_is_listed_as_not_writable_is_little_and_does_not_come_back() -> None:
    tried = list(cases())
    listed = [case for case in tried if is_listed(case)]
    assert 0 < len(listed) <= MOST_LISTED * len(tried)
    assert [case for case in listed if not lost(case)] == []


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (fact("gdp", "growth", "9.6", base="1989"), "it is compared with 1989"),
        (fact("gdp", "growth", "9.6", base="2020"), ""),
        (fact("gdp.capital_formation", "contribution", "1.1", "pp", base="GDP"), "a contribution in points"),
        (fact("gdp", "average_growth", "9.6"), "over how many years"),
        (fact("agriculture.grain.yield", "level", "5", "mg/L"), "its unit mg/L has no words"),
    ],
)
def test_what_no_form_tells_has_a_reason(told: Fact, why: str) -> None:
    assert unwritable(told).get("zh", "").startswith(why)
    assert bool(unwritable(told)) == bool(why)
