"""The front page shows what was: nothing planned, undated, unsure or impossible stands on a tile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tallystick.ledger import Ledger
from tallystick.ledger.intake import take_in
from tallystick.web import drafts
from tests.web.building import client_of

INDUSTRY = "added value of industries above designated size"


def front(path: Path, text: str, released: str | None) -> str:
    with Ledger(path / "front.db") as book:
        take_in(book, drafts.pasted(text, date.fromisoformat(released) if released else None))
        return client_of(book).get("/").text


def head(country: str = "China") -> str:
    return f"Annual figures of {country}\n\n"


@pytest.mark.parametrize(
    ("text", "released", "number"),
    [
        (f"In 2023, {INDUSTRY} in China grew by 4.6 percent.", "2024-01-17", "+4.6%"),
        ("In 2023, the surveyed urban unemployment rate of China was 5.2 percent.", "2024-01-17", "5.2%"),
        ("2023年，全国规模以上工业增加值增长4.6%。", "2024-01-17", "+4.6%"),
    ],
)
def test_what_was_is_shown(tmp_path: Path, text: str, released: str, number: str) -> None:
    assert number in front(tmp_path, head() + text + "\n", released)


@pytest.mark.parametrize(
    ("text", "released"),
    [
        (f"In 2023, {INDUSTRY} in China grew by 4.6 percent.", None),  # undated
        (f"In 2024, {INDUSTRY} in China grew by 5.5 percent.", "2024-03-05"),  # not over yet
        (f"We aim to see {INDUSTRY} in China grow by 5.5 percent in 2023.", "2024-03-05"),
        ("今年的主要预期目标是：规模以上工业增加值增长6%；城镇调查失业率5.5%。", "2024-03-05"),
        ("人均预期寿命提高到81岁。", "2024-03-05"),
        ("In 2023, the surveyed urban unemployment rate of China was 520 percent.", "2024-01-17"),  # cannot be
    ],
)
def test_what_was_not_is_not_shown(tmp_path: Path, text: str, released: str | None) -> None:
    assert 'class="tile"' not in front(tmp_path, head() + text + "\n", released)
