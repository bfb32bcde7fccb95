"""Every example and counterexample of the pack of phrases, through the real reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tallystick import read_text
from tallystick.knowledge.loader import load_topics
from tallystick.reconciling.links import Link, prove
from tallystick.reconciling.phrases import phrase_links
from tallystick.reconciling.phrases.pack import NOT_PHRASES

LANGUAGES = ("en", "zh")


def _topics() -> Iterator[tuple[str, dict[str, Any]]]:
    for language in LANGUAGES:
        for topic, content in load_topics(f"ties/{language}").items():
            if topic not in NOT_PHRASES:
                yield f"{language}/{topic}", content


def _cases(kind: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{topic}-{number}")
        for topic, content in _topics()
        for number, case in enumerate(content.get(kind, ()), 1)
    ]


def _links(case: dict[str, Any]) -> list[Link]:
    released = date.fromisoformat(case.get("released", "2022-02-28"))
    return list(phrase_links(read_text(case["text"], released=released, reader="fast")))


def _told(link: Link) -> dict[str, Any]:
    """A link as examples write it: the identity, and each role with the figure's words, or a list of them."""
    roles = {name: [figure.text for figure in figures] for name, figures in link.roles.items()}
    return {"identity": link.identity} | {name: one[0] if len(one) == 1 else one for name, one in roles.items()}


@pytest.mark.parametrize("case", _cases("examples"))
def test_an_example_is_tied_as_it_says_and_agrees(case: dict[str, Any]) -> None:
    links = _links(case)
    assert [_told(link) for link in links] == case["ties"]
    findings = [finding for link in links if (finding := prove(link)) is not None]
    assert [finding.verdict.split()[0] for finding in findings] == ["holds"] * (0 if "silent" in case else len(links))


@pytest.mark.parametrize("case", _cases("counterexamples"))
def test_a_look_alike_is_not_tied(case: dict[str, Any]) -> None:
    assert [_told(link) for link in _links(case)] == []


def test_each_topic_has_examples_and_look_alikes() -> None:
    lacking = [name for name, one in _topics() if not (one.get("examples") and one.get("counterexamples"))]
    assert lacking == []
