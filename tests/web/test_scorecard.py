"""The page of lights: in both languages, without colour alone, as CSV, and its answers to nonsense."""

from __future__ import annotations

from pathlib import Path

from tallystick.ledger import Ledger
from tests.unit.ledger.build import release, said
from tests.web.building import client_of

INDUSTRY = {"subject": "value added of industry above designated size", "area": "CN"}
GROWTH = ["15.7", "13.9", "10.0", "9.7", "8.3", "6.1", "6.0", "6.6", "6.2", "5.7", "2.8", "9.6"]


def test_the_scorecard(tmp_path: Path) -> None:
    with Ledger(tmp_path / "s.db") as book:
        for year, value in enumerate(GROWTH, start=2010):
            figure = said(value, str(year), **INDUSTRY)
            book.keep(release(f"r{year}", f"{year + 1}-01-20", figure, publisher="<b>Office</b>"))
        client = client_of(book)
        page = client.get("/scorecard", params={"period": "2021"}).text
        assert '<span class="light green"><svg' in page
        for words in ("5th highest of 12 since 2010", "no worse than its ten-year median", "last higher: 2013, 9.7%"):
            assert words in page, words
        assert '<svg class="spark"' in page
        assert "<b>Office</b>" not in page
        before = client.get("/scorecard", params={"as_of": "2021-06-01", "lang": "zh"}).text
        assert "红灯" in before, "on that day the newest was the worst of ten years"
        assert "12个数值" not in before
        assert client.get("/scorecard.csv").text.startswith("group,indicator,")
        for wrong in ({"period": "soon"}, {"area": "Nowhere"}, {"as_of": "soon"}):
            assert client.get("/scorecard", params=wrong).status_code in (400, 404, 422), wrong
        figure = said("9.1", "2021", **INDUSTRY)
        book.keep(release("other", "2022-03-01", figure, publisher="Bank"))
        assert "publishers disagree: <b>" not in (page := client.get("/scorecard?period=2021&lang=en").text)
        assert "publishers disagree: " in page, "drawn anew after a release that parts from the first"
