"""Search over sentences, subjects and series, in both languages."""

from __future__ import annotations

import re

from markupsafe import Markup, escape
from starlette.responses import Response

from tallystick.knowledge.indicators import Indicator, catalogue
from tallystick.ledger import Found
from tallystick.ledger.tokens import tokens
from tallystick.reporting.page import clean
from tallystick.web.guard import Visit
from tallystick.web.paging import LONGEST, Page, page_of
from tallystick.web.rendering import fragment, language_of, respond, word


def search(visit: Visit) -> Response:
    """Sentences that hold all the words, newest first, and the indicators they name."""
    language = language_of(visit.request)
    words, page = visit.request.query_params.get("q", "").strip()[:LONGEST], page_of(visit.request, 20)
    main = visit.desk.fragment(("search", language, words, page.number), lambda: _main(visit, words, page, language))
    return respond(visit, word("search", language), main, here="/search")


def _main(visit: Visit, words: str, page: Page, language: str) -> str:
    found = list(visit.desk.ledger.find(words, limit=page.size + 1, skip=page.skip)) if words else []
    return fragment(
        language,
        "search.html.j2",
        words=words,
        rows=found[: page.size],
        named=_named(visit, words) if words else [],
        marked=lambda row: _marked(row, words),
        page=page.with_more(len(found) > page.size),
    )


def _named(visit: Visit, words: str) -> list[Indicator]:
    """Kept indicators whose names hold all the words."""
    wanted, known = tokens(words), catalogue()
    kept = {info.indicator for info in visit.desk.ledger.series_list()}
    found = []
    for name in sorted(kept & set(known)):
        every = set(tokens(" ".join((known[name].name_en, known[name].name_zh, name))))
        if wanted and all(word in every for word in wanted):
            found.append(known[name])
    return found[:12]


def _marked(row: Found, words: str) -> Markup:
    """The sentence with the words looked for, and its figures, marked."""
    sought = sorted({str(clean(word)) for word in words.split() if word}, key=len, reverse=True)[:10]
    if not sought:
        return escape(clean(row.sentence))
    # Parts are told apart before they are escaped: what is looked for is words, never the signs of an entity.
    parts = re.split(f"({'|'.join(map(re.escape, sought))})", str(clean(row.sentence)), flags=re.IGNORECASE)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )
