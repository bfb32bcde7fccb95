"""What counts as one thing said twice, and what a figure is held against when no year is meant."""

from __future__ import annotations

import pytest

import tallystick
from tallystick.model import Finding
from tallystick.releases import from_bytes


def checks(text: str) -> list[Finding]:
    """The checks of a text."""
    release = from_bytes(text.encode(), "release", "release.txt", media_type="text/plain")
    return [f for f in tallystick.check(tallystick.read(release)).findings if f.kind == "check"]


HEAD = "Kettles in 2022\n\n15 March 2023\nHarbour Trade Office\n\n"


@pytest.mark.parametrize(
    "pair",
    [
        ("more than 34 million units", "more than 36 million units"),
        ("about 74 million units", "76.6 million units"),
        ("9 million units", "8.8 million units"),
    ],
)
def test_figures_that_need_not_say_one_thing_are_no_twins(pair: tuple[str, str]) -> None:
    first, second = pair
    text = f"{HEAD}Output of tea kettles in 2022 was {first}.\n\nIn 2022, output of tea kettles came to {second}.\n"
    assert not [f for f in checks(text) if f.identity == "stated_twice"]


def test_a_rounder_form_of_one_figure_is_told() -> None:
    words = ("about 74 million units", "74.4 million units")
    text = (
        f"{HEAD}Output of tea kettles in 2022 was {words[0]}.\n\nIn 2022, output of tea kettles came to {words[1]}.\n"
    )
    assert [f.verdict for f in checks(text) if f.identity == "stated_twice"] == ["holds"]


@pytest.mark.parametrize(
    "text",
    [
        "Revenue of the tea kettle business was $96 million in 2022, 4% above the plan, and $90 million in 2021.",
        "Average selling price fell from $3.10 in 2021 to $2.80 in 2022, impacting revenues by $5.6 million.",
        "Stocks of tea kettles were 82.4 million units in 2022, 18.2 million units (18.1%) lower than in 2021.",
        "Kettle prices fell by 3.2 pence in May 2022 to stand at 131.7 pence, down from 148.1 pence in May 2021.",
        "In 2022 GDP was $1.58 trillion at constant prices.\n\nAt current prices GDP was $1.88 trillion in 2022.",
    ],
)
def test_what_is_held_against_no_year_is_no_contradiction(text: str) -> None:
    assert not [f for f in checks(f"{HEAD}{text}\n") if f.verdict == "contradicts"]


def test_a_fall_is_told_with_its_sign() -> None:
    text = (
        f"{HEAD}Revenue of the tea kettle business fell by 4.3% to $95.7 million in 2022 from $100.0 million in 2021.\n"
    )
    told = [f for f in checks(text) if f.identity == "growth_from_levels"]
    assert [("published −4.3%" in f.statement, f.verdict.startswith("holds")) for f in told] == [(True, True)]


def test_findings_have_one_digit_more_than_print() -> None:
    text = (
        f"{HEAD}Revenue of the tea kettle business rose by 9.8% to $95.7 million in 2022 from $90.0 million in 2021.\n"
    )
    [told] = [f for f in checks(text) if f.verdict == "contradicts"]
    assert "they give between 6.22 and 6.45%" in told.statement
    assert " in 2022:" in told.statement
