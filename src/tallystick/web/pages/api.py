"""The API for people: each route with what it takes, an example to copy, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from starlette.responses import Response

from tallystick.web.api.document import document
from tallystick.web.guard import Visit
from tallystick.web.rendering import fragment, language_of, respond, word

Doc = Mapping[str, Any]
MOST_VALUES = 12
"""Values of a parameter that are listed."""

_ASKED = {
    "/api/v1/releases": "?language=en&limit=5",
    "/api/v1/observations": "?indicator=industry.value_added&limit=5",
    "/api/v1/findings": "?verdict=contradicts&limit=5",
    "/api/v1/series": "?measure=growth&format=csv",
    "/api/v1/series/{key}": "?as_of=2024-03-01",
}
_SENT = '{"text": "In 2021, output of looms rose by 9.6%, 6.8 percentage points faster than in 2020."}'
_KEYS = {"/api/v1/releases/{key}/made": "industry-monthly-1a2b3c4d"}
_KEY = "industry.value_added.growth"
"""What stands for a key in examples: of a release that is not there on most desks, or of a series."""


class Field(msgspec.Struct, frozen=True):
    """A parameter, or a field of what is sent or answered: its name, its kind in words or values, what it is for."""

    name: str
    kind: str
    codes: bool
    about: str = ""
    required: bool = False


class RouteTold(msgspec.Struct, frozen=True, kw_only=True):
    """A route as a person reads it; `example` is a command for a terminal, `address` one to open (for GET)."""

    name: str
    method: str
    path: str
    summary: str
    takes: tuple[Field, ...]
    gives: tuple[Field, ...]
    answers: tuple[tuple[str, str], ...]
    example: str
    address: str


def api(visit: Visit) -> Response:
    """The page at /api, made from the same document that programs get."""
    language = language_of(visit.request)
    base = str(visit.request.base_url).rstrip("/")
    routes = [
        _route(path, method, told, language, base, visit.signs_in)
        for path, methods in document()["paths"].items()
        for method, told in methods.items()
    ]
    main = fragment(language, "api.html.j2", routes=routes, signs_in=visit.signs_in, base=base)
    return respond(visit, "API", main, here="/api")


def _route(path: str, method: str, told: Doc, language: str, base: str, signs_in: bool) -> RouteTold:
    takes = [_field(one["name"], one["schema"], one["required"], language) for one in told.get("parameters", ())]
    if body := told.get("requestBody"):
        takes += _fields(body["content"]["application/json"]["schema"], language)
    content = told["responses"]["200"].get("content", {}).get("application/json", {})
    address = f"{path.replace('{key}', _KEYS.get(path, _KEY))}{_ASKED.get(path, '') if method == 'get' else ''}"
    token = "-H 'Authorization: Bearer tally_…' " if signs_in else ""
    sent = f"-H 'Content-Type: application/json' -d '{_SENT}' " if method == "post" else ""
    return RouteTold(
        name=told["operationId"],
        method=method.upper(),
        path=path,
        summary=word(f"api {told['operationId']}", language, told["summary"]),
        takes=tuple(takes),
        gives=tuple(_fields(_item(content.get("schema", {})), language)),
        answers=tuple(
            (status, word(f"api {status}", language, answer["description"]))
            for status, answer in sorted(told["responses"].items())
        ),
        example=f"curl {token}{sent}'{base}{address}'",
        address=address if method == "get" and path not in _KEYS else "",
    )


def _item(schema: Doc) -> Doc:
    """Of a list its entries; else the answer."""
    items: Doc = schema.get("properties", {}).get("items", {}).get("items", {})
    return items or schema


def _fields(schema: Doc, language: str) -> list[Field]:
    whole = _resolved(schema)
    required = whole.get("required", ())
    return [_field(name, one, name in required, language) for name, one in whole.get("properties", {}).items()]


def _resolved(schema: Doc) -> Doc:
    reference = str(schema.get("$ref", ""))
    found: Doc = document()["components"]["schemas"][reference.rpartition("/")[2]] if reference else schema
    return found


def _field(name: str, schema: Doc, required: bool, language: str) -> Field:
    whole = _resolved(schema)
    about = str(whole.get("description") or next((s["description"] for s in _choices(whole) if "description" in s), ""))
    codes = any("enum" in _resolved(one) for one in (whole, *_choices(whole)))
    told = word(f"api says {about}", language, about) if about else ""
    return Field(name, _kind(whole, language), codes, told, required)


def _choices(schema: Doc) -> list[Doc]:
    return [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]


def _kind(schema: Doc, language: str) -> str:
    """What values there are, in words."""
    whole = _resolved(schema)
    if "enum" in whole:
        values = [str(value) for value in whole["enum"] if value not in ("", None)]
        return " | ".join(values[:MOST_VALUES]) + (" …" if len(values) > MOST_VALUES else "")
    if choices := _choices(whole):
        return " | ".join(dict.fromkeys(_kind(one, language) for one in choices))
    kind = whole.get("type", "object")
    names = [one for one in kind if one != "null"] if isinstance(kind, list) else [kind]
    if "minimum" in whole and "maximum" in whole:
        return f"{whole['minimum']} – {whole['maximum']}"
    if names == ["array"]:
        return word("api list of", language, what=_kind(whole.get("items", {}), language))
    if "pattern" in whole and "[0-9]{4}-" in whole["pattern"]:
        return word("api day", language)
    return " | ".join(word(f"api {one}", language, one) for one in names)
