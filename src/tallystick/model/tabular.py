"""Observations as tables: plain rows, frames and what notebooks show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tallystick.model.frames import Framed, Kinds
from tallystick.model.notebook import table
from tallystick.model.observation import Observation
from tallystick.model.table import path_words

# Column → Arrow type; the order is that of every table and export.
COLUMNS = {
    "release": "string",
    "id": "string",
    "text": "string",
    "start": "int64",
    "end": "int64",
    "value": "float64",
    "value_to": "float64",
    "lower": "float64",
    "upper": "float64",
    "lower_open": "bool",
    "upper_open": "bool",
    "digits": "string",
    "unit": "string",
    "measure": "string",
    "subject": "string",
    "indicator": "string",
    "indicator_name": "string",
    "area": "string",
    "period": "string",
    "base": "string",
    "qualifier": "string",
    "status": "string",
    "speaker": "string",
    "section": "string",
    "sentence": "string",
    "page": "int64",
    "place": "string",
    "table": "string",
    "row": "string",
    "column": "string",
    "confidence": "float64",
    "sure": "bool",
}
_SHOWN = ("subject", "text", "value", "unit", "measure", "period", "base", "status", "speaker", "section", "sure")


def to_row(observation: Observation) -> dict[str, Any]:
    """One flat row under the names of `COLUMNS`: `value_to` holds the other end of a range, else None.

    `page` and `place` tell where it stands (`Place.flat`), `row` and `column` are paths in words; None where there is
    no page or place.
    """
    row = observation.to_dict()
    value = row.pop("value")
    low, high = value if isinstance(value, list) else (value, None)
    row |= {"value": low, "value_to": high}
    place = observation.place
    row |= {"page": (place.page or None) if place else None, "place": place.flat if place else None}
    row |= {"row": path_words(observation.row), "column": path_words(observation.column)}
    return {name: row[name] for name in COLUMNS}


class Tabular(Framed):
    """Adds tables to whatever iterates over observations: one row a figure."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Observation]:
        raise NotImplementedError

    def to_dicts(self) -> list[dict[str, Any]]:
        """One flat dict an observation: plain numbers, `value_to` for the other end of a range."""
        return [to_row(observation) for observation in self]

    def _kinds(self) -> Kinds:
        return COLUMNS

    def _shown(self, title: str) -> str:
        rows = [row | {"value": _range(row)} for row in self.to_dicts()]
        return table(title, rows, _SHOWN, more="all are in .observations and .to_polars()")


def _range(row: dict[str, Any]) -> Any:
    return row["value"] if row["value_to"] is None else f"{row['value']} – {row['value_to']}"
