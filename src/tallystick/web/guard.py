"""Who asks, what they may do, and whether a form is ours: every route passes here first."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from tallystick.ledger import Ledger
from tallystick.model import LedgerBusyError, LedgerError, TallystickError
from tallystick.web import sessions, tokens
from tallystick.web.bodies import LARGEST_FIELDS, form_of, json_of, length_to_return, told_length
from tallystick.web.desk import Desk
from tallystick.web.limits import Rate, site_of
from tallystick.web.people import Person
from tallystick.web.rooms import SMALL, in_room

COOKIE = "tallystick"
_SAFE = ("GET", "HEAD", "OPTIONS")

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One request seen through the guard: the desk as they see it, who asks, and the secret that their forms must know.

    `signs_in` says whether this desk asks people to sign in, as things stand at this request.
    """

    request: Request
    desk: Desk
    person: Person | None
    secret: str
    signs_in: bool = False
    form: dict[str, Any] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether the visitor came without the secret."""
        return self.request.cookies.get(COOKIE) != self.secret

    @property
    def uses_forms(self) -> bool:
        """Whether the visitor looks at a page that may hold a form."""
        without = ("/api/", "/assets/", "/feed", "/embed/")
        return self.request.method == "GET" and not self.request.url.path.startswith(without)

    @property
    def may_edit(self) -> bool:
        """Whether the visitor may keep and note."""
        return not self.signs_in or (self.person is not None and self.person.role == "editor")

    @property
    def sees_all(self) -> bool:
        """Whether what is under embargo is theirs to see: they work on the ledger, and ask for no card for others."""
        theirs = self.may_edit and not self.desk.settings.open_to_all
        return theirs and not self.request.url.path.startswith("/embed/")

    @property
    def with_unsure(self) -> bool:
        """Whether the visitor asked for unsure figures, too."""
        return self.request.query_params.get("unsure") == "1"

    @property
    def ledger(self) -> Ledger:
        """The desk's ledger, which answers with unsure figures to those who asked for them."""
        return self.desk.ledger.asking(0.0) if self.with_unsure else self.desk.ledger

    @property
    def csrf(self) -> str:
        """What a form of this visitor carries; another site cannot know it."""
        return hashlib.sha256(b"form:" + self.secret.encode()).hexdigest()

    @property
    def who(self) -> str:
        """The name that stands under a decision."""
        return self.person.name if self.person else "desk"

    @property
    def asker(self) -> str:
        """Whom a rate limit counts: the person, else the address."""
        client = self.request.client
        return f"person {self.person.key}" if self.person else site_of(client.host) if client else "unknown"

    def limit(self, what: str, rate: Rate, who: str = "") -> None:
        """Answer 429 to those who ask too often."""
        wait = self.desk.limits.wait(what, who or self.asker, rate)
        if wait:
            raise HTTPException(429, "too many requests", {"Retry-After": str(int(wait) + 1)})

    def text(self, name: str, most: int = 2_000) -> str:
        """A field of the form as text."""
        value = self.form.get(name, "")
        return value[:most].replace("\x00", "") if isinstance(value, str) else ""


Handler = Callable[[Visit], Response]
Back = Callable[[Visit, HTTPException], Response]


@dataclass(frozen=True, slots=True)
class Door:
    """What a route asks of those who come: a role (nobody: open to all), how much they may send, and how often.

    `largest` counts bytes of a body; `rate` is taken before a body is read; `room` is where the work is done;
    `delay` gives seconds that an answer is held back; `back` answers a refused form with what was sent in it.
    """

    needs: str = "reader"
    largest: int = SMALL
    rate: tuple[str, Rate] | None = None
    room: str = ""
    delay: Callable[[Visit], float] | None = None
    back: Back | None = None


def guarded(handler: Handler, door: Door) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint for a handler behind a door."""

    async def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        _answers_to(request, desk)
        if "\x00" in request.scope["path"]:  # no name holds it, and databases refuse it
            raise HTTPException(404, "no such page")
        if request.method in _SAFE:
            return await in_room(door.room or "pages", lambda: _handled(handler, _allowed(request, desk, door)))
        try:
            visit = await _sent(request, desk, door)
            return await in_room(door.room or "writes", lambda: _handled(handler, visit))
        except HTTPException as error:
            refused, back = error, door.back
            was_here = COOKIE in request.cookies or error.status_code != HTTPStatus.UNAUTHORIZED
            if back is None or not was_here or (returned := await _read_back(request, desk)) is None:
                raise
            return await in_room("writes", lambda: _handled(lambda visit: back(visit, refused), returned))

    endpoint.needs = door.needs  # type: ignore[attr-defined]  # the test of the whole route table reads it
    return endpoint


async def _sent(request: Request, desk: Desk, door: Door) -> Visit:
    """A visit with what its form or call sent, when it may."""
    visit = await in_room("pages", lambda: _allowed(request, desk, door))  # rights first: then a body is read
    with desk.coming.hold(visit.asker, told_length(request, door.largest)):
        form = await (json_of(request) if _is_api(request) else form_of(request, door.largest))
    request.state.form = form
    visit = replace(visit, form=form)
    _is_own_form(visit)
    if door.delay and (seconds := door.delay(visit)):
        await anyio.sleep(seconds)
    return visit


def _allowed(request: Request, desk: Desk, door: Door) -> Visit:
    visit = identify(request, desk)
    allow(visit, door.needs)
    if door.rate and request.method not in _SAFE:
        visit.limit(*door.rate)
    return visit


def _handled(handler: Handler, visit: Visit) -> Response:
    response = handler(visit)
    given = any(told.startswith(f"{COOKIE}=") for told in response.headers.getlist("set-cookie"))
    if visit.is_new and not given and (visit.uses_forms or visit.form):
        set_cookie(response, visit.secret, visit.desk)
    return response


async def _read_back(request: Request, desk: Desk) -> Visit | None:
    """What was sent with a form that was refused, its files aside; None where it is not ours or too long to be read."""
    if not _is_of_here(request) or (size := length_to_return(request)) is None:
        return None
    visit = await in_room("pages", lambda: identify(request, desk))
    form = getattr(request.state, "form", None)
    if form is None:
        with desk.coming.hold(visit.asker, min(size, LARGEST_FIELDS)):
            form = await form_of(request, LARGEST_FIELDS, files=False)
    return replace(visit, form=form)


def identify(request: Request, desk: Desk) -> Visit:
    """Who asks, by API token, by session, or nobody; and so how much of the ledger every handler is given."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    cookie = request.cookies.get(COOKIE, "")
    known, signs_in = None, desk.signs_in()
    if signs_in and kind.lower() == "bearer" and _is_api(request):
        known = tokens.of_secret(desk.ledger.store, secret.strip())
    elif signs_in and cookie:
        known = sessions.of_secret(desk.ledger.store, cookie)
    visit = Visit(request, desk, known, cookie or secrets.token_urlsafe(32), signs_in)
    return visit if visit.sees_all else replace(visit, desk=desk.for_readers)


def allow(visit: Visit, needs: str) -> None:
    """Raise 401 for those who must sign in first, 403 for those who may not."""
    request = visit.request
    if not visit.signs_in or needs == "nobody":
        return
    by_token = request.headers.get("authorization", "").lower().startswith("bearer ")
    if visit.person is None or (_is_api(request) and request.method not in _SAFE and not by_token):
        raise HTTPException(401, "sign in first", {"WWW-Authenticate": "Bearer"} if _is_api(request) else None)
    if needs == "editor" and visit.person.role != "editor":
        raise HTTPException(403, "this needs the role of an editor")


def _is_own_form(visit: Visit) -> None:
    """Refuse what another site made a browser send."""
    request = visit.request
    if not _is_of_here(request):
        raise HTTPException(403, "this form came from another site")
    # A call of the API is JSON, which no form of another site can send, or carries a token.
    if not _is_api(request) and not hmac.compare_digest(visit.text("csrf").encode(), visit.csrf.encode()):
        raise HTTPException(403, "this form is out of date: go back, load the page again and repeat")


def _is_of_here(request: Request) -> bool:
    return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def may_embed(visit: Visit) -> bool:
    """Whether cards are for everybody and may stand on other sites: where nobody signs in, or where that was said."""
    return visit.desk.settings.embeds or not visit.signs_in


def set_cookie(response: Response, secret: str, desk: Desk) -> None:
    """Give the visitor a secret that only this site sees."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(sessions.LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=desk.settings.secure,
    )


def problem_of(error: TallystickError) -> HTTPException:
    """The answer to an error that is meant for people."""
    if isinstance(error, LedgerBusyError):
        return HTTPException(503, str(error), {"Retry-After": "5"})
    if not isinstance(error, LedgerError):
        return HTTPException(400, str(error))
    return HTTPException(404 if error.problem.endswith((" is kept", " is not kept")) else 503, str(error))


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _answers_to(request: Request, desk: Desk) -> None:
    """Refuse names that are not ours: a page elsewhere may not reach a desk by a name it made up."""
    if not desk.settings.answers_to(request.headers.get("host", "")):
        raise HTTPException(421, "this desk does not answer to that name; start it with --allow-host NAME")
