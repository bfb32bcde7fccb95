"""Search over sentences, subjects and series, in both languages, with what else may have been meant."""

from __future__ import annotations

import re
from collections import Counter

import msgspec
from markupsafe import Markup, escape
from starlette.responses import Response

from tallystick.knowledge.indicators import Indicator
from tallystick.knowledge.producers import publisher_in
from tallystick.knowledge.spelling import forms
from tallystick.ledger import Found, lookup
from tallystick.ledger import search as searching
from tallystick.ledger.search import Narrowed
from tallystick.reporting.page import clean
from tallystick.web.guard import Visit
from tallystick.web.listing import Cell, Column, Facet, Sheet, facet, order_of
from tallystick.web.pages.release_list import language_names
from tallystick.web.paging import LONGEST, Page, filter_of, page_of
from tallystick.web.rendering import fragment, language_of, respond, word

COLUMNS = (
    Column("published", "published on", down_first=True),
    Column("publisher", "publisher"),
    Column("title", "title of release"),
)
MOST_NAMED = 12
FEWER_WORDS = 6
"""Words of a question without an answer that are looked for one by one."""

LONGEST_FILE = 2_000
"""Sentences in a file; each is looked up with its figures."""


class SearchFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for, and in which releases."""

    q: str = ""
    publisher: str = ""
    language: str = ""
    year: str = ""

    @property
    def narrowed(self) -> Narrowed:
        """The releases looked at."""
        return Narrowed(self.publisher, self.language, self.year)


def search(visit: Visit) -> Response:
    """Sentences that hold all the words, newest first or as asked for, and the indicators they name."""
    language, wanted = language_of(visit.request), filter_of(visit.request, SearchFilter)
    page, order = page_of(visit.request, 20), order_of(visit.request, COLUMNS)
    key = ("search", language, wanted, page.number, order)
    main = visit.desk.fragment(key, lambda: _main(visit, wanted, page, order, language))
    return respond(visit, word("search", language), main, here="/search")


def suggest(visit: Visit) -> Response:
    """The indicators that what is typed so far may name, as a part of a page."""
    language = language_of(visit.request)
    words = visit.request.query_params.get("q", "").replace("\x00", "").strip()[:LONGEST]
    part = visit.desk.fragment(("suggest", language, words), lambda: _suggested(visit, words, language))
    return Response(part, media_type="text/html; charset=utf-8")


def _suggested(visit: Visit, words: str, language: str) -> str:
    named = visit.desk.ledger.named(words, most=6, begun=True) if words else []
    return fragment(language, "suggest.html.j2", named=named)


def _main(visit: Visit, wanted: SearchFilter, page: Page, order: str, language: str) -> str:
    ledger, words = visit.desk.ledger, wanted.q
    with ledger.store.reading() as connection:
        found = searching.find(
            connection, words, limit=page.size + 1, skip=page.skip, narrowed=wanted.narrowed, order=order
        )
        numbers = searching.count(connection, words)
    total = sum(number for _, number in numbers)
    named = ledger.named(words, most=MOST_NAMED) if words else []
    return fragment(
        language,
        "search.html.j2",
        words=words,
        rows=found[: page.size],
        named=named,
        meant=[] if total else ledger.meant(words),
        ways=_ways_on(visit, words, named) if words and not total else None,
        marked=lambda row: _marked(row, words),
        facets=_facets(wanted, numbers, language),
        shown=sum(number for row, number in numbers if _fits(row, wanted)),
        total=total,
        most=searching.MOST_COUNTED,
        columns=COLUMNS,
        order=order,
        page=page.with_more(len(found) > page.size),
    )


class Ways(msgspec.Struct, frozen=True):
    """Where to go on from a question without an answer.

    What the catalogue calls so though nothing is kept of it, what is kept near to it, single words with how many
    sentences hold them.
    """

    unkept: list[Indicator]
    near: list[Indicator]
    single: list[tuple[str, int]]


def _ways_on(visit: Visit, words: str, kept: list[Indicator]) -> Ways:
    ledger, here = visit.desk.ledger, {one.id for one in kept}
    asked = dict.fromkeys(words.split()[:FEWER_WORDS])
    with ledger.store.reading() as connection:
        single = [(one, sum(n for _, n in searching.count(connection, one))) for one in asked] if len(asked) > 1 else []
    return Ways(
        [] if kept else lookup.named(words, most=4),
        [one for one in ledger.nearby(words) if one.id not in here],
        [(one, number) for one, number in single if number],
    )


def _fits(row: Narrowed, wanted: SearchFilter, but: str = "") -> bool:
    asked = ((name, getattr(wanted, name)) for name in Narrowed._fields if name != but)
    return all(not told or getattr(row, name) == told for name, told in asked)


def _facets(wanted: SearchFilter, numbers: list[tuple[Narrowed, int]], language: str) -> tuple[Facet, ...]:
    found = []
    for name in Narrowed._fields:
        counted: Counter[str] = Counter()
        for row, number in numbers:
            if _fits(row, wanted, but=name):
                counted[getattr(row, name)] += number
        names = language_names(language) if name == "language" else {}
        if name == "publisher":
            names = {one: publisher_in(one, language) for one in counted}
        found.append(facet(name, name, getattr(wanted, name), counted, names))
    return tuple(found)


def sheet(visit: Visit) -> Sheet:
    """What was found as it is shown, as rows of a file."""
    language, wanted = language_of(visit.request), filter_of(visit.request, SearchFilter)
    order = order_of(visit.request, COLUMNS)
    with visit.desk.ledger.store.reading() as connection:
        rows = searching.find(connection, wanted.q, limit=LONGEST_FILE, skip=0, narrowed=wanted.narrowed, order=order)
    heads = ("sentence", "figures", "title of release", "publisher", "published on", "section", "speaker", "release")
    return Sheet(tuple(word(head, language) for head in heads), [_row(row, language) for row in rows])


def _row(row: Found, language: str) -> tuple[Cell, ...]:
    figures, publisher = "; ".join(row.figures), publisher_in(row.publisher, language)
    return (row.sentence, figures, row.title, publisher, row.published, row.section, row.speaker, row.release)


def _marked(row: Found, words: str) -> Markup:
    """The sentence with the words looked for, and its figures, marked."""
    plain = str(clean(words)).lower().split()[:10]
    sought = sorted({form for word in plain for form in forms(word)}, key=len, reverse=True)
    if not sought:
        return escape(clean(row.sentence))
    # Parts are told apart before they are escaped: what is looked for is words, never the signs of an entity.
    parts = re.split(f"({'|'.join(map(re.escape, sought))})", str(clean(row.sentence)), flags=re.IGNORECASE)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )
