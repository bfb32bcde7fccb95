"""The parts of a document in the order in which they are read; paragraphs go on across columns and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tallystick.releases.formats.pdf.prose.paragraphs import Paragraph
from tallystick.releases.formats.pdf.prose.rows import hangs
from tallystick.releases.formats.pdf.tables.finding import PageTable

_ENDS = re.compile(r"[.!?。！？:：;；][\"'”’)\]）】」』]*\Z")
_WAITING = 12  # parts that may stand between the two halves of a paragraph
_ROOM = 2.5  # sizes: a line that leaves more room ends a paragraph
_NARROW = 12.0  # sizes: a narrower line tells nothing
_NEAR_SIZE = 0.06


class Part(NamedTuple):
    """A paragraph, or a table of a page. `ends` says that nothing of the text stands below it in its column,
    `begins` that nothing stands above."""

    paragraph: Paragraph | None
    table: PageTable | None = None
    page: int = 0
    begins: bool = False
    ends: bool = False


def joined(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with paragraphs made whole: what stands between the halves of one comes after it."""
    waiting: list[Part] = []
    for part in parts:
        head = waiting[0] if waiting else None
        if head is not None and head.paragraph and part.paragraph and _goes_on(head.paragraph, part, waiting):
            head.paragraph.rows.extend(part.paragraph.rows)
            head.paragraph.x1 = part.paragraph.x1
            if not (part.ends and _is_open(part.paragraph)):
                yield from waiting
                waiting = []
            continue
        if head is not None and (_is_text(part) or len(waiting) > _WAITING):
            yield from waiting
            waiting = []
        if waiting or (_is_text(part) and part.paragraph and _is_open(part.paragraph)):
            waiting.append(part)
        else:
            yield part
    yield from waiting


def _is_text(part: Part) -> bool:
    return part.paragraph is not None and part.paragraph.kind in ("", "item", "paragraph")


def _is_open(paragraph: Paragraph) -> bool:
    """Whether a paragraph ends in mid-sentence, at the end of a full line."""
    row = paragraph.rows[-1]
    if len(row.pieces) > 1 or _ENDS.search(row.text[-6:]):
        return False
    return hangs(row) or (paragraph.x1 - row.x1 < _ROOM * row.size and row.x1 - row.x0 > _NARROW * row.size)


def _goes_on(head: Paragraph, part: Part, waiting: list[Part]) -> bool:
    """Whether a paragraph is the rest of one that was left open in another column or before what stands between."""
    rest = part.paragraph
    if rest is None or not _is_text(part) or rest.rows[0].label or len(rest.rows[0].pieces) > 1:
        return False
    if abs(rest.size - head.size) > _NEAR_SIZE * head.size or rest.bold != head.bold:
        return False
    if not (part.begins or len(waiting) > 1):
        return False
    first = rest.rows[0].words[0].text[0]
    return first.islower() or first.isdigit() or first > "\u2e7f" or first in "(（$€£%₹`" or hangs(head.rows[-1])
