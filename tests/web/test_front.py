"""The front page shows what was: nothing planned, undated, unsure or impossible stands on a tile."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tallystick.knowledge.briefing_groups import briefing_groups
from tallystick.ledger import Ledger
from tallystick.ledger.intake import take_in
from tallystick.web import drafts
from tallystick.web.visits import COOKIE
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
    page = front(tmp_path, head() + text + "\n", released)
    assert 'class="amount"' not in page
    assert 'class="tile"' not in page


def test_level_stands_before_growth_and_groups_are_those_of_the_file(tmp_path: Path) -> None:
    text = f"In 2023, {INDUSTRY} in China reached 39.9 trillion yuan and grew by 4.6 percent.\n"
    groups = tmp_path / "groups.toml"
    told = '[[group]]\nname = "mine"\nen = "What matters"\nzh = "要事"\nindicators = ["industry.value_added"]\n'
    groups.write_text(f'headline = ["industry.value_added"]\n{told}')
    with Ledger(tmp_path / "front.db") as book:
        take_in(book, drafts.pasted(head() + text, date(2024, 1, 17)))
        client = client_of(book, groups=briefing_groups(groups))
        page, chinese = client.get("/").text, client.get("/?lang=zh").text
    assert page.index("39.9 trillion CNY") < page.index("+4.6%")
    assert page.count("39.9 trillion CNY") == 2, "in the headline and in its group"
    assert page.count('class="tile"') == 1, "who chose one wants one"
    assert ">What matters<" in page
    assert ">要事<" in chinese
    assert "Industrial growth" not in page


def test_the_headline_is_filled_from_what_is_kept(tmp_path: Path) -> None:
    text = (
        f"In 2023, {INDUSTRY} in China grew by 4.6 percent. The surveyed urban unemployment rate of China was 5.2 "
        "percent. The gross domestic product of China grew by 5.2 percent. Total retail sales of consumer goods in "
        "China grew by 7.2 percent.\n"
    )
    page = front(tmp_path, head() + text, "2024-01-17")
    assert page.count('class="tile"') == 4
    assert page.index('class="tile"') < page.index("4.6%") < page.index("7.2%"), "the headline's own come first"


def test_what_is_new_since_the_last_visit(tmp_path: Path) -> None:
    with Ledger(tmp_path / "front.db") as book:
        take_in(book, drafts.pasted(head() + f"In 2022, {INDUSTRY} in China grew by 3.6 percent.\n", date(2023, 1, 17)))
        client = client_of(book)
        assert "since your last visit" not in client.get("/").text, "a first visit has none before it"
        client.cookies.clear()
        client.cookies.set(COOKIE, "|2020-01-01T00:00:00+00:00")
        page = client.get("/").text
        assert "New since your last visit, 1 Jan 2020" in page
        assert "1 new release:" in page
        assert "since your last visit, 1 Jan 2020" in client.get("/").text, "a second look is the same visit"
        client.cookies.clear()
        client.cookies.set(COOKIE, "|never; <b>")
        assert "since your last visit" not in client.get("/").text
