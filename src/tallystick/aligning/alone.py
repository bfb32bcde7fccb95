"""Figures that one text states and the other leaves out, told only where the texts run clearly together.

A figure without a link is no proof: the other text may say it in another unit, in a word (half, both), in a
number that was not read, or somewhere else. It counts as left out where its neighbours are linked and no number
of the other text there, read or unread, carries its digits.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from tallystick.aligning.assignment import Linked
from tallystick.aligning.carriers import Carrier, carriers, digits_of
from tallystick.aligning.figures import Figure, Side
from tallystick.model import Reading

_WIDEST = 4  # figures of a run beyond which a part of the text is missing, not a figure
_SMALL = 10  # whole counts up to here are words like both, again, several
_STRAY = 3  # figures by which the order of the two texts may be out
_AROUND = 400  # characters of the other text around the place where a number may stand
_SENTENCE_END = re.compile(r"[。；;！？!?\n]|\.(?=\s)")


def left_out(a: Side, b: Side, other: Reading, pairs: Sequence[Linked]) -> list[int]:
    """The figures of `a` that `b` (read as `other`) leaves out, by index."""
    to = {i: j for i, j, _ in pairs}
    used = {b.figures[j].observation.start for j in to.values()}
    numbers = carriers(other)
    starts = [number.start for number in numbers]
    found = []
    for run, left, right in _runs(len(a), to):
        place = _place(a, b, run, left, right, to)
        if place is None:
            continue
        near = numbers[bisect_left(starts, place[0] - _AROUND) : bisect_right(starts, place[1] + _AROUND)]
        open_ = [n for n in near if n.start not in used or place[0] <= n.start <= place[1]]
        found += [i for i in run if _tells(a.figures[i]) and not _carried(a.figures[i], open_)]
    return found


def _runs(count: int, to: dict[int, int]) -> Iterator[tuple[range, int, int]]:
    """Runs of figures alone, with the linked neighbours of each (-1 and `count` at the ends)."""
    last = -1
    for i in [*sorted(to), count]:
        if 0 < i - last - 1 <= _WIDEST:
            yield range(last + 1, i), last, i
        last = i


def _place(a: Side, b: Side, run: range, left: int, right: int, to: dict[int, int]) -> tuple[int, int] | None:
    """Where in the other text the run should stand: the sentences of its neighbours; None where that is unclear.

    One neighbour, at the end of the texts, is enough in the same paragraph.
    """
    neighbours = [i for i in (left, right) if i in to]
    if not neighbours or (len(neighbours) == 1 and not _together(a, run, neighbours[0])):
        return None
    if len(neighbours) == 2 and not 0 < to[right] - to[left] <= len(run) + _STRAY:
        return None
    ends = [b.figures[to[i]].observation for i in neighbours]
    text = b.release.text
    first, last = min(o.start for o in ends), max(o.end for o in ends)
    block = [x for x in b.release.blocks if x.start <= first and x.end >= last]
    if len(neighbours) == 1 and block:
        return block[0].start, block[0].end
    start = max(0, first - _AROUND)
    begin = max((m.end() for m in _SENTENCE_END.finditer(text, start, first)), default=start)
    stop = _SENTENCE_END.search(text, last, last + _AROUND)
    return begin, stop.end() if stop else min(len(text), last + _AROUND)


def _together(a: Side, run: range, neighbour: int) -> bool:
    """Whether a neighbour stands in the paragraph of the run."""
    near = a.figures[neighbour].observation
    edge = a.figures[run[0] if neighbour < run[0] else run[-1]].observation
    low, high = sorted((near.start, edge.start))
    return "\n" not in a.release.text[low:high]


def _tells(figure: Figure) -> bool:
    """Whether leaving the figure out would be seen: no small count, rank or run of years."""
    observation = figure.observation
    if observation.measure in ("rank", "streak"):
        return False
    value = observation.value
    if isinstance(value, tuple):
        return True
    is_count = observation.unit not in ("%", "pp", "bp") and value == value.to_integral_value()
    return not (is_count and abs(value) <= _SMALL)


def _carried(figure: Figure, numbers: Sequence[Carrier]) -> bool:
    wanted = digits_of(figure)
    return any(number.carries(wanted) for number in numbers)
