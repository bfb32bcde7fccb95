"""Add a release: look at what was sent, say what is known of it, and keep it as a job once somebody has said yes."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from functools import lru_cache

import msgspec
from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.ledger import Ledger
from tallystick.ledger.editions import edition_before
from tallystick.ledger.embargoes import EmbargoError, in_future, zone
from tallystick.ledger.home import publication
from tallystick.ledger.keeping import now
from tallystick.ledger.schema import release as kept
from tallystick.model import TallystickError
from tallystick.processes.lost import TookTooLongError
from tallystick.web import drafts, jobs, pool
from tallystick.web.desk import LARGEST_UPLOAD
from tallystick.web.guard import Visit
from tallystick.web.jobs import TooManyError, name_of
from tallystick.web.pages.check import ACCEPTED
from tallystick.web.rendering import LANGUAGES, fragment, language_of, respond, word
from tallystick.web.returning import day_of, embargo_of, sent_of
from tallystick.web.uploads import NoRoomError, Request

MOST_LOOKED_AT = 10
"""Files that are opened while somebody waits; of more only the names are shown before they are kept."""


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of something sent before it is kept; `kept` and `edition_of` are ids of kept releases."""

    name: str
    title: str = ""
    day: str = ""
    dated_by: str = ""
    publisher: str = ""
    language: str = ""
    letters: int = 0
    kept: str = ""
    edition_of: str = ""
    problem: str = ""


def form(visit: Visit) -> Response:
    """The empty form."""
    return _form(visit)


def look(visit: Visit) -> Response:
    """Show what was sent with its day, publisher and language, told or guessed, and what of it is kept already."""
    language, files = language_of(visit.request), sent_of(visit, "")
    if not files:
        return _form(visit, word("nothing to check", language))
    told = Request(
        files=files,
        released=day_of(visit),
        keep=True,
        language=language,
        spoken=_spoken(visit),
        publisher=visit.text("publisher", 200).strip(),
    )
    jobs.tidy(visit.desk.ledger.store, visit.desk.uploads)
    try:
        rows = _looked(visit, told)
        if len(rows) == 1 and rows[0].problem:
            return _form(visit, rows[0].problem)
        held = visit.desk.uploads.put(told)
    except NoRoomError as error:
        return _form(visit, str(error))
    main = fragment(
        language,
        "add_look.html.j2",
        rows=rows,
        one=rows[0] if len(rows) == 1 else None,
        told=told,
        held=held,
        sign=_sign(visit, held),
        zone=zone(),
        fresh=[row for row in rows if not row.kept and not row.problem],
        visit=visit,
    )
    return respond(visit, word("add a release", language), main, here="/releases")


def keep(visit: Visit) -> Response:
    """Keep what was looked at, with the day, publisher and language as they stand in the form."""
    held = visit.text("held", 80)
    if not hmac.compare_digest(visit.text("sign", 80).encode(), _sign(visit, held).encode()):
        raise HTTPException(403, "this form is out of date: go back, load the page again and repeat")
    uploads = visit.desk.uploads
    request = uploads.get(held)
    if request is None:
        raise HTTPException(400, "what was sent is gone: send it again")
    request = msgspec.structs.replace(
        request,
        released=day_of(visit),
        spoken=_spoken(visit),
        publisher=visit.text("publisher", 200).strip(),
        embargo=_ahead(visit),
    )
    try:
        number = jobs.add(visit.desk.ledger.store, uploads, request, visit.person)
    except (TooManyError, NoRoomError) as error:
        raise HTTPException(429, str(error), {"Retry-After": "30"}) from None
    uploads.drop(held)
    return RedirectResponse(f"/jobs/{number}", 303)


def looked(address: str, request: Request) -> list[Looked]:
    """What is known of each thing sent, against the ledger at an address; opened, not yet read."""
    return [_look_at(_ledger(address), sent, request) for sent in request.files]


def _look_at(ledger: Ledger, sent: drafts.Sent, request: Request) -> Looked:
    name = name_of(sent)
    try:
        opened = drafts.opened(sent, request.released, request.spoken, request.publisher)
    except TallystickError as error:
        return Looked(name=name, problem=str(error))
    release = opened.release
    day, dated_by = publication(release, today=now()[:10])
    already = ledger.already_kept(release.content_hash)
    with ledger.store.reading() as connection:
        before = None if already else edition_before(connection, release)
        same = connection.scalar(select(kept.c.release_id).where(kept.c.key == before.key)) if before else ""
    return Looked(
        name=name,
        title=release.title or release.name,
        day=day if dated_by in ("released", "event") else "",
        dated_by=dated_by,
        publisher=release.publisher,
        language=release.language,
        letters=len(release.text),
        kept=already.release_id if already else "",
        edition_of=same or "",
    )


def _looked(visit: Visit, told: Request) -> list[Looked]:
    names = [Looked(name=name_of(sent)) for sent in told.files]
    if len(names) > MOST_LOOKED_AT:
        return names
    try:
        return pool.run(looked, visit.desk.address, told)
    except TookTooLongError:
        return names


def _ahead(visit: Visit) -> datetime | None:
    """The moment of an embargo that was told; one that has passed would keep it openly, unasked."""
    until = embargo_of(visit)
    if until:
        try:
            in_future(until)
        except EmbargoError as error:
            raise HTTPException(400, str(error)) from None
    return until


def _spoken(visit: Visit) -> str:
    told = visit.text("spoken", 2)
    return told if told in LANGUAGES else ""


def _sign(visit: Visit, held: str) -> str:
    """What shows that a form speaks of something that this visitor sent."""
    return hashlib.sha256(f"held:{visit.csrf}:{held}".encode()).hexdigest()


def _form(visit: Visit, problem: str = "") -> Response:
    language = language_of(visit.request)
    main = fragment(
        language,
        "add.html.j2",
        visit=visit,
        problem=problem,
        sent={
            name: visit.text(name, LARGEST_UPLOAD) for name in ("text", "address", "released", "publisher", "spoken")
        },
        largest=LARGEST_UPLOAD >> 20,
        accept=ACCEPTED,
    )
    return respond(visit, word("add a release", language), main, here="/releases", status=422 if problem else 200)


@lru_cache(maxsize=4)
def _ledger(address: str) -> Ledger:
    return Ledger(address, create=False, read_only=True)
