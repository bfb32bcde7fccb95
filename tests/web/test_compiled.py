"""What was computed of a series on the desk: its release opens, and the two series stand beside each other by name."""

from pathlib import Path

from tests.unit.adjusting.book_of import steel
from tests.web.building import client_of


def test_a_compiled_release_opens_and_its_series_stands_beside_the_published_one(tmp_path: Path) -> None:
    with steel(tmp_path, tmp_path / "l.db") as book:
        client = client_of(book)
        [made] = [one for one in book.releases() if one.kind == "compiled"]
        page = client.get(f"/releases/{made.release_id}")
        assert page.status_code == 200
        assert "adjusted for season" in page.text
        keys = {one.adjustment: one.key for one in book.series_list(measure="level")}
        pair = {"a": keys["not adjusted"], "b": keys["seasonally adjusted, compiled"]}
        both = client.get("/series/compare", params=pair)
        assert both.status_code == 200
        assert "seasonally adjusted, compiled" in both.text
        assert "/series/compare?a=" in client.get(f"/series/{keys['not adjusted']}").text
