"""Releases made to do harm: every field full of markup, marks that turn text round, formulas, endless words."""

from __future__ import annotations

import csv
import hashlib
import io
import time
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import msgspec
import pytest
from starlette.testclient import TestClient

from tallystick.ledger import Ledger
from tallystick.model import Block, Claim, Finding, Interval, Observation, Reading, Release, Repair, Speaker, Unread
from tallystick.web import pool
from tests.web.building import client_of, csrf_of

MARKUP = "</title></style><script>alert(1)</script><img src=x onerror=alert(2)>\"' onfocus=alert(3) {{ 7*7 }} {% raw %}"
TURNED = "\u202egnorw\u202c \u2066x\u2069 \u200f"
FORMULA = '=HYPERLINK("http://evil.example","9.6%")'
HUGE = "W" * 20_000
HARM = {"markup": MARKUP, "turned": TURNED, "formula": FORMULA, "huge": HUGE, "controls": "a\x1b[31m\x07b\x85"}


def hostile(harm: str, place: int) -> tuple[Reading, tuple[Finding, ...], bytes]:
    """A reading whose every text is the harm."""
    text = f"{harm}\n{harm} rose by 9.6% and 7.1% and 5."
    first, second = text.index("9.6%"), text.index("7.1%")
    lines = (Block("title", 0, len(harm), "en"), Block("paragraph", len(harm) + 1, len(text), "en", harm, harm))
    data = f"{text}".encode()
    release = Release(
        id=f"{'x' if place else 'h'}-{place}", name=harm, source=harm, content_hash=hashlib.sha256(data).hexdigest(),
        text=text, language="en", blocks=lines, title=harm, place=harm, publisher=harm, speakers=(Speaker(harm, harm),),
    )  # fmt: skip
    figures = tuple(
        Observation(
            release=release.id, id=f"{release.id}:{start}", text=text[start : start + 4], start=start, end=start + 4,
            value=Decimal(digits), lower=Decimal(digits) - Decimal("0.05"), upper=Decimal(digits) + Decimal("0.05"),
            lower_open=False, upper_open=True, digits=digits, unit=harm[:50], measure="growth", subject=harm,
            indicator="industry.value_added", indicator_name=harm, area=harm[:50], period="2021", base="2020",
            speaker=harm, section=harm, sentence=text,
        )
        for start, digits in ((first, "9.6"), (second, "7.1"))
    )  # fmt: skip
    claim = Claim(harm, "growth", harm[:50], "2021", harm, Interval.of(Decimal(6), Decimal(7)))
    finding = Finding(
        verdict="contradicts", kind="check", identity=harm[:100], statement=harm, formula=harm,
        figures=tuple(o.id for o in figures), quotes=(harm, harm), published=claim, derived=claim, reason=harm,
        citation=harm, repairs=(Repair(figures[0].id, claim.interval, harm[:50], harm[:50], likeliest=True),),
    )  # fmt: skip
    unread = (Unread(len(text) - 2, len(text) - 1, "5", "not understood"),)
    return Reading(release, figures, unread), (finding, msgspec.structs.replace(finding, kind="implied")), data


@pytest.fixture(scope="module")
def harmed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with Ledger(Path(tmp_path_factory.mktemp("hostile")) / "hostile.db") as ledger:
        for place, harm in enumerate(HARM.values()):
            reading, findings, data = hostile(harm, place)
            ledger.keep(reading, findings, original=data)
        yield client_of(ledger)


@pytest.fixture(scope="module")
def pages(harmed: TestClient) -> dict[str, str]:
    """Every page that shows something of the hostile releases, by its address."""
    found = {path: harmed.get(path) for path in addresses(harmed)}
    assert {answer.status_code for answer in found.values()} == {200}
    return {path: answer.text for path, answer in found.items()}


class Tags(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def addresses(client: TestClient) -> list[str]:
    """Every page that shows something of the hostile releases."""
    releases = [row["release"] for row in client.get("/api/v1/releases").json()["items"]]
    findings = [row["finding"] for row in client.get("/api/v1/findings").json()["items"]]
    series = [row["key"] for row in client.get("/api/v1/series").json()["items"]]
    found = ["/", "/releases", "/findings", "/series", "/search?q=rose", "/search?q=%3Cscript%3E"]
    found += [f"/releases/{quote(one, safe='')}" for one in releases] + [f"/findings/{one}" for one in findings]
    found += [f"/share/release/{quote(one, safe='')}" for one in releases] + [f"/share/finding/{n}" for n in findings]
    return found + [f"/series/{quote(one, safe='')}" for one in series]


def test_every_page_shows_text_only(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        for tag, attributes in Tags(page).found:
            assert not any(name.startswith("on") for name in attributes), (path, tag, attributes)
            assert tag not in ("img", "iframe", "object", "base", "style"), (path, tag)
            if tag == "script":
                assert (attributes["src"] or "").startswith("/assets/"), path
            for name in ("href", "src", "action"):
                assert not (attributes.get(name) or "").lower().startswith(("javascript:", "data:")), path


def test_nothing_turns_the_text_or_steers_a_terminal(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        assert not any(sign in page for sign in "\u202e\u2066\u200f\x1b\x07"), path
        assert "49 " not in page.partition("7*7")[0][-20:], "templates in a text are not run"


def test_charts_and_feeds_hold_text_only(harmed: TestClient) -> None:
    from xml.etree import ElementTree as Tree

    assert Tree.fromstring(harmed.get("/feed.atom").content) is not None
    for row in harmed.get("/api/v1/series").json()["items"]:
        answer = harmed.get(f"/series/{quote(row['key'], safe='')}/vintages.svg")
        if answer.status_code == 200:
            assert not [e for e in Tree.fromstring(answer.content).iter() if e.tag.endswith("script")]


def test_cards_and_their_drawings_hold_text_only(harmed: TestClient) -> None:
    from xml.etree import ElementTree as Tree

    for row in harmed.get("/api/v1/findings").json()["items"]:
        tags = Tags(harmed.get(f"/embed/finding/{row['finding']}").text).found
        assert not {"script", "img", "iframe", "form", "object", "base"} & {tag for tag, _ in tags}
        assert not [a for _, a in tags if any(name.startswith("on") for name in a)]
        drawing = Tree.fromstring(harmed.get(f"/embed/finding/{row['finding']}.svg").content)
        parts = {element.tag.rpartition("}")[2] for element in drawing.iter()}
        assert parts <= {"svg", "title", "rect", "g", "text", "path"}
        assert harmed.get(f"/embed/finding/{row['finding']}.png").content.startswith(b"\x89PNG")


def test_no_cell_is_a_formula(harmed: TestClient) -> None:
    for name in ("releases", "observations", "findings"):
        for row in csv.reader(io.StringIO(harmed.get(f"/api/v1/{name}?format=csv").text)):
            assert not any(cell.startswith(("=", "@", "+", "\t", "\r")) for cell in row)


def test_an_archived_page_is_a_file_and_never_a_page(harmed: TestClient) -> None:
    for row in harmed.get("/api/v1/releases").json()["items"]:
        answer = harmed.get(f"/releases/{row['release']}/original")
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_a_hostile_draft_is_checked_as_text(harmed: TestClient, harm: str) -> None:
    draft = f"{harm}\n\nOutput of {harm} rose by 9.6% in 2021."
    page = harmed.post("/check", data={"csrf": csrf_of(harmed), "text": draft, "translation": draft})
    assert page.status_code == 200
    assert not [a for t, a in Tags(page.text).found if t == "img" or (t == "script" and not a.get("src"))]


ENDLESS = {"digits": "9", "commas": "1,", "rises": "up 5% ", "brackets": "(", "units": "\u4ebf", "signs": "+-"}


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS)
def test_endless_words_take_no_endless_time(harmed: TestClient, piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "SECONDS", 10.0)  # what a page has where people wait
    begun = time.monotonic()
    draft = (piece * 30_000)[:30_000]
    answer = harmed.post("/check", data={"csrf": csrf_of(harmed), "text": draft})
    assert answer.status_code in (200, 422)
    assert time.monotonic() - begun < 60
