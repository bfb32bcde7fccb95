"""The application: every route with what it needs, and what is done around all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tallystick.model import TallystickError
from tallystick.web.api import document, resources
from tallystick.web.api.answer import json_response
from tallystick.web.assets import palette, styles, vega
from tallystick.web.desk import Desk
from tallystick.web.feed import feed
from tallystick.web.guard import HEADERS, Handler, guarded, identify
from tallystick.web.pages import account, check, findings, front, jobs, releases, search, series
from tallystick.web.rendering import fragment, language_of, respond
from tallystick.web.worker import Worker

THREADS = 4
"""Pages made at once; more would only wait for each other."""


def _get(path: str, handler: Handler, needs: str = "reader") -> Route:
    return Route(path, guarded(handler, needs), methods=["GET"])


def _post(path: str, handler: Handler, needs: str = "reader") -> Route:
    return Route(path, guarded(handler, needs), methods=["POST"])


def routes() -> list[BaseRoute]:
    """The whole route table."""
    here = Path(__file__).parent
    return [
        _get("/", front.front),
        _get("/releases", releases.releases),
        _get("/releases/{release}/original", releases.download),
        _get("/releases/{release}/beside/{other}", releases.beside),
        _get("/releases/{release}", releases.release),
        _get("/figures/{observation:path}", releases.figure),
        _get("/series", series.series_list),
        _get("/series/{key:path}/{chart}.vl.json", series.specification),
        _get("/series/{key:path}/{chart}.svg", series.picture),
        _get("/series/{key:path}/data.csv", series.csv),
        _get("/series/{key:path}/data.json", series.json_data),
        _get("/series/{key:path}", series.series),
        _get("/findings", findings.findings),
        _get("/findings/{key:int}", findings.finding),
        _post("/findings/{key:int}/notes", findings.add_note, "editor"),
        _post("/findings/{key:int}/notes/undo", findings.undo_note, "editor"),
        _get("/check", check.form),
        _post("/check", check.check),
        _post("/check/keep", check.keep, "editor"),
        _get("/search", search.search),
        _get("/jobs", jobs.jobs_list),
        _get("/jobs/{number:int}", jobs.job),
        _post("/jobs/{number:int}/cancel", jobs.cancel),
        _get("/account", account.account),
        _post("/account/tokens", account.make_token),
        _post("/account/tokens/revoke", account.revoke_token),
        _get("/audit", account.audit, "editor"),
        _get("/sign-in", account.sign_in_form, "nobody"),
        _post("/sign-in", account.sign_in, "nobody"),
        _post("/sign-out", account.sign_out),
        _get("/feed.atom", feed),
        _get("/api/v1/openapi.json", document.openapi),
        _get("/api/v1/releases", resources.releases),
        _get("/api/v1/observations", resources.observations),
        _get("/api/v1/findings", resources.findings),
        _get("/api/v1/series", resources.series),
        _get("/api/v1/series/{key:path}", resources.points),
        _post("/api/v1/check", resources.check),
        _get("/assets/desk.css", styles, "nobody"),
        _get("/assets/vega.js", vega, "nobody"),
        _get("/assets/palette.json", palette, "nobody"),
        Mount("/assets/reports", StaticFiles(directory=here.parent / "reporting" / "assets")),
        Mount("/assets", StaticFiles(directory=here / "static")),
    ]


def make_app(desk: Desk) -> ASGIApp:
    """The desk as an ASGI application."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:  # noqa: ARG001  Starlette's form
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        worker = Worker(desk.ledger.store)
        worker.start()
        yield
        worker.stop()

    app = Starlette(
        routes=routes(),
        lifespan=lifespan,
        exception_handlers={HTTPException: _problem, TallystickError: _problem, Exception: _fault},
    )
    app.state.desk = desk
    return with_headers(app)


def with_headers(app: ASGIApp) -> ASGIApp:
    """The same application, whose every answer carries the headers that protect its readers."""
    added = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = {name for name, _ in message["headers"]}
                own = [(b"cache-control", b"private, no-cache")] if b"cache-control" not in told else []
                message["headers"] = [*message["headers"], *added, *own]
            await send(message)

        await app(scope, receive, sending if scope["type"] == "http" else send)

    return wrapped


async def _problem(request: Request, error: Exception) -> Response:
    """An answer that could not be given, as a page or, for programs, as JSON."""
    from starlette.concurrency import run_in_threadpool

    status, words, headers = 400, str(error), None
    if isinstance(error, HTTPException):
        status, words, headers = error.status_code, error.detail, error.headers
    if request.url.path.startswith("/api/"):
        return json_response({"error": words}, status, dict(headers or {}))
    return await run_in_threadpool(_problem_page, request, status, words, dict(headers or {}))


def _problem_page(request: Request, status: int, words: str, headers: dict[str, str]) -> Response:
    desk: Desk = request.app.state.desk
    visit = identify(request, desk)
    if status == HTTPStatus.UNAUTHORIZED and visit.person is None and request.method == "GET":
        return account.sign_in_form(visit, status=401)
    main = fragment(language_of(request), "problem.html.j2", status=status, words=words)
    response = respond(visit, HTTPStatus(status).phrase, main, status=status)
    response.headers.update(headers)
    return response


async def _fault(request: Request, error: Exception) -> Response:  # noqa: ARG001  its trace is in the server's log
    """A fault of ours: said plainly, with nothing of its inside."""
    if request.url.path.startswith("/api/"):
        return json_response({"error": "a fault of the desk; it was written to its log"}, 500)
    return Response("A fault of the desk; it was written to its log.", 500, media_type="text/plain")
