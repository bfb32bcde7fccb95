"""Each form tells its examples in both languages, is read back as it was written, and refuses its counterexamples."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

import tallystick
from tallystick.briefing import Fact, sentence
from tallystick.briefing.drafting import can_be_told
from tallystick.briefing.proving import differing
from tallystick.knowledge import catalogue, load_topics
from tallystick.knowledge.forms import forms
from tests.unit.briefing.facts_of import fact

ENOUGH = 0.98
"""Of the sentences that are tried, each indicator in each form; those that do not come back are listed on failure."""
EACH = 6
"""Of so many indicators one is tried."""


def examples(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for measure, content in load_topics("forms").items():
        yield from ((measure, example) for example in content.get(kind, ()))


def told(measure: str, example: dict[str, Any]) -> list[Fact]:
    """The figure of an example, behind the one that its form stands behind."""
    words = {key: example[key] for key in ("period", "base", "qualifier", "digits") if key in example}
    own = fact(example["indicator"], measure, example["value"], example["unit"], **words)
    before = {
        "growth": fact(own.indicator, "growth", "9.6", base="2020"),
        "rank": fact(own.indicator, "rank", "1", "rank", base="world"),
    }
    behind = forms()[measure].behind or ("growth" if example.get("behind") else "")
    return [before[behind], own] if behind else [own]


@pytest.mark.parametrize(("measure", "example"), list(examples("examples")))
def test_an_example_is_told_as_it_stands(measure: str, example: dict[str, Any]) -> None:
    for language in ("en", "zh"):
        assert example[language] in sentence(told(measure, example), "2021", language).text


@pytest.mark.parametrize(("measure", "example"), list(examples("counterexamples")))
def test_a_counterexample_is_not_told(measure: str, example: dict[str, Any]) -> None:
    assert not can_be_told(told(measure, example)[-1])


def sets(indicator: str) -> Iterator[list[Fact]]:
    """What is told of an indicator: rates of several periods, and what stands behind a rate or a place."""
    grown = fact(indicator, "growth", "9.6", base="2020")
    first = fact(indicator, "rank", "1", "rank", base="world")
    yield [grown, fact(indicator, "change", "-6.8", "pp", base="2020")]
    yield [grown, fact(indicator, "average_growth", "6.1", period="2020/2021")]
    yield [fact(indicator, "growth", "-3.4", period="2021-07", base="2020-07")]
    yield [fact(indicator, "growth", "7.0", period="2021-01/2021-09", base="2020-01/2020-09")]
    yield [fact(indicator, "growth", "160", digits="1.6", base="2020")]
    yield [grown, fact(indicator, "contribution", "28.6", base="growth of GDP")]
    yield [first, fact(indicator, "streak", "12", "year", period="2010/2021")]


def comes_back(figures: list[Fact], language: str) -> str:
    """What is read otherwise than it was written; empty when nothing is."""
    made = sentence(figures, figures[0].period, language)
    read = tallystick.read_text(made.text, language=language, reader="fast", released="2022-02-28").observations
    if len(read) != len(figures):
        return f"{made.text}: {len(read)} figures"
    unlike = [why for figure, one in zip(made.figures, read, strict=True) for why in differing(figure.fact, one)]
    return f"{made.text}: {unlike}" if unlike else ""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_told_of_the_catalogue_comes_back(language: str) -> None:
    known = [one.id for one in catalogue().values() if not one.area]
    tried = [figures for indicator in islice(known, 0, None, EACH) for figures in sets(indicator)]
    lost = [why for figures in tried if (why := comes_back(figures, language))]
    assert len(lost) <= (1 - ENOUGH) * len(tried), lost
