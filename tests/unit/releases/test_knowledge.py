"""The examples that stand beside the rules of writing, and dates as releases print them."""

from __future__ import annotations

from datetime import date

import pytest

from tallystick.knowledge.loader import load_topics
from tallystick.releases import from_text
from tallystick.releases.dates import date_in_address, find_dates
from tallystick.releases.furniture import is_furniture

WRITING = load_topics("sources/writing")


@pytest.mark.parametrize("line", WRITING["furniture"]["examples"])
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", WRITING["furniture"]["counterexamples"])
def test_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize("example", WRITING["speech"]["examples"], ids=lambda e: e["name"])
def test_speaker(example: dict[str, str]) -> None:
    assert [s.name for s in from_text(example["text"], "x").speakers] == [example["name"]]


@pytest.mark.parametrize("example", WRITING["speech"]["counterexamples"], ids=lambda e: e["text"])
def test_no_speaker(example: dict[str, str]) -> None:
    assert from_text(2 * f"{example['text']}\n\n", "x").speakers == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("March 3, 2022", date(2022, 3, 3)),
        ("Feb. 28th, 2022", date(2022, 2, 28)),
        ("3 of May 2022", date(2022, 5, 3)),
        ("2022-03-03", date(2022, 3, 3)),
        ("2022/3/3", date(2022, 3, 3)),
        ("２０２２年３月３日", date(2022, 3, 3)),
        ("二〇二二年十二月二十一日", date(2022, 12, 21)),
        ("2022年2月30日", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert [found.on() for found in find_dates(text, 0, len(text))] == [day]


def test_dates_in_addresses() -> None:
    assert date_in_address("http://x.example/art/t20230717_19.html") == date(2023, 7, 17)
    assert date_in_address("http://x.example/2023/77/17/") is None
    assert date_in_address("http://x.example/id/120230717/") is None
