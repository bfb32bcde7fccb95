"""Every example beside the Chinese words and units, read by the real reader."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tallystick.knowledge import load_topics
from tests.unit.reading.zh.reading import RELEASED, reading_of

FOLDERS = ("units/zh", "phrases/zh")


def _cases(kind: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{folder}/{topic}-{number}")
        for folder in FOLDERS
        for topic, content in load_topics(folder).items()
        for number, case in enumerate(content.get(kind, ()))
    ]


def _released(case: dict[str, Any]) -> date:
    return date.fromisoformat(case["released"]) if "released" in case else RELEASED


@pytest.mark.parametrize("case", _cases("examples"))
def test_examples_are_read_as_they_say(case: dict[str, Any]) -> None:
    found = [observation.to_dict() for observation in reading_of(case["text"], _released(case))]
    assert [row["text"] for row in found if row["text"] in {f["text"] for f in case["figures"]}] == [
        figure["text"] for figure in case["figures"]
    ]
    rows = iter(found)
    for figure in case["figures"]:
        row = next(row for row in rows if row["text"] == figure["text"])
        assert {name: row[name] for name in figure} == figure


@pytest.mark.parametrize("case", _cases("counterexamples"))
def test_counterexamples_hold_no_figure(case: dict[str, Any]) -> None:
    reading = reading_of(case["text"], _released(case))
    assert [observation.text for observation in reading] == []
    if "reason" in case:
        assert {unread.reason for unread in reading.unread} == {case["reason"]}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_topic_stands_beside_examples(folder: str) -> None:
    for topic, content in load_topics(folder).items():
        assert content.get("examples"), topic
        assert content.get("counterexamples"), topic
