"""The list of findings: by filters with their numbers, by any column, as a page and as a file."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

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
from tallystick.web.listing import Cell, Column, Facet, facet
from tallystick.web.lists import Listing
from tallystick.web.pages.release_list import language_names, publisher_names
from tallystick.web.queries import FindingRow
from tallystick.web.rendering import word

COLUMNS = (
    Column("verdict", "verdict"),
    Column("identity", "identity"),
    Column("title", "release"),
    Column("publisher", "publisher"),
    Column("published", "published on", down_first=True),
)


def _numbers(connection: Connection, wanted: FindingFilter) -> dict[str, Any]:
    numbers: dict[str, Any] = dict(counting.finding_numbers(connection, wanted))
    if not numbers["indicator"]:  # too many to be counted: each kept one can be chosen
        kept = [catalogue()[one] for one in indicators(connection) if one in catalogue()]
        numbers["indicator"] = {one.id: None for one in kept}
        numbers["group"] = {one.group: None for one in kept}
    return numbers


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


def _heads(language: str) -> tuple[str, ...]:
    heads = ("number", "verdict", "identity", "what it says", "formula", "quote", "publisher", "published on",
             "title of release", "release", "noted")  # fmt: skip
    return tuple(word(head, language) for head in heads)


def _row(row: FindingRow, language: str) -> tuple[Cell, ...]:
    finding = row.finding
    told = word("implied", language) if finding.kind == "implied" else show_verdict(finding.verdict, language)
    said = in_language(finding, language)
    rule, publisher = rule_name(finding.identity, language), publisher_in(row.publisher, language)
    return (row.key, told, rule, said.statement, said.formula, "; ".join(finding.quotes), publisher, row.published,
            row.release_title, row.release_id, row.noted)  # fmt: skip


FINDINGS = Listing(
    name="findings",
    filter=FindingFilter,
    columns=COLUMNS,
    rows=queries.findings,
    count=counting.count_findings,
    numbers=_numbers,
    facets=_facets,
    heads=_heads,
    row=_row,
)
"""All findings, contradictions first and the newest of a kind before others, or as asked for."""
