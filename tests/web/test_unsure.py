"""Unsure figures on the desk: left out until asked for, listed the least sure first, settled by those who may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import msgspec
import pytest

import tallystick
from tallystick.ledger import Ledger
from tallystick.model import Reading
from tests.web.building import add_people, client_of, csrf_of, sign_in

TEXT = (
    "Trade in June\n\nIn June 2022, exports of goods rose by 3.1% over the same month of 2021. "
    "Imports of goods fell by 4.2% <b>then</b>. The unemployment rate was 5.4 percent in May 2022.\n"
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    """A text read by the accurate reader, its figures told to be more and more sure."""
    made = tallystick.read_text(TEXT, released="2022-07-20", language="en", reader="accurate")
    figures = tuple(
        msgspec.structs.replace(o, confidence=0.2 + 0.1 * n).judged_by(0.5) for n, o in enumerate(made.observations)
    )
    return msgspec.structs.replace(made, observations=figures)


@pytest.fixture
def book(tmp_path: Path, reading: Reading) -> Iterator[Ledger]:
    with Ledger(tmp_path / "figures.db") as made:
        made.keep(reading)
        yield made


def test_series_and_tiles_leave_them_out_until_asked(book: Ledger) -> None:
    client = client_of(book)
    assert not book.series_list()
    (key, *_) = [info.key for info in book.series_list(sure=0.0)]
    address = f"/series/{quote(key, safe='=;.')}"
    assert client.get(address).status_code == 404
    page = client.get(f"{address}?unsure=1&lang=en").text
    assert "†" in page
    assert "Leave unsure figures out" in page
    assert address not in client.get("/series").text
    assert address.split(";")[0] in client.get("/series?unsure=1").text
    assert "†" in client.get("/?unsure=1").text
    assert "†" not in client.get("/").text
    api = f"/api/v1/series/{quote(key, safe='')}"
    assert [row["sure"] for row in client.get(f"{api}?sure=0").json()["items"]] == [False]
    assert client.get(api).json()["items"] == []
    assert client.get(f"{api}?sure=2").status_code == 400


def test_a_release_names_its_reader_and_how_many_are_unsure(book: Ledger, reading: Reading) -> None:
    page = client_of(book).get(f"/releases/{reading.release.id}?lang=en").text
    assert str(reading.reader) in page
    assert f"/releases/{reading.release.id}/unsure" in page
    assert page.count('<sup class="unsure"') == len(reading)
    rows = client_of(book).get("/api/v1/observations").json()["items"]
    assert [(row["confidence"], row["sure"]) for row in rows] == [(o.confidence, False) for o in reading]


def test_the_least_sure_come_first_with_what_was_weighed(book: Ledger, reading: Reading) -> None:
    for language in ("en", "zh"):
        page = client_of(book).get(f"/releases/{reading.release.id}/unsure?lang={language}").text
        places = [page.index(f'id="unsure-{o.start}"') for o in reading.unsure]
        assert places == sorted(places)
        assert "<b>then" not in page
        assert all(f"{c.odds:.2f}" in page for o in reading for c in o.candidates)


def test_a_figure_is_settled_with_its_fields_and_taken_back(book: Ledger, reading: Reading) -> None:
    client = client_of(book)
    address, one = f"/releases/{reading.release.id}/unsure", reading.observations[0]
    told = {"csrf": csrf_of(client, address), "figure": one.id, "subject": "exports of services", "reason": "<i>so</i>"}
    assert client.post(address, data=told, follow_redirects=False).status_code == 303
    (decision,) = book.decisions()
    assert (decision.kind, decision.fields, decision.who) == ("settle", {"subject": "exports of services"}, "desk")
    page = client.get(f"{address}?lang=en").text
    assert f'id="unsure-{one.start}"' not in page
    assert "&lt;i&gt;so&lt;/i&gt;" in page
    assert "settled by a person" in client.get(f"/releases/{reading.release.id}?lang=en").text
    back = {"csrf": told["csrf"], "decision": str(decision.number)}
    assert client.post(f"{address}/undo", data=back, follow_redirects=False).status_code == 303
    assert f'id="unsure-{one.start}"' in client.get(address).text
    assert client.post(f"{address}/undo", data=back).status_code == 404
    assert not book.verify()


def test_any_reading_is_corrected_from_its_card(book: Ledger, reading: Reading) -> None:
    client = client_of(book)
    one = reading.observations[0]
    release = f"/releases/{reading.release.id}"
    address = f"{release}/unsure?figure={one.start}"
    assert address in client.get(release).text
    told = {"csrf": csrf_of(client, address), "figure": one.id, "alone": "yes", "reason": "as printed"}
    wrong = client.post(f"{release}/unsure", data=told | {"period": "then"})
    assert (wrong.status_code, wrong.text.count('class="doubtful"')) == (422, 1)
    answer = client.post(f"{release}/unsure", data=told | {"period": "2022-05"}, follow_redirects=False)
    assert answer.headers["location"].startswith(f"{release}?at={one.start}")
    assert 'name="alone"' in client.get(address).text  # a figure that is sure is corrected, too
    assert client.get(f"{release}/unsure?figure=999999").status_code == 404
    (settled,) = book.decisions()
    back = {"csrf": told["csrf"], "decision": str(settled.number)}
    assert client.post(f"{release}/decisions/undo", data=back, follow_redirects=False).status_code == 303
    assert [d.undone_by for d in book.decisions()] == ["desk"]


def test_what_cannot_be_is_told_beside_the_figure(book: Ledger, reading: Reading) -> None:
    client = client_of(book)
    address, one = f"/releases/{reading.release.id}/unsure", reading.observations[1]
    told = {"csrf": csrf_of(client, address), "figure": one.id, "period": "<last spring>", "reason": "tried"}
    answer = client.post(address, data=told)
    assert answer.status_code == 422
    assert "write it like 2021" in answer.text
    assert "<last spring>" not in answer.text
    assert client.post(address, data={**told, "figure": "nothing:1"}).status_code == 404
    assert client.post(address, data={**told, "period": "2022-06", "reason": " "}).status_code == 422
    assert not book.decisions()


def test_only_editors_settle(book: Ledger, reading: Reading) -> None:
    add_people(book)
    client = client_of(book)
    address, one = f"/releases/{reading.release.id}/unsure", reading.observations[0]
    sign_in(client, "reader")
    page = client.get(address).text
    assert one.text in page
    assert f'action="{address}"' not in page
    assert client.post(address, data={"csrf": csrf_of(client), "figure": one.id, "reason": "so"}).status_code == 403
    client = client_of(book)
    sign_in(client, "editor")
    told = {"csrf": csrf_of(client, address), "figure": one.id, "reason": "as printed"}
    assert client.post(address, data=told, follow_redirects=False).status_code == 303
    assert [d.who for d in book.decisions()] == ["editor"]
    assert "settled" in client.get("/audit?lang=en").text
