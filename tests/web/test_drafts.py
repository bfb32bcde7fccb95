"""Saved drafts: versions, who sees them, the embargo, and that nothing sent is lost; claims that are asked."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from tallystick.ledger import Ledger
from tallystick.web import draft_records, drafts, kept_drafts, people, work
from tallystick.web.bodies import LARGEST_RETURNED
from tallystick.web.limits import CHECK
from tests.web.building import PASSWORD, SLIP, client_of, csrf_of, keep_text, sign_in

RIGHT = SLIP.replace("7.1%", "6.2%")
SECRET = "output of looms"


def fields_of(page: str, form: str = 'id="edit"') -> dict[str, str]:
    """What a browser sends with the form of a checked draft, its text as it stands."""
    body = page.partition(form)[2].partition("</form>")[0]
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', body))
    texts = dict(re.findall(r'<textarea name="(\w+)"[^>]*>\n(.*?)</textarea>', body, re.S))
    return {**hidden, **texts}


def saved(client: TestClient, text: str = SLIP) -> str:
    """The address of a draft that was checked and saved."""
    page = client.post("/check", data={"csrf": csrf_of(client), "text": text}).text
    landed = client.post("/drafts", data=fields_of(page), follow_redirects=False)
    assert landed.status_code == 303, landed.text
    return landed.headers["location"]


def test_each_check_of_a_saved_draft_is_a_version(ledger: Ledger) -> None:
    client = client_of(ledger)
    place = saved(client)
    first = client.get(place).text
    assert "1 finding contradicts" in first
    told = fields_of(first) | {"text": RIGHT}
    assert client.post("/check", data=told, follow_redirects=False).headers["location"] == place
    page = client.get(place).text
    assert "2 versions" in page
    assert "<del>7.1%.</del><ins>6.2%.</ins>" in page
    assert page.index("1 finding contradicts") > page.index("nothing contradicts")
    client.post("/check", data=fields_of(page))
    assert "2 versions" in client.get(place).text, "the same text again is no version"
    assert "7.1%" in client.get(f"{place}?version=1").text
    alone = client.get(f"{place}/page?version=1")
    assert "attachment" in alone.headers["content-disposition"]
    assert "7.1%" in alone.text
    assert 'src="/' not in alone.text
    assert len(ledger.releases()) == 1, "nothing was kept in the ledger"
    client.post(f"{place}/delete", data={"csrf": csrf_of(client)})
    assert client.get(place).status_code == 404


def test_figures_read_elsewhere_come_back_at_each_check_and_are_kept_as_such(ledger: Ledger) -> None:
    client = client_of(ledger)
    told = b'{"text": "9.6%", "value": 9.6, "unit": "%", "measure": "growth", "subject": "Looms"}'
    form = {"csrf": csrf_of(client), "text": SLIP, "read by": "Ana Lopez"}
    page = client.post("/check", data=form, files={"observations file": ("figures.jsonl", told)}).text
    assert "handed in by Ana Lopez" in page
    again = client.post("/check", data=fields_of(page)).text
    assert "handed in by Ana Lopez" in again
    kept = client.post("/check/keep", data=fields_of(again), follow_redirects=False).headers["location"]
    assert kept.startswith("/releases/looms-in-2021-"), "what was pasted is named by its title"
    plain = b"The Bureau today counted the looms of all mills for the second time since 2021, and found 120 of them."
    untitled = drafts.opened(drafts.Sent("text", drafts.PASTED, plain)).release
    assert untitled.name == "The Bureau today counted the looms of all mills for the…", "or by the words it begins with"
    assert untitled.id.startswith("the-bureau-today-counted-the-looms-of-all-mills-for-the-")
    assert [one.quote for one in ledger.observations(release=kept.rpartition("/")[2])] == ["9.6%"]


def test_a_file_comes_back_as_it_was_until_its_text_is_edited(ledger: Ledger) -> None:
    client = client_of(ledger)
    html = b"<h1>Looms</h1><table><tr><th>Item</th><th>2021</th></tr><tr><td>Output, %</td><td>9.6</td></tr></table>"
    files = {"file": ("looms.html", html, "text/html")}
    page = client.post("/check", data={"csrf": csrf_of(client)}, files=files).text
    told = fields_of(page)
    assert 'class="printed"' in page
    assert "Output, %\t9.6" in told["text"]
    again = fields_of(client.post("/check", data=told).text)
    assert again["original"] == told["original"]
    edited = client.post("/check", data=told | {"text": told["text"].replace("9.6", "9.7")}).text
    assert 'class="printed"' in edited, "rows with tabs are tables still"
    assert "9.7" in fields_of(edited)["text"]
    assert fields_of(edited)["original"] != told["original"]


def test_a_draft_is_its_makers_until_shared(ledger: Ledger, guarded: TestClient) -> None:
    people.add_person(ledger.store, "other", "editor", PASSWORD)
    sign_in(guarded, "reader")
    place = saved(guarded)
    sign_in(guarded, "other")
    number = place.rpartition("/")[2]
    for path in ("/drafts", place, f"{place}/page", f"{place}?version=1", "/jobs", "/audit", "/"):
        assert "Looms" not in guarded.get(path).text
    csrf = csrf_of(guarded)
    for path, data in (
        (f"{place}/settings", {"shared": "yes"}),
        (f"{place}/delete", {}),
        ("/check", {"text": RIGHT, "draft": number}),
    ):
        answer = guarded.post(path, data={"csrf": csrf, **data})
        assert answer.status_code in (403, 404, 422)
    sign_in(guarded, "reader")
    assert "1 version" in guarded.get(place).text
    guarded.post(f"{place}/settings", data={"csrf": csrf_of(guarded), "shared": "yes", "embargo": "2099-01-01T10:00"})
    [found] = kept_drafts.latest(ledger.store, draft_records.Asker(_person(ledger, "reader"), False))
    assert (found.shared, found.embargo) == (True, ""), "an embargo is an editor's to set"
    sign_in(guarded, "other")
    assert "Looms" in guarded.get("/drafts").text
    assert guarded.get(place).status_code == 200
    assert guarded.post("/check", data={"csrf": csrf_of(guarded), "text": RIGHT, "draft": number}).status_code == 200
    assert guarded.post(f"{place}/delete", data={"csrf": csrf_of(guarded)}).status_code == 403


def _person(ledger: Ledger, name: str) -> people.Person:
    return next(one for one in people.people(ledger.store) if one.name == name)


def test_an_embargo_hides_a_draft_everywhere_until_it_has_passed(ledger: Ledger, guarded: TestClient) -> None:
    people.add_person(ledger.store, "other", "editor", PASSWORD)
    sign_in(guarded, "editor")
    place = saved(guarded, RIGHT)
    later = {"csrf": csrf_of(guarded), "shared": "yes", "embargo": "2099-01-01T10:00"}
    guarded.post(f"{place}/settings", data=later)
    assert "Under embargo" in guarded.get(place).text
    number = int(place.rpartition("/")[2])
    assert kept_drafts.due(ledger.store) == []
    routes = (
        "/",
        "/releases",
        "/series",
        "/findings",
        "/search?q=looms",
        "/feed.atom",
        "/api/v1/releases",
        "/api/v1/observations",
        "/api/v1/findings",
        "/api/v1/series",
        "/claim?text=output+of+looms+rose+by+9.6%25+in+2021",
        "/drafts",
        place,
    )
    sign_in(guarded, "other")
    hidden = {path: "Looms" in guarded.get(path).text.replace("looms", "Looms ") for path in routes[:4]}
    assert not any(hidden.values())
    for path in routes:
        assert "6.8 percentage points" not in guarded.get(path).text
    assert guarded.get(place).status_code == 404, "shared from when the embargo has passed"
    now = datetime.now(UTC)
    maker = draft_records.Asker(_person(ledger, "editor"), False)
    kept_drafts.settle(ledger.store, maker, number, shared=True, embargo=now - timedelta(minutes=1))
    assert kept_drafts.due(ledger.store) == [number]
    work.keep_draft(str(ledger.store.path), number)
    assert kept_drafts.due(ledger.store) == []
    assert "Looms in 2021" in guarded.get("/releases").text
    assert "kept as a release" in guarded.get(place).text


def test_without_accounts_drafts_are_this_machines(ledger: Ledger) -> None:
    client = client_of(ledger)
    place = saved(client)
    assert client_of(ledger).get(place).status_code == 200
    public = client_of(ledger, open_to_all=True)
    assert public.get(place).status_code == 404
    assert "Looms" not in public.get("/drafts").text
    assert public.post("/drafts", data={"csrf": csrf_of(public), "text": SLIP}).status_code == 403


@pytest.mark.parametrize(("released", "problem"), [("soon", "write the day"), ("2022-13-40", "write the day")])
def test_a_bad_day_loses_nothing(ledger: Ledger, released: str, problem: str) -> None:
    client = client_of(ledger)
    told = {"csrf": csrf_of(client), "text": SLIP, "translation": "织机产量增长9.6%。", "released": released}
    _is_given_back(client.post("/check", data=told), 400, problem)


def test_what_is_refused_comes_back(ledger: Ledger, guarded: TestClient) -> None:
    told = {"text": SLIP, "translation": "织机产量增长9.6%。"}
    sign_in(guarded, "editor")
    csrf = csrf_of(guarded)
    _is_given_back(guarded.post("/check", data={"csrf": "0" * 64, **told}), 403, "out of date")
    large = {"file": ("large.pdf", b"%PDF" + b"0" * (27 * 1024 * 1024))}
    _is_given_back(guarded.post("/check", data={"csrf": csrf, **told}, files=large), 413, "Choose the files anew")
    people.set_disabled(ledger.store, "editor", disabled=True)
    _is_given_back(guarded.post("/check", data={"csrf": csrf, **told}, files={"x": b""}), 401, "session is over")
    stranger = client_of(ledger)
    assert "9.6%" not in stranger.post("/check", data=told).text, "of who was never here nothing is read"
    length = {"content-length": str(LARGEST_RETURNED + 1), "content-type": "multipart/form-data; boundary=x"}
    assert guarded.post("/check", content=b"", headers=length).status_code == 401


def test_too_many_checks_lose_nothing(ledger: Ledger) -> None:
    client = client_of(ledger)
    told = {"csrf": csrf_of(client), "text": "  "}
    for _ in range(CHECK.most):
        client.post("/check", data=told)
    words = {"text": SLIP, "translation": "织机产量增长9.6%。"}
    _is_given_back(client.post("/check", data=told | words), 429, "Too many checks")
    assert client.get("/claim?text=output+rose+by+9.6%25").status_code == 429


def _is_given_back(answer: object, status: int, problem: str) -> None:
    assert answer.status_code == status  # type: ignore[attr-defined]
    page = answer.text  # type: ignore[attr-defined]
    assert problem in page
    assert SLIP.strip() in page
    assert "织机产量增长9.6%。" in page


def test_a_claim_is_answered_with_its_source(ledger: Ledger) -> None:
    keep_text(
        ledger,
        "Industry in 2021\nNational Bureau of Statistics of China\n20 January 2022\n\n"
        "China's industrial capacity utilization rate was 77.5 percent in 2021.\n",
        "2022-01-20",
    )
    client = client_of(ledger)
    asked = "The industrial capacity utilization rate was 80.2 percent in 2021."
    page = client.get("/claim", params={"text": asked, "area": "China"}).text
    assert "contradicts" in page
    assert "77.5 percent" in page
    assert "/releases/draft-" in page
    chinese = client.get("/claim", params={"text": asked, "area": "CN", "lang": "zh"}).text
    assert "公布值" in chinese
    assert client.get("/claim", params={"text": "x" * 1001}).status_code == 422
    nowhere = client.get("/claim", params={"text": asked, "area": "Atlantis", "lang": "zh"})
    assert (nowhere.status_code, "没有名为“Atlantis”的地区" in nowhere.text) == (422, True)
    assert "No figure was read" in client.get("/claim", params={"text": "<b>all is well</b>", "lang": "en"}).text


def test_the_text_of_a_file_becomes_tables_again() -> None:
    page = drafts.as_page("Trade\n\nItem\tJune\nCoal\t<3.1>\n\nEnd")
    assert page.count("<table>") == page.count("</table>") == 1
    assert "&lt;3.1&gt;" in page
    assert drafts.edited("no tables").kind == "text"
