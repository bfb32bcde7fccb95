"""The samples that ship with the project are read to the last field, and nothing is read that is not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import tallystick
from tallystick.samples import names, sample

GOLD = Path(__file__).parent / "gold"
EXACT = ("text", "value", "unit", "measure", "period", "qualifier", "status")
IDLE = {"the", "of", "a", "an", "in", "and", "total"}


def labels(name: str) -> list[dict[str, Any]]:
    lines = (GOLD / f"{Path(name).stem}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def words(subject: str) -> set[str]:
    return set(subject.lower().split()) - IDLE if subject.isascii() else set(subject)


@pytest.mark.parametrize("name", names())
def test_sample_is_read_as_labelled(name: str) -> None:
    read = [observation.to_dict() for observation in tallystick.read(sample(name))]
    wanted = labels(name)
    assert [[row[field] for field in EXACT] for row in read] == [[row[field] for field in EXACT] for row in wanted]
    for label, row in zip(wanted, read, strict=True):
        assert 2 * len(words(label["subject"]) & words(row["subject"])) >= len(words(label["subject"])), row


@pytest.mark.parametrize("name", names())
def test_labels_stand_where_they_say(name: str) -> None:
    text = sample(name).read_text(encoding="utf-8")
    assert all(text[label["start"] : label["end"]] == label["text"] for label in labels(name))
    assert labels(name)


def test_every_sample_names_its_source() -> None:
    for name in names():
        text = sample(name).read_text(encoding="utf-8")
        assert "our own words" in text or "自行改写" in text, name
        assert "ource" in text or "来源" in text, name


def test_unknown_sample_names_those_there_are() -> None:
    with pytest.raises(FileNotFoundError, match=r"industry-2021\.txt"):
        sample("../../setup.py")
