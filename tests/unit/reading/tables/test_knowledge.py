"""The examples that stand beside the words of cells."""

from __future__ import annotations

from typing import Any

import pytest

from tallystick.knowledge import load_topics
from tallystick.reading.printed.en.conventions import Conventions
from tallystick.reading.tables.absent import legend_of, mark_of
from tallystick.reading.tables.labels import label_of
from tallystick.reading.tables.subjects import subject_of
from tallystick.reading.tables.times import Clock, times_in

TOPICS = load_topics("cells")


def cases(topic: str, kind: str) -> list[dict[str, Any]]:
    return list(TOPICS[topic][kind])


def language(text: str) -> str:
    return "zh" if any("\u4e00" <= char <= "\u9fff" for char in text) else "en"


@pytest.mark.parametrize("case", cases("measures", "examples"), ids=lambda case: case["text"])
def test_words_tell_the_kind_of_numbers(case: dict[str, Any]) -> None:
    label = label_of(case["text"], Clock(language(case["text"])), Conventions())
    assert label.kind is not None
    assert label.kind.measure == case["measure"]
    for field in ("against", "whole", "reference", "words"):
        if field in case:
            assert getattr(label, field) == case[field]
    if "unit" in case:
        assert [claim.code for claim in label.claims] == [case["unit"]]


@pytest.mark.parametrize("case", cases("measures", "counterexamples"), ids=lambda case: case["text"])
def test_words_that_tell_no_kind(case: dict[str, Any]) -> None:
    assert label_of(case["text"], Clock(language(case["text"])), Conventions()).kind is None


@pytest.mark.parametrize("case", cases("times", "examples"), ids=lambda case: case["text"])
def test_times_as_tables_print_them(case: dict[str, Any]) -> None:
    whens, _ = times_in(case["text"], Clock(case["language"]))
    assert str(whens[0].period) == case["told"]


@pytest.mark.parametrize("case", cases("times", "counterexamples"), ids=lambda case: case["text"])
def test_words_that_are_no_times(case: dict[str, Any]) -> None:
    assert times_in(case["text"], Clock(case["language"]))[0] == ()


@pytest.mark.parametrize("case", cases("statuses", "examples"), ids=lambda case: case["text"])
def test_statuses(case: dict[str, Any]) -> None:
    label = label_of(case["text"], Clock(language(case["text"])), Conventions())
    assert (label.status, label.words) == (case["status"], case["words"])


@pytest.mark.parametrize("case", cases("statuses", "counterexamples"), ids=lambda case: case["text"])
def test_words_that_tell_no_status(case: dict[str, Any]) -> None:
    assert label_of(case["text"], Clock(), Conventions()).words == case["text"]


@pytest.mark.parametrize("case", cases("symbols", "examples"), ids=lambda case: case["text"] + case["mark"])
def test_legends(case: dict[str, Any]) -> None:
    assert legend_of([case["text"]])[mark_of(case["mark"])] == case["reason"]


@pytest.mark.parametrize("case", cases("symbols", "counterexamples"), ids=lambda case: case["text"])
def test_notes_that_explain_no_mark(case: dict[str, Any]) -> None:
    assert mark_of(case["mark"]) not in legend_of([case["text"]])


@pytest.mark.parametrize(
    "case", [*cases("subjects", "examples"), *cases("subjects", "counterexamples")], ids=lambda case: case["row"][-1]
)
def test_subjects(case: dict[str, Any]) -> None:
    found, _ = subject_of(tuple(case["row"]), tuple(case["column"]), case["caption"], language("".join(case["row"])))
    assert (found == case["subject"]) is (case in cases("subjects", "examples"))
