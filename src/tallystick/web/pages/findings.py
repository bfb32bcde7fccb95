"""Findings: the list by filters, and one finding with its quotes and what people decided."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Ledger
from tallystick.ledger.records import Statement
from tallystick.model import Finding
from tallystick.model.finding import VERDICTS
from tallystick.reporting.page import repair_teller
from tallystick.web import notes, queries
from tallystick.web.guard import Visit
from tallystick.web.paging import Page, filter_of, page_of
from tallystick.web.queries import FindingFilter, FindingRow
from tallystick.web.rendering import fragment, language_of, respond, word


def findings(visit: Visit) -> Response:
    """All findings, newest first, by filters."""
    language = language_of(visit.request)
    wanted, page = filter_of(visit.request, FindingFilter), page_of(visit.request)
    key = ("findings", language, wanted, page.number)
    main = visit.desk.fragment(key, lambda: _list(visit, wanted, page, language))
    return respond(visit, word("findings", language), main, here="/findings")


def _list(visit: Visit, wanted: FindingFilter, page: Page, language: str) -> str:
    ledger = visit.desk.ledger
    with ledger.store.reading() as connection:
        rows = queries.findings(connection, wanted, limit=page.size + 1, skip=page.skip)
        known = queries.identities(connection)
    names = {
        info.indicator: catalogue()[info.indicator].name(language)
        for info in ledger.series_list()
        if info.indicator in catalogue()
    }
    return fragment(
        language,
        "findings.html.j2",
        rows=rows[: page.size],
        wanted=wanted,
        verdicts=VERDICTS,
        identities=known,
        indicators=sorted(names.items(), key=lambda item: item[1]),
        page=page.with_more(len(rows) > page.size),
    )


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
        said=said,
        repair_words=repair_teller(dict(zip(row.finding.figures, row.finding.quotes, strict=False)), units),
        place=lambda figure: f"#said-{row.finding.figures.index(figure)}",
        notes=notes.of_finding(visit.desk.ledger.store, row.key),
        outcomes=notes.OUTCOMES,
        visit=visit,
        problem=problem,
    )
    title = word("finding title", language, number=row.key)
    return respond(visit, title, main, here="/findings", status=422 if problem else 200)


def _said(ledger: Ledger, finding: Finding) -> dict[str, Statement]:
    """The kept figures of a finding by their ids."""
    releases = {figure.rpartition(":")[0] for figure in finding.figures}
    wanted = set(finding.figures)
    statements = (s for release in releases if release for s in ledger.observations(release=release))
    return {s.observation: s for s in statements if s.observation in wanted}
