"""What somebody may try on a desk: to find it open, to keep others out, to make it wait, to make it say too much."""

from __future__ import annotations

import sqlite3
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tallystick.ledger import Ledger
from tallystick.ledger.intake import take_in
from tallystick.processes.lost import TookTooLongError
from tallystick.web import drafts, people, pool, sessions, tokens
from tallystick.web.app import make_app
from tallystick.web.desk import AT_ONCE, Desk, Settings
from tallystick.web.limits import PATIENCE, SIGN_IN, Limits
from tallystick.web.rooms import MOST_OF_ONE, Coming
from tests.commands import run
from tests.web.building import PASSWORD, SLIP, add_people, client_of, csrf_of, keep_text, served, sign_in

DENSE = (SLIP.rpartition("\n\n")[2] * 2000)[: AT_ONCE - 1000]


def test_a_desk_shuts_when_the_first_account_is_made_while_it_runs(ledger: Ledger) -> None:
    client = client_of(ledger)
    assert client.get("/").status_code == 200
    people.add_person(ledger.store, "ana", "editor", PASSWORD)
    assert client.get("/").status_code == 401
    assert client.get("/api/v1/releases").status_code == 401


def test_closing_the_last_account_opens_nothing(ledger: Ledger) -> None:
    people.add_person(ledger.store, "ana", "editor", PASSWORD)
    people.set_disabled(ledger.store, "ana", disabled=True)
    assert client_of(ledger).get("/").status_code == 401


def test_open_to_all_is_said_and_not_guessed(shut: Ledger) -> None:
    assert client_of(shut, open_to_all=True).get("/").status_code == 200


@pytest.mark.parametrize("words", [("--https",), ("--proxy", "127.0.0.1"), ("--https", "--proxy", "127.0.0.1")])
def test_a_desk_behind_a_proxy_needs_accounts(small: Path, taken: str, words: tuple[str, ...]) -> None:
    refused = run("serve", "--ledger", small, "--port", taken, *words)
    assert refused.returncode == 2
    assert "no accounts" in refused.stderr
    assert "tallystick user add" in refused.stderr


def test_a_form_to_sign_in_is_short(stranger: TestClient) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    begun = time.process_time()
    assert stranger.post("/sign-in", content=b"name=" + b"x" * 28_000_000, headers=kind).status_code == 413
    assert time.process_time() - begun < 3
    assert stranger.post("/sign-in", content=b"&" * 9_000, headers=kind).status_code == 413


def test_who_asks_too_often_is_not_even_read(stranger: TestClient) -> None:
    for _ in range(SIGN_IN.most):
        stranger.post("/sign-in", content=b"", headers={"Content-Type": "text/plain"})
    answer = stranger.post("/sign-in", content=b"x" * 1_000_000, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 429, "the rate is asked before the body"
    assert int(answer.headers["retry-after"]) > 0


def test_a_form_of_words_is_bounded_where_files_are_not(ledger: Ledger) -> None:
    client = client_of(ledger)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/check", content=b"text=" + b"x" * 1_000_000, headers=kind).status_code == 413


def test_one_asker_does_not_take_the_room_of_all() -> None:
    from contextlib import ExitStack

    from starlette.exceptions import HTTPException

    coming = Coming()
    with ExitStack() as held:
        for _ in range(MOST_OF_ONE):
            held.enter_context(coming.hold("ana", 1_000_000))
        with pytest.raises(HTTPException) as refused, coming.hold("ana", 1_000_000):
            pass
        assert refused.value.status_code == 429
        held.enter_context(coming.hold("bo", 200_000_000))
        with pytest.raises(HTTPException) as refused, coming.hold("cy", 100_000_000):
            pass
        assert refused.value.status_code == 503
        with coming.hold("ana", 1000):
            pass  # small forms pass
    with coming.hold("ana", 200_000_000):
        pass


def test_a_name_is_the_same_however_it_is_typed(shut: Ledger) -> None:
    desk = Desk(shut, Settings(), limits=Limits(longest_delay=0.01))
    client = TestClient(make_app(desk), base_url="http://localhost")
    for name in ("editor", "  editor\t", "editor ", "\teditor", "editor  "):
        told = {"csrf": csrf_of(client, "/sign-in"), "name": name, "password": "not this one"}
        assert client.post("/sign-in", data=told).status_code == 401
    assert desk.limits.delay("editor") > 0
    assert desk.limits.delay("reader") == 0


def test_nobody_locks_a_name_out(shut: Ledger) -> None:
    limits = Limits()
    for _ in range(500):
        limits.failed("editor")
    assert 0 < limits.delay("editor") <= 8
    limits.forget("editor")
    assert limits.delay("editor") == 0
    for _ in range(PATIENCE):
        limits.failed("editor")
    assert limits.delay("editor") == 0
    client = client_of(shut)
    for _ in range(PATIENCE + 2):
        told = {"csrf": csrf_of(client, "/sign-in"), "name": "editor", "password": "not this one"}
        client.post("/sign-in", data=told)
    sign_in(client, "editor")  # slowed, and in


def test_a_new_password_ends_tokens_and_the_other_sessions(ledger: Ledger) -> None:
    ana = people.add_person(ledger.store, "ana", "reader", PASSWORD)
    client, other = client_of(ledger), client_of(ledger)
    sign_in(client, "ana")
    sign_in(other, "ana")
    token = tokens.make(ledger.store, ana, "notebook")
    told = {"csrf": csrf_of(client, "/account"), "password": PASSWORD, "new": "another long word"}
    assert "not written the same way" in client.post("/account/password", data=told).text
    assert client.post("/account/password", data={**told, "again": told["new"], "password": "wrong"}).status_code == 422
    assert other.get("/account").status_code == 200
    assert client.post("/account/password", data={**told, "again": told["new"]}).status_code == 200
    assert client.get("/account").status_code == 200, "one's own session goes on"
    assert other.get("/account").status_code == 401
    assert tokens.of_secret(ledger.store, token) is None
    assert sessions.sign_in(ledger.store, "ana", PASSWORD) is None
    assert sessions.sign_in(ledger.store, "ana", "another long word")


def test_a_closed_account_opened_again_has_no_old_token(ledger: Ledger) -> None:
    token = tokens.make(ledger.store, people.add_person(ledger.store, "ana", "reader", PASSWORD), "notebook")
    people.set_disabled(ledger.store, "ana", disabled=True)
    people.set_disabled(ledger.store, "ana", disabled=False)
    assert tokens.of_secret(ledger.store, token) is None


def test_one_ends_ones_own_sessions_and_nobody_elses(ledger: Ledger) -> None:
    add_people(ledger)
    reader, again, editor = client_of(ledger), client_of(ledger), client_of(ledger)
    for client, name in ((reader, "reader"), (again, "reader"), (editor, "editor")):
        sign_in(client, name)
    page = reader.get("/account").text
    assert page.count('action="/account/sessions/end"') == 1, "not the one in use"
    number = page.partition('action="/account/sessions/end"')[2].partition('name="number" value="')[2][:12]
    foreign = sessions.digest(editor.cookies["tallystick"])[:12]
    for one in (foreign, "", "%", number):
        reader.post("/account/sessions/end", data={"csrf": csrf_of(reader, "/account"), "number": one})
    assert again.get("/account").status_code == 401
    assert reader.get("/account").status_code == 200
    assert editor.get("/account").status_code == 200


def test_an_editor_revokes_the_token_and_ends_the_session_of_another(ledger: Ledger) -> None:
    add_people(ledger)
    reader = next(one for one in people.people(ledger.store) if one.name == "reader")
    token = tokens.make(ledger.store, reader, "notebook")
    client, other = client_of(ledger), client_of(ledger)
    sign_in(client, "editor")
    sign_in(other, "reader")
    assert "notebook" in client.get("/team").text
    told = {"csrf": csrf_of(client), "person": str(reader.key), "number": sessions.digest(token)[:12]}
    assert client.post("/team/tokens/revoke", data=told).status_code == 200
    assert tokens.of_secret(ledger.store, token) is None
    told["number"] = sessions.digest(other.cookies["tallystick"])[:12]
    client.post("/team/sessions/end", data=told)
    assert other.get("/").status_code == 401
    actions = {(row["name"], row["action"]) for row in people.audit_log(ledger.store, limit=10)}
    assert {("editor", "token revoked"), ("editor", "session ended")} <= actions


def test_a_long_writer_stops_no_page(tmp_path: Path) -> None:
    path = tmp_path / "busy.db"
    with Ledger(path, wait=1.0) as book:
        take_in(book, drafts.pasted(SLIP))
        add_people(book)
        with served(book) as address:
            writer = sqlite3.connect(path, isolation_level=None)
            writer.execute("BEGIN IMMEDIATE")
            answers: list[tuple[int, str]] = []
            tries = [threading.Thread(target=lambda: answers.append(_sign_in(address))) for _ in range(5)]
            for one in tries:
                one.start()
            time.sleep(0.3)
            begun = time.monotonic()
            assert _status(f"{address}/sign-in") == (200, "")
            assert time.monotonic() - begun < 2
            for one in tries:
                one.join(timeout=30)
            writer.rollback()
            writer.close()
    assert answers
    assert {status for status, _ in answers} == {503}
    assert all(int(wait) > 0 for _, wait in answers)


def _sign_in(address: str) -> tuple[int, str]:
    jar = urllib.request.HTTPCookieProcessor()
    opener = urllib.request.build_opener(jar)
    with opener.open(f"{address}/sign-in", timeout=30) as answer:
        csrf = answer.read().decode().partition('name="csrf" value="')[2].partition('"')[0]
    told = urllib.parse.urlencode({"csrf": csrf, "name": "editor", "password": PASSWORD}).encode()
    try:
        with opener.open(f"{address}/sign-in", told, timeout=30) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as error:
        return error.code, str(error.headers.get("Retry-After", 0))


def _status(address: str) -> tuple[int, str]:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.status, ""


def test_dense_drafts_hold_up_no_page(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "SECONDS", 0.5)
    with served(ledger) as address:
        _status(f"{address}/")
        landed: list[str] = []
        senders = [threading.Thread(target=lambda: landed.append(_check(address, DENSE))) for _ in range(MOST_OF_ONE)]
        for one in senders:
            one.start()
        slowest = 0.0
        for _ in range(15):
            begun = time.monotonic()
            assert _status(f"{address}/releases")[0] == 200
            slowest = max(slowest, time.monotonic() - begun)
            time.sleep(0.2)
        for one in senders:
            one.join(timeout=60)
    assert slowest < 3, "pages wait for no draft"
    assert len(landed) == MOST_OF_ONE, "as many as may come at once"
    assert all(path.startswith("/jobs/") for path in landed), "what takes long goes on in the background"


def _check(address: str, text: str) -> str:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with opener.open(f"{address}/check", timeout=60) as answer:
        csrf = answer.read().decode().partition('name="csrf" value="')[2].partition('"')[0]
    told = urllib.parse.urlencode({"csrf": csrf, "text": text}).encode()
    with opener.open(f"{address}/check", told, timeout=120) as answer:
        return str(urllib.parse.urlsplit(answer.url).path)


def test_a_check_of_the_api_has_its_time_too(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*given: object) -> bytes:
        raise TookTooLongError("this takes longer than 10 seconds", "send it in parts")

    client = client_of(ledger)
    assert client.post("/api/v1/check", json={"text": SLIP, "translation": "x" * AT_ONCE}).status_code == 413
    monkeypatch.setattr(pool, "run", late)
    answer = client.post("/api/v1/check", json={"text": SLIP})
    assert answer.status_code == 413
    assert "in parts" in answer.json()["error"]


def takes_long() -> None:
    time.sleep(60)


def test_the_pool_ends_what_takes_long_and_goes_on() -> None:
    begun = time.monotonic()
    with pytest.raises(TookTooLongError, match="longer than 1 seconds"):
        pool.run(takes_long, seconds=1.0)
    assert time.monotonic() - begun < 20
    assert pool.run(abs, -7, seconds=30.0) == 7


@pytest.mark.parametrize("path", ["/findings/{}", "/jobs/{}", "/findings/{}/notes", "/jobs/{}/cancel"])
@pytest.mark.parametrize("number", [2**63, 2**64, 10**30, 10**400])
def test_numbers_beyond_any_row_are_not_here(ledger: Ledger, path: str, number: int) -> None:
    client = client_of(ledger)
    method = "POST" if path.endswith(("notes", "cancel")) else "GET"
    data = {"csrf": csrf_of(client)} if method == "POST" else None
    assert client.request(method, path.format(number), data=data).status_code == 404


@pytest.mark.parametrize("words", ["lt", "gt amp", "quot", "&", "34", "mark", "<b>", "lt;", "#34"])
def test_looking_for_parts_of_entities_breaks_none(tmp_path: Path, words: str) -> None:
    with Ledger(tmp_path / "l.db") as book:
        keep_text(book, 'Signs\n\nIn 2021, output of "lt <b> & mark #34 amp gt quot" looms rose by 34%.\n')
        page = client_of(book).get("/search", params={"q": words}).text
    found = page.partition('<blockquote dir="auto">')[2].partition("</blockquote>")[0]
    if found:
        plain = found.replace("<mark>", "").replace("</mark>", "")
        assert "<b>" not in plain
        assert "&lt;b&gt; &amp; mark" in plain


def test_the_host_is_checked(ledger: Ledger) -> None:
    client = client_of(ledger, hosts=("localhost", "desk.example"))
    for host, status in (
        ("evil.example", 421), ("desk.example.evil.example", 421), ("", 421), ("Desk.Example:8420", 200),
        ("127.0.0.1:8420", 200), ("[::1]:8420", 200), ("192.0.2.7", 200), ("localhost.", 200), ("evil:localhost", 421),
    ):  # fmt: skip
        assert client.get("/", headers={"Host": host}).status_code == status, host
        assert client.get("/assets/desk.css", headers={"Host": host}).status_code == status, host


def test_health_says_no_more_than_that(stranger: TestClient, tmp_path: Path) -> None:
    answer = stranger.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "well"})
    with Ledger(tmp_path / "gone.db") as book:
        client = client_of(book)
        book.close()
        book.store.path.write_bytes(b"no database any more" * 1000)
        assert client.get("/health").status_code == 503
