"""A recipe as the TOML file that makes it: what stands in a release can be run again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from tallystick.compiling.recipes.recipe import Recipe

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LISTS = ("indicator", "partition", "edit", "benchmark", "rake")


def to_toml(recipe: Recipe) -> str:
    """The recipe as a file; what is as it would be anyway is left out.

    >>> from tallystick.compiling.recipes.loading import load
    >>> made = load({"name": "mines", "indicator": [{"id": "industry.revenue", "numerator": "turnover"}]})
    >>> print(to_toml(made), end="")
    name = "mines"
    <BLANKLINE>
    [[indicator]]
    id = "industry.revenue"
    numerator = "turnover"
    """
    return "\n".join(_lines(recipe)) + "\n"


def _lines(recipe: Recipe) -> Iterator[str]:
    told = _told(recipe)
    tables = {name: told.pop(name) for name in list(told) if isinstance(told[name], Mapping)}
    lists = {name: told.pop(name) for name in _LISTS if name in told}
    yield from _entries(told)
    for name, table in tables.items():
        yield from ("", f"[{name}]", *_entries(table))
    for name, entries in lists.items():
        for entry in entries:
            yield from ("", f"[[{name}]]", *_entries(entry))


def _told(struct: msgspec.Struct) -> dict[str, Any]:
    """The fields that differ from their defaults, by the names they have in files."""
    found: dict[str, Any] = {}
    for one in msgspec.structs.fields(struct):
        value = getattr(struct, one.name)
        if not one.required and value == _usual(one):
            continue
        if isinstance(value, msgspec.Struct):
            value = _told(value)
        elif isinstance(value, tuple):
            value = [_told(each) if isinstance(each, msgspec.Struct) else each for each in value]
        found[one.encode_name] = value
    return found


def _usual(field: msgspec.structs.FieldInfo) -> Any:
    made: Any = field.default_factory
    return field.default if made is msgspec.NODEFAULT else made()


def _entries(table: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{_key(name)} = {_value(value)}" for name, value in table.items() if value is not None)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(_entries(value))} }}" if value else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    return repr(value)


def _text(text: str) -> str:
    """A basic string: JSON's escapes are TOML's, but for the one letter that TOML escapes and JSON does not."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
