"""One finding with its quotes and what people decided."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.ledger import Ledger
from tallystick.ledger.records import Statement
from tallystick.model import Finding
from tallystick.reporting.page import repair_teller
from tallystick.web import notes, queries
from tallystick.web.guard import Visit
from tallystick.web.pages import cards
from tallystick.web.queries import FindingRow
from tallystick.web.quoting import cut, kept_begins_at
from tallystick.web.rendering import fragment, language_of, respond, word


def finding(visit: Visit) -> Response:
    """One finding, with every figure's own sentence, and the notes under it."""
    return _show(visit, _row(visit))


def add_note(visit: Visit) -> Response:
    """Keep a decision on a finding."""
    row = _row(visit)
    outcome, reason = visit.text("outcome", 40), visit.text("reason").strip()
    if outcome not in notes.OUTCOMES or not reason:
        return _show(visit, row, problem="note incomplete")
    notes.add(visit.desk.ledger.store, row.key, outcome, reason, who=visit.who, person=visit.person)
    return RedirectResponse(f"/findings/{row.key}", 303)


def undo_note(visit: Visit) -> Response:
    """Take a decision back; it stays to be read, struck out."""
    row, number = _row(visit), visit.text("note", 18)
    if not (number.isascii() and number.isdigit()):
        raise HTTPException(400, "which note?")
    notes.undo(visit.desk.ledger.store, row.key, int(number), who=visit.who, person=visit.person)
    return RedirectResponse(f"/findings/{row.key}", 303)


def _row(visit: Visit) -> FindingRow:
    with visit.desk.ledger.store.reading() as connection:
        row = queries.finding(connection, visit.request.path_params["key"])
    if row is None:
        raise HTTPException(404, "no such finding")
    return row


def _show(visit: Visit, row: FindingRow, problem: str = "") -> Response:
    language = language_of(visit.request)
    said = _said(visit.desk.ledger, row.finding)
    units = {figure: statement.unit for figure, statement in said.items()}
    main = fragment(
        language,
        "finding.html.j2",
        row=row,
        said=passages(visit.desk.ledger, row.finding, said),
        repair_words=repair_teller(dict(zip(row.finding.figures, row.finding.quotes, strict=False)), units),
        place=lambda figure: f"#said-{row.finding.figures.index(figure)}",
        notes=notes.of_finding(visit.desk.ledger.store, row.key),
        outcomes=notes.OUTCOMES,
        visit=visit,
        problem=problem,
    )
    title = word("finding title", language, number=row.key)
    return respond(
        visit,
        title,
        main,
        here="/findings",
        status=422 if problem else 200,
        head=cards.head(visit, "finding", str(row.key)),
    )


class Passage(msgspec.Struct, frozen=True):
    """A sentence with the figures of a finding in it: `parts` are its texts, each with the id of the figure it is.

    `told` are those figures, in their order; none of a quote whose release is not kept.
    """

    parts: list[tuple[str, str]]
    told: list[Statement]
    publisher: str = ""
    release: str = ""
    published: str = ""


def passages(ledger: Ledger, finding: Finding, said: Mapping[str, Statement]) -> list[Passage]:
    """Where the figures of a finding stand: each sentence once, however many of them it holds."""
    sentences: dict[tuple[str, str], list[Statement]] = {}
    lost: list[Passage] = []
    for number, figure in enumerate(dict.fromkeys(finding.figures)):
        if one := said.get(figure):
            sentences.setdefault((one.release, one.sentence), []).append(one)
        else:
            words = finding.quotes[number] if number < len(finding.quotes) else figure
            lost.append(Passage([(words, "")], [], release=figure.rpartition(":")[0]))
    found = []
    with ledger.store.reading() as connection:
        for (release, sentence), told in sentences.items():
            told.sort(key=lambda one: one.start)
            begins = kept_begins_at(connection, release, sentence, told[0].start)
            ids = {one.start: one.observation for one in told}
            cut_at = cut(sentence, [(one.start, one.quote) for one in told], begins)
            parts = [(words, "" if at is None else ids[at]) for words, at in cut_at]
            found.append(Passage(parts, told, told[0].publisher, release, told[0].published))
    return found + lost


def _said(ledger: Ledger, finding: Finding) -> dict[str, Statement]:
    """The kept figures of a finding by their ids."""
    releases = {figure.rpartition(":")[0] for figure in finding.figures}
    wanted = set(finding.figures)
    statements = (s for release in releases if release for s in ledger.observations(release=release))
    return {s.observation: s for s in statements if s.observation in wanted}
