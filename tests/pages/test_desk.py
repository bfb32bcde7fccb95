"""The desk in a real Chromium: every page, the journeys of its readers, and axe-core's opinion."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.routing import Match, Route

from tallystick.aligning.compare import compare
from tallystick.ledger import Ledger
from tallystick.reporting.page import render
from tallystick.reporting.pair_page import render_pair
from tallystick.web import queries
from tallystick.web.app import routes
from tests.web.building import PASSWORD, SLIP, add_people, sample_ledger, served

PATHS = (
    "/",
    "/releases",
    "/series",
    "/findings",
    "/followed",
    "/series/compare",
    "/check",
    "/releases/add",
    "/drafts",
    "/claim?text=The+industrial+capacity+utilization+rate+was+78+percent+in+2021",
    "/search?q=industrial+robots",
    "/search?q=exprots",
    "/api",
    "/sign-in",
    "/team",
    "/jobs",
    "/account",
    "/audit",
)

BRIEFED = """title = { en = "Industry in 2021", zh = "2021年工业运行情况" }
period = "2021"
[[section]]
heading = { en = "Output", zh = "生产" }
[[section.item]]
indicator = "industry.profits"
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with sample_ledger(tmp_path_factory.mktemp("desk") / "desk.db") as ledger:
        yield ledger


@pytest.fixture(scope="module")
def desk(book: Ledger) -> Iterator[str]:
    with served(book) as address:
        yield address


@pytest.fixture(scope="module")
def places(book: Ledger, desk: str) -> tuple[str, ...]:
    """Every kind of page, the single ones by an example: those told here, and of each other route what leads there."""
    from tallystick.web import queries
    from tallystick.web.filters import FindingFilter

    ids = {release.name: release.release_id for release in book.releases()}
    with book.store.reading() as connection:
        finding = queries.findings(connection, FindingFilter(verdict="contradicts"), limit=1)[0].key
    keys = [
        info.key for info in book.series_list() if info.indicator in ("us.industrial_production", "industry.profits")
    ]
    single = (
        f"/releases/{ids['industry-2021']}",
        f"/releases/{ids['china-industry']}",
        f"/releases/{ids['industry-2023.zh']}/beside/{ids['industry-2023.en']}",
        f"/findings/{finding}",
        f"/share/series/{keys[0].replace('%', '%25')}",
        f"/embed/series/{keys[0].replace('%', '%25')}/vintages",
        *(f"/series/{key.replace('%', '%25')}" for key in keys),
        f"/series/compare?{urlencode({'a': keys[0], 'b': keys[-1]})}",
        "/nowhere",
    )
    known = (*PATHS, *single)
    return (*known, *linked(desk, known))


_SIGNS = "/?=&;.%:+"


def linked(desk: str, known: tuple[str, ...]) -> list[str]:
    """A page of each route that no known page is of, as far as links lead there."""
    every = [route for route in routes() if isinstance(route, Route) and "GET" in (route.methods or ())]
    seen, todo = {_route_of(every, path) for path in known}, list(known)
    found: list[str] = []
    while todo:
        asked = todo.pop(0)
        try:
            with urlopen(desk + quote(asked, safe=_SIGNS), timeout=60) as answer:
                kind, page = answer.headers["Content-Type"], answer.read().decode("utf-8", "replace")
        except HTTPError:
            continue
        if not kind.startswith("text/html"):
            found = [path for path in found if path != asked]
            continue
        for link in re.findall(r'<a [^>]*?href="(/[^"#]*)', page):
            path = html.unescape(link)
            route = _route_of(every, path)
            if route not in seen:
                seen.add(route)
                todo.append(path)
                found.append(path)
    return found


def _route_of(every: list[Route], path: str) -> str:
    scope = {"type": "http", "method": "GET", "path": path.partition("?")[0], "root_path": ""}
    return next((route.path for route in every if route.matches(scope)[0] is Match.FULL), "")


@pytest.fixture(scope="module")
def reports(book: Ledger, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Report and pair pages as files, in both languages."""
    ids = {release.name: release.release_id for release in book.releases()}
    names = ("industry-2021", "industry-2023.zh", "industry-2023.en")
    one, original, translation = (book.reading(ids[name]) for name in names)
    with book.store.reading() as connection:
        findings = [finding for _, finding in queries.finding_keys(connection, one.release.id)]
    folder = tmp_path_factory.mktemp("reports")
    for language in ("en", "zh"):
        pair = render_pair(original, translation, compare(original, translation), language)
        for name, page in (("report", render(one, findings, language)), ("pair", pair)):
            (folder / f"{name}-{language}.html").write_text(page, encoding="utf-8")
    return [path.as_uri() for path in sorted(folder.iterdir())]


def opened(browser: Browser, width: int = 1280, **context: object) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, **context).new_page()  # type: ignore[arg-type]  # options by name
    page.set_default_timeout(15_000)
    return page


EVERY_RULE = "{resultTypes: ['violations'], selectors: false}"  # for all elements they take as long as the rules
COLOURS = "{resultTypes: ['violations'], selectors: false, runOnly: ['color-contrast']}"
SETTINGS = {
    "en": ((1280, "light", EVERY_RULE), (360, "dark", COLOURS)),
    "zh": ((360, "light", EVERY_RULE), (1280, "dark", COLOURS)),
}
"""Wide and narrow, light and dark, each once a page: two in one language and two in the other; dark changes colours."""


def test_axe_finds_nothing(browser: Browser, desk: str, places: tuple[str, ...], reports: list[str], axe: str) -> None:
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(axe)
    page = context.new_page()
    page.set_default_timeout(30_000)
    found = []
    shown = [(desk + path + ("&" if "?" in path else "?") + "lang=", lang) for lang in ("en", "zh") for path in places]
    for address, language in [*((path + lang, lang) for path, lang in shown), *((report, "zh") for report in reports)]:
        page.goto(address)
        for width, scheme, rules in SETTINGS[language]:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for rule in page.evaluate(f"axe.run({rules})")["violations"]:
                nodes = [(node["html"][:200], node["failureSummary"]) for node in rule["nodes"][:3]]
                found.append((address, width, scheme, rule["id"], rule["impact"], nodes))
    context.close()
    assert not found, "\n".join(map(str, found))


def test_every_page_fits_a_phone_is_light_and_breaks_no_policy(
    browser: Browser, desk: str, places: tuple[str, ...]
) -> None:
    page = opened(browser, 360)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    for path in places:
        answer = page.goto(desk + path)
        assert answer
        assert len(answer.body()) <= 300_000, path
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        boxes = "[...document.querySelectorAll('.drawing')].filter(box => box.clientWidth)"
        assert page.evaluate(f"{boxes}.every(box => box.scrollWidth <= box.clientWidth)"), path
    assert not [line for line in said if "404" not in line]
    assert asked
    assert all(url.startswith((desk, "data:")) for url in asked), "nothing comes from another host"


def test_a_draft_with_a_contradiction_leads_to_its_quotes(browser: Browser, desk: str, book: Ledger) -> None:
    page = opened(browser)
    before = len(book.releases())
    page.goto(desk)
    page.get_by_role("link", name="Check a draft").click()
    page.get_by_label("Paste the text").first.fill(SLIP)
    page.get_by_role("button", name="Check", exact=True).click()
    problem = page.locator(".problems .finding").first
    expect(problem).to_contain_text("7.1%")
    page.wait_for_load_state("load")  # from here on the page's scripts listen
    problem.focus()
    for number in ("9.6%", "7.1%"):
        expect(page.locator(".figure.lit", has_text=number).first).to_be_visible()
    problem.get_by_role("link", name="7.1%").click()
    expect(page.locator("details.card[open]")).to_contain_text("7.1%")
    assert len(book.releases()) == before


def test_a_tile_leads_to_its_series_and_to_a_quote(browser: Browser, desk: str) -> None:
    page = opened(browser)
    page.goto(desk)
    page.get_by_role("link", name="5G base stations").first.click()
    expect(page.locator("h1")).to_have_text("5G base stations")
    page.locator(".drawing svg a").last.dispatch_event("click")
    page.wait_for_url("**/releases/**")
    assert page.locator(":target").count() == 1


def test_a_chart_comes_alive(browser: Browser, desk: str) -> None:
    page = opened(browser)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{desk}/series/us.industrial_production.index")
    drawing = page.locator("figure.chart .drawing").first
    drawing.hover()
    page.wait_for_selector("figure.chart[data-live=yes] canvas", timeout=20_000)
    box = drawing.locator("canvas").bounding_box()
    assert box
    for step in range(60):
        page.mouse.move(box["x"] + 40 + step * 11, box["y"] + 20 + (step * 37) % 220)
        if page.locator(".tip:not([hidden])").count():
            break
    assert not said, said


def test_a_finding_is_noted(browser: Browser, desk: str) -> None:
    page = opened(browser)
    page.goto(desk)
    page.locator("section:has(#eye) a.verdict").first.click()
    page.get_by_label("Explained by").check()
    page.get_by_label("Reason").fill("The sample was changed on purpose.")
    page.get_by_role("button", name="Keep this note").click()
    expect(page.locator(".note")).to_contain_text("changed on purpose")
    page.goto(desk)
    expect(page.locator("section:has(#eye)")).to_contain_text("No contradiction is open")


def test_the_language_switches_and_stays(browser: Browser, desk: str) -> None:
    page = opened(browser)
    page.goto(f"{desk}/findings")
    page.get_by_role("link", name="中文").click()
    expect(page.locator("h1")).to_have_text("核对结果")
    page.get_by_role("navigation", name="页面").get_by_role("link", name="发布稿", exact=True).click()
    expect(page.locator("h1")).to_have_text("发布稿")
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_have_text("Releases")


def test_everything_works_without_script(browser: Browser, desk: str) -> None:
    page = opened(browser, java_script_enabled=False)
    page.goto(f"{desk}/check")
    page.get_by_label("Paste the text").first.fill(SLIP)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".problems .finding").first).to_contain_text("7.1%")
    page.goto(f"{desk}/series/us.industrial_production.index")
    expect(page.locator(".drawing svg").first).to_be_visible()
    page.goto(f"{desk}/findings")
    page.get_by_label("Verdict").select_option("contradicts")
    page.get_by_role("button", name="Show").click()
    assert "verdict=contradicts" in page.url


def test_paper_holds_the_cards_and_leaves_the_bars(browser: Browser, desk: str, places: tuple[str, ...]) -> None:
    page = opened(browser)
    page.goto(desk + next(path for path in places if "industry-2021" in path))
    page.emulate_media(media="print")
    expect(page.locator(".bar nav")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("details.card dl").first).to_be_visible()
    assert page.pdf()[:5] == b"%PDF-"


def test_the_keyboard_reaches_everything(browser: Browser, desk: str) -> None:
    page = opened(browser)
    page.goto(f"{desk}/findings")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Verdict")).to_be_focused()


def test_one_signs_in_and_out(browser: Browser, tmp_path: Path, axe: str) -> None:
    with Ledger(tmp_path / "shut.db") as ledger:
        add_people(ledger)
        with served(ledger) as address:
            page = opened(browser)
            page.goto(f"{address}/findings")
            page.get_by_label("Name").fill("editor")
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            expect(page.locator("h1")).to_have_text("Findings")
            page.get_by_role("link", name="editor").click()
            page.get_by_label("Name of the token").fill("notebook")
            page.get_by_role("button", name="Make a token").click()
            expect(page.locator(".secret")).to_contain_text("tally_")
            page.get_by_role("button", name="Sign out").click()
            expect(page.locator("h1")).to_have_text("Sign in")


def test_a_draft_is_found_wrong_put_right_checked_again_and_saved(browser: Browser, desk: str, axe: str) -> None:
    page = opened(browser, 360, bypass_csp=True)
    page.set_default_timeout(60_000)
    page.goto(f"{desk}/check?lang=en")
    page.get_by_label("Paste the text").first.fill(SLIP)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".verdict-line")).to_contain_text("1 finding contradicts", timeout=60_000)
    page.get_by_role("button", name="Save this draft").click()
    page.wait_for_url("**/drafts/*")
    page.locator("textarea[name=text]").fill(SLIP.replace("7.1%", "6.2%"))
    page.get_by_role("button", name="Check again").click()
    expect(page.locator(".verdict-line")).to_contain_text("nothing contradicts", timeout=60_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(f"{desk}/drafts")
    page.get_by_role("link", name="Looms in 2021").click()
    expect(page.locator(".changes del")).to_have_text("7.1%.")
    expect(page.locator(".history tbody")).to_contain_text("1 finding contradicts")
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    page.emulate_media(media="print")
    assert page.locator("form:visible").count() == 0
    page.context.close()


def test_a_briefing_is_proven_while_it_is_typed_signed_and_sent(
    browser: Browser, desk: str, axe: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TALLYSTICK_READER", "fast")  # what is typed is read at every key
    page = opened(browser, bypass_csp=True)
    page.set_default_timeout(60_000)
    page.goto(f"{desk}/briefings?lang=en")
    page.get_by_label("Outline", exact=True).fill(BRIEFED)
    page.get_by_role("button", name="Write the drafts").last.click()
    page.wait_for_url("**/briefings/*")
    expect(page.locator("#proof")).to_contain_text("figures are proven", timeout=60_000)
    page.get_by_label("Your name").fill("Ana Lopez")
    page.get_by_role("button", name="Sign this version").click()
    send = page.get_by_role("button", name="Send", exact=True)
    expect(send).to_be_enabled()
    words = page.locator("textarea[name=en]")
    right = words.input_value()
    words.fill(right.replace("%", "7%", 1))
    expect(send).to_be_disabled()
    expect(page.locator("#proof .failing")).to_contain_text("7%", timeout=60_000)
    for language, width in (("en", 1280), ("zh", 360)):
        page.goto(f"{page.url.partition('?')[0]}?lang={language}")
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light" if language == "en" else "dark")
        page.locator("textarea[name=en]").fill(right.replace("%", "7%", 1))
        expect(page.locator("#proof .failing")).to_contain_text("7%", timeout=60_000)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(axe)
        found = page.evaluate("axe.run()")["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")] == []
    page.goto(f"{page.url.partition('?')[0]}?lang=en")
    send.click()
    expect(page.locator("h1 + p")).to_contain_text("Ana Lopez")
    expect(page.get_by_role("link", name="scorecard.zh.html")).to_be_visible()
    page.context.close()
