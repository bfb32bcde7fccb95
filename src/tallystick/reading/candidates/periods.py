"""The periods that a figure may be of: times of its sentence in their readings, and what the document told before."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model import Period
from tallystick.reading.candidates.sentence_times import of_sentence
from tallystick.reading.candidates.tellings import telling, when
from tallystick.reading.candidates.told import LETTERS, Candidates, Told, is_period
from tallystick.reading.candidates.unit_classes import unit_class
from tallystick.reading.printed.en.items import QUANTITY, TIME, Item
from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.printed.en.times.focus import Focus
from tallystick.reading.sentence import Sentence

_RECENT = 4  # periods of earlier figures, and of the whole release, that are candidates


def candidates(sentence: Sentence, k: int, told: Told, measure: str) -> Candidates:
    """Each period as text with the names of all that speaks for it; "" stands for none."""
    found: Candidates = {}

    def add(period: Period | str | None, *names: str) -> None:
        if period is None:
            return
        found.setdefault(str(period), []).extend(names)

    add("", "empty")
    for period, names in of_sentence(sentence, k, told):
        add(period, *names)
    own = {Period.parse(text) for text, names in found.items() if any(n.startswith("order:") for n in names)}
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
    for text, names in _earlier(told):
        add(text, *names, *(f"{name}:{mark}" for name in names))
    _propose(found, sentence, k, measure, mark)
    tenses, words = telling(sentence, k)
    return {
        text: [
            *_shaped(text, names, sentence.items[k], told, measure),
            *_told(text, told, tenses, words),
            *_standing(text, told, own, mark),
        ]
        for text, names in found.items()
    }


_STREAKS = {"year": 12, "quarter": 3, "month": 1}  # months of the units that streaks are counted in
_LONGEST = 60  # of them


def stretched(text: str, quantity: Quantity, measure: str) -> str:
    """For a streak the span that ends with its period: `for 12 consecutive years` up to 2021 is 2010/2021."""
    length = _STREAKS.get(quantity.unit, 0) if measure == "streak" and text else 0
    if not length or isinstance(quantity.value, tuple) or not 1 < quantity.value <= _LONGEST:
        return text
    period = Period.parse(text)
    if period.frequency != length or period.is_span:
        return text
    return str(Period(period.last - int(quantity.value) * length + 1, period.last, period.frequency))


def _earlier(told: Told) -> Iterator[tuple[str, list[str]]]:
    """The periods of earlier figures, and those that the whole release may be about."""
    latest = list(told.read or ())[::-1]
    for n, text in enumerate(latest[:_RECENT]):
        yield text, [f"recent:{n}", f"recent:{n}:{told.where}"]
    for n, text in enumerate(list(told.known or ())[:_RECENT]):
        yield text, [f"likely:{n}"]


def _standing(text: str, told: Told, own: set[Period], mark: str) -> Iterator[str]:
    """How a candidate stands in the whole release, among the figures so far, and to the times of the sentence."""
    for name in (told.known or {}).get(text, ("unnamed",)):
        yield f"whole:{name}"
        yield f"whole:{name}:{mark}"
    read = told.read or {}
    often, total = read.get(text, 0), sum(read.values())
    share = f"read:{min(often, 3)}:{4 * often // max(total, 1)}:{min(total, 8) // 4}"
    yield from (share, f"{share}:{mark}", f"{share}:{mark}:{told.where}")
    if text and own:
        period = Period.parse(text)
        if period not in own:
            yield f"inside:{any(o.contains(period) for o in own)}:{any(period.contains(o) for o in own)}"


def _told(text: str, told: Told, tenses: list[str], words: list[str]) -> Iterator[str]:
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
