"""Tables of records: tuples that turn into frames, and into the tables of notebooks."""

from __future__ import annotations

import types
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

import msgspec

from tallystick.ledger.record_views import SHOWN
from tallystick.model import plain
from tallystick.model.frames import Framed, Kinds
from tallystick.model.notebook import table

T = TypeVar("T", bound=msgspec.Struct)

_KINDS = {str: "string", Decimal: "float64", float: "float64", int: "int64", bool: "bool"}


class Records(tuple[T, ...], Framed, Generic[T]):
    """A tuple of records that turns into tables; in frames numbers are doubles and days are dates.

    Exact texts stay in `.to_dicts()`. A record within a record has columns of its own in frames, what lies deeper is
    JSON.
    """

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dict a record: decimals as int or float, days as ISO texts, nested records as JSON types."""
        return [{name: _cell(getattr(row, name)) for name in row.__struct_fields__} for row in self]

    def _kinds(self) -> Kinds:
        return {name: kind for row in self[:1] for name, kind in _kinds_of(type(row)).items()}

    def _rows(self) -> list[dict[str, Any]]:
        return [_flat(row) for row in self.to_dicts()]

    def _repr_html_(self) -> str:
        if not self:
            return table("Nothing", [], [])
        name = type(self[0]).__name__
        columns = SHOWN[name].split() if name in SHOWN else list(self._kinds())
        return table(f"{len(self)} × {name}", self._rows(), columns, more="all are in .to_polars()")


@cache
def _kinds_of(record: type[msgspec.Struct]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for field in msgspec.structs.fields(record):
        told = _told(field.type)
        if isinstance(told, type) and issubclass(told, msgspec.Struct):
            found |= {name: kind for name, kind in _kinds_of(told).items() if name not in found}
        else:
            found[field.name] = told if isinstance(told, str) else "json"
    return found


def _told(kind: Any) -> Any:
    """The kind of a field's cells, the record that it holds, or None for what is told as JSON."""
    if get_origin(kind) is Annotated:
        return next((mark for mark in get_args(kind)[1:] if isinstance(mark, str)), None)
    if get_origin(kind) in (Union, types.UnionType):
        inner = [one for one in get_args(kind) if one is not type(None)]
        return _told(inner[0]) if len(inner) == 1 else None
    if kind == tuple[str, ...]:
        return "strings"
    return kind if isinstance(kind, type) and issubclass(kind, msgspec.Struct) else _KINDS.get(kind)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the fields of a record within it beside its own; its own come first where two have one name."""
    return {name: cell for told in row.values() if isinstance(told, dict) for name, cell in told.items()} | row


def _cell(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, msgspec.Struct):
        return msgspec.to_builtins(value, enc_hook=str)
    if isinstance(value, tuple):
        return [_cell(item) for item in value]
    return value
