"""Answers of the API: queries decoded, lists as JSON or CSV, ETags, problems."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tallystick.model import TallystickError
from tallystick.web.api.records import Listed
from tallystick.web.csv_text import csv_text
from tallystick.web.guard import Visit, problem_of
from tallystick.web.limits import READ

T = TypeVar("T", bound=msgspec.Struct)
Rows = Iterable[dict[str, Any]]


def query_of(visit: Visit, kind: type[T]) -> T:
    """The query as a record; 400 names the field that does not fit."""
    told = {name: value.replace("\x00", "") for name, value in visit.request.query_params.items()}
    unknown = set(told) - set(kind.__struct_fields__)
    if unknown:
        known = ", ".join(kind.__struct_fields__)
        raise HTTPException(400, f"unknown parameter {sorted(unknown)[0][:50]}; there are {known}")
    try:
        return msgspec.convert({name: value for name, value in told.items() if value}, kind, strict=False)
    except msgspec.ValidationError as error:
        raise HTTPException(400, str(error)) from None


def filters(query: msgspec.Struct) -> dict[str, str]:
    """A query's own fields as texts, without those of every list."""
    return {
        name: getattr(query, name) or "" for name in query.__struct_fields__ if name not in Listed.__struct_fields__
    }


def unchanged(visit: Visit, make: Callable[[], Response]) -> Response:
    """The answer with an ETag; 304 without making it when the asker has it already."""
    visit.limit("read", READ)
    try:
        key = f"{visit.desk.stamp()} {visit.request.url.path} {visit.request.url.query}"
        tag = f'W/"{hashlib.blake2b(key.encode(), digest_size=12).hexdigest()}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if tag in visit.request.headers.get("if-none-match", "").split(", "):
            return Response(status_code=304, headers=headers)
        response = make()
    except TallystickError as error:
        raise problem_of(error) from None
    response.headers.update(headers)
    return response


def listed(visit: Visit, rows: Sequence[dict[str, Any]], columns: Sequence[str], form: str, after: int = 0) -> Response:
    """Entries as JSON with the address of the next ones, or as CSV with a Link header that says it."""
    following = (
        str(visit.request.url.include_query_params(after=after).replace(scheme="", netloc="")) if after else None
    )
    link = {"Link": f'<{following}>; rel="next"'} if following else {}
    if form == "csv":
        return Response(csv_text(rows, columns), media_type="text/csv", headers=link)
    return json_response({"items": list(rows), "next": following}, headers=link)


def json_response(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """JSON in UTF-8."""
    return Response(msgspec.json.encode(value), status, headers, media_type="application/json")
