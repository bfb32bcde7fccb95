"""The periods that the times of a figure's own sentence may mean, and how each time stands to the figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tallystick.model import Period
from tallystick.reading.candidates.led_to import led_to
from tallystick.reading.candidates.talked_of import talked_of
from tallystick.reading.candidates.told import Told
from tallystick.reading.printed.en.items import MARK, QUANTITY, TIME, Item
from tallystick.reading.printed.en.times.resolving import period_of
from tallystick.reading.sentence import Sentence

_OPENING = 2  # items in which a sentence opens
_DAYS = 100  # days that run together
_LONG = 13  # parts of a span from which on it is just long


def of_sentence(sentence: Sentence, k: int, told: Told) -> Iterator[tuple[Period, list[str]]]:
    """The periods that the times of the sentence may mean, each with how its time stands to the figure."""
    items = sentence.items
    times = [n for n, item in enumerate(items) if item.kind == TIME]
    left, right = [n for n in times if n < k], [n for n in times if n > k]
    for n in times:
        order = f"L{min(len(left) - left.index(n), 3)}" if n < k else f"R{min(right.index(n) + 1, 3)}"
        names = [*_relation(sentence, k, n, order), *_place(items, k, n, told), f"times:{min(len(times), 3)}:{order}"]
        for period, readings in _readings(items, n, told).items():
            same = [f"is-before:{told.where}"] if str(period) == told.before else []
            same += [f"is-base:{told.where}"] if str(period) == told.base else []
            yield period, [*names, *same, *(f"reading:{reading}" for reading in readings)]
            if period.frequency:
                yield Period.day(period.end), [f"end-of:{order}", *(f"end:{name}" for name in names)]
            if period.units > 1:
                yield from _ends(period, names, f"{items[n].time.unit}:{order[0]}")
            if n + 1 < len(items):
                yield period.year_before(), [f"year-before:{order}"]
    focus = told.focus.at(told.running or told.default)
    resolved = [meant for n in times if (meant := period_of(items[n].time, focus))]
    for a, b in pairwise(resolved):
        if a.frequency == b.frequency and a.first < b.first and (a.frequency or b.first - a.first < _DAYS):
            yield Period(a.first, b.last, a.frequency), ["span-of-two", f"span-of-two:{a.frequency}"]
    yield from led_to(items, k, times, told)


def _ends(span: Period, names: list[str], kind: str) -> Iterator[tuple[Period, list[str]]]:
    """The first and last part of a span: a rate `in the 12 months to April` is the month's."""
    length = min(span.units, _LONG)
    unit = max(span.frequency, 1)
    for name, at in (("last", span.last - unit + 1), ("first", span.first)):
        own = [f"{name}-of:{kind}", f"{name}-of:{kind}:{span.frequency}:{length}", *(f"{name}:{n}" for n in names)]
        yield Period(at, at + unit - 1, span.frequency), own


def _readings(items: Sequence[Item], n: int, told: Told) -> dict[Period, list[str]]:
    """What a time means, seen from each period that may be talked of."""
    found: dict[Period, list[str]] = {}
    for reading, current in talked_of(items, n, told):
        period = period_of(items[n].time, told.focus.at(current))
        if period is not None and period.start.year > 1:
            found.setdefault(period, []).append(reading)
    counted = items[n].time.but(unit="fiscal") if items[n].time.unit == "year" and not _numbered(items[n]) else None
    if counted is not None and told.focus.calendar.start > 1 and (period := period_of(counted, told.focus)):
        found.setdefault(period, []).append("as-fiscal")
    return found


def _numbered(item: Item) -> bool:
    return item.time.year is None or isinstance(item.time.year, int)


def _place(items: Sequence[Item], k: int, n: int, told: Told) -> Iterator[str]:
    """Whether a time is new since the figure before, and whether it opens the sentence."""
    if told.where == "same":
        fresh = "new" if told.item < n < k else "used" if n < k else "ahead"
        yield f"since:{fresh}"
        yield f"since:{fresh}:{told.measure}"
    if n <= _OPENING and not any(item.kind == QUANTITY for item in items[:n]):
        yield "opens"


def _relation(sentence: Sentence, k: int, n: int, order: str) -> Iterator[str]:
    """How a time stands to the figure."""
    items = sentence.items
    time = items[n]
    yield f"order:{order}"
    yield f"time:{time.time.unit}:{order[0]}"
    low, high = (n + 1, k) if n < k else (k + 1, n)
    between = items[low:high]
    marks = sum(item.kind == MARK for item in between)
    numbers = sum(item.kind == QUANTITY for item in between)
    yield f"between:{order[0]}:{min(marks, 2)}:{min(numbers, 2)}"
    yield f"distance:{order[0]}:{min(len(between), 8)}"
    lead = items[n - 1].low if n else "START"
    yield f"lead:{lead}:{order[0]}"
    yield f"lead:{lead}:{order}"
    if n > 1:
        yield f"lead2:{items[n - 2].low} {lead}:{order[0]}"
    if n and items[n - 1].tags:
        for tag in items[n - 1].tags:
            yield f"lead:<{tag}>:{order[0]}"
    behind = (
        items[n + 1].low
        if n + 1 < len(items) and items[n + 1].kind != QUANTITY
        else "#"
        if n + 1 < len(items)
        else "END"
    )
    yield f"behind:{behind}:{order[0]}"
    for item in between:
        for tag in item.tags & _TELLING:
            yield f"between:{order[0]}:<{tag}>"
    yield from _in_tree(sentence, k, n, order)


_TELLING = frozenset({"versus", "verb", "clause", "also", "up", "down"})


def _in_tree(sentence: Sentence, k: int, n: int, order: str) -> Iterator[str]:
    tree = sentence.tree
    figure, time = sentence.words_of(sentence.items[k]), sentence.words_of(sentence.items[n])
    if not figure or not time:
        return
    a, b = tree.top(figure), tree.top(time)
    ups = [a, *tree.above(a)]
    downs = [b, *tree.above(b)]
    meet = next((w for w in downs if w in ups), None)
    if meet is None:
        return
    way = [tree.lows[w] if tree.deps[w] == "prep" else tree.deps[w] for w in ups[: ups.index(meet)]]
    back = [tree.lows[w] if tree.deps[w] == "prep" else tree.deps[w] for w in downs[: downs.index(meet)]]
    yield f"up:{len(way)}:down:{len(back)}"
    yield f"path:{'>'.join(way[:4])}^{'<'.join(reversed(back[-3:]))}"
    yield f"back:{'<'.join(reversed(back[-3:]))}:{order[0]}"
    verbs = [w for w in ups if tree.tags[w].startswith("V")]
    if verbs and verbs[0] in downs:
        yield f"same-verb:{order[0]}"
