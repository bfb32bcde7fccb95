"""The OpenAPI document, made from the records that handlers take and give."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from starlette.responses import Response

from tallystick.ledger.records import SeriesInfo
from tallystick.web.api import records
from tallystick.web.api.answer import json_response
from tallystick.web.guard import Visit

Doc = dict[str, Any]

_LISTS: dict[str, tuple[str, type[msgspec.Struct], type[msgspec.Struct]]] = {
    "/api/v1/releases": ("List releases", records.Releases, records.ReleaseItem),
    "/api/v1/observations": ("List observations", records.Observations, records.ObservationItem),
    "/api/v1/findings": ("List findings", records.Findings, records.FindingItem),
    "/api/v1/briefings": ("List briefings that were sent", records.Briefings, records.BriefingItem),
    "/api/v1/series": ("List series", records.SeriesList, SeriesInfo),
    "/api/v1/releases/{key}/made": ("How figures were made", records.MadeFigures, records.MadeItem),
    "/api/v1/series/{key}": ("Points of a series", records.Points, records.PointItem),
}
_SOURCE: Doc = {
    "release": {"type": "string"},
    "made_of": {"enum": ["returns", "series"], "description": "What the figures were made of."},
    "source": {"type": "string", "description": "The SHA-256 of the returns, or the key of the series."},
    "recipe": {"type": "object", "description": "The recipe, or the model with its diagnostics."},
}
"""What an answer tells of a compiled release beside its figures."""

_ERRORS = {
    "400": "The request does not fit; `error` says where.",
    "401": "Sign in, or send a token.",
    "403": "Not with this role.",
    "404": "There is no such thing.",
    "503": "The ledger does not answer: try again.",
    "429": "Too many requests: wait as long as Retry-After says.",
}
_ERRORS_OF_BODIES = {
    "411": "The length must be told.",
    "413": "Too long.",
    "415": "Not application/json.",
}


def openapi(visit: Visit) -> Response:  # noqa: ARG001  every handler takes a visit
    """The document itself."""
    return json_response(document())


@cache
def document() -> Doc:
    """OpenAPI 3.1: paths, parameters, answers, records."""
    kinds = [item for _, _, item in _LISTS.values()] + [
        records.Problem,
        records.Draft,
        records.ToKeep,
        records.KeptItem,
    ]
    _, components = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    paths: Doc = {path: {"get": _list(path, *told)} for path, told in _LISTS.items()}
    made = paths["/api/v1/releases/{key}/made"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    made["properties"] |= _SOURCE
    made["required"] += list(_SOURCE)
    paths["/api/v1/check"] = {"post": _check()}
    paths["/api/v1/releases"]["post"] = _keep()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "tallystick",
            "version": "1",
            "description": "Figures of official releases, what arithmetic says of them, and their series.",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _list(path: str, summary: str, query: type[msgspec.Struct], item: type[msgspec.Struct]) -> Doc:
    entries = {"type": "array", "items": {"$ref": f"#/components/schemas/{item.__name__}"}}
    answer = {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": entries,
            "next": {"type": ["string", "null"], "description": "Where the list goes on."},
        },
    }
    return {
        "summary": summary,
        "operationId": summary.lower().replace(" ", "_"),
        "parameters": [*_path_parameters(path), *_parameters(query)],
        "responses": {
            "200": {
                "description": "What was asked for.",
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": {
                    "application/json": {"schema": answer},
                    "text/csv": {"schema": {"type": "string"}},
                },
            },
            "304": {"description": "You have it: the ETag is the same."},
            **_problems(_ERRORS),
        },
    }


def _check() -> Doc:
    lists = {name: {"type": "array", "items": {"type": "object"}} for name in ("observations", "unread", "findings")}
    handed = {name: {"type": "array", "items": {"type": "object"}} for name in ("refused", "differs")}
    answer = {
        "type": "object",
        "required": list(lists),
        "properties": {**lists, "comparison": {"type": "object"}, **handed},
    }
    return {
        "summary": "Check a draft without keeping it",
        "operationId": "check",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Draft"}}},
        },
        "responses": {
            "200": {"description": "Figures and findings.", "content": {"application/json": {"schema": answer}}},
            **_problems({k: v for k, v in _ERRORS.items() if k != "404"} | _ERRORS_OF_BODIES),
        },
    }


def _keep() -> Doc:
    answer = {"application/json": {"schema": {"$ref": "#/components/schemas/KeptItem"}}}
    return {
        "summary": "Keep a text as a release, for editors",
        "operationId": "keep",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ToKeep"}}},
        },
        "responses": {
            "200": {"description": "It is kept already.", "content": answer},
            "201": {"description": "It is kept, or read anew as it was handed in.", "content": answer},
            **_problems({k: v for k, v in _ERRORS.items() if k != "404"} | _ERRORS_OF_BODIES),
        },
    }


def _parameters(query: type[msgspec.Struct]) -> list[Doc]:
    (schema,), components = msgspec.json.schema_components([query])
    properties: Doc = components[schema["$ref"].rpartition("/")[2]]["properties"]
    return [
        {"name": name, "in": "query", "required": False, "schema": _told(known)} for name, known in properties.items()
    ]


def _told(schema: Doc) -> Doc:
    """A parameter that is not sent is absent, never null."""
    told = {name: value for name, value in schema.items() if name not in ("default", "anyOf")}
    for choice in schema.get("anyOf", ()):
        if choice.get("type") != "null":
            told |= choice
    if None in told.get("enum", ()):
        told["enum"] = [value for value in told["enum"] if value is not None]
    return told


def _path_parameters(path: str) -> list[Doc]:
    if "{key}" not in path:
        return []
    schema = {"type": "string", "minLength": 1, "maxLength": 500}
    return [{"name": "key", "in": "path", "required": True, "schema": schema}]


def _problems(known: dict[str, str]) -> Doc:
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": words, "content": content} for status, words in known.items()}
