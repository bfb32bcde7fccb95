"""Releases that count no longer, and numbers beyond measure that an older ledger holds: told, and no page breaks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import text

from tallystick.ledger import Ledger
from tests.unit.ledger.build import ROBOTS, release, said
from tests.web.building import client_of, csrf_of

LEVEL = {"subject": ROBOTS, "unit": "1", "measure": "level", "half": "500"}


@pytest.fixture
def robots(tmp_path: Path) -> Ledger:
    """Three years of robots, the last of them by a release of its own."""
    ledger = Ledger(tmp_path / "robots.db")
    years = [said(str(200_000 + 1000 * year), str(2018 + year), **LEVEL) for year in range(3)]
    ledger.keep(release("yearbook", "2021-01-20", *years))
    ledger.keep(release("draft", "2022-01-20", said("366000", "2021", **LEVEL)))
    return ledger


def test_a_withdrawn_release_says_so_wherever_it_is_listed(robots: Ledger) -> None:
    client = client_of(robots)
    draft = robots.releases()[-1].release_id
    key = robots.series_list()[0].key
    assert "it was <b>bold</b>" not in client.get(f"/releases/{draft}").text
    robots.withdraw(draft, who="An Editor", reason="it was <b>bold</b>")
    page = client.get(f"/releases/{draft}").text
    assert "An Editor" in page
    assert "it was &lt;b&gt;bold&lt;/b&gt;" in page
    assert "已撤回" in client.get(f"/releases/{draft}?lang=zh").text
    assert "withdrawn" in client.get("/releases?lang=en").text
    rows = {row["release"]: row["withdrawn_at"] for row in client.get("/api/v1/releases").json()["items"]}
    assert [bool(day) for day in rows.values()] == [False, True]
    told = client.get(f"/api/v1/observations?release={draft}").json()["items"]
    assert [row["series"] for row in told] == [""]
    points = client.get(f"/api/v1/series/{quote(key, safe='')}").json()["items"]
    assert [point["period"] for point in points] == ["2018", "2019", "2020"]
    robots.reinstate(draft, who="An Editor")
    page = client.get(f"/releases/{draft}?lang=en").text
    assert "Its values count in no series" not in page
    assert "taken back by An Editor" in page


def test_a_number_beyond_measure_breaks_no_page_and_is_withdrawn(robots: Ledger) -> None:
    client = client_of(robots)
    draft, key = robots.releases()[-1].release_id, robots.series_list()[0].key
    with robots.store.writing() as connection:
        exact = "value_exact = :digits, lower_exact = :digits, upper_exact = :digits"
        change = (
            f"UPDATE observation SET value = 9e307 * 10, lower = 9e307, upper = 9e307 * 10, {exact} WHERE release = 2"
        )
        connection.execute(text(change), {"digits": "1" + "0" * 5000})
    name = quote(key, safe="")
    charts = [f"/series/{name}/{chart}" for chart in ("vintages.svg", "vintages.vl.json", "data.csv", "data.json")]
    places = ("/", f"/series/{name}", *charts, f"/releases/{draft}", "/findings", "/search?q=robots")
    api = (f"/api/v1/series/{name}", "/api/v1/observations", "/api/v1/series")
    for place in places:
        assert client.get(place).status_code == 200, place
    for place in api:
        for form in ("json", "csv"):
            assert client.get(f"{place}?format={form}").status_code == 200, place
    robots.withdraw(draft, who="An Editor", reason="a slip of the exponent")
    assert "0" * 400 not in client.get(f"/series/{name}").text


def test_an_editor_corrects_a_day_and_withdraws_and_takes_both_back(robots: Ledger) -> None:
    client = client_of(robots)
    draft = robots.releases()[-1].release_id
    address = f"/releases/{draft}"
    told = {"csrf": csrf_of(client, address), "what": "date", "day": "2022-02-03", "reason": "<b>stamp</b> of the post"}
    for wrong in ({"reason": " "}, {"day": "2022-02-31"}):
        assert client.post(f"{address}/decisions", data=told | wrong).status_code == 422
    assert not robots.decisions()
    assert client.post(f"{address}/decisions", data=told | {"what": "burn"}).status_code == 400
    assert client.post(f"{address}/decisions", data=told, follow_redirects=False).status_code == 303
    assert robots.release(draft).published == "2022-02-03"
    for place in ("/releases?since=2022-02-01", "/search?year=2022&q=robots"):
        assert "3 Feb 2022 (day corrected)" in client.get(f"{place}&lang=en").text, place
    [row] = client.get("/api/v1/releases?since=2022-02-01").json()["items"]
    assert (row["published"], row["dated_by"]) == ("2022-02-03", "decided")
    again = {"csrf": told["csrf"], "what": "withdraw", "reason": "it was only a draft"}
    assert client.post(f"{address}/decisions", data=again, follow_redirects=False).status_code == 303
    assert client.post(f"{address}/decisions", data=again).status_code == 422
    page = client.get(f"{address}?lang=en").text
    assert "&lt;b&gt;stamp&lt;/b&gt; of the post" in page
    assert page.count("Take back") == 2
    assert 'value="withdraw"' not in page
    for decision in robots.decisions():
        back = {"csrf": told["csrf"], "decision": str(decision.number)}
        assert client.post(f"{address}/decisions/undo", data=back, follow_redirects=False).status_code == 303
        assert client.post(f"{address}/decisions/undo", data=back).status_code == 404
    kept = robots.release(draft)
    assert (kept.published, bool(kept.withdrawn_at)) == ("2022-01-20", False)
    assert client.get(f"{address}?lang=en").text.count("taken back by desk") == 2
    assert not robots.verify()


def test_a_day_that_is_only_supposed_is_told_as_such_in_every_list(robots: Ledger) -> None:
    robots.keep(release("looms-2019", None, said("40000", "2019", **LEVEL)))
    client = client_of(robots)
    for place in ("/?lang=en", "/releases?lang=en", "/search?q=robots&lang=en"):
        page = client.get(place).text
        assert "2019 (only its year is known)" in page, place
        assert "31 Dec 2019" not in page, place
    feed = client.get("/feed.atom").text
    assert "2019 (only its year is known)" in feed
    robots.date_release(robots.releases()[0].release_id, date(2020, 2, 3), who="an editor", reason="its stamp")
    assert "3 Feb 2020 (day corrected)" in client.get("/feed.atom").text
