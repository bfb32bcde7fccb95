"""Briefings of the desk: written, edited, proven, signed, sent; who sees what, two who save, and what is refused."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from tallystick.briefing import Failure, draft, outline_of, outline_text, proven
from tallystick.knowledge.briefing_groups import Group, Groups
from tallystick.ledger import Ledger, embargoes
from tallystick.ledger.embargoes import Embargo
from tallystick.ledger.intake import take_in
from tallystick.processes.lost import TookTooLongError
from tallystick.web import briefing_work, drafts, jobs, people, pool, work
from tallystick.web.briefing_records import Figure, Proof
from tallystick.web.pages.briefing_pages import figures_changed
from tallystick.web.pages.briefings import _of_groups
from tallystick.web.uploads import Uploads
from tests.web.building import PASSWORD, client_of, csrf_of, keep_text, sign_in
from tests.web.test_chinese import english

SAID = """Industry in 2021
National Bureau of Statistics of China
20 January 2022

In 2021, the value added of industry above designated size increased by 9.6% year on year. The profits of industrial
enterprises increased by 34.3% year on year.
"""
REVISED = """Industry in 2021, revised
National Bureau of Statistics of China
20 June 2022

In 2021, the value added of industry above designated size increased by 9.8% year on year.
"""
OUTLINE = """title = { en = "Industry in 2021", zh = "2021年工业运行情况" }
period = "2021"

[[section]]
heading = { en = "Output", zh = "生产" }
[[section.item]]
indicator = "industry.value_added"
[[section.item]]
indicator = "industry.profits"
[[section]]
heading = { en = "Problems", zh = "问题" }
[[section.item]]
by = "the ministry"
en = "Costs <script>alert(x)</script> rose."
zh = "成本上升。"
"""


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the processes of the pool do is done here."""
    monkeypatch.setenv("TALLYSTICK_READER", "fast")
    monkeypatch.setattr(pool, "run", _run)
    monkeypatch.setattr(pool, "start", _start)


def _run(work: Callable[..., Any], *given: Any, seconds: float = 0.0) -> Any:
    briefing_work._ledger.cache_clear()
    return work(*given)


def _start(work: Callable[..., Any], *given: Any) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(_run(work, *given))
    return future


def made(client: TestClient, outline: str = OUTLINE) -> str:
    sent = {"csrf": csrf_of(client), "outline": outline, "given": "2022-03-01", "unsure": "yes"}
    answer = client.post("/briefings", data=sent, follow_redirects=False)
    assert answer.status_code == 303, re.findall(r'class="warning.*?</p>', answer.text)
    return answer.headers["location"]


def texts_of(page: str) -> dict[str, str]:
    found = re.findall(r'<textarea name="(en|zh)"[^>]*>\n(.*?)</textarea>', page, re.S)
    return {name: html.unescape(words) for name, words in found}


def do(client: TestClient, place: str, what: str = "", **sent: str) -> Any:
    return client.post(f"{place}{what}", data={"csrf": csrf_of(client), **sent}, follow_redirects=False)


@pytest.fixture
def book(ledger: Ledger) -> Ledger:
    keep_text(ledger, SAID)
    return ledger


def test_from_an_outline_to_what_left(book: Ledger) -> None:
    client = client_of(book)
    place = made(client)
    page = client.get(place).text
    assert "all 2 figures are proven" in page
    assert "alert(x)</script>" not in page
    words = texts_of(page)
    assert "9.6%" in words["en"]
    assert "9.6%" in words["zh"]
    assert do(client, place, "/send", base="1").status_code == 409, "it is not signed"
    # a wrong digit: told with its sentence, and sent by nobody, signed or not
    wrong = {**words, "en": words["en"].replace("9.6%", "9.8%")}
    tried = do(client, place, "/check", **wrong, base="1")
    assert "does not prove" in tried.text
    assert "not saved yet" in tried.text
    part = do(client, place, "/check", **wrong, base="1", part="proof")
    assert (part.headers["x-proof"], "<html" in part.text) == ("failing", False)
    assert do(client, place, "", **wrong, base="1", note="<b>faster</b>").status_code == 303
    page = client.get(place).text
    assert re.search(r"1 figures? do(es)? not prove", page)
    assert "&lt;b&gt;faster" in page
    assert re.search(r"<button disabled[^>]*>Send", page)
    do(client, place, "/sign", base="2", name="Ana Lopez")
    refused = do(client, place, "/send", base="2")
    assert refused.status_code == 409
    assert "do not prove, so it is not sent" in refused.text
    compared = client.get(f"{place}/changes?from=1&to=2").text
    assert "<del>9.6%</del>" in compared
    assert "growth of value added of industry" in compared
    # mended in other words: the signature is void, what changed since is shown, then it goes
    right = {**words, "en": words["en"].replace("rose.", "rose fast.")}
    do(client, place, "", **right, base="2")
    page = client.get(place).text
    assert "Changed since version 2" in page
    assert do(client, place, "/send", base="3").status_code == 409
    assert do(client, place, "/sign", base="2", name="Ana Lopez").status_code == 409, "that version is not the newest"
    do(client, place, "/sign", base="3", name="Ana Lopez")
    assert do(client, place, "/send", base="3").status_code == 303
    page = client.get(place).text
    assert "Ana Lopez" in page
    assert "alert(x)</script>" not in page
    for what in ("", "/check", "/anew", "/sign", "/send"):
        assert do(client, place, what, **words, base="3").status_code == 409, "what was sent is frozen"
    text = client.get(f"{place}/files/briefing.en.txt")
    assert "rose fast." in text.text
    assert "attachment" in text.headers["content-disposition"]
    assert "9.6%" in client.get(f"{place}/files/briefing.zh.html").text
    assert "alert(x)</script>" not in client.get(f"{place}/files/briefing.en.html").text
    assert "industry.value_added" in client.get(f"{place}/files/evidence.csv").text
    assert client.get(f"{place}/files/briefing.zh.docx").content.startswith(b"PK")
    assert "<table" in client.get(f"{place}/files/scorecard.zh.html").text
    assert "industry.profits" in client.get(f"{place}/files/scorecard.csv").text
    assert client.get(f"{place}/files/../../x").status_code == 404
    [item] = client.get("/api/v1/briefings").json()["items"]
    assert (item["signed_by"], item["period"], "9.6%" in item["zh"]) == (["Ana Lopez"], "2021", True)
    assert "rose fast" in client.get("/api/v1/briefings?format=csv").text


def test_a_revised_ledger_holds_it_back_and_it_is_written_anew(book: Ledger) -> None:
    client = client_of(book)
    place = made(client)
    assert "all 2 figures are proven" in client.get(place).text
    do(client, place, "/sign", base="1", name="Ana")
    keep_text(book, REVISED, "2022-06-01")
    refused = do(client, place, "/send", base="1")
    assert refused.status_code == 409
    assert "9.8" in refused.text
    # a figure may be left out of both languages, and by no other way
    shorter = {"en": "Industry\n\nCosts rose fast.\n", "zh": "工业\n\n成本上升。\n"}
    gone = do(client, place, "/check", **shorter, base="1").text
    keys = set(re.findall(r'name="(left [^"]*)"', gone))
    assert len(keys) == 2, gone
    left = do(client, place, "/check", **shorter, **dict.fromkeys(keys, "yes"), base="1").text
    assert all(f'name="{key}" value="yes" checked' in left for key in keys)
    assert "not prove" not in left
    answer = do(client, place, "/anew", base="1", outline=OUTLINE)
    assert answer.status_code == 303
    page = client.get(place).text
    assert "9.8%" in texts_of(page)["en"]
    assert "written anew" in page
    bad = do(client, place, "/anew", base="2", outline=OUTLINE + 'groups = "/etc/passwd"\n')
    assert bad.status_code == 422
    assert "/etc/passwd" in bad.text, "what was written is given back"


def test_two_who_save_lose_nothing_and_nobody_signs_alone(book: Ledger) -> None:
    client, other, reader = (client_of(book) for _ in range(3))
    place = made(client)
    words = texts_of(client.get(place).text)
    people.add_person(book.store, "ana", "editor", PASSWORD)
    sign_in(client, "ana")
    people.add_person(book.store, "bea", "editor", PASSWORD)
    people.add_person(book.store, "cy", "reader", PASSWORD)
    sign_in(other, "bea")
    sign_in(reader, "cy")
    mine, theirs = ({**words, "en": words["en"].replace("rose", told)} for told in ("climbed", "went up"))
    assert do(client, place, "", **mine, base="1").status_code == 303
    late = do(other, place, "", **theirs, base="1")
    assert late.status_code == 409
    assert "saved meanwhile by ana" in late.text
    assert "went up" in texts_of(late.text)["en"], "their own words are still there"
    assert re.search("<ins>climbed.?</ins>", late.text)
    assert 'name="base" value="2"' in late.text
    alone = do(client, place, "/sign", base="2")
    assert alone.status_code == 409
    assert "you saved this version" in alone.text
    assert do(other, place, "/sign", base="2").status_code == 303
    # readers see nothing of it, and may do nothing
    for path in ("", "?version=1", "/changes", "/proof", "/files/briefing.en.txt"):
        assert reader.get(f"{place}{path}").status_code in (403, 404), path
    assert "Industry in 2021" not in reader.get("/briefings").text
    for what in ("", "/check", "/anew", "/sign", "/send", "/settings", "/delete"):
        assert do(reader, place, what, **words, base="2").status_code == 403, what
    assert do(reader, "/briefings", period="2021").status_code == 403
    later = (datetime.now(UTC) + timedelta(hours=2)).astimezone().strftime("%Y-%m-%dT%H:%M")
    assert do(client, place, "/settings", embargo=later).status_code == 303
    assert do(client, place, "/send", base="2").status_code == 303
    assert "Under embargo" in client.get(place).text
    assert reader.get(place).status_code == 404
    assert reader.get("/api/v1/briefings").json()["items"] == []
    assert do(client, place, "/settings", embargo="").status_code == 303
    assert "bea" in reader.get(place).text
    assert reader.get(f"{place}/files/briefing.zh.txt").status_code == 200
    assert do(client, place, "/settings", embargo=later).status_code == 422, "what was seen is not hidden again"
    assert do(client, place, "/delete").status_code == 409
    public = client_of(book, open_to_all=True)
    assert public.get(place).status_code == 200
    assert do(public, "/briefings", period="2021").status_code == 403


def test_what_rests_on_an_embargo_waits_for_it(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    hour = datetime.now(UTC) + timedelta(hours=1)
    take_in(ledger, drafts.pasted(SAID, datetime(2022, 3, 1).date()), embargo=Embargo(hour, "ana"))
    client = client_of(ledger)
    place = made(client)
    do(client, place, "/sign", base="1", name="Ana")
    refused = do(client, place, "/send", base="1")
    assert refused.status_code == 409
    assert "under embargo until" in refused.text
    later = (hour + timedelta(hours=1)).astimezone().strftime("%Y-%m-%dT%H:%M")
    do(client, place, "/settings", embargo=later)
    assert do(client, place, "/send", base="1").status_code == 303
    assert do(client, place, "/settings", embargo="").status_code == 422
    people.add_person(ledger.store, "cy", "reader", PASSWORD)
    reader = client_of(ledger)
    sign_in(reader, "cy")
    assert reader.get(place).status_code == 404
    monkeypatch.setattr(embargoes, "_now", lambda: hour + timedelta(hours=3))
    assert reader.get(place).status_code == 200


def test_strange_input_is_refused_with_what_to_do_and_given_back(book: Ledger) -> None:
    client = client_of(book)
    place = made(client)
    assert client.post(f"{place}/send", data={"csrf": "0" * 64, "base": "1"}).status_code == 403
    back = client.post(place, data={"csrf": "0" * 64, "en": "my words", "zh": "我的话", "base": "1"})
    assert (back.status_code, "my words" in back.text, "我的话" in back.text) == (403, True, True)
    long = do(client, place, "", en="x" * 70_000, zh="", base="1")
    assert long.status_code == 413
    assert "at most 60000 characters" in long.text
    assert do(client, place, "", en="x" * 600_000, zh="", base="1").status_code == 413
    assert client.get("/briefings/99").status_code == 404
    client.get("/briefings?lang=zh")
    for sent in (
        {"outline": "not = [toml"},
        {"outline": OUTLINE.replace("rose.", "rose by 9%.")},
        {"outline": OUTLINE.replace("industry.profits", "industry.profitz")},
        {"outline": OUTLINE + 'groups = "/etc/passwd"\n'},
        {"period": "soon"},
        {"period": "2021", "area": 'CN"\n[x]'},
        {"period": "1950"},
        {"period": "2021", "given": "soon"},
        {},
    ):
        answer = do(client, "/briefings", **sent)
        assert answer.status_code == 422, sent
        assert 'class="warning"' in answer.text
    script = do(client, "/briefings", outline="<script>alert(2)</script>")
    assert "<script>alert(2)" not in script.text
    assert "&lt;script&gt;alert(2)" in script.text
    files = {"file": ("o.toml", b"\xff\xfe\x00bad")}
    told = client.post("/briefings", data={"csrf": csrf_of(client)}, files=files)
    assert told.status_code == 422
    words = texts_of(client.get(place).text)
    assert "未通过核验" in do(client, place, "/check", en="", zh="", base="1").text
    hostile = words["en"] + "=cmd|' /C calc'!A0 <img src=x onerror=alert(3)>\n"
    assert "<img src=x" not in do(client, place, "/check", en=hostile, zh=words["zh"], base="1").text
    wrong = {**words, "en": words["en"].replace("9.6%", "9.7%")}
    do(client, place, "", **wrong, base="1", note="改")
    do(client, place, "/sign", base="2", name="张三")
    pages = {
        "refused": do(client, place, "/send", base="2").text,
        "late": do(client, place, "", **words, base="1").text,
        "changes": client.get(f"{place}/changes").text,
        "list": client.get("/briefings").text,
        "draft": client.get(place).text,
    }
    found = {name: sorted(left) for name, page in pages.items() if (left := english(page) - {"the", "ministry"})}
    assert not found, found


def test_what_does_not_read_back_is_told_plainly(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of the page loses its way in one sentence of the first writing."""
    plain = list[set[str]]()

    def lost(texts: dict[str, str], *given: Any, **more: Any) -> Any:
        failures, readings = proven(texts, *given, **more)
        told = texts["en"].partition("\n\nOutput\n\n")[2].partition("\n")[0]
        failure = Failure(language="en", sentence=told, figure="9.6%", why="lost", fields=("gone",))
        return ([*failures, failure] if len(plain) == 2 else failures), readings

    def drafted(*given: Any, **more: Any) -> Any:
        plain.append(set(more["plain"]))
        return draft(*given, **more)

    monkeypatch.setattr(briefing_work, "proven", lost)
    monkeypatch.setattr(briefing_work, "draft", drafted)
    client = client_of(book)
    page = client.get(made(client)).text
    assert "all 2 figures are proven" in page
    assert {"industry.value_added", "industry.profits"} in plain


def test_what_takes_long_is_proven_by_a_job(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def slowly(work: Callable[..., Any], *given: Any, seconds: float) -> Any:
        if work is briefing_work.write and given[4:]:  # to be proven, too
            raise TookTooLongError("long", "")
        return _run(work, *given)

    def never(*_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(TookTooLongError("long", ""))
        return future

    monkeypatch.setattr(pool, "run", slowly)
    monkeypatch.setattr(pool, "start", never)
    client = client_of(book)
    place = made(client)
    assert "being proven" in client.get(place).text
    assert "being proven" in client.get(place).text
    [job] = jobs.latest(book.store, None)
    uploads = Uploads.beside(book.store)
    assert client.get(f"/jobs/{job.number}").status_code == 200
    assert jobs.take_next(book.store, uploads) == job.number
    work.run(book, uploads, job.number)
    assert "all 2 figures are proven" in client.get(place).text
    assert client.get(f"{place}/proof").headers["x-proof"] == "holds"


def test_figures_that_changed_are_named() -> None:
    def proof(*words: str) -> Proof:
        named = [("gdp", one) for one in words]
        figures = [
            Figure(language="en", words=one, start=5, end=7, key=f"{key} {n}", name=("GDP", "国内生产总值"))
            for n, (key, one) in enumerate(named)
        ]
        return Proof(stamp="", at="", figures=tuple(figures))

    [told, came] = figures_changed(proof("9%"), proof("8%", "7%"), "zh")
    assert (told.name, told.before, told.after) == ("国内生产总值", "9%", "8%")
    assert (came.before, came.after) == ("", "7%")
    assert figures_changed(proof("9%"), proof("9%"), "en") == []


def test_a_template_has_the_groups_of_its_desk() -> None:
    groups = Groups(group=(Group(name='my "own"', en="Mine", zh="我"),))
    plan = outline_of(_of_groups(outline_text("2021"), groups).encode(), "x")
    assert [section.group for section in plan.section] == ['my "own"']
