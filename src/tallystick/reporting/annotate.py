"""A checked release as a page sees it: blocks of text cut at their figures, and a card for each figure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tallystick.model import Block, Finding, Place, Reading, Release, Table
from tallystick.model.finding import VERDICTS
from tallystick.reporting.annotated import Card, Mark, Passage, cut
from tallystick.reporting.table_passages import table_passages

UNCHECKED = "read"


def verdict_of(findings: Iterable[Finding]) -> str:
    """The worst verdict of a figure's checks, `read` when nothing ties it to another."""
    said = {finding.counts_as for finding in findings}
    return next((verdict for verdict in VERDICTS if verdict in said), UNCHECKED)


def annotate(reading: Reading, findings: Sequence[Finding] = ()) -> tuple[Passage, ...]:
    """Cut the release's text into passages; every character of the text's blocks stays in its place.

    The rows of a table are passages of their own kind, and where a page begins its number is told.
    """
    by_figure: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for figure in dict.fromkeys(finding.figures):
            by_figure[figure].append(finding)
    marks: list[Mark] = [
        (o.start, o.end, Card(o, tuple(by_figure[o.id]), verdict_of(by_figure[o.id]))) for o in reading.observations
    ]
    marks += [(u.start, u.end, u.reason) for u in reading.unread]
    marks.sort(key=lambda mark: mark[:2])
    return tuple(_paged(reading.release, _passages(reading.release, marks)))


def _passages(release: Release, marks: Sequence[Mark]) -> Iterator[Passage]:
    starts = [mark[0] for mark in marks]
    done = -1
    for block in release.blocks:
        table = _table_of(release, block)
        if table is None:
            own = marks[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
            yield Passage(block, *cut(release.text, block.start, block.end, own))
        elif table.start != done:
            own = marks[bisect_left(starts, table.start) : bisect_left(starts, table.end)]
            yield from table_passages(release.text, table, block, own)
            done = table.start


def _table_of(release: Release, block: Block) -> Table | None:
    """The table whose row a block is."""
    if block.kind != "table":
        return None
    at = bisect_right(release.tables, block.start, key=lambda table: table.start) - 1
    return release.tables[at] if at >= 0 and block.start < release.tables[at].end else None


def _paged(release: Release, passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages, the first of each page with the page."""
    last = None
    for passage in passages:
        found = release.place_of(passage.block.start, passage.block.end) if release.runs else None
        page = Place(page=found.page, file=found.file) if found and found.page else None
        yield passage.on_page(page) if page and page != last else passage
        last = page or last
