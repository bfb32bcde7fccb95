"""The tables that this program writes, under one set of names: those of series, with what statements add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tallystick.published.spreadsheets import text_of_cell

SDMX = {
    "SERIES_KEY": "series",
    "INDICATOR": "indicator",
    "REF_AREA": "area",
    "MEASURE": "measure",
    "UNIT_MEASURE": "unit",
    "STATUS": "status",
    "VINTAGE": "first_published",
    "OBS_VALUE": "value",
    "OBS_VALUE_TO": "value_to",
    "OBS_STATUS": "obs_status",
    "LOWER": "lower",
    "UPPER": "upper",
    "QUALIFIER": "qualifier",
    "BASE": "base",
    "SUPERSEDED_BY": "superseded_by",
    "SUPERSEDED_ON": "superseded_on",
    "RELEASE": "release",
    "PUBLISHER": "publisher",
    "OBSERVATION": "observation",
    "QUOTE": "quote",
    "SENTENCE": "sentence",
    "CONFIDENCE": "confidence",
    "KNOWN_AT": "known_at",
    "DATED_BY": "dated_by",
    "HOME_AREA": "home_area",
    "CORRECTS": "corrects",
    "REPLACED": "replaced",
    "ORIGINAL_PERIOD": "period",
}
"""Columns of SDMX-CSV as this program writes it, and what a series' table calls them."""

STATUSES = {"observed": "A", "missing": "M", "suppressed": "Q", "not yet published": "L"}
"""Status of an observation, and its code in SDMX."""

NOTHING = "_Z"
"""SDMX's word for a dimension that does not apply."""


def under_our_names(rows: Sequence[Mapping[str, str]], *, escaped: bool) -> Iterator[dict[str, str]]:
    """Rows of any of our tables with `release`, `observation`, `quote`, `period`, `value` and whatever else they have.

    `escaped` undoes what keeps a spreadsheet from taking a text for a formula.
    """
    for row in rows:
        told = {SDMX[name]: cell for name, cell in row.items() if name in SDMX} if "SERIES_KEY" in row else dict(row)
        if "SERIES_KEY" in row:
            told = {name: "" if cell == NOTHING else cell for name, cell in told.items()}
            told["obs_status"] = {code: status for status, code in STATUSES.items()}[told["obs_status"] or "A"]
        if "quote" not in told:
            told |= {"quote": told["text"], "observation": told["id"]}
        yield {name: text_of_cell(cell) for name, cell in told.items()} if escaped else told
