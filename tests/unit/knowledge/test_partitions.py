"""Divisions: the examples beside the data are told of all parts, the counterexamples of none."""

from __future__ import annotations

from typing import Any

import pytest

from tallystick import read_text
from tallystick.knowledge import load_topics
from tallystick.knowledge.partitions import WHOLE, divisions, partitions
from tallystick.reconciling.completeness.labelling import labelled, named
from tallystick.reconciling.evidence import language
from tallystick.reconciling.mentions import Sentence

DATA = load_topics("partitions")


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{topic}-{number}")
        for topic, content in DATA.items()
        for number, case in enumerate(content[kind])
    ]


def sentence(said: str) -> Sentence:
    """The sentence with every number in it as a figure."""
    figures = read_text(said, released="2026-06-01", reader="fast").observations
    places = tuple((said.find(one.text), said.find(one.text) + len(one.text)) for one in figures)
    return Sentence(said, language(said), figures, places)


@pytest.mark.parametrize("case", cases("examples"))
def test_the_parts_of_an_example_are_found(case: dict[str, Any]) -> None:
    said = sentence(case["said"])
    division = divisions(said.language)[case["partition"]]
    if "named" in case:
        labels = named(said, division)
        assert [said.figures[at].text for at in sorted(labels, key=lambda at: labels[at])] == case["named"]
        return
    told = [
        {said.figures[at].text for at, label in labels.items() if label != WHOLE}
        for labels in labelled(said, division).values()
    ]
    assert set(case["parts"]) in told


@pytest.mark.parametrize("case", cases("counterexamples"))
def test_a_counterexample_is_no_division(case: dict[str, Any]) -> None:
    said = sentence(case["said"])
    assert not labelled(said, divisions(said.language)[case["partition"]])


def test_every_division_has_two_parts_or_more_and_no_name_twice() -> None:
    assert len({one.id for one in partitions()}) == len(partitions())
    for tongue in ("en", "zh"):
        for division in divisions(tongue).values():
            names = [name for part in division.names.parts for name in part]
            assert division.size > 1
            assert len(set(names)) == len(names)
