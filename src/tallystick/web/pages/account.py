"""Signing in and out, one's API tokens, and the audit log."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from tallystick.web import people
from tallystick.web.guard import COOKIE, Visit, set_cookie
from tallystick.web.limits import SIGN_IN
from tallystick.web.paging import page_of
from tallystick.web.rendering import fragment, language_of, respond, word


def sign_in_form(visit: Visit, *, status: int = 200, problem: str = "") -> Response:
    """The form that asks for name and password."""
    language = language_of(visit.request)
    asked = visit.request.url.path if visit.request.method == "GET" else visit.text("next", 500)
    main = fragment(language, "sign_in.html.j2", visit=visit, problem=problem, next=_own(asked))
    response = respond(visit, word("sign in", language), main, status=status)
    if visit.request.cookies.get(COOKIE) != visit.secret:
        set_cookie(response, visit.secret, visit.desk)
    return response


def sign_in(visit: Visit) -> Response:
    """Open a session, under a new secret."""
    name = visit.text("name", 100)
    visit.limit("sign in", SIGN_IN)
    visit.limit("sign in as", SIGN_IN, name)
    found = people.sign_in(visit.desk.ledger.store, name, visit.text("password"))
    if found is None:
        return sign_in_form(visit, status=401, problem="sign in refused")
    response = RedirectResponse(_own(visit.text("next", 500)), 303)
    set_cookie(response, found[1], visit.desk)
    return response


def sign_out(visit: Visit) -> Response:
    """End the session."""
    people.sign_out(visit.desk.ledger.store, visit.secret)
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE)
    return response


def account(visit: Visit, made: str = "") -> Response:
    """Who one is, and one's API tokens; a new one is shown this once."""
    language = language_of(visit.request)
    tokens = people.tokens_of(visit.desk.ledger.store, visit.person) if visit.person else []
    main = fragment(language, "account.html.j2", visit=visit, tokens=tokens, made=made)
    return respond(visit, word("account", language), main, here="/account")


def make_token(visit: Visit) -> Response:
    """A new API token."""
    if visit.person is None:
        return account(visit)
    days = visit.text("days", 4)
    lasts = int(days) if days.isascii() and days.isdigit() and 0 < int(days) <= 3650 else None
    return account(visit, people.make_token(visit.desk.ledger.store, visit.person, visit.text("name", 100), lasts))


def revoke_token(visit: Visit) -> Response:
    """Make a token useless."""
    if visit.person is not None and len(visit.text("number", 12)) == 12:
        people.revoke_token(visit.desk.ledger.store, visit.person, visit.text("number", 12))
    return RedirectResponse("/account", 303)


def audit(visit: Visit) -> Response:
    """What was done, newest first."""
    language, page = language_of(visit.request), page_of(visit.request, 100)
    rows = people.audit_log(visit.desk.ledger.store, limit=page.size + 1, skip=page.skip)
    more = page.with_more(len(rows) > page.size)
    main = fragment(language, "audit.html.j2", rows=rows[: page.size], page=more)
    return respond(visit, word("audit", language), main, here="/audit")


def _own(path: str) -> str:
    """A path of this desk; anything else leads to the front page."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\", "/sign")) else "/"
