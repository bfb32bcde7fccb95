"""Bodies of requests: refused by their told length before they are read, then read in a way that stays quick."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

WORDS = 512 * 1024
"""Bytes of a form sent as one line of words: its decoding looks at every byte."""

FILES, FIELDS = 500, 100

LARGEST_FIELDS = 8 * 1024 * 1024
LARGEST_RETURNED = 128 * 1024 * 1024
"""Bytes of a field, and of a whole form with its files, that are read to give back what was typed in a refused form."""


def told_length(request: Request, limit: int) -> int:
    """The length of a body that may be read: refuses what is too long before it is."""
    length = request.headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 12):
        raise HTTPException(411, "the length must be told")
    most = limit if _kind(request) in ("multipart/form-data", "application/json") else min(limit, WORDS)
    if int(length) > most:
        raise HTTPException(413, f"at most {most >> 20} MB" if most >= 1 << 20 else f"at most {most >> 10} KB")
    return int(length)


def length_to_return(request: Request) -> int | None:
    """The length of a refused form that may be read all the same to give back its fields; None where it may not."""
    length = request.headers.get("content-length", "")
    told = int(length) if length.isascii() and length.isdigit() and len(length) < 12 else LARGEST_RETURNED + 1
    most = LARGEST_RETURNED if _kind(request) == "multipart/form-data" else WORDS
    return told if told <= most else None


async def json_of(request: Request) -> dict[str, Any]:
    """The body of a call of the API."""
    if _kind(request) != "application/json":
        raise HTTPException(415, "send application/json")
    return {"body": await request.body()}


async def form_of(request: Request, limit: int, *, files: bool = True) -> dict[str, Any]:
    """The fields of a form, uploads as they come: `NAME files` is a list of (name, bytes, media type).

    Without `files` they are let go, and `files dropped` says so.
    """
    fields: dict[str, Any] = {}
    async with request.form(max_files=FILES, max_fields=FIELDS, max_part_size=limit) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields[name] = value
            elif value.filename and not files:
                fields["files dropped"] = "yes"
            elif value.filename:
                fields.setdefault(f"{name} files", []).append((value.filename, await value.read(), value.content_type))
    return fields


def _kind(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()
