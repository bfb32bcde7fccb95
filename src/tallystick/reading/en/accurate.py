"""English blocks → figures by learned choosers: sentences scanned and parsed, then each quantity given its meaning.

The way is: printed items → tree → candidates → choosers → figure; docs/reading.md walks one sentence through it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tallystick.model import Block, Release, Unread
from tallystick.reading.choosing.weights import Weights, shipped
from tallystick.reading.context import Context
from tallystick.reading.document import Document
from tallystick.reading.en.page_breaks import Part, broken, joined, without_breaks
from tallystick.reading.en.pieces import UNREAD_KINDS, pieces, without_rows
from tallystick.reading.en.rules.reader import read as by_rules
from tallystick.reading.figure import Figure
from tallystick.reading.meaning import figure_at
from tallystick.reading.parse.accurate import parse
from tallystick.reading.parse.tree import NO_TREE
from tallystick.reading.printed.en.conventions import conventions_of
from tallystick.reading.printed.en.decoys.list_numbers import list_number
from tallystick.reading.printed.en.items import QUANTITY, Item
from tallystick.reading.printed.en.lexer import ANCHOR
from tallystick.reading.printed.en.scanner import scan
from tallystick.reading.printed.en.unread import spans_of, unread
from tallystick.reading.sentence import Sentence
from tallystick.releases.sentences import sentences

Placed = tuple[Block, tuple[int, int], Figure]


def read(release: Release, blocks: Sequence[Block]) -> tuple[list[Placed], list[Unread]]:
    """All figures of the blocks with their confidence, and all their numbers that are no figure, with the reason."""
    text = release.text
    left: list[Unread] = []
    for block in blocks:
        reason = UNREAD_KINDS.get(block.kind)
        start = list_number(text, block.start, block.end)
        if reason is not None:
            left += unread(text, block.start, block.end, [], reason)
        elif start > block.start:
            left += unread(text, block.start, start, [], "numbering")
    prepared = prepare(release, blocks)
    placed = list(read_prepared(release, prepared, shipped()))
    figures: dict[int, list[tuple[int, int]]] = {}
    for _, (start, _), figure in placed:
        figures.setdefault(start, []).append((figure.start, figure.end))
    for sentence in prepared:
        starts = [sentence.start, *(start for _, start, _ in sentence.parts[1:])]
        spans = spans_of(sentence.items, [figure for start in starts for figure in figures.get(start, [])])
        left += unread(sentence.text, sentence.start, sentence.end, spans, "not understood")
    return placed, left


def prepare(release: Release, blocks: Sequence[Block]) -> list[Sentence]:
    """The sentences of all blocks that are read, scanned; those that a figure's meaning may lean on parsed too."""
    conventions = conventions_of(release)
    breaks = list(broken(release.text, blocks))
    text = without_breaks(release.text, breaks)
    places = list(joined(list(_parts(text, blocks)), breaks))
    ends = [(place[0][1], place[-1][2]) for place in places]
    scanned = [scan(text, a, b, conventions, doubted=True) if ANCHOR.search(text, a, b) else [] for a, b in ends]
    for items in scanned:
        without_rows(items)
    leant_on = _leant_on(scanned)
    trees = parse(text, [span for span, wanted in zip(ends, leant_on, strict=True) if wanted])
    found = [
        Sentence(text, place[0][0], a, b, items, next(trees) if wanted else NO_TREE, parts=place)
        for place, (a, b), items, wanted in zip(places, ends, scanned, leant_on, strict=True)
    ]
    propose(found, by_rules(release, blocks)[0])
    return found


def _parts(text: str, blocks: Sequence[Block]) -> Iterator[Part]:
    """The sentences of each block that is read."""
    for block in blocks:
        if block.kind not in UNREAD_KINDS:
            start = list_number(text, block.start, block.end)
            yield from ((block, a, b) for a, b in pieces(text, sentences(text, start, block.end, "en")))


def _leant_on(scanned: Sequence[Sequence[Item]]) -> list[bool]:
    """Of each sentence whether it or the next holds a quantity: a figure takes up subjects of the sentence before."""
    holding = [any(item.kind == QUANTITY for item in items) for items in scanned]
    return [own or following for own, following in zip(holding, [*holding, False][1:], strict=True)]


def propose(prepared: Sequence[Sentence], placed: Sequence[Placed]) -> None:
    """Give each quantity the figure that the rules make of it, as one proposal among its candidates."""
    figures = sorted((figure for _, _, figure in placed), key=lambda figure: figure.start)
    starts = [figure.start for figure in figures]
    for sentence in prepared:
        for k in sentence.quantities:
            item = sentence.items[k]
            at = bisect_left(starts, item.end) - 1
            if at >= 0 and figures[at].end > item.start:
                sentence.proposed[k] = figures[at]


def read_prepared(
    release: Release,
    prepared: Sequence[Sentence],
    weights: Weights,
    document: Document | None = None,
) -> Iterator[Placed]:
    """The figures of prepared sentences, in order."""
    context = Context.of(document or Document.of(release, prepared, weights.document))
    for index, sentence in enumerate(prepared):
        context.enter(sentence.block)
        for k in sentence.quantities:
            figure = figure_at(sentence, index, k, context, weights)
            if figure is not None:
                yield *sentence.part_at(figure.start), figure
        context.leave(sentence)
