"""Every example and counterexample of the English knowledge, through the real reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tallystick.knowledge.loader import load_topics
from tallystick.model import Reading
from tallystick.reading import read
from tallystick.releases import from_text

_FOLDERS = ("phrases/en", "units/en")


def _cases(kind: str) -> Iterator[Any]:
    for folder in _FOLDERS:
        for topic, content in load_topics(folder).items():
            for n, case in enumerate(content.get(kind, ())):
                yield pytest.param(case, id=f"{folder}/{topic}-{n + 1}")


def _read(case: dict[str, Any]) -> Reading:
    released = date.fromisoformat(case["released"]) if "released" in case else None
    return read(from_text(case["text"], name="example", released=released))


@pytest.mark.parametrize("case", list(_cases("examples")))
def test_an_example_is_read_as_it_says(case: dict[str, Any]) -> None:
    rows = [observation.to_dict() for observation in _read(case)]
    by_text = {row["text"]: row for row in rows}
    assert list(by_text) == [figure["text"] for figure in case["figures"]]
    for figure in case["figures"]:
        row = by_text[figure["text"]]
        for field, expected in figure.items():
            found = row[field].lower() if field == "subject" else row[field]
            assert found == expected, f"{field} of {figure['text']}"


@pytest.mark.parametrize("case", list(_cases("counterexamples")))
def test_a_counterexample_gives_no_figure(case: dict[str, Any]) -> None:
    reading = _read(case)
    assert [observation.text for observation in reading] == []
    if "reason" in case:
        assert {unread.reason for unread in reading.unread} == {case["reason"]}


@pytest.mark.parametrize("folder", _FOLDERS)
def test_each_topic_holds_examples_and_counterexamples(folder: str) -> None:
    lacking = [
        topic
        for topic, content in load_topics(folder).items()
        if not (content.get("examples") and content.get("counterexamples"))
    ]
    assert lacking == []
