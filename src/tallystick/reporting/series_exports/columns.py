"""What the columns of an export mean: the one place that the data package, Stata's labels and the notes read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from tallystick.knowledge.areas import area_name
from tallystick.knowledge.indicators import catalogue

MEANING = {
    "series": "Key of the series",
    "indicator": "Indicator, by its id in the catalogue",
    "indicator_name": "Name of the indicator; the words of the text where the catalogue has none",
    "measure": "What the value is: level, growth, share, change …",
    "unit": "Unit of value: %, pp, ISO 4217 currency, SI or trade unit, 1 for counts",
    "area": "Area, ISO 3166",
    "area_name": "Name of the area",
    "accumulation": "single period, year-to-date, span of periods, or state at an end",
    "frequency": "Frequency of the period",
    "comparison": "What growth or change is measured against",
    "price_basis": "Prices the growth is measured at",
    "scope": "Coverage, as above designated size",
    "status": "actual, target or forecast",
    "period": "Period: 2021, 2022-S1, 2022-Q1, 2022-03, 2022-01/2022-02, 2021-12-31",
    "period_start": "First day of the period",
    "period_end": "Last day of the period",
    "value": "Value in unit, scale resolved; the low end of a range",
    "value_to": "High end of a range",
    "lower": "Least value that the printed figure allows",
    "upper": "Greatest value that the printed figure allows",
    "qualifier": "> more than, < nearly, ~ about",
    "obs_status": "observed, missing, suppressed or not yet published",
    "base": "Period or whole it is compared with",
    "first_published": "Day this value was first published",
    "superseded_by": "Release that said something else later",
    "superseded_on": "Day it was superseded",
    "release": "Release that said it first",
    "publisher": "Who published the release",
    "observation": "Id of the figure: release and place in its text",
    "quote": "The words of the figure",
    "sentence": "The sentence it stands in",
    "known_at": "Moment the ledger came to know it",
    "dated_by": "What tells the release's day: released, event, decided, year or kept",
    "home_area": "Area the release speaks from",
    "said": "How often this value was said",
    "own": "Whether the publisher produces the series",
    "corrects": "Whether the release corrects an earlier one",
    "replaced": "Whether the release itself replaces the value",
    "confidence": "Odds, 0 to 1, that all of the figure was read right; empty where nothing was told",
    "sure": "Whether that is enough for the figure to stand in series by itself",
    "doubt": "Why the value stands nowhere until a person has decided",
    "published": "Day of publication",
    "edition": "Edition of the release",
    "subject": "What is measured, in the words of the text",
    "digits": "The number as printed",
    "section": "Heading it stands under",
    "speaker": "Who said it",
    "page": "Page it stands on, from 1; 0 where there are none",
    "place": "Rectangles on the page (points from the top left), or sheet and cell",
    "table": "Name of the table it is a cell of",
    "row": "Path of its row in the table, outermost first",
    "column": "Path of its column in the table, outermost first",
    "start": "Place of the first character in the text",
    "end": "Place after the last character",
    "lower_open": "Whether the least value itself is left out",
    "upper_open": "Whether the greatest value itself is left out",
}

DATES = ("period_start", "period_end", "first_published", "superseded_on", "published")
NUMBERS = ("value", "value_to", "lower", "upper")
ODDS = ("confidence",)
COUNTS = ("said", "edition", "page", "start", "end")
FLAGS = ("lower_open", "upper_open", "own", "corrects", "replaced", "sure")

NAMES = {"indicator": "indicator_name", "area": "area_name"}
"""Codes, and the column beside each that holds its name."""


def named(fields: Iterable[str]) -> tuple[str, ...]:
    """Columns with the names beside the codes.

    >>> named(("series", "indicator", "area"))
    ('series', 'indicator', 'indicator_name', 'area', 'area_name')
    """
    return tuple(one for field in fields for one in (field, NAMES.get(field)) if one)


def held(row: Any, column: str, language: str) -> Any:
    """What a record holds in a column; names are told in `language`."""
    if column == "indicator_name":
        return _indicator_name(row.indicator, language)
    if column == "area_name":
        return _area_name(row.area, language)
    return getattr(row, column)


@lru_cache(maxsize=4096)
def _indicator_name(indicator: str, language: str) -> str:
    entry = catalogue().get(indicator)
    return entry.name(language) if entry else indicator


@lru_cache(maxsize=4096)
def _area_name(area: str, language: str) -> str:
    return area_name(area, language) if area else ""
