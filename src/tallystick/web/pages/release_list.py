"""The list of releases: by filters with their numbers, by any column, as a page and as a file."""

from __future__ import annotations

from typing import Any

from tallystick.knowledge.producers import publisher_in
from tallystick.model.finding import VERDICTS
from tallystick.reporting.show import show_verdict
from tallystick.web import counting, queries
from tallystick.web.filters import ReleaseFilter
from tallystick.web.listing import Cell, Column, Facet, address_or_name, facet
from tallystick.web.lists import Listing
from tallystick.web.queries import ReleaseRow
from tallystick.web.rendering import LANGUAGES, word

COLUMNS = (
    Column("title", "title of release"),
    Column("publisher", "publisher"),
    Column("published", "published on", down_first=True),
    Column("figures", "figures", down_first=True, numbers=True),
    Column("contradicts", "checks", down_first=True),
)


def language_names(language: str) -> dict[str, str]:
    """The languages of releases by their codes, as a page in `language` calls them."""
    return {code: word(f"language {code}", language) for code in LANGUAGES}


def publisher_names(numbers: dict[str, Any], language: str) -> dict[str, str]:
    """The publishers of a list as readers of a language know them."""
    return {one: publisher_in(one, language) for one in numbers["publisher"]}


def _facets(wanted: ReleaseFilter, numbers: dict[str, Any], language: str) -> tuple[Facet, ...]:
    verdicts = {verdict: show_verdict(verdict, language) for verdict in VERDICTS}
    return (
        facet("publisher", "publisher", wanted.publisher, numbers["publisher"], publisher_names(numbers, language)),
        facet("language", "language", wanted.language, numbers["language"], language_names(language)),
        facet("year", "year", wanted.year, numbers["year"]),
        facet("verdict", "verdict", wanted.verdict, numbers["verdict"], verdicts),
    )


def _heads(language: str) -> tuple[str, ...]:
    heads = ("title of release", "publisher", "language", "published on", "dated by", "edition", "figures")
    verdicts = (show_verdict(verdict, language) for verdict in VERDICTS)
    last = (word(head, language) for head in ("withdrawn", "release", "source"))
    return (*(word(head, language) for head in heads), *verdicts, *last)


def _row(row: ReleaseRow, language: str) -> tuple[Cell, ...]:
    told = (
        row.title,
        publisher_in(row.publisher, language),
        word(f"language {row.language}", language, row.language),
        row.published,
    )
    day = word(f"dated by {row.dated_by}", language, row.dated_by)
    counts = (row.counts.get(verdict, 0) for verdict in VERDICTS)
    last = (row.withdrawn_at[:10], row.release_id, address_or_name(row.source))
    return (*told, day, row.edition, row.figures, *counts, *last)


RELEASES = Listing(
    name="releases",
    filter=ReleaseFilter,
    columns=COLUMNS,
    rows=queries.releases,
    count=queries.count_releases,
    numbers=counting.release_numbers,
    facets=_facets,
    heads=_heads,
    row=_row,
)
"""All releases, newest first or as asked for."""
