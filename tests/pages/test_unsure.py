"""Settling a figure in a real Chromium, in both languages: seen unsure, put right, seen sure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import tallystick
from tallystick.ledger import Ledger
from tests.web.building import served

TEXT = "Trade in June\n\nIn June 2022, exports of goods rose by 3.1% over the same month of 2021.\n"
WORDS = {"en": ("Settle", "Settled by people", "Take back"), "zh": ("确认", "已由人工确认", "撤回")}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    reading = tallystick.read_text(TEXT, released="2022-07-20", language="en", reader="accurate")
    with Ledger(tmp_path / "figures.db") as made:
        made.keep(_unsure(reading))
        yield made


def _unsure(reading: tallystick.Reading) -> tallystick.Reading:
    from msgspec.structs import replace

    figures = tuple(replace(o, confidence=0.31, sure=False) for o in reading)
    return replace(reading, observations=figures)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_person_settles_a_figure(book: Ledger, page: Page, language: str) -> None:
    settle, settled, back = WORDS[language]
    release = book.releases()[0].release_id
    with served(book) as address:
        page.goto(f"{address}/releases/{release}?lang={language}")
        page.locator(f"a[href$='{release}/unsure']").click()
        expect(page.locator("mark")).to_have_text("3.1%")
        page.locator("input[name=subject]").fill("exports of services")
        page.locator("select[name=sign]").select_option("-")
        page.get_by_role("button", name=settle, exact=True).click()
        expect(page.locator("input[name=reason]:invalid")).to_have_count(1)  # a decision needs a reason
        page.locator("input[name=reason]").fill("so it is printed")
        page.get_by_role("button", name=settle, exact=True).click()
        expect(page.get_by_role("heading", name=settled)).to_be_visible()
        expect(page.locator("article.doubtful")).to_have_count(0)
        (figure,) = book.reading(release)
        assert (figure.subject, str(figure.value), figure.sure) == ("exports of services", "-3.1", True)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("button", name=back).click()
        expect(page.locator("article.doubtful")).to_have_count(1)
        (figure,) = book.reading(release)
        assert (str(figure.value), figure.sure) == ("3.1", False)
