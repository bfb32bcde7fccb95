"""Rows as frames of Arrow, polars and pandas. No I/O; each library is loaded only when asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from tallystick.model.extras import explained

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Day = Annotated[str, "date"]
"""An ISO day as text, empty where none is known: a date in frames."""
Moment = Annotated[str, "moment"]
"""An ISO moment as text, empty where there is none: a time in UTC in frames."""

Kinds = Mapping[str, str]
"""Column → what its cells are: string, int64, float64, bool, date, moment, strings (a list), json (told as text)."""


class Framed:
    """Adds frames to whatever tells its rows and the kinds of its columns."""

    __slots__ = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows in plain types."""
        raise NotImplementedError

    def _kinds(self) -> Kinds:
        raise NotImplementedError

    def _rows(self) -> Iterable[dict[str, Any]]:
        return self.to_dicts()

    @explained()
    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table: numbers are doubles, days are dates. Needs `tallystick[tables]`."""
        return arrow(self._rows(), self._kinds())

    @explained()
    def to_polars(self) -> polars.DataFrame:
        """A polars frame: numbers are doubles, days are dates. Needs `tallystick[tables]`."""
        import polars

        return polars.DataFrame(polars.from_arrow(self.to_arrow()))

    @explained()
    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame: numbers are doubles, days are `datetime64`. Needs `tallystick[tables]`."""
        import pandas
        import pyarrow

        whole = {pyarrow.int64(): pandas.Int64Dtype()}  # whole numbers stay whole where some are missing
        return pandas.DataFrame(self.to_arrow().to_pandas(date_as_object=False, types_mapper=whole.get))


def arrow(rows: Iterable[Mapping[str, Any]], kinds: Kinds) -> pyarrow.Table:
    """Rows as an Arrow table, whose columns and types stand even where there is no row."""
    import pyarrow

    types = {
        "bool": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "float64": pyarrow.float64(),
        "int64": pyarrow.int64(),
        "moment": pyarrow.timestamp("us", tz="UTC"),
        "strings": pyarrow.list_(pyarrow.string()),
    }
    schema = pyarrow.schema([(name, types.get(kind, pyarrow.string())) for name, kind in kinds.items()])
    made = [{name: _cell(row[name], kind) for name, kind in kinds.items()} for row in rows]
    return pyarrow.Table.from_pylist(made, schema=schema)


def _cell(value: Any, kind: str) -> Any:
    if value is None:
        return None
    match kind:
        case "float64":
            return float(value)  # whole numbers may be larger than 64 bits
        case "date":
            return date.fromisoformat(value) if value else None
        case "moment":
            return _moment(value) if value else None
        case "json":
            return json.dumps(value, ensure_ascii=False)
    return value


def _moment(value: str) -> datetime:
    told = datetime.fromisoformat(value)
    return told if told.tzinfo else told.replace(tzinfo=UTC)
