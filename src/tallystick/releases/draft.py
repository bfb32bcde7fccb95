"""A plain text with what its markup told of it, before it is divided into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tallystick.model import Dropped, PageSize, Part, Recognized, Run
from tallystick.releases.frontmatter import front_matter
from tallystick.releases.lines import Line, split_lines
from tallystick.releases.tables.flat import flattened
from tallystick.releases.tables.grid import Grid

_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|table|tr|section|article)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)


@dataclass(slots=True)
class Draft:
    """`lines` carry hints where markup gives them; `body` is where the words begin below a header;
    `given` holds what the header or the page's head says, under lower-case keys. The rows of `grids` are lines with
    the hint `table`, foot and end notes the hint `note`. `pages`, `runs`, `dropped`, `remarks` and
    `parts` are a release's.
    """

    text: str
    lines: Sequence[Line]
    body: int = 0
    given: Mapping[str, str] = field(default_factory=dict)
    grids: Sequence[Grid] = ()
    pages: Sequence[PageSize] = ()
    runs: Sequence[Run] = ()
    dropped: Sequence[Dropped] = ()
    remarks: Sequence[str] = ()
    parts: Sequence[Part] = ()
    recognized: Sequence[Recognized] = ()


def draft_of_plain(text: str) -> Draft:
    """A plain text as it is; the lines of a header are furniture."""
    given, body = front_matter(text)
    header = [line._replace(hint="furniture") for line in split_lines(text, 0, body)] if body else []
    lines = split_lines(text, body)
    if "<" in text:
        lines = (part for line in lines for part in _parted(text, line))
    marked, grids = flattened(text, list(lines))
    return Draft(text, [*header, *marked], body, given, grids)


def _parted(text: str, line: Line) -> Iterator[Line]:
    """A line cut at the block tags that some stores leave in plain text; the tags lie in no block."""
    if text.find("<", line.start, line.end) < 0 or not _BLOCK_TAG.search(text, line.start, line.end):
        yield line
        return
    place = line.start
    for tag in _BLOCK_TAG.finditer(text, line.start, line.end):
        yield from _between(text, place, tag.start())
        if any(char.isdigit() for char in tag[0]):
            yield Line(tag.start(), tag.end(), True, False, "furniture")
        place = tag.end()
    yield from _between(text, place, line.end)


def _between(text: str, start: int, end: int) -> Iterator[Line]:
    """The words between two tags, when there are any."""
    for line in split_lines(text, start, end):
        yield line._replace(blank_before=True)
