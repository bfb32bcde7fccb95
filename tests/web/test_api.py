"""The API: lists and their pages, CSV, ETags, series as of a day, checks, and what it refuses."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from tallystick.ledger import Ledger
from tallystick.web.api.document import document
from tests.web.building import SLIP, client_of

LISTS = ("releases", "observations", "findings", "series")


@pytest.mark.parametrize("name", LISTS)
def test_json_and_csv_say_the_same(client: TestClient, name: str) -> None:
    items = client.get(f"/api/v1/{name}?limit=50" if name != "series" else "/api/v1/series").json()["items"]
    answer = client.get(f"/api/v1/{name}?limit=50&format=csv" if name != "series" else "/api/v1/series?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(rows) == len(items) > 0
    assert list(rows[0]) == list(items[0])


@pytest.mark.parametrize("name", LISTS[:3])
def test_pages_together_are_the_whole(client: TestClient, name: str) -> None:
    whole = client.get(f"/api/v1/{name}?limit=1000").json()["items"]
    found, address = [], f"/api/v1/{name}?limit=7"
    while address:
        page = client.get(address).json()
        found += page["items"]
        address = page["next"]
    assert found == whole
    assert len(found) > 7


def test_all_figures_are_there(client: TestClient, samples: Ledger) -> None:
    items = client.get("/api/v1/observations?limit=1000").json()["items"]
    assert len(items) == samples.info().observations
    told = {item["observation"]: item for item in items}
    for statement in samples.observations(indicator="industry.value_added"):
        item = told[statement.observation]
        assert item["value"] == pytest.approx(float(statement.value or 0))
        assert (item["quote"], item["series"], item["period"]) == (statement.quote, statement.series, statement.period)


@pytest.mark.parametrize(
    ("filters", "field", "value"),
    [
        ("indicator=industry.profits", "indicator", "industry.profits"),
        ("measure=share", "measure", "share"),
        ("area=US", "area", "US"),
        ("period=2021", "period", "2021"),
    ],
)
def test_filters_of_observations(client: TestClient, filters: str, field: str, value: str) -> None:
    items = client.get(f"/api/v1/observations?{filters}").json()["items"]
    assert items
    assert {item[field] for item in items} == {value}


def test_an_etag_saves_the_answer(client: TestClient) -> None:
    first = client.get("/api/v1/releases")
    again = client.get("/api/v1/releases", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    other = client.get("/api/v1/releases?limit=1", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_a_series_as_of_a_day(client: TestClient) -> None:
    name = "/api/v1/series/us.industrial_production.index"
    may = [client.get(f"{name}?as_of={day}").json()["items"] for day in ("2016-06-30", "2016-08-20", "2017-02-01")]
    values = [{item["period"]: item["value"] for item in items}["2016-05"] for items in may]
    assert len(set(values)) == 3
    every = client.get(f"{name}?vintages=all").json()["items"]
    assert {item["value"] for item in every if item["period"] == "2016-05"} > set(values)


def test_a_check_finds_the_slip_and_keeps_nothing(client: TestClient, samples: Ledger) -> None:
    before = samples.info().releases
    answer = client.post("/api/v1/check", json={"text": SLIP, "released": "2022-03-01"}).json()
    verdicts = [finding["verdict"] for finding in answer["findings"]]
    assert verdicts[0] == "contradicts"
    assert {"9.6%", "7.1%"} <= {one["text"] for one in answer["observations"]}
    assert samples.info().releases == before


def test_a_check_compares_a_translation(client: TestClient) -> None:
    told = {"text": SLIP, "translation": SLIP.replace("9.6%", "6.9%")}
    assert client.post("/api/v1/check", json=told).json()["comparison"]["summary"]["differs"] == 1


@pytest.mark.parametrize(
    "path",
    [
        "releases?limit=0", "releases?limit=many", "releases?since=yesterday", "releases?colour=red",
        "observations?measure=weight", "findings?verdict=false", "series?format=xml", "observations?after=-1",
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_bodies_that_are_refused(client: TestClient) -> None:
    assert client.post("/api/v1/check", content=b"{", headers={"Content-Type": "application/json"}).status_code == 400
    assert client.post("/api/v1/check", json={"text": ""}).status_code == 400
    assert client.post("/api/v1/check", json={"text": "a", "released": "2022-99-99"}).status_code == 400
    assert client.post("/api/v1/check", data={"text": "a"}).status_code == 415
    assert client.get("/api/v1/check").status_code == 405
    assert client.get("/api/v1/series/none.such").status_code == 404


def test_formulas_in_csv_are_text(client: TestClient) -> None:
    for row in csv.reader(io.StringIO(client.get("/api/v1/observations?format=csv&limit=1000").text)):
        assert not any(cell.startswith(("=", "@", "\t")) for cell in row)


def test_the_document_names_every_resource(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert told == document()
    assert {f"/api/v1/{name}" for name in (*LISTS, "briefings", "check", "series/{key}", "releases/{key}/made")} == set(
        told["paths"]
    )


def test_a_reading_made_elsewhere_is_held_against_the_text(ledger: Ledger) -> None:
    """Checked and kept under the name of who read it; what does not stand in the text is refused."""
    client = client_of(ledger)
    good = {"text": "9.6%", "value": 9.6, "unit": "%", "measure": "growth", "subject": "output of looms"}
    false = {**good, "text": "7.1%", "value": 7.2}
    told = {"text": SLIP, "released": "2022-03-01", "observations": [good, false], "read_by": "Ana Lopez"}
    checked = client.post("/api/v1/check", json=told).json()
    assert [one["text"] for one in checked["observations"]] == ["9.6%"]
    assert checked["refused"] == [{"line": 2, "text": "7.1%", "why": "“7.1%” is 7.1 in %, and not 7.2 in %"}]
    assert "grounded" in client.post("/api/v1/check", json={**told, "observations": [false]}).json()["error"]
    assert client.post("/api/v1/check", json={**told, "observations": ["x"]}).status_code == 400
    first = client.post("/api/v1/releases", json={"text": SLIP, "released": "2022-03-01", "name": "looms"})
    assert (first.status_code, first.json()["outcome"]) == (201, "kept")
    later = client.post("/api/v1/releases", json=told)
    assert (later.status_code, later.json()["outcome"], later.json()["observations"]) == (201, "read anew", 1)
    assert later.json()["release"] == first.json()["release"]
    assert client.post("/api/v1/releases", json=told).status_code == 200
    assert [one.read_by for one in ledger.readings(later.json()["release"])] == ["", "Ana Lopez"]
    assert "handed in by Ana Lopez" in client.get(f"/releases/{later.json()['release']}").text


def test_only_editors_keep_over_the_api(stranger: TestClient) -> None:
    assert stranger.post("/api/v1/releases", json={"text": SLIP}).status_code == 401
