"""The team, for editors: who may sign in, and the sessions and tokens of each, to be ended."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from tallystick.web import people, sessions, tokens
from tallystick.web.guard import Visit
from tallystick.web.rendering import fragment, language_of, respond, word


def team(visit: Visit) -> Response:
    """Everybody with an account, their open sessions and their tokens."""
    language, store = language_of(visit.request), visit.desk.ledger.store
    rows = [
        (person, sessions.of_person(store, person.key), tokens.of_person(store, person.key))
        for person in people.people(store)
    ]
    return respond(
        visit, word("team", language), fragment(language, "team.html.j2", visit=visit, rows=rows), here="/team"
    )


def revoke_token(visit: Visit) -> Response:
    """Make somebody's token useless."""
    if visit.person is not None:
        tokens.revoke(visit.desk.ledger.store, _whose(visit), visit.text("number", 12), by=visit.person)
    return RedirectResponse("/team", 303)


def end_session(visit: Visit) -> Response:
    """End somebody's session."""
    if visit.person is not None:
        sessions.end(visit.desk.ledger.store, _whose(visit), visit.text("number", 12), by=visit.person)
    return RedirectResponse("/team", 303)


def _whose(visit: Visit) -> int:
    told = visit.text("person", 18)
    return int(told) if told.isascii() and told.isdigit() else 0
