"""Several files that are one release: pages 1 to 11 of a transcript, a release and its annex.

Their bytes are one archive (a zip that says so in its comment, made the same from the same files), so the release has
one hash, is kept, read anew and shown like any other. Their words are one text: what begins on one page goes on upon
the next, and whoever speaks is known throughout.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec
from msgspec.structs import replace

from tallystick.model import Dropped, PageSize, Part, Place, Recognized, Run, SourceError
from tallystick.releases.draft import Draft
from tallystick.releases.lines import Line
from tallystick.releases.tables.grid import Grid

TOGETHER = "application/vnd.tallystick.release+zip"
MOST_PARTS = 500
LARGEST = 200 * 1024 * 1024
"""Bytes of all parts together."""

_COMMENT = b"tallystick: one release"
_GAP = "\n\n"
_HEAD = b"PK\x03\x04"


class File(NamedTuple):
    """One of the files: its name, its bytes, and what they are said to be (None: they tell it themselves)."""

    name: str
    data: bytes
    media_type: str | None = None


def together(files: Sequence[File]) -> bytes:
    """The archive of files that are one release, in their order; the same files give the same bytes.

    Raises SourceError for more than can be read as one.
    """
    if len(files) > MOST_PARTS or sum(len(file.data) for file in files) > LARGEST:
        raise SourceError(
            f"{len(files)} files are too much for one release", f"give up to {MOST_PARTS}, of {LARGEST >> 20} MB in all"
        )
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for number, file in enumerate(files, start=1):
            member = ZipInfo(f"{number:03}/{file.name.replace('/', '_')}")
            member.comment = (file.media_type or "").encode()
            archive.writestr(member, file.data)
        archive.comment = _COMMENT
    return stream.getvalue()


def parts_in(data: bytes, source: str = "") -> list[File] | None:
    """The files of an archive that `together` made; None for all else. Raises SourceError for a broken one."""
    if not (data.startswith(_HEAD) and data.endswith(_COMMENT)):
        return None
    files = _files_in(data, source)
    if not files:
        raise SourceError(f"{source} holds no files", "give the files that it was made of")
    return files


def _files_in(data: bytes, source: str) -> list[File]:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_PARTS or sum(one.file_size for one in members) > LARGEST:
                raise SourceError(f"{source} holds too much for one release", "give its files")
            return [
                File(one.filename.partition("/")[2], archive.read(one), one.comment.decode("ascii", "replace") or None)
                for one in members
                if one.compress_type == ZIP_STORED
            ]
    except (BadZipFile, ValueError, EOFError, NotImplementedError, OSError) as error:
        raise SourceError(f"{source} is broken: {error}", "give the files that it was made of") from None


def joined(drafts: Sequence[tuple[str, Draft]]) -> Draft:
    """One draft of several with their files' names: offsets and pages counted through, places with their file."""
    lines: list[Line] = []
    grids: list[Grid] = []
    runs: list[Run] = []
    pages: list[PageSize] = []
    parts: list[Part] = []
    recognized: list[Recognized] = []
    at = 0
    for name, draft in drafts:
        before = len(pages)
        lines += [line._replace(start=line.start + at, end=line.end + at) for line in draft.lines]
        grids += [_grid(grid, at, before) for grid in draft.grids]
        runs += [Run(r.start + at, r.end + at, r.page + before, r.x0, r.y0, r.x1, r.y1) for r in draft.runs]
        recognized += [Recognized(r.start + at, r.end + at, r.odds) for r in draft.recognized]
        pages += draft.pages
        parts.append(Part(name, at, at + len(draft.text), before))
        at += len(draft.text) + len(_GAP)
    text = _GAP.join(draft.text for _, draft in drafts)
    dropped = [_dropped(one, name) for name, draft in drafts for one in draft.dropped]
    remarks = [f"({name}) {remark}" for name, draft in drafts for remark in draft.remarks]
    first = drafts[0][1]
    return Draft(text, lines, first.body, first.given, grids, pages, runs, dropped, remarks, parts, recognized)


def _grid(grid: Grid, at: int, before: int) -> Grid:
    cells = [replace(cell, start=cell.start + at, end=cell.end + at) for cell in grid.cells]
    page = grid.page + before if grid.page else 0
    return Grid(grid.start + at, grid.end + at, cells, grid.caption, grid.notes, page, grid.sheet)


def _dropped(one: Dropped, name: str) -> Dropped:
    return msgspec.structs.replace(one, place=replace(one.place or Place(), file=name))
