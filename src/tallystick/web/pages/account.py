"""Signing in and out; one's password, sessions and API tokens; the audit log."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from tallystick.web import people, sessions, tokens
from tallystick.web.guard import COOKIE, Visit, set_cookie
from tallystick.web.paging import page_of
from tallystick.web.people import AccountError
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


def delay(visit: Visit) -> float:
    """Seconds to hold back the answer to a sign-in: after wrong passwords for its name, whoever sent them."""
    return visit.desk.limits.delay(people.plain_name(visit.text("name", 100)))


def sign_in(visit: Visit) -> Response:
    """Open a session, under a new secret."""
    name = people.plain_name(visit.text("name", 100))
    found = sessions.sign_in(visit.desk.ledger.store, name, visit.text("password"))
    if found is None:
        visit.desk.limits.failed(name)
        return sign_in_form(visit, status=401, problem="sign in refused")
    visit.desk.limits.forget(name)
    response = RedirectResponse(_own(visit.text("next", 500)), 303)
    set_cookie(response, found[1], visit.desk)
    return response


def sign_out(visit: Visit) -> Response:
    """End the session."""
    sessions.sign_out(visit.desk.ledger.store, visit.secret)
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE)
    return response


def account(visit: Visit, *, made: str = "", problem: str = "", done: str = "") -> Response:
    """Who one is, one's password, sessions and API tokens; a new token is shown this once."""
    language, store = language_of(visit.request), visit.desk.ledger.store
    main = fragment(
        language,
        "account.html.j2",
        visit=visit,
        tokens=tokens.of_person(store, visit.person.key) if visit.person else [],
        sessions=sessions.of_person(store, visit.person.key) if visit.person else [],
        own=sessions.digest(visit.secret)[: sessions.SHOWN],
        made=made,
        problem=problem,
        done=done,
    )
    return respond(visit, word("account", language), main, here="/account", status=422 if problem else 200)


def change_password(visit: Visit) -> Response:
    """A new password for oneself; the other sessions and all tokens end."""
    if visit.person is None:
        return account(visit)
    store, name = visit.desk.ledger.store, visit.person.name
    if not people.knows_password(store, visit.person.key, visit.text("password")):
        return account(visit, problem=word("old password wrong", language_of(visit.request)))
    if visit.text("new") != visit.text("again"):
        return account(visit, problem=word("passwords differ", language_of(visit.request)))
    try:
        people.set_password(store, name, visit.text("new"), session_kept=sessions.digest(visit.secret))
    except AccountError as error:
        return account(visit, problem=str(error))
    return account(visit, done="password changed")


def end_session(visit: Visit) -> Response:
    """End one of one's sessions."""
    if visit.person is not None:
        sessions.end(visit.desk.ledger.store, visit.person.key, visit.text("number", 12), by=visit.person)
    return RedirectResponse("/account", 303)


def make_token(visit: Visit) -> Response:
    """A new API token."""
    if visit.person is None:
        return account(visit)
    days = visit.text("days", 4)
    lasts = int(days) if days.isascii() and days.isdigit() and 0 < int(days) <= 3650 else None
    made = tokens.make(visit.desk.ledger.store, visit.person, visit.text("name", 100), lasts)
    return account(visit, made=made)


def revoke_token(visit: Visit) -> Response:
    """Make a token useless."""
    if visit.person is not None:
        tokens.revoke(visit.desk.ledger.store, visit.person.key, visit.text("number", 12), by=visit.person)
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
