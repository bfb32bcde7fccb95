"""A series as a page shows it: what stood on a day, its charts, and the words of their axes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tallystick.knowledge.areas import area_name
from tallystick.ledger import Ledger, Point, SeriesInfo
from tallystick.ledger.as_of import published_by
from tallystick.reporting import charts, drawing, show
from tallystick.reporting.chart_parts import NARROW, WIDE, Size
from tallystick.reporting.chart_words import chart_words, title_of_axis
from tallystick.web.guard import Visit
from tallystick.web.rendering import figure_link, name_of_indicator, scope_words, word
from tallystick.web.series_asked import Asked
from tallystick.web.series_data import (
    adjusted_of,
    days_of,
    info_of,
    months_and_totals,
    relatives,
    standing,
    vintages_by_series,
    vintages_of,
)
from tallystick.web.series_implied import Beside, beside_levels

CHARTS = ("vintages", "rates", "revisions", "to-date")


def short_name(info: SeriesInfo, language: str) -> str:
    """The indicator's name with what tells this series from its siblings."""
    traits = [show.show_measure(info.measure, language)]
    single = info.accumulation == "single"
    told = (info.comparison, "" if single else info.accumulation, info.frequency, info.adjustment)
    traits += [word(f"trait {part}", language, part) for part in told if part]
    traits += [scope] if (scope := scope_words(info, language)) else []
    traits += [word(f"trait {info.area}", language, area_name(info.area, language))] if info.area else []
    return f"{name_of_indicator(info.indicator, language)} · {' · '.join(traits)}"


@dataclass(frozen=True)
class View:
    """A series seen with a ledger, as an address asks for it. `every` holds all vintages, `known` those by its day."""

    ledger: Ledger
    info: SeriesInfo
    asked: Asked
    every: list[Point]

    @cached_property
    def known(self) -> list[Point]:
        """Vintages as they were on the day asked for."""
        return published_by(self.every, self.asked.as_of)

    @cached_property
    def days(self) -> list[str]:
        """The days on which something was told or changed."""
        return days_of(self.every)

    @cached_property
    def others(self) -> list[SeriesInfo]:
        """The other series of the indicator."""
        return relatives(self.ledger, self.info)

    @cached_property
    def beside(self) -> list[Beside]:
        """Its rates beside those that levels imply."""
        return beside_levels(self.ledger, self.info, self.known, self.others, self.asked.as_of)

    @cached_property
    def adjustments(self) -> dict[str, str]:
        """The keys of what was computed here of the series, by LINES of `adjusted_charts`; none of what was not."""
        return adjusted_of(self.info.key, [other.key for other in self.others])

    @cached_property
    def computed(self) -> dict[str, list[Point]]:
        """What stands of it on the day asked for, as far as it is asked for."""
        wanted = {"adjusted": ("adjusted",), "trend": ("adjusted", "trend")}.get(self.asked.computed, ())
        keys = {name: key for name, key in self.adjustments.items() if name in wanted}
        told = vintages_by_series(self.ledger, list(keys.values()), self.asked.as_of)
        return {name: standing(told[key]) for name, key in keys.items()}

    def stood(self, day: str) -> list[Point]:
        """What stood on a day."""
        return standing(published_by(self.every, day))

    def spec(self, name: str, language: str, size: Size) -> drawing.Spec:
        """A chart by its name; one without data is empty."""
        words = {**chart_words(language), "value": title_of_axis(self.info, language)}
        if name == "vintages":
            chosen = {day: self.stood(day) for day in self.asked.chosen if day in self.days}
            return charts.vintages(self.known, words, figure_link, size, chosen, self.computed)
        if name == "rates":
            implied = [one.implied for one in self.beside]
            return charts.rates(standing(self.known), implied, words, figure_link, size)
        if name == "revisions":
            return charts.revisions(self.known, words, figure_link, size)
        months, totals = months_and_totals(self.ledger, self.info, self.others, self.asked.as_of)
        return charts.to_date(months, totals, words, figure_link, size)


def view_of(visit: Visit, key: str, asked: Asked) -> View:
    """The series a key names, as asked for; LedgerError when it is not kept."""
    info = info_of(visit.ledger, key)
    return View(visit.ledger, info, asked, vintages_of(visit.ledger, info.key))


def size_of(visit: Visit) -> Size:
    """How large a chart is asked for."""
    return NARROW if visit.request.query_params.get("narrow") == "1" else WIDE
