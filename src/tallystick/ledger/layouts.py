"""The layout of a release made from a document: its tables, pages and places, packed into one column.

A release of plain text has none, and costs nothing here. Places of words are put down column by column, starts as
steps from one to the next: so packed they take about as many bytes as the words themselves.
"""

from __future__ import annotations

import zlib
from itertools import accumulate, pairwise
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Column, Connection, ForeignKey, LargeBinary, select

from tallystick.ledger.schema import Key, _table, release
from tallystick.model import Dropped, PageSize, Part, Recognized, Release, Run, Table

layout = _table(
    "layout",
    Column("release", Key, ForeignKey("release.key"), primary_key=True),
    Column("reading", Key, primary_key=True, server_default="0"),
    Column("packed", LargeBinary, nullable=False),
)
"""One row a release that has a layout; another for a later reading that found it otherwise."""

LEVEL = 6


class _Layout(msgspec.Struct, frozen=True, array_like=True):
    tables: tuple[Table, ...]
    pages: tuple[PageSize, ...]
    runs: tuple[tuple[int | float, ...], ...]
    dropped: tuple[Dropped, ...]
    parts: tuple[Part, ...]
    remarks: tuple[str, ...]
    recognized: tuple[Recognized, ...] = ()


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Layout).decode
LAYOUT = ("tables", "pages", "runs", "dropped", "parts", "remarks", "recognized")
"""The fields of a release that are its layout; each is empty for a text."""

_BARE: dict[str, Any] = dict.fromkeys(LAYOUT, ())


def bare(of: Release) -> Release:
    """The release without its layout."""
    return replace(of, **_BARE)


def packed(of: Release) -> bytes:
    """The layout of a release; no bytes where it has none."""
    if not any(getattr(of, name) for name in _BARE):
        return b""
    told = _Layout(
        tables=of.tables,
        pages=of.pages,
        runs=_columns(of.runs),
        dropped=of.dropped,
        parts=of.parts,
        remarks=of.remarks,
        recognized=of.recognized,
    )
    return zlib.compress(_encode(told), LEVEL)


def with_layout(of: Release, data: bytes) -> Release:
    """A release with the layout in packed bytes; ValueError, zlib.error or msgspec's error where they are broken."""
    if not data:
        return of
    told = unpacked(data)
    return replace(
        of,
        tables=told.tables,
        pages=told.pages,
        runs=_runs(told.runs),
        dropped=told.dropped,
        parts=told.parts,
        remarks=told.remarks,
        recognized=told.recognized,
    )


def unpacked(data: bytes) -> _Layout:
    """What packed bytes hold."""
    return _decode(zlib.decompress(data)) if data else _decode(b"[[],[],[],[],[],[]]")


def packed_of(connection: Connection, of: int, reading: int) -> bytes:
    """The layout of a kept release as a reading found it: its own, or that which the release was kept with."""
    query = select(layout.c.packed).where(layout.c.release == of, layout.c.reading.in_((0, reading)))
    return bytes(connection.execute(query.order_by(layout.c.reading.desc()).limit(1)).scalar() or b"")


def parts_of(connection: Connection, release_id: str) -> tuple[Part, ...]:
    """The files that a kept release is made of, where it is made of several."""
    query = select(layout.c.packed).join(release, release.c.key == layout.c.release)
    data = connection.execute(query.where(release.c.release_id == release_id, layout.c.reading == 0)).scalar()
    return unpacked(bytes(data or b"")).parts


def _columns(runs: tuple[Run, ...]) -> tuple[tuple[Any, ...], ...]:
    """Steps between starts, lengths, pages and the four sides of runs."""
    if not runs:
        return ()
    starts = [run.start for run in runs]
    steps = (starts[0], *(b - a for a, b in pairwise(starts)))
    sides = (tuple(getattr(run, side) for run in runs) for side in ("x0", "y0", "x1", "y1"))
    return (steps, tuple(run.end - run.start for run in runs), tuple(run.page for run in runs), *sides)


def _runs(columns: tuple[tuple[Any, ...], ...]) -> tuple[Run, ...]:
    if not columns:
        return ()
    steps, lengths, *rest = columns
    starts = accumulate(steps)
    return tuple(Run(s, s + n, *more) for s, n, *more in zip(starts, lengths, *rest, strict=True))
