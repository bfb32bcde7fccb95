"""Observations as tables: plain rows, Arrow, polars, pandas and notebooks. No I/O; each library only when asked."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from tallystick.model.extras import explained
from tallystick.model.observation import Observation
from tallystick.model.table import path_words

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

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


class Tabular:
    """Adds tables to whatever iterates over observations."""

    __slots__ = ()

    def to_dicts(self: Iterable[Observation]) -> list[dict[str, Any]]:
        """One flat dict an observation: plain numbers, `value_to` for the other end of a range."""
        return [to_row(observation) for observation in self]

    @explained()
    def to_arrow(self: Iterable[Observation]) -> pyarrow.Table:
        """An Arrow table with one row an observation; numbers are doubles. Needs `tallystick[tables]`."""
        import pyarrow

        schema = pyarrow.schema(
            [(name, getattr(pyarrow, kind + "_" * (kind == "bool"))()) for name, kind in COLUMNS.items()]
        )
        return pyarrow.Table.from_pylist([_doubles(to_row(observation)) for observation in self], schema=schema)

    @explained()
    def to_polars(self: Iterable[Observation]) -> polars.DataFrame:
        """A polars frame with one row an observation. Needs `tallystick[tables]`."""
        import polars

        return polars.DataFrame(polars.from_arrow(Tabular.to_arrow(self)))

    @explained()
    def to_pandas(self: Iterable[Observation]) -> pandas.DataFrame:
        """A pandas frame with one row an observation. Needs `tallystick[tables]`."""
        import pandas

        rows = [_doubles(to_row(observation)) for observation in self]
        return pandas.DataFrame(rows, columns=list(COLUMNS)).astype({"page": "Int64"})

    def _repr_html_(self: Iterable[Observation]) -> str:
        """The table that notebooks show; every text of the release is escaped."""
        head = "".join(f"<th>{name}</th>" for name in _SHOWN)
        rows = "".join(f"<tr>{_cells(observation)}</tr>" for observation in self)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _doubles(row: dict[str, Any]) -> dict[str, Any]:
    """Every number of a double column as a float: JSON's whole numbers may be larger than 64 bits."""
    return {
        name: float(cell) if COLUMNS[name] == "float64" and cell is not None else cell for name, cell in row.items()
    }


def _cells(observation: Observation) -> str:
    row = observation.to_dict()
    shown = (" – ".join(map(str, cell)) if isinstance(cell := row[name], list) else cell for name in _SHOWN)
    return "".join(f"<td>{escape('' if cell is None else str(cell))}</td>" for cell in shown)
