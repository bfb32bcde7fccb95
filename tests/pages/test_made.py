"""What was compiled or adjusted here, in a real Chromium: a figure leads to how it was made, a line to its model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tallystick.compiling.compiled import parcel
from tallystick.compiling.making import compile as compiled
from tallystick.ledger import Ledger
from tests.unit.adjusting.book_of import steel
from tests.unit.compiling.test_compile import DAY, RECIPE, returns
from tests.web.building import served


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("made")
    with steel(folder, folder / "l.db") as ledger:
        ledger.keep_many([parcel(compiled(RECIPE | {"threshold": 4}, returns()), DAY)])
        yield ledger


@pytest.fixture(scope="module")
def desk(book: Ledger) -> Iterator[str]:
    with served(book) as address:
        yield address


@pytest.fixture
def page(browser: Browser, axe: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    context.add_init_script(axe)
    made = context.new_page()
    made.set_default_timeout(15_000)
    yield made
    context.close()


def seen(page: Page) -> None:
    """Axe finds nothing, nor in the colours of the dark on a phone, where the page fits."""
    for width, scheme, rules in ((360, "dark", "runOnly: ['color-contrast'], "), (1280, "light", "")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found = page.evaluate(f"axe.run({{{rules}resultTypes: ['violations']}})")["violations"]
        assert not [(one["id"], one["nodes"][0]["html"]) for one in found]
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_figure_leads_to_how_it_was_made(page: Page, desk: str, book: Ledger) -> None:
    release = next(one.release_id for one in book.releases() if one.name == "industry-trial")
    page.goto(f"{desk}/releases/{release}?lang=en")
    seen(page)
    page.locator("a.figure.holds").first.click()
    expect(page.locator("dl.made")).to_contain_text("returns told all it needs")
    expect(page.locator("[aria-labelledby=bridge] table.bridge rect")).to_have_count(4)
    expect(page.locator("[aria-labelledby=shares] table.bridge").first).to_contain_text("pp")
    seen(page)
    page.get_by_role("link", name="中文").click()
    expect(page.locator("dl.made")).to_contain_text("所需数据齐全")
    page.get_by_role("link", name="所属序列").click()
    expect(page.locator("a", has_text="编制过程").first).to_be_visible()
    page.goto(f"{desk}/releases/{release}?lang=zh")
    page.locator("a.figure", has_text="c").first.click()
    expect(page.locator(".correction")).to_contain_text("保密")


def test_the_adjusted_line_is_switched_and_leads_to_its_model(page: Page, desk: str, book: Ledger) -> None:
    key = next(one.key for one in book.series_list() if one.adjustment == "not adjusted")
    page.goto(f"{desk}/series/{key}?lang=en")
    drawing = page.locator("figure.chart .drawing.wide").first
    expect(drawing).to_contain_text("seasonally adjusted, computed here")
    page.get_by_role("link", name="as published alone").click()
    expect(drawing).not_to_contain_text("computed here")
    page.get_by_role("link", name="with adjusted line and trend").click()
    expect(drawing).to_contain_text("trend, computed here")
    found = page.evaluate("axe.run('.computed', {resultTypes: ['violations']})")["violations"]
    assert not found
    page.locator(".computed").get_by_role("link", name="how it was made").click()
    expect(page.locator("h1")).to_contain_text("adjusted for season")
    expect(page.locator("dl.recipe").first).to_contain_text("ARIMA (0 1 1)(0 1 1)")
    seen(page)
