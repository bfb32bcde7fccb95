"""The annotated page in a real browser: links, lights, phones, paper, no script, no way out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from tallystick import check, compare, read_text
from tallystick import read as read_file
from tallystick.model import Block, Claim, Finding, Interval, Observation, Reading, Release
from tallystick.reading import read
from tallystick.releases import from_bytes
from tallystick.reporting.page import render
from tallystick.reporting.pair_page import render_pair
from tallystick.samples import sample
from tests.unit.reporting.pdfs import release_pdf

TEXT = """Output in 2021

Output of looms rose by 9.6% in 2021, 6.8 percentage points more than the year before.

Averaged over two years it rose by 7.1%. <img src=x onerror=document.title='owned'>"""


def a_reading() -> Reading:
    blocks, at = [], 0
    for line in TEXT.split("\n"):
        if line:
            blocks.append(Block("heading" if at == 0 else "paragraph", at, at + len(line)))
        at += len(line) + 1
    release = Release("looms-1", "looms", "looms.txt", "0" * 64, TEXT, "en", tuple(blocks), title="Output in 2021")
    rows = [("9.6%", "9.6", "%", "growth"), ("6.8 percentage points", "6.8", "pp", "change")]
    rows.append(("7.1%", "7.1", "%", "average_growth"))
    return Reading(release, tuple(_observation(release, *row) for row in rows))


def _observation(release: Release, text: str, value: str, unit: str, measure: str) -> Observation:
    start, half = TEXT.index(text), Decimal("0.05")
    return Observation(
        release=release.id,
        id=f"{release.id}:{start}",
        text=text,
        start=start,
        end=start + len(text),
        value=Decimal(value),
        lower=Decimal(value) - half,
        upper=Decimal(value) + half,
        lower_open=False,
        upper_open=True,
        digits=value,
        unit=unit,
        measure=measure,
        subject="output of looms",
        period="2021",
        sentence=TEXT.split("\n")[2],
    )


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reading = a_reading()
    mean = Interval.of(Decimal("6.07"), Decimal("6.22"), upper_open=True)
    finding = Finding(
        verdict="contradicts",
        kind="check",
        identity="growth.mean",
        statement="9.6% and 2.8% give a two-year mean of 6.07 to 6.22%, not 7.1%.",
        formula="(1 + m)² = (1 + 9.6%) × (1 + 9.6% − 6.8 points)",
        figures=tuple(o.id for o in reading),
        quotes=tuple(o.text for o in reading),
        published=Claim("output of looms", "average_growth", "%", "2020/2021", "", reading.observations[2].interval),
        derived=Claim("output of looms", "average_growth", "%", "2020/2021", "", mean),
    )
    path = tmp_path_factory.mktemp("pages") / "looms.html"
    path.write_text(render(reading, [finding]), encoding="utf-8")
    return path


def test_a_formula_lights_up_its_operands(browser: Browser, page_file: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(page_file.as_uri())
    assert page.locator(".figure.lit").count() == 0
    page.locator(".problems .finding").focus()
    assert page.locator(".figure.lit").all_inner_texts() == ["9.6%≠", "6.8 percentage points≠", "7.1%≠"]


def test_a_link_to_a_figure_opens_its_card(browser: Browser, page_file: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{page_file.as_uri()}#figure-{TEXT.index('7.1%')}")
    card = page.locator(f"#card-{TEXT.index('7.1%')}")
    assert card.get_attribute("open") is not None
    assert "[7.05, 7.15) %" in card.inner_text()


def test_cards_stand_beside_the_text_or_below_it_on_phones(browser: Browser, page_file: Path) -> None:
    for width, beside in ((1280, True), (360, False)):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(page_file.as_uri())
        said, card = (page.locator(f".with-cards {part}").first.bounding_box() for part in (".said", "aside"))
        assert said
        assert card
        assert (card["x"] >= said["x"] + said["width"]) is beside
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_markup_in_a_release_stays_text(browser: Browser, page_file: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    assert page.title() == "Output in 2021"
    assert "<img src=x" in page.locator(".text").inner_text()
    assert asked == [page_file.as_uri()]


def test_it_reads_without_script_and_on_paper(browser: Browser, page_file: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(page_file.as_uri())
    assert page.locator(".problems").inner_text().count("7.1%") >= 2
    page.emulate_media(media="print")
    assert page.locator("dl dd").first.is_visible()


def test_paper_holds_each_finding_once_on_few_pages(browser: Browser, tmp_path: Path) -> None:
    """Four figures on a page or two, a long report beside its translation on 25 at most."""
    slip = read_file(sample("slip-2021.txt"), reader="fast")
    said = "Output of looms rose by 9.6% in 2021, 2.8 percentage points more than in 2020. "
    text = "Looms\n\n" + "\n\n".join([said + "Nothing else is said of looms here. " * 40] * 40)
    report = read_text(text, reader="fast")
    pages = {
        "four": (render(slip, check(slip).findings), 2),
        "long": (render(report, check(report).findings), 25),
        "pair": (render_pair(report, report, compare(report, report)), 25),
    }
    for name, (html, most) in pages.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
        page = browser.new_page()
        page.goto((tmp_path / f"{name}.html").as_uri())
        printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
        assert len(printed) <= most, name
        if name == "four":
            words = " ".join("".join(one.get_textpage().get_text_range() for one in printed).split())
            assert words.count("which does not follow from the other figures") == 1
            assert "[7.05, 7.15) %" in words, "cards are open on paper"
        page.close()


@pytest.fixture(scope="module")
def document_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = release_pdf()
    reading = read(from_bytes(data, "trade", "trade.pdf"), "fast")
    path = tmp_path_factory.mktemp("documents") / "trade.html"
    path.write_text(render(reading, [], "en", data), encoding="utf-8")
    return path


def test_a_figure_in_a_table_opens_its_card_with_its_page(browser: Browser, document_file: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.goto(document_file.as_uri())
    cell = page.locator("table.printed td a.figure", has_text="122.2")
    assert page.locator(".cells .card:visible").count() == 0
    cell.click()
    card = page.locator(".cells .card[open]")
    assert card.count() == 1
    assert card.locator("table.excerpt td.own").inner_text() == "122.2"
    picture = card.locator(".crop img")
    picture.scroll_into_view_if_needed()
    assert picture.is_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 893


def test_tables_and_pictures_fit_a_phone(browser: Browser, document_file: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(document_file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    heads = page.locator("table.excerpt tbody th")
    assert min(heads.nth(n).bounding_box()["width"] for n in range(heads.count())) > 80  # type: ignore[index]
