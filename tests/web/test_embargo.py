"""A kept release under embargo: nothing of it on any route to those who do not work on the ledger, until its hour."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product
from urllib.parse import quote

import pytest
from sqlalchemy import text
from starlette.routing import Route
from starlette.testclient import TestClient

from tallystick.ledger import Ledger, embargoes
from tallystick.ledger.embargoes import Embargo
from tallystick.ledger.intake import take_in
from tallystick.web import drafts, people, tokens
from tallystick.web.app import routes
from tallystick.web.people import Person
from tallystick.web.visits import COOKIE
from tests.web.building import client_of, csrf_of, keep_text, sign_in

HIDDEN = """Trade in July

In July 2022, exports of goods rose by 38.73% over the same month of 2021. In June 2022, exports of goods rose by 36.29%
over the same month of 2021.

In 2021, the output of looms increased by 19.63% over the previous year, 16.84 percentage points faster than in 2020,
with an average two-year growth rate of 17.19%.
"""
SECRET = ("38.73", "36.29", "19.63", "16.84", "17.19", "Trade in July", "Trade-in-July")
CLAIM = "Exports of goods rose by 41.5% in July 2022."


def names_of(ledger: Ledger) -> dict[str, list[str]]:
    """What the addresses of the route table can be of: of what is under embargo first, and of the rest."""
    with ledger.store.reading() as connection:
        findings = [str(key) for key in connection.execute(text("SELECT key FROM finding ORDER BY key DESC")).scalars()]
    releases = [kept.release_id for kept in ledger.releases()][::-1]
    figures = [one.observation for release in releases for one in ledger.observations(release=release)[:2]]
    series = [info.key for info in ledger.series_list()]
    return {"release": releases, "finding": findings, "figure": figures, "series": series}


def addresses(names: dict[str, list[str]]) -> Iterator[str]:
    """Every address of the route table that is read, with every name that can stand in it."""
    ways = {
        "release": names["release"],
        "other": names["release"],
        "observation": names["figure"],
        "statement": names["figure"],
        "chart": ["vintages", "revisions"],
        "name": ["releases", "findings", "series", "search"],
        "form": ["csv", "xlsx"],
        "page": ["1"],
        "number": ["1"],
        "start": [figure.rpartition(":")[2] for figure in names["figure"]],
    }
    for route in routes():
        if not isinstance(route, Route) or "GET" not in (route.methods or ()):
            continue
        asked = re.findall(r"\{(\w+)(?::\w+)?\}", route.path)
        if "kind" in asked:
            for kind, key in [(kind, key) for kind, keys in names.items() for key in keys]:
                end = "/vintages" if kind == "series" and route.path == "/embed/{kind}/{key:path}" else ""
                yield route.path.replace("{kind}", kind).replace("{key:path}", _quoted(key) + end)
            continue
        keys = names["finding"] if route.path.startswith("/findings") else names["series"]
        for chosen in product(*((ways | {"key": keys})[name] for name in asked)):
            path = route.path
            for name, value in zip(asked, chosen, strict=True):
                path = re.sub(rf"\{{{name}(?::\w+)?\}}", _quoted(value), path)
            yield path
    both = "&".join(f"{name}={_quoted(key)}" for name, key in zip("ab", names["series"], strict=False))
    yield from (f"/series/compare{form}?{both}" for form in ("", ".csv", ".svg", ".vl.json"))
    yield from (f"{path}?q={words}" for path in ("/search", "/search/suggest") for words in ("exports", "looms"))
    yield from (f"/{path}?format=csv" for path in ("api/v1/releases", "api/v1/observations", "api/v1/findings"))
    yield from (f"/api/v1/observations?release={_quoted(release)}" for release in names["release"])
    yield from (
        "/?unsure=1",
        "/?lang=zh",
        "/findings?verdict=contradicts",
        "/releases?words=July",
        "/series?words=loom",
    )
    yield from (f"/series/{_quoted(key)}?as_of=2022-12-31&unsure=1" for key in names["series"])


def _quoted(key: str) -> str:
    return quote(key, safe="=;.:")


def told(client: TestClient, address: str) -> tuple[int, str]:
    """The answer's status and words, those of a workbook unpacked; a redirection's target is a word, too."""
    answer = client.get(address, follow_redirects=False)
    words = answer.text + answer.headers.get("location", "") + answer.headers.get("content-disposition", "")
    if answer.content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            words += "".join(packed.read(name).decode() for name in packed.namelist())
    return answer.status_code, words


def found_in(words: str, release: str, address: str = "") -> list[str]:
    """What of the release an answer tells; that the address holds its id is no news to who asks."""
    return [one for one in (*SECRET, release) if one in words and one not in address]


def person(ledger: Ledger, name: str) -> Person:
    return next(one for one in people.people(ledger.store) if one.name == name)


@pytest.fixture
def hidden(ledger: Ledger) -> str:
    """The id of a release under embargo for an hour, beside the small ledger's own and one of the same series."""
    words = "Goods\n\nIn June 2022, exports of goods rose by 3.1% over the same month of 2021.\n"
    keep_text(ledger, words, released="2022-07-10")
    until = datetime.now(UTC) + timedelta(hours=1)
    opened = drafts.pasted(HIDDEN, datetime(2022, 8, 1).date())
    return take_in(ledger, opened, embargo=Embargo(until, "ana")).release_id


def test_no_route_tells_a_digit_of_it_before_its_hour(
    ledger: Ledger, hidden: str, guarded: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = names_of(ledger)
    every = list(dict.fromkeys(addresses(names)))
    until = ledger.embargoed()[0].until
    editor, embedded = client_of(ledger, embeds=True), client_of(ledger, embeds=True)
    sign_in(guarded, "reader")
    sign_in(editor, "editor")
    for client in (guarded, editor):
        client.cookies.set(COOKIE, "2022-01-01T00:00:00+00:00|2022-01-01T00:00:00+00:00")
    paths = ("/", "/releases", f"/releases/{hidden}")
    seen_by_editor = {address: told(editor, address) for address in paths}
    before = {address: told(guarded, address) for address in every}
    tag = guarded.get("/api/v1/releases").headers["etag"]
    assert {address: found for address in every if (found := found_in(before[address][1], hidden, address))} == {}
    assert {status for status, _ in before.values()} <= {200, 303, 403, 404, 503}
    cards = [address for address in every if address.startswith("/embed/")]
    for client in (embedded, editor):
        assert not [address for address in cards if found_in(told(client, address)[1], hidden, address)], (
            "cards are for others"
        )

    monkeypatch.setattr(embargoes, "_now", lambda: datetime.fromisoformat(until))
    after = {address: told(guarded, address) for address in every}
    assert guarded.get("/api/v1/releases", headers={"If-None-Match": tag}).status_code == 200, "the tag turned"
    everything = "".join(words for _, words in after.values())
    assert not [word for word in SECRET[:6] if word not in everything], "the walk would have found it"
    shut = [a for a in every if before[a][0] == 404 and after[a][0] == 200]
    assert any("/embed/" in a for a in shut)
    assert any("/share/" in a for a in shut)
    for start in ("/", "/releases", "/feed.atom", "/api/v1/releases", "/api/v1/observations", "/lists/series.csv"):
        assert before[start][1] != after[start][1]
    assert before["/"][1] != seen_by_editor["/"][1]
    for path in paths:
        assert found_in(seen_by_editor[path][1], hidden)
        assert "embargo" in seen_by_editor[path][1]
        assert "Under embargo" not in after[path][1]
    monkeypatch.undo()
    assert {address: told(guarded, address)[0] for address in shut[:9]} == dict.fromkeys(shut[:9], 404)


def test_checks_and_claims_of_others_learn_nothing_of_it(ledger: Ledger, hidden: str, guarded: TestClient) -> None:
    sign_in(guarded, "reader")
    sent = {"text": CLAIM, "released": "2022-08-05"}
    asked = f"/claim?text={quote(CLAIM)}"
    by_reader = {"authorization": f"Bearer {tokens.make(ledger.store, person(ledger, 'reader'), 'program')}"}
    answers = (guarded.get(asked).text, guarded.post("/api/v1/check", json=sent, headers=by_reader).text)
    assert not [words for words in answers if "38.73" in words or hidden in words]
    sign_in(guarded, "editor")
    assert "38.73" in guarded.get(asked).text
    before = csrf_of(guarded, f"/releases/{hidden}")
    where = f"/releases/{hidden}/decisions"
    later = {"csrf": before, "what": "embargo", "embargo": "2099-01-01T10:00"}
    assert guarded.post(where, data=later).status_code == 422, "a decision has a reason"
    guarded.post(where, data={**later, "reason": "put off"})
    assert ledger.embargoed()[0].until.startswith(("2098-12-31", "2099-01-01"))
    past = guarded.post(where, data={**later, "embargo": "2020-01-01T10:00", "reason": "slip"})
    assert past.status_code == 422
    assert "has passed already" in past.text
    guarded.post(where, data={**later, "lift": "yes", "reason": "it is out"})
    assert not ledger.embargoed()
    assert "it is out" in guarded.get(f"/releases/{hidden}").text
    sign_in(guarded, "reader")
    assert "38.73" in guarded.get(asked).text


def test_it_is_kept_so_by_form_draft_and_program(ledger: Ledger, guarded: TestClient) -> None:
    sign_in(guarded, "editor")
    csrf = csrf_of(guarded)
    form = {"csrf": csrf, "text": HIDDEN, "embargo": "2099-01-01T10:00"}
    guarded.post("/check/keep", data=form)
    draft = {"csrf": csrf, "text": HIDDEN.replace("July", "August")}
    place = guarded.post("/drafts", data=draft, follow_redirects=False).headers["location"]
    guarded.post(f"{place}/settings", data={"csrf": csrf, "embargo": "2099-02-01T10:00"})
    guarded.post("/check/keep", data={**draft, "draft": place.rpartition("/")[2]})
    bearer = {"authorization": f"Bearer {tokens.make(ledger.store, person(ledger, 'editor'), 'program')}"}
    told = {"text": HIDDEN.replace("July", "May"), "embargo": "2099-03-01T10:00+08:00"}
    answer = guarded.post("/api/v1/releases", json=told, headers=bearer)
    assert answer.status_code == 201
    assert answer.json()["embargoed_until"] == "2099-03-01T02:00:00.000000+00:00"
    assert [one.until[:7] for one in ledger.embargoed()] in (
        ["2099-01", "2099-02", "2099-03"],
        ["2098-12", "2099-01", "2099-03"],
    )
    for wrong, why in (
        ("2099-03-01", "needs an hour"),
        ("2099-03-01T10:00", "needs a zone"),
        ("2001-01-01T01:00Z", "passed"),
    ):
        refused = guarded.post("/api/v1/releases", json={"text": "Nothing.", "embargo": wrong}, headers=bearer)
        assert (refused.status_code, why in refused.text) == (400, True), refused.text
    look = guarded.post("/releases/add", data={"csrf": csrf, "text": HIDDEN.replace("July", "April")}).text
    held, sign = (re.search(rf'name="{name}" value="([^"]+)"', look)[1] for name in ("held", "sign"))  # type: ignore[index]
    sent = {"csrf": csrf, "held": held, "sign": sign, "released": "2022-05-01"}
    assert guarded.post("/releases/add/keep", data={**sent, "embargo": "2001-01-01T10:00"}).status_code == 400
    job = guarded.post("/releases/add/keep", data={**sent, "embargo": "2099-01-01T10:00"}, follow_redirects=False)
    assert job.status_code == 303
    assert len(ledger.releases()) == 4


def test_a_desk_that_is_open_to_all_hides_it_from_all(ledger: Ledger, hidden: str) -> None:
    keep_text(ledger, "Trade in May\n\nIn May 2022, exports of goods rose by 2.2% over the same month of 2021.\n")
    everybody = client_of(ledger, open_to_all=True)
    assert hidden not in everybody.get("/releases").text
    assert everybody.get(f"/releases/{hidden}").status_code == 404
    told = {"csrf": csrf_of(everybody), "text": "Nothing.", "embargo": "2099-01-01T10:00"}
    assert everybody.post("/check/keep", data=told).status_code == 403
    assert hidden in client_of(ledger).get("/releases").text, "whoever sits at the machine works on the ledger"
