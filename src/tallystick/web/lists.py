"""A list of the ledger as a page and as a file: what one needs is told once, and both are built from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Connection
from starlette.responses import Response

from tallystick.web.guard import Visit
from tallystick.web.listing import LONGEST_FILE, Cell, Column, Facet, Sheet, order_of
from tallystick.web.paging import Page, filter_of, page_of
from tallystick.web.rendering import fragment, language_of, respond, word

F = TypeVar("F", bound=msgspec.Struct)
R = TypeVar("R")


@dataclass(frozen=True)
class Listing(Generic[F, R]):
    """A list: its name (that of its address, its word and its template), its filter and columns, and what it asks for.

    `rows(connection, filter, limit=…, skip=…, order=…)` are in the list's own order where none is asked for.
    `count` is how many rows a filter leaves, `numbers` how many each choice would, `facets` tells these in a language.
    `heads` and `row` are those of a file, `heads` as words of the desk.
    """

    name: str
    filter: type[F]
    columns: tuple[Column, ...]
    rows: Callable[..., list[R]]
    count: Callable[[Connection, F], int]
    numbers: Callable[[Connection, F], dict[str, Any]]
    facets: Callable[[F, dict[str, Any], str], tuple[Facet, ...]]
    heads: Callable[[str], tuple[str, ...]]
    row: Callable[[R, str], tuple[Cell, ...]]

    def page(self, visit: Visit) -> Response:
        """The list as an address asks for it: by filters, in an order, a page of it."""
        language, wanted = language_of(visit.request), filter_of(visit.request, self.filter)
        page, order = page_of(visit.request), order_of(visit.request, self.columns)
        key = (self.name, language, wanted, page.number, order, visit.may_edit)
        main = visit.desk.fragment(key, lambda: self._main(visit, wanted, page, order, language))
        return respond(visit, word(self.name, language), main, here=f"/{self.name}")

    def _main(self, visit: Visit, wanted: F, page: Page, order: str, language: str) -> str:
        with visit.desk.ledger.store.reading() as connection:
            rows = self.rows(connection, wanted, limit=page.size + 1, skip=page.skip, order=order)
            shown, total = (self.count(connection, one) for one in (wanted, self.filter()))
            numbers = self.numbers(connection, wanted)
        return fragment(
            language,
            f"{self.name}.html.j2",
            may_edit=visit.may_edit,
            rows=rows[: page.size],
            wanted=wanted,
            facets=self.facets(wanted, numbers, language),
            shown=shown,
            total=total,
            columns=self.columns,
            order=order,
            page=page.with_more(len(rows) > page.size),
        )

    def sheet(self, visit: Visit) -> Sheet:
        """The list as it is shown, as rows of a file."""
        language, wanted = language_of(visit.request), filter_of(visit.request, self.filter)
        with visit.desk.ledger.store.reading() as connection:
            order = order_of(visit.request, self.columns)
            rows = self.rows(connection, wanted, limit=LONGEST_FILE, order=order)
        return Sheet(self.heads(language), [self.row(row, language) for row in rows])
