"""Releases read anew: the desk shows what was read last, and old links still lead somewhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from tallystick.ledger import Ledger
from tests.unit.ledger.misread import NEWS, keep, misread, put, today, wrong_year
from tests.web.building import client_of


def test_pages_and_answers_follow_the_newer_reading(tmp_path: Path) -> None:
    now = today()
    extra = put(now.observations[0], start=0, end=8, text=now.release.text[:8], id=f"{now.release.id}:0")
    with Ledger(tmp_path / "figures.db") as ledger:
        keep(ledger, today(NEWS.replace("Industry in 2021", "Industry, a first word"), "earlier", "2022-01-20"))
        keep(ledger, misread(now, lambda figures: [extra, *wrong_year(figures)]))
        client, name = client_of(ledger), now.release.id
        key = next(s.key for s in ledger.series_list() if s.indicator == "industry.value_added")
        places = (f"/releases/{name}", "/releases", "/findings", f"/series/{quote(key, safe='')}", "/")
        before = {place: client.get(f"{place}?lang=en") for place in places}
        found = client.get("/api/v1/findings").json()["items"]
        assert found
        ledger.reread(name, reader="fast")
        told = client.get(f"/api/v1/observations?release={name}").json()["items"]
        assert [row["observation"] for row in told] == [o.id for o in now]
        assert [row["period"] for row in told] == ["2021"] * 3
        points = client.get(f"/api/v1/series/{quote(key, safe='')}").json()["items"]
        assert [point["period"] for point in points] == ["2021"]
        newer = client.get("/api/v1/findings").json()["items"]
        assert len(newer) == len(ledger.findings())
        for place in places:
            assert client.get(f"{place}?lang=en").status_code == before[place].status_code == 200
        assert client.get(places[0]).text != before[places[0]].text
        for row in found:
            assert client.get(f"/findings/{row['finding']}").status_code == 200
