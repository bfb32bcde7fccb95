"""Who asks, what they may do, and whether a form is ours: every route passes here first."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from tallystick.model import LedgerError, TallystickError
from tallystick.web import people
from tallystick.web.desk import LARGEST_UPLOAD, Desk
from tallystick.web.limits import Rate
from tallystick.web.people import Person

COOKIE = "tallystick"
FORM_LIMIT = LARGEST_UPLOAD + 4 * 1024 * 1024
BODY_LIMIT = 4 * 1024 * 1024
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
    """One request seen through the guard: the desk, who asks, and the secret that their forms must know."""

    request: Request
    desk: Desk
    person: Person | None
    secret: str
    form: dict[str, Any] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether the visitor came without the secret."""
        return self.request.cookies.get(COOKIE) != self.secret

    @property
    def uses_forms(self) -> bool:
        """Whether the visitor looks at a page that may hold a form."""
        return self.request.method == "GET" and not self.request.url.path.startswith(("/api/", "/assets/", "/feed"))

    @property
    def may_edit(self) -> bool:
        """Whether the visitor may keep and note."""
        return not self.desk.settings.accounts or (self.person is not None and self.person.role == "editor")

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
        return f"person {self.person.key}" if self.person else client.host if client else "unknown"

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


def guarded(handler: Handler, needs: str = "reader") -> Callable[[Request], Awaitable[Response]]:
    """The endpoint for a handler. `needs` is nobody (open to all), reader or editor."""

    async def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        _answers_to(request, desk)
        if "\x00" in request.scope["path"]:  # no name holds it, and databases refuse it
            raise HTTPException(404, "no such page")
        if request.method in _SAFE:
            return await run_in_threadpool(lambda: _handled(_allowed(request, desk)))
        visit = await run_in_threadpool(_allowed, request, desk)  # rights first: a stranger's upload is not even read
        form = await (_body if _is_api(request) else _form)(request)
        visit = replace(visit, form=form)
        _is_own_form(visit)
        return await run_in_threadpool(_handled, visit)

    def _allowed(request: Request, desk: Desk) -> Visit:
        visit = identify(request, desk)
        allow(visit, needs)
        return visit

    def _handled(visit: Visit) -> Response:
        response = handler(visit)
        if visit.is_new and "set-cookie" not in response.headers and visit.uses_forms:
            set_cookie(response, visit.secret, visit.desk)
        return response

    endpoint.needs = needs  # type: ignore[attr-defined]  # the test of the whole route table reads it
    return endpoint


def identify(request: Request, desk: Desk) -> Visit:
    """Who asks: by API token, by session, or nobody."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    cookie = request.cookies.get(COOKIE, "")
    known = None
    if desk.settings.accounts and kind.lower() == "bearer" and _is_api(request):
        known = people.of_token(desk.ledger.store, secret.strip())
    elif desk.settings.accounts and cookie:
        known = people.of_session(desk.ledger.store, cookie)
    return Visit(request, desk, known, cookie or secrets.token_urlsafe(32))


def allow(visit: Visit, needs: str) -> None:
    """Raise 401 for those who must sign in first, 403 for those who may not."""
    request = visit.request
    if not visit.desk.settings.accounts or needs == "nobody":
        return
    by_token = request.headers.get("authorization", "").lower().startswith("bearer ")
    if visit.person is None or (_is_api(request) and request.method not in _SAFE and not by_token):
        raise HTTPException(401, "sign in first", {"WWW-Authenticate": "Bearer"} if _is_api(request) else None)
    if needs == "editor" and visit.person.role != "editor":
        raise HTTPException(403, "this needs the role of an editor")


def _is_own_form(visit: Visit) -> None:
    """Refuse what another site made a browser send."""
    request = visit.request
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "this form came from another site")
    # A call of the API is JSON, which no form of another site can send, or carries a token.
    if not _is_api(request) and not hmac.compare_digest(visit.text("csrf").encode(), visit.csrf.encode()):
        raise HTTPException(403, "this form is out of date: go back, load the page again and repeat")


def set_cookie(response: Response, secret: str, desk: Desk) -> None:
    """Give the visitor a secret that only this site sees."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(people.SESSION.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=desk.settings.secure,
    )


def problem_of(error: TallystickError) -> HTTPException:
    """The answer to an error that is meant for people."""
    if not isinstance(error, LedgerError):
        return HTTPException(400, str(error))
    return HTTPException(404 if error.problem.endswith((" is kept", " is not kept")) else 503, str(error))


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _answers_to(request: Request, desk: Desk) -> None:
    """Refuse names that are not ours: a page elsewhere may not reach a desk on this machine by a name it made up."""
    host = request.headers.get("host", "")
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    if desk.settings.hosts and name not in desk.settings.hosts:
        raise HTTPException(421, "this desk does not answer to that name")


async def _body(request: Request) -> dict[str, Any]:
    """The body of a call of the API."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "send application/json")
    _short_enough(request, BODY_LIMIT)
    return {"body": await request.body()}


def _short_enough(request: Request, limit: int) -> None:
    """Refuse what is too long before it is read."""
    length = request.headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        raise HTTPException(411, "the length must be told")
    if int(length) > limit:
        raise HTTPException(413, f"at most {limit >> 20} MB")


async def _form(request: Request) -> dict[str, Any]:
    """The fields of a form, uploads as they come."""
    _short_enough(request, FORM_LIMIT)
    fields: dict[str, Any] = {}
    async with request.form(max_files=500, max_fields=100, max_part_size=FORM_LIMIT) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields[name] = value
            elif value.filename:
                fields.setdefault(f"{name} files", []).append((value.filename, await value.read(), value.content_type))
    return fields
