"""The list of series: by names in either language, by filters with their numbers, by any column, also as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from starlette.responses import Response

from tallystick.knowledge.areas import area_name
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import SeriesInfo
from tallystick.ledger.lookup import named
from tallystick.reporting.show import show_measure, show_unit
from tallystick.web.guard import Visit
from tallystick.web.listing import LONGEST_FILE, Cell, Column, Facet, Sheet, facet, order_of
from tallystick.web.paging import Page, filter_of, page_of
from tallystick.web.rendering import ended, fragment, language_of, name_of_indicator, respond, word

SIZE = 100
COLUMNS = (
    Column("name", "indicator"),
    Column("measure", "measure"),
    Column("periods", "periods", down_first=True, numbers=True),
    Column("statements", "statements", down_first=True, numbers=True),
    Column("last_period", "newest period", down_first=True, numbers=True),
)
_TRAITS = ("comparison", "accumulation", "frequency", "area", "scope", "price_basis", "adjustment", "whole", "status")


class SeriesFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which series: by words of the indicator's names, its group, an area, a measure, how often it is told."""

    words: str = ""
    group: str = ""
    area: str = ""
    measure: str = ""
    frequency: str = ""


Read = Callable[[SeriesInfo], str]


def group_of(info: SeriesInfo) -> str:
    """The group of a series' indicator."""
    indicator = catalogue().get(info.indicator)
    return (indicator.group if indicator else "") or "other"


_FIELDS: dict[str, Read] = {
    "group": group_of,
    "area": lambda info: info.area,
    "measure": lambda info: info.measure,
    "frequency": lambda info: info.frequency,
}


def series_list(visit: Visit) -> Response:
    """All series by group and name, or as asked for, by filters."""
    language, wanted = language_of(visit.request), filter_of(visit.request, SeriesFilter)
    page, order = page_of(visit.request, SIZE), order_of(visit.request, COLUMNS)
    key = ("series list", language, wanted, visit.with_unsure, page.number, order)
    main = visit.desk.fragment(key, lambda: _list(visit, wanted, page, order, language))
    return respond(visit, word("series", language), main, here="/series")


def _list(visit: Visit, wanted: SeriesFilter, page: Page, order: str, language: str) -> str:
    every = visit.ledger.series_list()
    by_words = _by_words(every, wanted.words)
    shown = _chosen(by_words, wanted, order, language)
    rows = shown[page.skip : page.skip + page.size]
    return fragment(
        language,
        "series_list.html.j2",
        with_unsure=visit.with_unsure,
        rows=[(info, group_of(info)) for info in rows],
        wanted=wanted,
        facets=_facets(by_words, wanted, language),
        shown=len(shown),
        total=len(every),
        columns=COLUMNS,
        order=order,
        page=page.with_more(len(shown) > page.skip + page.size),
    )


def _by_words(every: Sequence[SeriesInfo], words: str) -> list[SeriesInfo]:
    """Series whose indicators are named so in either language, or whose own name holds the words."""
    if not words:
        return list(every)
    known = {one.id for one in named(words, {info.indicator for info in every}, most=len(every), begun=True)}
    return [info for info in every if info.indicator in known or words.lower() in info.key.lower()]


def _chosen(rows: Sequence[SeriesInfo], wanted: SeriesFilter, order: str, language: str) -> list[SeriesInfo]:
    fitting = [info for info in rows if _fits(info, wanted)]
    fitting.sort(key=lambda info: (group_of(info), info.indicator, info.key))
    if key := order.removeprefix("-"):
        names: dict[str, str] = {info.indicator: name_of_indicator(info.indicator, language) for info in fitting}

        def value(info: SeriesInfo) -> Any:
            return names[info.indicator].lower() if key == "name" else getattr(info, key)

        fitting.sort(key=value, reverse=order.startswith("-"))
    return fitting


def _fits(info: SeriesInfo, wanted: SeriesFilter, but: str = "") -> bool:
    asked = ((name, getattr(wanted, name)) for name in _FIELDS if name != but)
    return all(not told or _FIELDS[name](info) == told for name, told in asked)


def _facets(rows: Sequence[SeriesInfo], wanted: SeriesFilter, language: str) -> tuple[Facet, ...]:
    def say(name: str, value: str) -> str:
        if name == "measure":
            return show_measure(value, language)
        if name == "area":
            return area_name(value, language)
        return word(f"{'group' if name == 'group' else 'trait'} {value}", language, value)

    found = []
    for name, read in _FIELDS.items():
        numbers = Counter(value for info in rows if _fits(info, wanted, but=name) and (value := read(info)))
        found.append(facet(name, name, getattr(wanted, name), numbers, {value: say(name, value) for value in numbers}))
    return tuple(found)


def sheet(visit: Visit) -> Sheet:
    """The list as it is shown, as rows of a file."""
    language, wanted = language_of(visit.request), filter_of(visit.request, SeriesFilter)
    order = order_of(visit.request, COLUMNS)
    rows = _chosen(_by_words(visit.ledger.series_list(), wanted.words), wanted, order, language)
    heads = ("series", "indicator", "group", "measure", "unit", "area", "frequency", "traits", "periods", "statements",
             "oldest period", "newest period")  # fmt: skip
    return Sheet(tuple(word(head, language) for head in heads), [_row(info, language) for info in rows[:LONGEST_FILE]])


def _row(info: SeriesInfo, language: str) -> tuple[Cell, ...]:
    def say(value: str) -> str:
        return word(f"trait {value}", language, value) if value else ""

    others = (name for name in _TRAITS if name not in ("area", "frequency"))
    traits = "; ".join(say(value) for name in others if (value := getattr(info, name)) not in ("", "single", "actual"))
    group = group_of(info)
    return (
        info.key,
        name_of_indicator(info.indicator, language),
        word(f"group {group}", language, group),
        show_measure(info.measure, language),
        show_unit(info.unit, language).strip(),
        area_name(info.area, language) if info.area else "",
        say(info.frequency),
        traits,
        info.periods,
        info.statements,
        ended(info.first_period, info.frequency),
        ended(info.last_period, info.frequency),
    )
