"""The list of releases: by filters with their numbers, by any column, as a page and as a file."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from tallystick.knowledge.producers import publisher_in
from tallystick.model.finding import VERDICTS
from tallystick.reporting.show import show_verdict
from tallystick.web import counting, queries
from tallystick.web.filters import ReleaseFilter
from tallystick.web.guard import Visit
from tallystick.web.listing import LONGEST_FILE, Cell, Column, Facet, Sheet, address_or_name, facet, order_of
from tallystick.web.paging import Page, filter_of, page_of
from tallystick.web.queries import ReleaseRow
from tallystick.web.rendering import LANGUAGES, fragment, language_of, respond, word

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


def releases(visit: Visit) -> Response:
    """All releases, newest first or as asked for, by filters."""
    language = language_of(visit.request)
    wanted, page = filter_of(visit.request, ReleaseFilter), page_of(visit.request)
    order = order_of(visit.request, COLUMNS)
    key = ("releases", language, wanted, page.number, order, visit.may_edit)
    main = visit.desk.fragment(key, lambda: _list(visit, wanted, page, order, language))
    return respond(visit, word("releases", language), main, here="/releases")


def _list(visit: Visit, wanted: ReleaseFilter, page: Page, order: str, language: str) -> str:
    with visit.desk.ledger.store.reading() as connection:
        rows = queries.releases(connection, wanted, limit=page.size + 1, skip=page.skip, order=order)
        shown = queries.count_releases(connection, wanted)
        total = queries.count_releases(connection, ReleaseFilter())
        numbers = counting.release_numbers(connection, wanted)
    return fragment(
        language,
        "releases.html.j2",
        may_edit=visit.may_edit,
        rows=rows[: page.size],
        wanted=wanted,
        facets=_facets(wanted, numbers, language),
        shown=shown,
        total=total,
        columns=COLUMNS,
        order=order,
        page=page.with_more(len(rows) > page.size),
    )


def _facets(wanted: ReleaseFilter, numbers: dict[str, Any], language: str) -> tuple[Facet, ...]:
    verdicts = {verdict: show_verdict(verdict, language) for verdict in VERDICTS}
    return (
        facet("publisher", "publisher", wanted.publisher, numbers["publisher"], publisher_names(numbers, language)),
        facet("language", "language", wanted.language, numbers["language"], language_names(language)),
        facet("year", "year", wanted.year, numbers["year"]),
        facet("verdict", "verdict", wanted.verdict, numbers["verdict"], verdicts),
    )


def sheet(visit: Visit) -> Sheet:
    """The list as it is shown, as rows of a file."""
    language, wanted = language_of(visit.request), filter_of(visit.request, ReleaseFilter)
    order = order_of(visit.request, COLUMNS)
    with visit.desk.ledger.store.reading() as connection:
        rows = queries.releases(connection, wanted, limit=LONGEST_FILE, order=order)
    heads = ("title of release", "publisher", "language", "published on", "dated by", "edition", "figures")
    verdicts = (show_verdict(verdict, language) for verdict in VERDICTS)
    last = (word(head, language) for head in ("withdrawn", "release", "source"))
    return Sheet((*(word(head, language) for head in heads), *verdicts, *last), [_row(row, language) for row in rows])


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
