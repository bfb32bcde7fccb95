"""Documents at the desk: pages as pictures for those who may see them, drafts with their pages, nothing shown raw."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from functools import partial
from html import unescape
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient

from tallystick.ledger import Ledger
from tallystick.ledger.intake import take_in
from tallystick.releases import open_together
from tallystick.web import drafts
from tallystick.web.page_store import PageStore
from tests.unit.reporting.pdfs import pdf, release_pdf
from tests.web.building import add_people, client_of, csrf_of, sign_in

DAY = date(2022, 3, 1)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with a PDF; tests only look."""
    with Ledger(tmp_path_factory.mktemp("book") / "book.db") as made:
        take_in(made, drafts.uploaded("trade.pdf", release_pdf(), DAY), "fast")
        yield made


@pytest.fixture
def reader(book: Ledger) -> TestClient:
    return client_of(book)


def release_of(book: Ledger) -> str:
    [kept] = book.releases()
    return kept.release_id


def size(data: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(data)).size


def test_a_release_shows_its_tables_and_leads_to_crops(book: Ledger, reader: TestClient) -> None:
    page = reader.get(f"/releases/{release_of(book)}").text
    assert page.count('<table class="printed">') == 1
    assert 'id="page-2"' in page
    found = re.findall(r'src="([^"]+/pages/(\d)\.png\?figure=\d+)"', page)
    assert {number for _, number in found} == {"1", "2"}
    for address, _ in found:
        answer = reader.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
        assert size(answer.content)[1] < 200
    whole = reader.get(re.findall(r'href="([^"]+whole=1)"', page)[0].replace("&amp;", "&"))
    assert size(whole.content) == (893, 1263)


def test_pictures_are_asked_for_once(book: Ledger, reader: TestClient) -> None:
    address = f"/releases/{release_of(book)}/pages/2.png"
    first = reader.get(address)
    assert first.headers["cache-control"].startswith("private, max-age=")
    assert reader.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert size(first.content) == (893, 1263)
    [*kept] = PageStore.beside(book.store).root.glob("*-2-108.png")
    assert [file.read_bytes() for file in kept] == [first.content]


@pytest.mark.parametrize(
    "path",
    [
        "pages/3.png",
        "pages/0.png",
        "pages/999999999999999999.png",
        "pages/1.png?figure=99999",
        "pages/2.png?figure=-1&whole=1",
        "pages/x.png",
        "pages/1.pdf",
    ],
)
def test_pages_that_are_none_are_not_found(book: Ledger, reader: TestClient, path: str) -> None:
    answer = reader.get(f"/releases/{release_of(book)}/{path}")
    assert (answer.status_code, size(answer.content) if answer.status_code == 200 else None) in (
        (404, None),
        (200, (893, 1263)),  # a figure that is no number asks for nothing
    )
    assert reader.get("/releases/none-00000000/pages/1.png").status_code == 404


def test_a_figure_of_another_page_is_not_marked_on_this_one(book: Ledger, reader: TestClient) -> None:
    release = release_of(book)
    starts = {one.page: one.start for one in book.observations(release=release)}
    assert set(starts) == {1, 2}
    assert reader.get(f"/releases/{release}/pages/1.png?figure={starts[2]}").status_code == 404
    assert reader.get(f"/releases/{release}/pages/2.png?figure={starts[2]}").status_code == 200


def test_strangers_see_no_pages(tmp_path: Path) -> None:
    with Ledger(tmp_path / "own.db") as ledger:
        take_in(ledger, drafts.uploaded("trade.pdf", release_pdf(), DAY), "fast")
        add_people(ledger)
        address = f"/releases/{release_of(ledger)}/pages/1.png"
        stranger = client_of(ledger)
        assert stranger.get(address).status_code == 401
        sign_in(stranger, "reader")
        assert stranger.get(address).status_code == 200


def test_the_document_itself_is_only_ever_a_download(book: Ledger, reader: TestClient) -> None:
    answer = reader.get(f"/releases/{release_of(book)}/original")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content == release_pdf()


def test_pages_of_several_files_are_counted_through(tmp_path: Path) -> None:
    (tmp_path / "first.pdf").write_bytes(pdf(["Trade in 2021", "", "Exports of tools rose by 3.2% in 2021."]))
    (tmp_path / "annex.pdf").write_bytes(pdf(["Exports of ropes rose by 4.5% in 2021."], size=(400, 300)))
    with Ledger(tmp_path / "own.db") as ledger:
        take_in(ledger, open_together([tmp_path / "first.pdf", tmp_path / "annex.pdf"], released=DAY), "fast")
        client, release = client_of(ledger), release_of(ledger)
        page = client.get(f"/releases/{release}").text
        assert "annex.pdf, page 1" in page
        [address] = re.findall(r'src="([^"]+/pages/2\.png\?figure=\d+)"', page)
        assert client.get(address).status_code == 200
        assert [size(client.get(f"/releases/{release}/pages/{n}.png").content) for n in (1, 2)] == [
            (893, 1263),
            (600, 450),
        ]
        assert ledger.reread(release, reader="fast").outcome == "as before"
        assert not ledger.verify()


def test_a_draft_that_is_a_pdf_is_shown_with_its_pages_and_kept(ledger: Ledger) -> None:
    client = client_of(ledger)
    sent = {"csrf": csrf_of(client), "released": "2022-03-01"}
    page = client.post("/check", data=sent, files={"file": ("trade.pdf", release_pdf(), "application/pdf")}).text
    assert page.count("data:image/png;base64,") > 2
    assert '<table class="printed">' in page
    assert PageStore.beside(ledger.store).root.exists() is False
    form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.partition('id="edit"')[2]))
    form["text"] = unescape(page.partition('<textarea name="text"')[2].partition(">\n")[2].partition("</textarea>")[0])
    answer = client.post("/check/keep", data=form, follow_redirects=False)
    assert answer.status_code == 303
    kept = next(one for one in ledger.releases() if one.name == "trade")
    assert ledger.original(kept.release_id) == release_pdf()
    assert "/pages/1.png?figure=" in client.get(f"/releases/{kept.release_id}").text


def test_a_broken_document_is_refused_in_words(ledger: Ledger) -> None:
    client = client_of(ledger)
    broken = {"file": ("trade.pdf", release_pdf()[:300], "application/pdf")}
    answer = client.post("/check", data={"csrf": csrf_of(client)}, files=broken)
    assert answer.status_code == 422
    assert "damaged or cut off" in answer.text


def test_drawn_pages_have_bounded_room(tmp_path: Path) -> None:
    store, drawn = PageStore(tmp_path / "pages", largest=1000), []

    def draw(name: bytes) -> bytes:
        drawn.append(name)
        return name * 300

    assert store.get("a", 1, lambda: draw(b"a")) == store.get("a", 1, lambda: draw(b"b")) == b"a" * 300
    for name in (b"b", b"c", b"d", b"e"):
        store.get(name.decode(), 1, partial(draw, name))
    assert drawn == [b"a", b"b", b"c", b"d", b"e"]
    assert sum(file.stat().st_size for file in store.root.iterdir()) <= 1000
    (tmp_path / "file").write_text("")
    assert PageStore(tmp_path / "file" / "none").get("a", 1, lambda: b"x") == b"x"
