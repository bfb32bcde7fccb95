"""Jobs: how far long work is, what came of it, and the button that stops it."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.ledger.keeping import now
from tallystick.web import checking, jobs
from tallystick.web.guard import Visit
from tallystick.web.jobs import Job
from tallystick.web.rendering import fragment, language_of, respond, word

RENEWED = 2
"""Seconds after which the page of a job that is not over is asked for again."""


def jobs_list(visit: Visit) -> Response:
    """The visitor's jobs, newest first; an editor sees everybody's."""
    language = language_of(visit.request)
    rows = jobs.latest(visit.desk.ledger.store, None if visit.may_edit else visit.person)
    return respond(visit, word("jobs", language), fragment(language, "jobs.html.j2", rows=rows), here="/jobs")


def job(visit: Visit) -> Response:
    """One job; the page asks again by itself while it runs. What came of it is shown to who started it alone."""
    language, found = language_of(visit.request), _job(visit)
    own = found.person == (visit.person.key if visit.person else None)
    page = visit.desk.uploads.page(found.files).replace(checking.CSRF, visit.csrf) if own else ""
    main = fragment(
        language,
        "job.html.j2",
        job=found,
        visit=visit,
        mine=own,
        sent=_sent(visit, found) if own and found.state in jobs.OPEN else None,
        wait=jobs.wait_for(visit.desk.ledger.store, found, now()) if found.state in jobs.OPEN else None,
        seconds=RENEWED,
        page=Markup(page),  # noqa: S704  rendered by our templates in the job's process
    )
    response = respond(visit, word("job", language), main, here="/jobs", scripts=("report.js", "pair.js", "desk.js"))
    if found.state in jobs.OPEN:
        response.headers["Refresh"] = str(RENEWED)
    return response


class Asked(NamedTuple):
    """What a job was asked for: its texts by their names, the translation beside one, and whether they are kept."""

    names: tuple[str, ...]
    translation: str
    keeps: bool


def _sent(visit: Visit, found: Job) -> Asked | None:
    request = visit.desk.uploads.get(found.files)
    if request is None:
        return None
    beside = jobs.name_of(request.translation) if request.translation else ""
    return Asked(tuple(map(jobs.name_of, request.files)), beside, request.keep)


def cancel(visit: Visit) -> Response:
    """Stop a job."""
    found = _job(visit)
    jobs.cancel(visit.desk.ledger.store, visit.desk.uploads, found.number, visit.person)
    return RedirectResponse(f"/jobs/{found.number}", 303)


def _job(visit: Visit) -> Job:
    """The job of the address, if it is the visitor's own or the visitor an editor."""
    found = jobs.get(visit.desk.ledger.store, visit.request.path_params["number"])
    if found is None or (not visit.may_edit and visit.person is not None and found.person != visit.person.key):
        raise HTTPException(404, "no such job")
    return found
