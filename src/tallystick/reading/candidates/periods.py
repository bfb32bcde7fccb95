"""The periods that a figure may be of: times of its sentence in their readings, and what the document told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tallystick.model import Period, PeriodError
from tallystick.reading.candidates.tellings import telling, when
from tallystick.reading.candidates.unit_classes import unit_class
from tallystick.reading.printed.en.items import MARK, QUANTITY, TIME, Item
from tallystick.reading.printed.en.times.focus import Focus
from tallystick.reading.printed.en.times.resolving import period_of
from tallystick.reading.sentence import Sentence

_OPENING = 2  # items in which a sentence opens
LETTERS = {12: "Y", 6: "H", 3: "Q", 1: "M", 0: "D"}


@dataclass(frozen=True)
class Told:
    """What the document has told when a figure is reached, as periods.

    `focus` holds the day of release and how years are counted; `default` is what the release is about, `running` what
    was told last, `first` what the block told first, `often` what most figures so far are of, `mentioned` what a
    sentence without figures told; `before` and `base` are those of the figure before, which stands `where`: in the
    same sentence, block, or earlier, at item `item`; `sure` tells whether its period was.
    """

    focus: Focus
    default: Period | None = None
    usual: Period | None = None
    heading: Period | None = None
    running: Period | None = None
    first: Period | None = None
    before: str = ""
    base: str = ""
    measure: str = ""
    where: str = "earlier"
    item: int = -1
    often: Period | None = None
    mentioned: Period | None = None
    default_odds: str = ""
    sure: bool = True

    @property
    def released(self) -> date | None:
        """The day of release."""
        return self.focus.released


def is_period(text: str) -> bool:
    """Whether a base is a period and not words."""
    try:
        Period.parse(text)
    except PeriodError:
        return False
    return True


Candidates = dict[str, list[str]]


def candidates(sentence: Sentence, k: int, told: Told, measure: str) -> Candidates:
    """Each period as text with the names of all that speaks for it; "" stands for none."""
    found: Candidates = {}

    def add(period: Period | str | None, *names: str) -> None:
        if period is None:
            return
        found.setdefault(str(period), []).extend(names)

    add("", "empty")
    own = False
    for period, names in of_sentence(sentence, k, told):
        own = True
        add(period, *names)
    mark = "own" if own else "bare"
    for name, context in _of_document(told):
        add(context, name, f"{name}:{mark}")
        if name == "default" and told.default_odds:
            add(
                context,
                f"default-odds:{told.default_odds}",
                f"default-odds:{told.default_odds}:{mark}",
                f"default-odds:{told.default_odds}:{told.where}",
            )
    if told.where != "earlier" or told.before:
        since = _since(sentence, k, told)
        for name, text in (("before", told.before), ("base", told.base if is_period(told.base) else "")):
            if text or name == "before":
                kind = f"{name}:{told.where}"
                add(
                    text,
                    kind,
                    f"{kind}:{mark}",
                    f"{kind}:{told.measure}>{measure}",
                    f"{kind}:{since}",
                    f"{kind}:sure:{told.sure}:{mark}",
                )
    _propose(found, sentence, k, measure, mark)
    tenses, words = telling(sentence, k)
    return {
        text: [*_shaped(text, names, sentence.items[k], told, measure), *_told(text, names, told, tenses, words)]
        for text, names in found.items()
    }


def _told(text: str, names: list[str], told: Told, tenses: list[str], words: list[str]) -> Iterator[str]:
    """The tense and words of the figure with what kind of period a candidate is."""
    if not text:
        yield from (f"empty&{name}" for name in (*tenses, *words))
        return
    period = Period.parse(text)
    shape = LETTERS[period.frequency] + ("+" if period.is_span else "")
    at = when(period, told.released)
    yield from (f"{shape}:{at}&{tense}" for tense in tenses)
    yield from (f"{shape}&{word}" for word in words)


def _propose(found: Candidates, sentence: Sentence, k: int, measure: str, mark: str) -> None:
    """The period that the rules read, and which candidates are another."""
    rules = sentence.proposed.get(k)
    if rules is None:
        return
    found.setdefault(rules.period, []).extend(["rules", f"rules:{mark}", f"rules:{rules.measure == measure}:{mark}"])
    for text, names in found.items():
        if text != rules.period:
            names.append("not-rules")


def _shaped(text: str, names: list[str], item: Item, told: Told, measure: str) -> list[str]:
    """The names, and with them what kind of period it is for this measure and unit."""
    kind = unit_class(item.quantity)
    if not text:
        shape = "none"
    else:
        period = Period.parse(text)
        shape = LETTERS[period.frequency] + ("+" if period.is_span else "")
        if told.released:
            age = (told.released - period.end).days
            names.append(
                f"age:{shape}:{'future' if age < 0 else 'fresh' if age < 120 else 'year' if age < 500 else 'old'}"
            )
        for name, other in (("default", told.default), ("running", told.running)):
            if other is not None:
                names.append(f"{name}-frequency:{other.frequency == period.frequency}")
    return [
        *names,
        f"shape:{shape}",
        f"shape:{shape}|{measure}",
        f"shape:{shape}|{kind}",
        *(f"{measure}|{n}" for n in names),
    ]


def _since(sentence: Sentence, k: int, told: Told) -> str:
    """What times stand between the figure before and this one, and behind this one up to the next."""
    items = sentence.items
    start = told.item + 1 if told.where == "same" else 0
    new = sum(item.kind == TIME for item in items[start:k])
    after = 0
    for item in items[k + 1 :]:
        if item.kind == QUANTITY:
            break
        after += item.kind == TIME
    return f"{min(new, 2)}:{min(after, 2)}"


def _of_document(told: Told) -> Iterator[tuple[str, Period | None]]:
    yield "default", told.default
    yield "usual", told.usual
    yield "heading", told.heading
    yield "running", told.running
    yield "first", told.first
    yield "often", told.often
    yield "mentioned", told.mentioned
    if told.running is not None:
        yield "running-end", Period.day(told.running.end)
        yield "running-year-before", told.running.year_before()
        yield "running-before", told.running.before()
    if told.default is not None:
        yield "default-end", Period.day(told.default.end)
        yield "default-year-before", told.default.year_before()
        yield "default-before", told.default.before()
    yield from at_release(told.focus)


def at_release(focus: Focus) -> list[tuple[str, Period]]:
    """The periods that the day of release tells: its own and those just over, fiscal years too where they are known."""
    released = focus.released
    if released is None:
        return []
    month = Period.month(released.year, released.month)
    first = month.first - month.first % 3
    quarter = Period.months((first // 12, first % 12 + 1), ((first + 2) // 12, (first + 2) % 12 + 1))
    year = Period.year(released.year)
    found = [
        ("day", Period.day(released)), ("month", month), ("month-before", month.before()), ("quarter", quarter),
        ("quarter-before", quarter.before()), ("year", year), ("year-before", year.before()),
        ("year-after", Period.year(released.year + 1)),
    ]  # fmt: skip
    fiscal = focus.calendar.fiscal_year_of(released)
    if fiscal is not None and focus.calendar.start > 1:
        found += [("fiscal", fiscal), ("fiscal-before", fiscal.before()), ("fiscal-after", fiscal.shift_years(1))]
    return found


def of_sentence(sentence: Sentence, k: int, told: Told) -> Iterator[tuple[Period, list[str]]]:
    """The periods that the times of the sentence may mean, each with how its time stands to the figure."""
    items = sentence.items
    times = [n for n, item in enumerate(items) if item.kind == TIME]
    left, right = [n for n in times if n < k], [n for n in times if n > k]
    for n in times:
        order = f"L{min(len(left) - left.index(n), 3)}" if n < k else f"R{min(right.index(n) + 1, 3)}"
        names = [*_relation(sentence, k, n, order), *_place(items, k, n, told), f"times:{min(len(times), 3)}:{order}"]
        for period, readings in _readings(items[n], told).items():
            same = [f"is-before:{told.where}"] if str(period) == told.before else []
            same += [f"is-base:{told.where}"] if str(period) == told.base else []
            yield period, [*names, *same, *(f"reading:{reading}" for reading in readings)]
            if period.frequency:
                yield Period.day(period.end), [f"end-of:{order}", *(f"end:{name}" for name in names)]
            if n + 1 < len(items):
                yield period.year_before(), [f"year-before:{order}"]
    focus = told.focus.at(told.running or told.default)
    resolved = [meant for n in times if (meant := period_of(items[n].time, focus))]
    for a, b in pairwise(resolved):
        if a.frequency == b.frequency and a.frequency and a.first < b.first:
            yield Period(a.first, b.last, a.frequency), ["span-of-two"]


def _readings(item: Item, told: Told) -> dict[Period, list[str]]:
    """What a time means seen from what was told last, and from what the whole release is about."""
    found: dict[Period, list[str]] = {}
    for reading, current in (("running", told.running or told.default), ("default", told.default)):
        period = period_of(item.time, told.focus.at(current))
        if period is not None and period.start.year > 1:
            found.setdefault(period, []).append(reading)
    return found


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
