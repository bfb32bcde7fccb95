"""Tables of records: tuples that turn into frames."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from tallystick.model import plain
from tallystick.model.extras import explained

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

T = TypeVar("T", bound=msgspec.Struct)


class Records(tuple[T, ...], Generic[T]):
    """A tuple of records that turns into tables; numbers become floats there, exact texts stay in `.to_dicts`."""

    __slots__ = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dict a record: decimals as int or float, nested records as JSON types."""
        return [{name: _cell(getattr(row, name)) for name in row.__struct_fields__} for row in self]

    @explained()
    def to_polars(self) -> polars.DataFrame:
        """A polars frame, one row a record."""
        import polars

        return polars.DataFrame(self.to_dicts(), infer_schema_length=None)

    @explained()
    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame, one row a record."""
        import pandas

        return pandas.DataFrame(self.to_dicts())

    @explained()
    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table, one row a record."""
        import pyarrow

        return pyarrow.Table.from_pylist(_floats(self.to_dicts()))


def _cell(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, msgspec.Struct):
        return msgspec.to_builtins(value, enc_hook=str)
    if isinstance(value, tuple):
        return [_cell(item) for item in value]
    return value


def _floats(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Numbers of a column must be of one kind for Arrow: integers too large or mixed become floats."""
    exact = {"said", "start", "end", "edition", "observations", "statements", "periods"}
    return [{k: float(v) if type(v) is int and k not in exact else v for k, v in row.items()} for row in rows]
