"""The scorecard: how each indicator of the groups stands, with a light and its rule, as a page and as CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import NamedTuple
from urllib.parse import quote, urlencode

import msgspec
from starlette.responses import Response

from tallystick.model import TallystickError
from tallystick.monitoring import Card, Scorecard
from tallystick.monitoring.scoring import cards_of, checked
from tallystick.reporting.scorecards import line, parts, rows, title
from tallystick.web import queries
from tallystick.web.csv_text import csv_text
from tallystick.web.guard import Visit, problem_of
from tallystick.web.rendering import figure_link, fragment, language_of, respond, word
from tallystick.web.series_asked import day_of

LONGEST = 40
"""Letters of what is asked for; a period has fewer."""


class Asked(NamedTuple):
    """Of which period (empty: the newest of each indicator) and area, as known on which day."""

    period: str
    area: str
    as_of: str
    unsure: bool

    @property
    def query(self) -> str:
        """The same as the query of an address."""
        told = {"period": self.period, "area": self.area, "as_of": self.as_of, "unsure": "1" if self.unsure else ""}
        return urlencode({name: value for name, value in told.items() if value})


def scorecard(visit: Visit) -> Response:
    """The table of lights; drawn once as long as the ledger stays as it is."""
    language, asked = language_of(visit.request), _asked(visit)
    main = visit.desk.fragment(("scorecard", language, asked), lambda: _main(visit, asked, language))
    return respond(visit, word("scorecard", language), main, here="/scorecard")


def csv(visit: Visit) -> Response:
    """All cards as rows."""
    language = language_of(visit.request)
    told = rows(_scorecard(visit, _asked(visit)), rules=visit.desk.lights, language=language)
    text = csv_text(told, list(told[0]) if told else [])
    named = {"Content-Disposition": 'attachment; filename="scorecard.csv"'}
    return Response(text.encode(), media_type="text/csv", headers=named)


def _asked(visit: Visit) -> Asked:
    """What the address asks for; the problem as a page where it is no period or area."""
    told = visit.request.query_params
    period, area = (told.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in ("period", "area"))
    try:
        return Asked(checked(period), visit.ledger.area(area or "CN"), day_of(told.get("as_of", "")), visit.with_unsure)
    except TallystickError as error:
        raise problem_of(error) from None


def _main(visit: Visit, asked: Asked, language: str) -> str:
    told = _scorecard(visit, asked)
    return fragment(
        language,
        "scorecard_page.html.j2",
        title=title(told, language),
        asked=asked,
        parts=parts(told, language, groups=visit.desk.groups, rules=visit.desk.lights),
        counts=told.counts(),
        line=lambda one: line(one, language),
        series_link=lambda card: f"/series/{quote(card.series, safe='=;.')}" if card.series else "",
        value_link=lambda card: figure_link(card.observation) if card.observation else "",
    )


def _scorecard(visit: Visit, asked: Asked) -> Scorecard:
    """Counted once for both languages, and all forms."""
    packed = visit.desk.fragment(("cards", asked), lambda: msgspec.json.encode(_counted(visit, asked)).decode())
    return msgspec.json.decode(packed, type=Scorecard)


def _counted(visit: Visit, asked: Asked) -> Scorecard:
    """The cards as they were, unless something was told anew of their indicator: a new release touches few."""
    with visit.ledger.store.reading() as connection:
        rules = queries.series_stamp(connection)
    named = [(group.name, name) for group in visit.desk.groups.group for name in group.indicators]
    every = visit.ledger.series_list(area=asked.area, indicators={name for _, name in named})
    count = Counter[str]()
    for info in every:
        count[info.indicator] += info.statements
    by_key: dict[Hashable, tuple[str, str]] = {("card", pair, asked, count[pair[1]]): pair for pair in named}

    def made(keys: list[Hashable]) -> list[str]:
        wanted = [by_key[key] for key in keys]
        found = cards_of(
            visit.ledger, wanted, every, asked.period, asked.area, day=asked.as_of, rules=visit.desk.lights
        )
        return [msgspec.json.encode(card).decode() for card in found]

    packed: Mapping[Hashable, str] = visit.desk.tiles.get_all(rules, by_key, made)
    cards = tuple(msgspec.json.decode(packed[key], type=Card) for key in by_key)
    return Scorecard(period=asked.period, area=asked.area, as_of=asked.as_of, cards=cards)
