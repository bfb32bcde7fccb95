"""Two readings of one release, held together place by place: which figures are the same ones, and what they now say.

Where the text itself was made anew from the bytes (a page's furniture is told otherwise, say), places are followed
through the lines that both texts have; a line that only one has leads nowhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tallystick.ledger.rows import exact
from tallystick.model import Observation, Reading

FIELDS = (
    *("text", "value", "lower", "upper", "unit", "measure", "subject", "indicator", "area", "period", "base"),
    *("qualifier", "status", "speaker", "section"),
)
"""The fields of a figure whose changes are told, in the order they are told in."""

Span = tuple[int, int]


class Pair(NamedTuple):
    """The figure at one place by the earlier reading and by the newer; None where one sees no figure there."""

    before: Observation | None
    after: Observation | None


def pairs(before: Reading, after: Reading) -> list[Pair]:
    """All figures of two readings of a release, those at one place together, in the order of the text.

    Figures stand at one place where they share a character: `$3.2bn` and `3.2bn` do.
    """
    follow = Lines(before.release.text, after.release.text)
    placed = [(follow.span(o.start, o.end), o) for o in before.observations]
    left = list(after.observations)
    found: list[tuple[int, Pair]] = []
    waiting: list[tuple[Span, Observation]] = []
    exact = {(o.start, o.end): o for o in left}
    for span, old in placed:
        same = exact.pop(span, None) if span else None
        if same or span is None:
            found.append((span[0] if span else old.start, Pair(old, same)))
        else:
            waiting.append((span, old))
    found += _overlapping(waiting, sorted(exact.values(), key=lambda o: o.start))
    return [pair for _, pair in sorted(found, key=lambda item: item[0])]


def _overlapping(olds: Sequence[tuple[Span, Observation]], news: list[Observation]) -> Iterator[tuple[int, Pair]]:
    """Figures that share characters, each with one other at most; then those that stand alone."""
    at = 0
    for (start, end), old in olds:
        while at < len(news) and news[at].end <= start:
            yield news[at].start, Pair(None, news[at])
            at += 1
        if at < len(news) and news[at].start < end:
            yield start, Pair(old, news[at])
            at += 1
        else:
            yield start, Pair(old, None)
    for new in news[at:]:
        yield new.start, Pair(None, new)


def changed_fields(before: Observation | None, after: Observation | None) -> dict[str, tuple[str, str]]:
    """Field → what the earlier and the newer reading hold in it, as words; only fields that differ.

    Of a figure that only one of them sees, all fields that it fills.

    >>> from tallystick import read_text
    >>> one, other = (read_text(f"Exports rose by 3% in {year}.").observations[0] for year in (2020, 2021))
    >>> changed_fields(one, other)["period"]
    ('2020', '2021')
    """
    told = ((name, in_words(getattr(before, name, "")), in_words(getattr(after, name, ""))) for name in FIELDS)
    return {name: (old, new) for name, old, new in told if old != new}


def in_words(value: object) -> str:
    """A field as one text: numbers in plain digits, a range by its two ends, nothing as an empty text.

    >>> in_words((Decimal("1.50"), Decimal("2E+3"))), in_words(None)
    ('1.5 to 2000', '')
    """
    if isinstance(value, tuple):
        return " to ".join(in_words(end) for end in value)
    return exact(value) or "" if isinstance(value, Decimal) else str(value or "")


class Lines:
    """From the places of one text to those of another, through the lines they share. Time is nearly linear."""

    def __init__(self, before: str, after: str) -> None:
        self.same = before == after
        self.old, self.new = _lines(before), _lines(after)
        self.starts = [start for start, _ in self.old]
        self.into = {} if self.same else _matched([line for _, line in self.old], [line for _, line in self.new])

    def span(self, start: int, end: int) -> Span | None:
        """Where a piece of the first text stands in the second; None where its line is gone."""
        if self.same:
            return start, end
        first, last = (bisect_right(self.starts, place) - 1 for place in (start, max(start, end - 1)))
        one, other = self.into.get(first), self.into.get(last)
        if one is None or other is None or other - one != last - first:
            return None
        moved = self.new[one][0] - self.old[first][0]
        return start + moved, end + moved


def _lines(text: str) -> list[tuple[int, str]]:
    """Each line with the place where it begins."""
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found


def _matched(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Lines that stand once in each text and in the same order; and from those on, neighbours that are alike."""
    once_old, once_new = Counter(old), Counter(new)
    place = {line: n for n, line in enumerate(new) if once_new[line] == 1}
    anchors = [(n, place[line]) for n, line in enumerate(old) if once_old[line] == 1 and line in place]
    matched = dict(_rising(anchors))
    taken = set(matched.values())
    for step in (1, -1):
        for n in sorted(matched, reverse=step < 0):
            _extend(old, new, matched, taken, n, step)
    return matched


def _extend(
    old: Sequence[str], new: Sequence[str], matched: dict[int, int], taken: set[int], n: int, step: int
) -> None:
    i, j = n + step, matched[n] + step
    while 0 <= i < len(old) and 0 <= j < len(new) and i not in matched and j not in taken and old[i] == new[j]:
        matched[i] = j
        taken.add(j)
        i, j = i + step, j + step


def _rising(anchors: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of anchors whose places rise in both texts."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for k, (_, place) in enumerate(anchors):
        at = bisect_left(ends, place)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(place)
            last.append(k)
        else:
            ends[at], last[at] = place, k
    run, k = [], last[-1] if last else -1
    while k >= 0:
        run.append(anchors[k])
        k = before[k]
    return run[::-1]
