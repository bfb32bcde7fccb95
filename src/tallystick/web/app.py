"""The application: every route with what it needs, and what is done around all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from tallystick.knowledge.retelling import retold
from tallystick.model import TallystickError
from tallystick.web import row_numbers
from tallystick.web.api import document, keeping, making, resources
from tallystick.web.api.answer import json_response
from tallystick.web.assets import palette, styles, vega
from tallystick.web.desk import AT_ONCE, LARGEST_UPLOAD, Desk
from tallystick.web.feed import feed
from tallystick.web.guard import Back, Door, Handler, guarded, identify, problem_of
from tallystick.web.headers import with_headers
from tallystick.web.limits import CHECK, SIGN_IN
from tallystick.web.pages import (
    account,
    adding,
    adjusted,
    api,
    briefing_deeds,
    briefing_pages,
    briefings,
    cards,
    check,
    cite,
    claim,
    decisions,
    drafts,
    finding_list,
    findings,
    followed,
    front,
    health,
    jobs,
    list_files,
    made,
    pictures,
    release_list,
    releases,
    scorecard,
    search,
    series,
    series_charts,
    series_compare,
    series_files,
    series_list,
    team,
    unsure,
)
from tallystick.web.rendering import fragment, language_of, respond, word
from tallystick.web.rooms import SMALL
from tallystick.web.worker import Worker

LARGEST_FORM = LARGEST_UPLOAD + 1024 * 1024
LARGEST_DRAFT = 4 * AT_ONCE
"""Bytes of a form with uploads; of a draft as JSON or base64, which writes some letters long."""


row_numbers.register()


def _get(path: str, handler: Handler, needs: str = "reader") -> Route:
    return Route(path, guarded(handler, Door(needs)), methods=["GET"])


def _post(path: str, handler: Handler, needs: str = "reader") -> Route:
    return Route(path, guarded(handler, Door(needs)), methods=["POST"])


def _checks(path: str, handler: Handler, largest: int, back: Back | None = None) -> Route:
    door = Door(largest=largest, rate=("check", CHECK), room="checks", back=back)
    return Route(path, guarded(handler, door), methods=["POST"])


def _looks(path: str, handler: Handler) -> Route:
    """A page that takes a check to make: its handler takes one of the rate of checks."""
    return Route(path, guarded(handler, Door(room="checks")), methods=["GET"])


KEEPING = Door("editor", largest=LARGEST_FORM, back=check.given_back)
ADDING = Door("editor", largest=LARGEST_FORM, rate=("check", CHECK), room="checks")
PICTURES = Door(room="pictures")
KEEPING_BY_PROGRAM = Door("editor", largest=LARGEST_DRAFT, rate=("check", CHECK), room="checks")
BRIEFINGS = Door("editor", largest=8 * SMALL, rate=("check", CHECK), room="checks", back=briefings.given_back)
CARDS = Door("nobody", room="pictures")
"""Cards ask themselves who may see them: that is a setting of the desk."""

NEW_PASSWORD = Door(largest=8 * 1024, rate=("new password", SIGN_IN), room="sign-in")


def _signs_in(path: str, handler: Handler) -> Route:
    door = Door("nobody", largest=8 * 1024, rate=("sign in", SIGN_IN), room="sign-in", delay=account.delay)
    return Route(path, guarded(handler, door), methods=["POST"])


def routes() -> list[BaseRoute]:
    """The whole route table."""
    here = Path(__file__).parent
    return [
        _get("/", front.front),
        _get("/lists/{name}.{form}", list_files.list_file),
        _get("/releases", release_list.RELEASES.page),
        _get("/releases/add", adding.form, "editor"),
        Route("/releases/add", guarded(adding.look, ADDING), methods=["POST"]),
        _post("/releases/add/keep", adding.keep, "editor"),
        _get("/releases/{release}/original", releases.download),
        Route("/releases/{release}/pages/{page:number}.png", guarded(pictures.page, PICTURES), methods=["GET"]),
        _get("/releases/{release}/made/{start:number}", made.figure),
        _get("/releases/{release}/recipe.toml", made.recipe),
        _get("/releases/{release}/model.json", adjusted.model),
        _get("/releases/{release}/course.vl.json", adjusted.specification),
        _get("/releases/{release}/course.svg", adjusted.picture),
        Route("/releases/{release}/course.png", guarded(adjusted.pixels, PICTURES), methods=["GET"]),
        _get("/releases/{release}/beside/{other}", releases.beside),
        _get("/releases/{release}/unsure", unsure.unsure),
        _post("/releases/{release}/unsure", unsure.settle, "editor"),
        _post("/releases/{release}/unsure/undo", unsure.take_back, "editor"),
        _post("/releases/{release}/decisions", decisions.decide, "editor"),
        _post("/releases/{release}/decisions/undo", decisions.take_back, "editor"),
        _get("/releases/{release}", releases.release),
        _get("/figures/{observation:path}", releases.figure),
        _get("/scorecard", scorecard.scorecard),
        _get("/scorecard.csv", scorecard.csv),
        _get("/series", series_list.series_list),
        _get("/series/compare", series_compare.compare),
        _get("/series/compare.vl.json", series_compare.specification),
        _get("/series/compare.svg", series_compare.picture),
        Route("/series/compare.png", guarded(series_compare.pixels, PICTURES), methods=["GET"]),
        _get("/series/compare.csv", series_compare.csv),
        _get("/series/{key:path}/{chart}.vl.json", series_charts.specification),
        _get("/series/{key:path}/{chart}.svg", series_charts.picture),
        Route("/series/{key:path}/{chart}.png", guarded(series_charts.pixels, PICTURES), methods=["GET"]),
        _get("/series/{key:path}/data.csv", series_files.csv),
        _get("/series/{key:path}/data.json", series_files.json_data),
        _get("/series/{key:path}/vintages.csv", series_files.vintages_csv),
        _get("/series/{key:path}/vintages.xlsx", series_files.vintages_xlsx),
        _get("/series/{key:path}", series.series),
        _get("/followed", followed.followed),
        _post("/followed/{statement:path}/undo", followed.take_back, "editor"),
        _get("/followed/{statement:path}", followed.statement),
        _post("/followed/{statement:path}", followed.decide, "editor"),
        _get("/findings", finding_list.FINDINGS.page),
        _get("/findings/{key:number}", findings.finding),
        _post("/findings/{key:number}/notes", findings.add_note, "editor"),
        _post("/findings/{key:number}/notes/undo", findings.undo_note, "editor"),
        _get("/check", check.form),
        _checks("/check", check.check, LARGEST_FORM, check.given_back),
        Route("/check/keep", guarded(check.keep, KEEPING), methods=["POST"]),
        _checks("/check/page", check.download, LARGEST_FORM, check.given_back),
        _looks("/claim", claim.claim),
        _get("/drafts", drafts.drafts_list),
        _checks("/drafts", drafts.save, LARGEST_FORM, check.given_back),
        _looks("/drafts/{number:number}", drafts.draft),
        _looks("/drafts/{number:number}/page", drafts.download),
        _post("/drafts/{number:number}/settings", drafts.settle),
        _post("/drafts/{number:number}/delete", drafts.remove),
        *_briefings(),
        _get("/search", search.search),
        _get("/search/suggest", search.suggest),
        _get("/share/{kind}/{key:path}", cards.share),
        _get("/cite/{kind}/{key:path}", cite.cite),
        Route("/embed/{kind}/{key:path}.png", guarded(cards.png, CARDS), methods=["GET"]),
        Route("/embed/{kind}/{key:path}.svg", guarded(cards.svg, CARDS), methods=["GET"]),
        Route("/embed/{kind}/{key:path}", guarded(cards.embed, CARDS), methods=["GET"]),
        _get("/jobs", jobs.jobs_list),
        _get("/jobs/{number:number}", jobs.job),
        _post("/jobs/{number:number}/cancel", jobs.cancel),
        _get("/account", account.account),
        _post("/account/tokens", account.make_token),
        _post("/account/tokens/revoke", account.revoke_token),
        _post("/account/sessions/end", account.end_session),
        Route("/account/password", guarded(account.change_password, NEW_PASSWORD), methods=["POST"]),
        _get("/team", team.team, "editor"),
        _post("/team/tokens/revoke", team.revoke_token, "editor"),
        _post("/team/sessions/end", team.end_session, "editor"),
        _get("/audit", account.audit, "editor"),
        _get("/sign-in", account.sign_in_form, "nobody"),
        _signs_in("/sign-in", account.sign_in),
        _post("/sign-out", account.sign_out),
        _get("/feed.atom", feed),
        _get("/api", api.api),
        _get("/api/v1/openapi.json", document.openapi),
        _get("/api/v1/releases", resources.releases),
        Route("/api/v1/releases", guarded(keeping.keep, KEEPING_BY_PROGRAM), methods=["POST"]),
        _get("/api/v1/releases/{key}/made", making.made),
        _get("/api/v1/observations", resources.observations),
        _get("/api/v1/findings", resources.findings),
        _get("/api/v1/briefings", resources.briefings),
        _get("/api/v1/series", resources.series),
        _get("/api/v1/series/{key:path}", resources.points),
        _checks("/api/v1/check", resources.check, LARGEST_DRAFT),
        _get("/health", health.health, "nobody"),
        _get("/assets/desk.css", styles, "nobody"),
        _get("/assets/vega.js", vega, "nobody"),
        _get("/assets/palette.json", palette, "nobody"),
        Mount("/assets/reports", StaticFiles(directory=here.parent / "reporting" / "assets")),
        Mount("/assets", StaticFiles(directory=here / "static")),
    ]


def _briefings() -> list[BaseRoute]:
    one = "/briefings/{number:number}"
    deeds = {"": briefing_deeds.save, "/check": briefing_deeds.check, "/anew": briefing_deeds.anew}
    deeds |= {"/sign": briefing_deeds.sign, "/send": briefing_deeds.send}
    return [
        _get("/briefings", briefings.briefings_list),
        Route("/briefings", guarded(briefings.create, BRIEFINGS), methods=["POST"]),
        _looks(one, briefing_pages.briefing),
        _looks(f"{one}/changes", briefing_pages.changed),
        _looks(f"{one}/proof", briefing_pages.proof),
        _get(f"{one}/files/{{name:path}}", briefing_pages.file),
        *(Route(one + end, guarded(deed, BRIEFINGS), methods=["POST"]) for end, deed in deeds.items()),
        _post(f"{one}/settings", briefing_deeds.settle, "editor"),
        _post(f"{one}/delete", briefing_deeds.remove, "editor"),
    ]


def make_app(desk: Desk) -> ASGIApp:
    """The desk as an ASGI application."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:  # noqa: ARG001  Starlette's form
        worker = Worker(desk.ledger.store, desk.uploads)
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


async def _problem(request: Request, error: Exception) -> Response:
    """An answer that could not be given, as a page or, for programs, as JSON."""
    from starlette.concurrency import run_in_threadpool

    told = (
        error if isinstance(error, HTTPException) else problem_of(error) if isinstance(error, TallystickError) else None
    )
    status, words, headers = (told.status_code, told.detail, dict(told.headers or {})) if told else (500, "", {})
    if request.url.path.startswith("/api/"):
        return json_response({"error": words}, status, headers)
    words = retold(words, language_of(request))
    plainly = request.url.path.startswith("/embed/")  # it may stand in a frame: no form belongs there
    if plainly or status == HTTPStatus.SERVICE_UNAVAILABLE:  # then the ledger may not answer: nothing is asked of it
        return Response(words, status, headers, media_type="text/plain; charset=utf-8")
    return await run_in_threadpool(_problem_page, request, status, words, headers)


def _problem_page(request: Request, status: int, words: str, headers: dict[str, str]) -> Response:
    desk: Desk = request.app.state.desk
    visit = identify(request, desk)
    if status == HTTPStatus.UNAUTHORIZED and visit.person is None and request.method == "GET":
        return account.sign_in_form(visit, status=401)
    language = language_of(request)
    main = fragment(language, "problem.html.j2", status=status, words=words)
    response = respond(visit, word(f"problem {status}", language, "problem other"), main, status=status)
    response.headers.update(headers)
    return response


async def _fault(request: Request, error: Exception) -> Response:  # noqa: ARG001  its trace is in the server's log
    """A fault of ours: said plainly, with nothing of its inside."""
    if request.url.path.startswith("/api/"):
        return json_response({"error": "a fault of the desk; it was written to its log"}, 500)
    return Response("A fault of the desk; it was written to its log.", 500, media_type="text/plain")
