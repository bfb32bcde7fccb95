"""What leaves the desk: cards in frames, their pictures, previews of links, citations."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from tallystick.ledger import Ledger
from tallystick.releases import from_text
from tallystick.web.citing import Citation, bibtex, csl, plain
from tests.web.building import SLIP, client_of, keep_text, sign_in

PNG = b"\x89PNG\r\n\x1a\n"
SLIPPED = "/api/v1/findings?verdict=contradicts&limit=1"


def leaving(client: TestClient) -> dict[str, str]:
    """What may leave, by kind: the name of each in an address."""
    found = client.get(SLIPPED).json()["items"][0]
    series = client.get("/api/v1/series?indicator=us.industrial_production").json()["items"][0]["key"]
    return {
        "finding": f"finding/{found['finding']}",
        "figure": f"figure/{found['figures'][0]}",
        "series": f"series/{series}",
        "release": f"release/{found['release']}",
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_cards_may_be_framed_and_hold_no_script_form_or_cookie(samples: Ledger, language: str) -> None:
    client = client_of(samples)
    names = leaving(client)
    for name in (names["finding"], names["figure"], f"{names['series']}/vintages"):
        answer = TestClient(client.app, base_url="http://localhost").get(f"/embed/{name}?lang={language}")
        assert answer.status_code == 200, name
        policy = answer.headers["content-security-policy"]
        assert policy.endswith("frame-ancestors *")
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert "x-frame-options" not in answer.headers
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in answer.headers
        assert not re.search(r"<script|<form|<input|<button|src=|@import|url\(", answer.text)
        assert re.search(r'<a href="http://localhost/(findings|releases|series)/', answer.text), "a way back"
        assert "<mark>" in answer.text, "the words themselves"
    for path in (f"/embed/{names['release']}", f"/embed/{names['series']}/nothing", "/embed/finding/0", "/embed/x/1"):
        refused = client.get(path)
        assert refused.status_code == 404
        assert refused.headers["x-frame-options"] == "DENY"
        assert "<form" not in refused.text


def test_where_people_sign_in_cards_are_theirs_unless_given_to_all(ledger: Ledger, guarded: TestClient) -> None:
    release = ledger.releases()[0].release_id
    figure = ledger.observations(release=release)[0].observation
    stranger, given = client_of(ledger), client_of(ledger, embeds=True)
    for path in (f"/embed/figure/{figure}", f"/embed/figure/{figure}.png", f"/embed/release/{release}.svg"):
        assert stranger.get(path).status_code == 401
        assert given.get(path).status_code == 200
    for path in (f"/share/figure/{figure}", f"/cite/figure/{figure}"):
        assert given.get(path).status_code == 401, "cards alone are given"
    sign_in(guarded, "reader")
    own = guarded.get(f"/embed/figure/{figure}")
    assert own.headers["content-security-policy"].endswith("frame-ancestors 'none'")
    assert own.headers["cache-control"] == "private, no-cache"
    page = guarded.get(f"/share/figure/{figure}").text
    assert "iframe" not in page
    assert "og:" not in page
    sign_in(given, "reader")
    assert "&lt;iframe src=&#34;" not in given.get(f"/share/release/{release}").text
    assert f'&lt;iframe src="http://localhost/embed/figure/{figure}' in given.get(f"/share/figure/{figure}").text


def test_links_are_previewed_with_title_words_and_picture(samples: Ledger) -> None:
    client = client_of(samples)
    names = leaving(client)
    figure = names["figure"].partition("/")[2]
    pages = {
        f"/findings/{names['finding'].partition('/')[2]}": "finding",
        f"/figures/{figure}": "figure",
        f"/{names['series']}": "series",
        f"/releases/{names['release'].partition('/')[2]}": "release",
        f"/share/{names['figure']}": "figure",
    }
    for path, kind in pages.items():
        page = client.get(path).text
        told = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))
        assert told["title"], path
        assert told["description"], path
        assert f"/embed/{kind}/" in told["image"]
        drawn = client.get(unescape(told["image"]))
        assert drawn.headers["content-type"] == "image/png"
        assert drawn.content.startswith(PNG)
        assert int.from_bytes(drawn.content[16:20], "big") == 1200
        assert f"/share/{kind}/" in page or path.startswith("/share/")
        again = client.get(unescape(told["image"]), headers={"If-None-Match": drawn.headers["etag"]})
        assert again.status_code == 304
    picture = client.get(f"/embed/{names['series']}.svg").text
    assert picture.count("<svg ") == 2, "a series is previewed by its chart"
    assert "og:" not in client.get("/").text


def test_citations_in_every_form(samples: Ledger) -> None:
    client = client_of(samples)
    names = leaving(client)
    for kind, name in names.items():
        assert "(read by tallystick, accessed 20" in client.get(f"/cite/{name}").text
        entry = client.get(f"/cite/{name}?form=bibtex")
        assert entry.text.startswith(f"@misc{{tallystick-{kind}-")
        (item,) = client.get(f"/cite/{name}?form=csl").json()
        assert item["title"]
        assert item["URL"].startswith("http://localhost/")
    early = client.get(f"/cite/{names['series']}?form=csl&as_of=2017-01-31").json()[0]
    assert "as of 31 Jan 2017" in early["title"]
    assert early["URL"].endswith("?as_of=2017-01-31")
    assert early["issued"]["date-parts"][0] <= [2017, 1, 31]
    assert client.get(f"/cite/{names['release']}?form=word").status_code == 400
    assert client.get(f"/cite/{names['series']}?as_of=soon").status_code == 400


HARM = 'Sales & "costs" of {R&D} rose 5%_#$~^\\ } @misc{x, <script>alert(1)</script>\u202e\x1b[31m\nnext'


def test_nothing_in_a_citation_means_anything_to_its_reader() -> None:
    fields: dict[str, Any] = dict.fromkeys(("title", "publisher", "within"), HARM)
    work = Citation(
        kind="finding", key="k", issued="2022-03-01", address="http://d/a?b=1&c={2}", origin="", accessed="2024-05-01",
        **fields,
    )  # fmt: skip
    entry = bibtex(work)
    assert entry.count("{") == entry.count("}"), "BibTeX counts every brace"
    assert len(entry.splitlines()) == 10
    assert not re.search(r"(?<!\\)[&%#$_]", re.sub(r"(url|urldate) = .*", "", entry))
    for told in (entry, plain(work), csl(work)):
        assert not re.search("[\x1b\u202e]", told)
    assert "\n" not in plain(work)
    assert json.loads(csl(work))[0]["title"].startswith('Sales & "costs" of {R&D}')


def test_a_figure_of_an_address_leads_to_its_words_there(ledger: Ledger) -> None:
    from tallystick import check, read

    text = "Looms\n\nIn 2021, the output of looms increased by 9.6% over the previous year.\n"
    release = from_text(text, "looms.html", source="https://stats.example/looms.html")
    reading = read(release)
    kept = ledger.keep(reading, check(reading).findings, original=text.encode())
    client = client_of(ledger)
    origin = "https://stats.example/looms.html#:~:text=In%202021%2C%20the%20output%20of%20looms"
    assert origin in client.get(f"/releases/{kept.release_id}").text
    assert origin in client.get(f"/embed/figure/{reading.observations[0].id}").text
    # words that are printed twice are marked where the figure stands, and the sentence is a card of its own
    twice = keep_text(ledger, "Trade\n\nIn June 2022, exports of looms rose by 5%, and imports of looms rose by 5%.\n")
    first, second = ledger.observations(release=twice)
    for one, before in ((first, "exports of looms rose by "), (second, "imports of looms rose by ")):
        assert f"{before}<mark>5%</mark>" in client.get(f"/embed/figure/{one.observation}").text
        assert f"{before}<mark>5%</mark>" in client.get(f"/releases/{twice}/unsure?figure={one.start}").text
    both = client.get(f"/embed/sentence/{second.observation}").text
    assert "exports of looms rose by <mark>5%</mark>, and imports of looms rose by <mark>5%</mark>" in both
    slip = ledger.observations(release=keep_text(ledger, SLIP))[-1].observation
    shared = client.get(f"/share/figure/{slip}").text
    link = re.search(r'href="(/share/sentence/[^"]+)">The whole sentence, with its 3 figures', shared)
    assert link
    whole = client.get(link[1]).text
    assert whole.count("<mark>") == 3
    assert '<b class="verdict">≠ contradicts</b>' in whole
    assert client.get(f"/cite/sentence/{slip}?form=csl").json()[0]["type"] == "webpage"
    assert client.get(f"/embed/sentence/{slip}.png").content.startswith(PNG)
    assert client.get(f"/embed/sentence/{slip}0").status_code == 404
