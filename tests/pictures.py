"""The pictures of the documentation, made anew: `python -m tests.pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tallystick.compiling.compiled import parcel
from tallystick.compiling.making import compile as compiled
from tallystick.ledger import Ledger
from tests.commands import run
from tests.unit.adjusting.book_of import steel
from tests.unit.briefing.test_command import HISTORY, TABLE
from tests.unit.briefing.test_proving import RELEASE
from tests.unit.compiling.test_compile import DAY, RECIPE, returns
from tests.web.building import served

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"


def main() -> None:
    """Show the first page of a briefing of a small ledger and some of its notes, and pages of what was computed."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        _briefing(folder)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 820, "height": 1000}, color_scheme="light")
        page.goto((folder / "out" / "briefing.en.html").as_uri())
        _shown(page, "briefing.png", 0, 1000)
        _shown(page, "briefing-notes.png", int(page.locator(".notes").bounding_box()["y"]), 560)  # type: ignore[index]
        with steel(folder, folder / "made.db") as book, served(book) as desk:
            _made(page, book, desk)
        browser.close()


def _made(page: Page, book: Ledger, desk: str) -> None:
    """A figure that was compiled of returns with what stands behind it, and a series with its adjusted line."""
    [kept] = book.keep_many([parcel(compiled(RECIPE, returns()), DAY)])
    page.goto(f"{desk}/releases/{kept.release_id}?lang=en")
    page.locator("a.figure.holds").first.click()
    _shown(page, "made.png", 0, 900)
    key = next(one.key for one in book.series_list() if one.adjustment == "not adjusted")
    page.goto(f"{desk}/series/{key}?lang=en")
    top = int(page.locator(".computed").bounding_box()["y"])  # type: ignore[index]
    _shown(page, "adjusted.png", top, 520)


def _briefing(folder: Path) -> None:
    for name, text in (("release.txt", RELEASE), ("table.html", TABLE), ("history.csv", HISTORY)):
        (folder / name).write_text(text)
    kept = ("--ledger", str(folder / "l.db"))
    run("keep", folder / "release.txt", folder / "table.html", "--reader", "fast", *kept)
    run("import", folder / "history.csv", "--publisher", "National Bureau of Statistics of China", *kept)
    told = ("--template", "five-groups", "--year", "2021", "--released", "2022-02-28", "--reader", "fast")
    done = run("brief", *told, *kept, "-o", folder / "out")
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)


def _shown(page: Page, name: str, top: int, height: int) -> None:
    clip = {"x": 0, "y": top, "width": 820, "height": height}
    page.screenshot(path=FOLDER / name, full_page=True, clip=clip)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
