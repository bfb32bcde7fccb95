"""The guard: who gets in, what they may do, and that no form of another site works."""

from __future__ import annotations

import re

import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from tallystick.ledger import Ledger
from tallystick.web import people, sessions, tokens
from tallystick.web.app import routes
from tallystick.web.limits import SIGN_IN
from tests.web.building import PASSWORD, SLIP, client_of, csrf_of, keep_text, sign_in

TABLE = [route for route in routes() if isinstance(route, Route)]
OPEN = {"/sign-in", "/health", "/assets/desk.css", "/assets/vega.js", "/assets/palette.json"}


def address(route: Route) -> str:
    """An address that the route answers to."""
    return re.sub(r"\{\w+(?::(\w+))?\}", lambda found: "1" if found[1] == "number" else "x", route.path)


def needs(route: Route) -> str:
    return str(getattr(route.endpoint, "needs", ""))


def method(route: Route) -> str:
    return "POST" if "POST" in (route.methods or ()) else "GET"


@pytest.mark.parametrize("route", TABLE, ids=lambda route: f"{method(route)} {route.path}")
def test_every_route_asks_who_one_is(stranger: TestClient, route: Route) -> None:
    answer = stranger.request(method(route), address(route), data={"csrf": "x"} if method(route) == "POST" else None)
    if route.path in OPEN:
        assert answer.status_code in (200, 403)  # 403: a form without its secret
    else:
        assert answer.status_code in (401, 403)
        assert "Trade in June" not in answer.text


def test_mounted_files_are_only_scripts_and_styles() -> None:
    mounted = [route for route in routes() if isinstance(route, Mount)]
    assert {route.path for route in mounted} == {"/assets", "/assets/reports"}


@pytest.mark.parametrize("route", [r for r in TABLE if needs(r) == "editor"], ids=lambda route: route.path)
def test_readers_may_not_do_what_editors_do(stranger: TestClient, route: Route) -> None:
    sign_in(stranger, "reader")
    data = {"csrf": csrf_of(stranger)} if method(route) == "POST" else None
    by_token = route.path.startswith("/api/") and data  # a program's writing needs its token: a session is nobody there
    assert stranger.request(method(route), address(route), data=data).status_code == (401 if by_token else 403)


def test_readers_see_no_form_they_may_not_send(ledger: Ledger, guarded: TestClient) -> None:
    keep_text(ledger, SLIP)
    sign_in(guarded, "reader")
    number = guarded.get("/api/v1/findings?verdict=contradicts").json()["items"][0]["finding"]
    assert "note-form" not in guarded.get(f"/findings/{number}").text
    sign_in(guarded, "editor")
    assert "note-form" in guarded.get(f"/findings/{number}").text


@pytest.mark.parametrize(
    "route", [r for r in TABLE if method(r) == "POST" and not r.path.startswith("/api/")], ids=lambda r: r.path
)
def test_no_form_works_without_its_secret(ledger: Ledger, route: Route) -> None:
    client = client_of(ledger)
    csrf_of(client)
    assert client.post(address(route), data={"csrf": "0" * 64}).status_code == 403
    assert client.post(address(route), data={}).status_code == 403


def test_a_form_of_another_site_is_refused(ledger: Ledger) -> None:
    client = client_of(ledger)
    told = {"csrf": csrf_of(client), "text": SLIP}
    assert client.post("/check", data=told, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    other = client_of(ledger)
    assert other.post("/check", data=told).status_code == 403, "the secret of one visitor is of no use to another"


def test_a_page_of_another_site_reads_nothing_by_a_made_up_name(ledger: Ledger) -> None:
    client = client_of(ledger, hosts=("localhost", "127.0.0.1"))
    assert client.get("/").status_code == 200
    assert client.get("/", headers={"Host": "evil.example:8420"}).status_code == 421
    assert client.get("/", headers={"Host": "localhost:8420"}).status_code == 200


def test_every_answer_carries_the_headers_that_protect(client: TestClient) -> None:
    for path in ("/", "/nowhere", "/api/v1/releases", "/assets/desk.css", "/assets/desk.js", "/feed.atom"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "unsafe" not in policy, path
        assert "default-src 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_cookies_are_kept_from_scripts(stranger: TestClient) -> None:
    told = {"csrf": csrf_of(stranger, "/sign-in"), "name": "editor", "password": PASSWORD}
    cookie = stranger.post("/sign-in", data=told, follow_redirects=False).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_signing_in_changes_the_secret(stranger: TestClient) -> None:
    stranger.get("/sign-in")
    before = stranger.cookies["tallystick"]
    sign_in(stranger, "reader")
    assert stranger.cookies["tallystick"] != before


def test_signing_in_leads_only_to_own_pages(stranger: TestClient) -> None:
    for asked, landed in (
        ("/findings", "/findings"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil", "/"),
    ):
        told = {"csrf": csrf_of(stranger, "/sign-in"), "name": "reader", "password": PASSWORD, "next": asked}
        assert stranger.post("/sign-in", data=told, follow_redirects=False).headers["location"] == landed


def test_wrong_passwords_are_refused_and_then_slowed(stranger: TestClient) -> None:
    told = {"csrf": csrf_of(stranger, "/sign-in"), "name": "editor", "password": "not this one"}
    statuses = [stranger.post("/sign-in", data=told).status_code for _ in range(SIGN_IN.most + 1)]
    assert statuses == [401] * SIGN_IN.most + [429]
    assert int(stranger.post("/sign-in", data=told).headers["retry-after"]) > 0


def test_signing_out_ends_the_session(stranger: TestClient) -> None:
    sign_in(stranger, "editor")
    session = stranger.cookies["tallystick"]
    stranger.post("/sign-out", data={"csrf": csrf_of(stranger)})
    stranger.cookies["tallystick"] = session
    assert stranger.get("/").status_code == 401


def test_tokens_open_the_api_until_revoked(stranger: TestClient) -> None:
    sign_in(stranger, "reader")
    csrf = csrf_of(stranger, "/account")
    page = stranger.post("/account/tokens", data={"csrf": csrf, "name": "notebook", "days": "30"}).text
    token = page.partition('class="secret">')[2].partition("<")[0]
    assert token.startswith(tokens.PREFIX)
    assert token not in stranger.get("/account").text, "a token is shown once"
    stranger.cookies.clear()
    bearer = {"Authorization": f"Bearer {token}"}
    assert stranger.get("/api/v1/releases", headers=bearer).status_code == 200
    assert stranger.post("/api/v1/check", json={"text": SLIP}, headers=bearer).status_code == 200
    assert stranger.get("/releases", headers=bearer).status_code == 401, "tokens are for programs"
    sign_in(stranger, "reader")
    row = stranger.get("/account").text.partition('action="/account/tokens/revoke"')[2]
    number = row.partition('name="number" value="')[2].partition('"')[0]
    stranger.post("/account/tokens/revoke", data={"csrf": csrf_of(stranger, "/account"), "number": number})
    stranger.cookies.clear()
    assert stranger.get("/api/v1/releases", headers=bearer).status_code == 401


def test_the_api_takes_changes_by_token_only(stranger: TestClient) -> None:
    sign_in(stranger, "editor")
    assert stranger.post("/api/v1/check", json={"text": SLIP}).status_code == 401


def test_too_large_an_upload_is_not_read(ledger: Ledger) -> None:
    client = client_of(ledger)
    csrf_of(client)
    answer = client.post(
        "/check", content=b"", headers={"Content-Length": str(10**9), "Content-Type": "multipart/form-data"}
    )
    assert answer.status_code == 413


def test_a_closed_account_is_out_at_once(ledger: Ledger, guarded: TestClient) -> None:
    sign_in(guarded, "reader")
    people.set_disabled(ledger.store, "reader", disabled=True)
    assert guarded.get("/").status_code == 401
    assert sessions.sign_in(ledger.store, "reader", PASSWORD) is None
