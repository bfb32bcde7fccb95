"""The pictures of the documentation, made anew: `python -m tests.pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.commands import run
from tests.unit.briefing.test_command import HISTORY, TABLE
from tests.unit.briefing.test_proving import RELEASE

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"


def main() -> None:
    """Write a briefing of a small ledger, and show its first page and some of its notes."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        _briefing(folder)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 820, "height": 1000}, color_scheme="light")
        page.goto((folder / "out" / "briefing.en.html").as_uri())
        _shown(page, "briefing.png", 0, 1000)
        _shown(page, "briefing-notes.png", int(page.locator(".notes").bounding_box()["y"]), 560)  # type: ignore[index]
        browser.close()


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
