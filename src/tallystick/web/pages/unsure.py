"""Figures of a release for a person to settle: those read with too little confidence, or any one put right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import quote

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.ledger import KeptRelease, linking, settling
from tallystick.ledger.decision import Decision
from tallystick.ledger.keeping import now
from tallystick.model import Candidate, LedgerError, Observation, Reading
from tallystick.model.observation import MEASURES, STATUSES
from tallystick.reporting.page import name_in
from tallystick.reporting.show import show_reader
from tallystick.web import people
from tallystick.web.guard import Visit, problem_of
from tallystick.web.pages.pictures import LinkedPictures
from tallystick.web.paging import page_of
from tallystick.web.quoting import begins_at, cut
from tallystick.web.rendering import figure_link, fragment, language_of, respond, word

SIZE = 20
"""Figures on one page."""


class Doubtful(msgspec.Struct, frozen=True):
    """A figure to settle: its sentence around its words, what it holds, and by field what else was weighed."""

    observation: Observation
    before: str
    after: str
    holds: Mapping[str, str]
    candidates: Mapping[str, list[Candidate]]


def unsure(visit: Visit) -> Response:
    """The list, and under it what has been settled."""
    return _show(visit)


def settle(visit: Visit) -> Response:
    """Settle a figure: as it was read, with the fields that were changed in the form put right."""
    kept, reading = _release(visit)
    observation = visit.text("figure", 400)
    one = next((o for o in reading.observations if o.id == observation), None)
    if one is None:
        raise HTTPException(404, "no such figure")
    holds, reason = fields_of(one), visit.text("reason").strip()
    given = {name: visit.text(name, 400).strip() for name in settling.FIELDS if name in visit.form}
    fields = {name: value for name, value in given.items() if value != holds[name]}
    try:
        with visit.desk.ledger.store.writing() as connection:
            linking.settle(connection, one.id, fields, who=visit.who, reason=reason, at=now())
            people.note(connection, visit.person.key if visit.person else None, "settled", one.id, **fields)
    except LedgerError as error:
        return _show(visit, problem=str(error), at=one.id)
    own_page = visit.text("alone", 3) == "yes"
    return RedirectResponse(figure_link(one.id) if own_page else _address(kept), 303)


def take_back(visit: Visit) -> Response:
    """Take such a decision back; it stays to be read."""
    kept, _ = _release(visit)
    number = visit.text("decision", 18)
    mine = [d for d in _settled(visit, kept) if str(d.number) == number and not d.undone_at]
    if not mine:
        raise HTTPException(404, "no such decision")
    with visit.desk.ledger.store.writing() as connection:
        linking.undo(connection, mine[0].number, who=visit.who, at=now())
        people.note(connection, visit.person.key if visit.person else None, "settling taken back", mine[0].subject)
    return RedirectResponse(_address(kept), 303)


def _address(kept: KeptRelease) -> str:
    return f"/releases/{quote(kept.release_id, safe='')}/unsure"


def _show(visit: Visit, problem: str = "", at: str = "") -> Response:
    kept, reading = _release(visit)
    language, page = language_of(visit.request), page_of(visit.request, SIZE)
    alone = _asked_for(visit, reading)
    found = (alone,) if alone else reading.unsure
    if at and all(o.id != at for o in found[page.skip : page.skip + page.size]):
        page = msgspec.structs.replace(page, number=1 + next((n for n, o in enumerate(found) if o.id == at), 0) // SIZE)
    pictures = LinkedPictures(reading.release)
    main = fragment(
        language,
        "unsure.html.j2",
        kept=kept,
        picture=pictures.of,
        page_link=pictures.page,
        reader=show_reader(reading.reader, language),
        rows=[_doubtful(one, reading.release.text) for one in found[page.skip : page.skip + page.size]],
        total=len(found),
        alone=alone,
        settled=_settled(visit, kept),
        quotes={o.id: o.text for o in reading.observations},
        measures=MEASURES,
        statuses=STATUSES,
        name_of=name_in(language, reading),
        page=page.with_more(len(found) > page.skip + page.size),
        visit=visit,
        problem=problem,
        at=at,
    )
    title = word("correct this reading" if alone else "unsure figures", language)
    return respond(visit, title, main, here="/releases", status=422 if problem else 200)


def _asked_for(visit: Visit, reading: Reading) -> Observation | None:
    """The one figure to be put right, named by its place in the text or, in a form that comes back, by its id."""
    place = visit.request.query_params.get("figure", "")
    wanted = f"{reading.release.id}:{place}" if place else visit.text("figure", 400) * (visit.text("alone", 3) == "yes")
    one = next((o for o in reading.observations if o.id == wanted), None)
    if wanted and one is None:
        raise HTTPException(404, "no such figure")
    return one


def _release(visit: Visit) -> tuple[KeptRelease, Reading]:
    release = visit.request.path_params["release"]
    try:
        return visit.desk.ledger.release(release), visit.desk.ledger.reading(release)
    except LedgerError as error:
        raise problem_of(error) from None


def _settled(visit: Visit, kept: KeptRelease) -> list[Decision]:
    """The decisions on figures of a release, newest first."""
    own = f"{kept.release_id}:"
    every = visit.desk.ledger.decisions()
    return [d for d in reversed(every) if d.kind == "settle" and d.subject.startswith(own)]


def fields_of(one: Observation) -> dict[str, str]:
    """What a figure holds in the fields that a person can put right."""
    high = one.value[1] if isinstance(one.value, tuple) else one.value
    told = {name: str(getattr(one, name)) for name in settling.FIELDS if name != "sign"}
    return told | {"sign": "-" if high < 0 else "+"}


def _doubtful(one: Observation, text: str) -> Doubtful:
    begins = begins_at(text, one.sentence, one.start)
    (before, _), *rest = cut(one.sentence, [(one.start, one.text)], begins)
    after = "".join(words for words, _ in rest[1:])
    by_field: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in one.candidates:
        by_field[candidate.field].append(candidate)
    return Doubtful(one, before if rest else "", after, fields_of(one), by_field)
