"""Keeping a release over the API: a text read here, or as somebody else read it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, TypeVar

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tallystick.ledger import Kept
from tallystick.ledger.embargoes import Embargo, moment_of
from tallystick.ledger.handing import keep_handed
from tallystick.ledger.intake import take_in
from tallystick.model import Reading, Release, TallystickError
from tallystick.reconciling.report import handed_to_dict
from tallystick.releases import Opened
from tallystick.web import drafts, people
from tallystick.web.api import records
from tallystick.web.api.answer import json_response
from tallystick.web.desk import AT_ONCE
from tallystick.web.drafts import uploaded
from tallystick.web.guard import Visit, problem_of

T = TypeVar("T", bound=msgspec.Struct)


def keep(visit: Visit) -> Response:
    """Keep a text; figures that are handed in with it are held against it."""
    told = decoded(visit.form["body"], records.ToKeep)
    observations = handed_in(told.observations)
    data = told.text.encode("utf-8", "surrogatepass")
    if len(data) > AT_ONCE:
        raise HTTPException(413, f"at most {AT_ONCE >> 10} KB of text")
    try:
        released = date.fromisoformat(told.released) if told.released else None
        opened = uploaded(f"{told.name or drafts.PASTED}.txt", data, released)
        kept, reading = _kept(visit, opened, observations, told.read_by, _embargo(visit, told.embargo))
    except ValueError as error:
        raise HTTPException(400, str(error)) from None
    except TallystickError as error:
        raise problem_of(error) from None
    with visit.desk.ledger.store.writing() as connection:
        people.note(connection, visit.person.key if visit.person else None, kept.outcome, kept.release_id)
    answer: dict[str, Any] = {"refused": [], "differs": [], **handed_to_dict([reading] if reading else [])}
    answer |= {"outcome": kept.outcome, "release": kept.release_id, "edition": kept.edition}
    answer |= {"embargoed_until": visit.ledger.release(kept.release_id).embargoed_until}
    answer |= {"observations": kept.observations, "doubts": list(kept.doubts)}
    return json_response(answer, 200 if kept.outcome == "already kept" else 201)


def _kept(
    visit: Visit, opened: Opened, observations: bytes, by: str, embargo: Embargo | None
) -> tuple[Kept, Reading | None]:
    if not observations:
        return take_in(visit.desk.ledger, opened, embargo=embargo), None
    make = partial(_as_handed, observations=observations, by=by or (visit.person.name if visit.person else ""))
    return keep_handed(visit.desk.ledger, opened, make, embargo)


def _embargo(visit: Visit, told: str) -> Embargo | None:
    if told and visit.desk.settings.open_to_all:
        raise HTTPException(403, "this desk is open to all and hides nothing")
    return Embargo(moment_of(told), visit.who) if told else None


def _as_handed(release: Release, observations: bytes, by: str) -> Reading:
    return drafts.read_as(release, observations, by)


def decoded(body: bytes, kind: type[T]) -> T:
    """The body of a call; 400 says where it does not fit."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise HTTPException(400, str(error)) from None


def handed_in(observations: list[dict[str, Any]]) -> bytes:
    """Figures that came with a call, as `hand_in` takes them."""
    return msgspec.json.encode(observations) if observations else b""
