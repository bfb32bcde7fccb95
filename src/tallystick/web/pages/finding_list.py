"""The list of findings: by filters with their numbers, by any column, as a page and as a file."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from tallystick.knowledge.areas import area_name
from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.producers import publisher_in
from tallystick.ledger.search import indicators
from tallystick.model.finding import VERDICTS
from tallystick.reconciling.wording import in_language
from tallystick.reporting.page import rule_name
from tallystick.reporting.show import show_verdict
from tallystick.web import counting, queries
from tallystick.web.filters import FindingFilter
from tallystick.web.guard import Visit
from tallystick.web.listing import LONGEST_FILE, Cell, Column, Facet, Sheet, facet, order_of
from tallystick.web.pages.release_list import language_names, publisher_names
from tallystick.web.paging import Page, filter_of, page_of
from tallystick.web.queries import FindingRow
from tallystick.web.rendering import fragment, language_of, respond, word

COLUMNS = (
    Column("verdict", "verdict"),
    Column("identity", "identity"),
    Column("title", "release"),
    Column("publisher", "publisher"),
    Column("published", "published on", down_first=True),
)


def findings(visit: Visit) -> Response:
    """All findings, newest first or as asked for, by filters."""
    language = language_of(visit.request)
    wanted, page = filter_of(visit.request, FindingFilter), page_of(visit.request)
    order = order_of(visit.request, COLUMNS)
    key = ("findings", language, wanted, page.number, order)
    main = visit.desk.fragment(key, lambda: _list(visit, wanted, page, order, language))
    return respond(visit, word("findings", language), main, here="/findings")


def _list(visit: Visit, wanted: FindingFilter, page: Page, order: str, language: str) -> str:
    with visit.desk.ledger.store.reading() as connection:
        rows = queries.findings(connection, wanted, limit=page.size + 1, skip=page.skip, order=order)
        numbers: dict[str, Any] = dict(counting.finding_numbers(connection, wanted))
        shown, total = (counting.count_findings(connection, one) for one in (wanted, FindingFilter()))
        if not numbers["indicator"]:  # too many to be counted: each kept one can be chosen
            kept = [catalogue()[one] for one in indicators(connection) if one in catalogue()]
            numbers["indicator"] = {one.id: None for one in kept}
            numbers["group"] = {one.group: None for one in kept}
    return fragment(
        language,
        "findings.html.j2",
        rows=rows[: page.size],
        wanted=wanted,
        facets=_facets(wanted, numbers, language),
        shown=shown,
        total=total,
        columns=COLUMNS,
        order=order,
        page=page.with_more(len(rows) > page.size),
    )


def _facets(wanted: FindingFilter, numbers: dict[str, Any], language: str) -> tuple[Facet, ...]:
    verdicts = {verdict: show_verdict(verdict, language) for verdict in VERDICTS}
    names = {one: catalogue()[one].name(language) for one in numbers["indicator"] if one in catalogue()}
    groups = {one: word(f"group {one}", language, one) for one in numbers["group"]}
    rules = {one: rule_name(one, language) for one in numbers["identity"]}
    areas = {one: area_name(one, language) for one in numbers["area"]}
    return (
        facet("verdict", "verdict", wanted.verdict, numbers["verdict"], verdicts),
        facet("identity", "identity", wanted.identity, numbers["identity"], rules),
        facet("indicator", "indicator", wanted.indicator, numbers["indicator"], names),
        facet("group", "group", wanted.group, numbers["group"], groups),
        facet("area", "area", wanted.area, numbers["area"], areas),
        facet("publisher", "publisher", wanted.publisher, numbers["publisher"], publisher_names(numbers, language)),
        facet("language", "language", wanted.language, numbers["language"], language_names(language)),
        facet("year", "year", wanted.year, numbers["year"]),
    )


def sheet(visit: Visit) -> Sheet:
    """The list as it is shown, as rows of a file."""
    language, wanted = language_of(visit.request), filter_of(visit.request, FindingFilter)
    with visit.desk.ledger.store.reading() as connection:
        rows = queries.findings(connection, wanted, limit=LONGEST_FILE, order=order_of(visit.request, COLUMNS))
    heads = ("number", "verdict", "identity", "what it says", "formula", "quote", "publisher", "published on",
             "title of release", "release", "noted")  # fmt: skip
    return Sheet(tuple(word(head, language) for head in heads), [_row(row, language) for row in rows])


def _row(row: FindingRow, language: str) -> tuple[Cell, ...]:
    finding = row.finding
    told = word("implied", language) if finding.kind == "implied" else show_verdict(finding.verdict, language)
    said = in_language(finding, language)
    rule, publisher = rule_name(finding.identity, language), publisher_in(row.publisher, language)
    return (row.key, told, rule, said.statement, said.formula, "; ".join(finding.quotes), publisher, row.published,
            row.release_title, row.release_id, row.noted)  # fmt: skip
