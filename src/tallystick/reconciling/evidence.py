"""What is stated: observations as quantities that can be looked up by what they measure, of when and where."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from tallystick.knowledge import Indicator, find_indicator, told_as
from tallystick.knowledge.indicators import catalogue
from tallystick.model import Frequency, Observation, Period, PeriodError, Reading
from tallystick.model.message import Message
from tallystick.reconciling.arithmetic import Bounds, bounds, is_empty, meet
from tallystick.reconciling.linking import Bag, names_everywhere, subject

NEAR = Fraction(15, 100)
MOST_VARIANTS = 40  # of one quantity that a value is held against: more are rows of things that read alike
FAR_APART = 1.18
"""How many times another a number is that is surely not near it: beyond 1 / (1 - NEAR), as floats tell it."""
NOT_AMOUNTS = frozenset({"%", "pp", "bp", "rank", "times", "point", "year", "quarter", "month", "day"})


class Quantity(NamedTuple):
    """One unknown of the world: figures that state the same quantity must agree.

    Where a release gives values that share nothing, each is a `variant`: two things that read alike, or an error.
    """

    measure: str
    series: str
    area: str
    period: str
    unit: str
    base: str = ""
    variant: int = 0


Filled = tuple[Quantity, ...]
"""The quantities that fill one role of an identity."""


@dataclass(frozen=True, slots=True)
class Stated:
    """An observation and the quantity it states; `words` is its subject's bag.

    `published` marks a row of a series file; `assumed` says what had to be taken for granted.
    """

    observation: Observation
    quantity: Quantity
    words: Bag
    indicator: Indicator | None
    published: bool = False
    assumed: Message | None = None


Place = tuple[str, str, str, str]
"""measure, series, area, period."""


@dataclass(slots=True)
class Evidence:
    """All statements, and the ways to find them."""

    stated: list[Stated] = field(default_factory=list)
    by_quantity: dict[Quantity, list[Stated]] = field(default_factory=lambda: defaultdict(list))
    by_place: dict[Place, list[Quantity]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[str, str] = field(default_factory=dict)
    tabular: set[str] = field(default_factory=set)
    days: dict[str, date | None] = field(default_factory=dict)
    variants: dict[Quantity, list[Quantity]] = field(default_factory=dict)
    boxes: dict[Quantity, Bounds] = field(default_factory=dict)
    by_words: dict[Bag, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_core: dict[Bag, list[str]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, Bag] = field(default_factory=dict)
    _places: dict[Quantity, dict[str, list[tuple[int, Quantity]]]] = field(default_factory=dict)

    def add(self, stated: Stated, core: Bag) -> None:
        """Take one statement in."""
        quantity = self._variant(stated)
        stated = replace(stated, quantity=quantity)
        self.stated.append(stated)
        self._places.pop(quantity._replace(variant=0), None)
        if quantity not in self.by_quantity and not quantity.variant:
            self.by_place[quantity[:4]].append(quantity)
        self.by_quantity[quantity].append(stated)
        for index, key in ((self.by_words, stated.words), (self.by_core, core)):
            if key and quantity.series not in index[key]:
                index[key].append(quantity.series)
        self.words.setdefault(quantity.series, stated.words)

    def _variant(self, stated: Stated) -> Quantity:
        """The variant this statement agrees with, else a new one; a published row never makes a new one."""
        first, box = stated.quantity, bounds(stated.observation.interval)
        known = self.variants.setdefault(first, [])
        for quantity in known[:MOST_VARIANTS]:
            if not (stated.published or _near(self.by_quantity[quantity][0].observation, stated.observation)):
                continue
            both = meet(self.boxes[quantity], box)
            if not is_empty(both):
                self.boxes[quantity] = both
                return quantity
        if known and (stated.published or all(one.published for one in self.by_quantity[known[0]])):
            self.boxes[known[0]] = box if not stated.published else self.boxes[known[0]]
            return known[0]
        known.append(first._replace(variant=len(known)))
        self.boxes[known[-1]] = box
        return known[-1]

    def nearest(self, first: Quantity, here: Observation) -> Quantity:
        """Of the variants of a quantity the one told nearest a figure, in its own release before others."""
        if len(self.variants[first]) == 1:
            return first
        if first not in self._places:
            by_release: dict[str, list[tuple[int, Quantity]]] = defaultdict(list)
            for quantity in self.variants[first]:
                for stated in self.by_quantity[quantity]:
                    by_release[stated.observation.release].append((stated.observation.start, quantity))
            self._places[first] = {name: sorted(places) for name, places in by_release.items()}
        places = self._places[first].get(here.release) or min(self._places[first].values())
        at = bisect_left(places, here.start, key=lambda place: place[0])
        return min(places[max(0, at - 1) : at + 1], key=lambda place: abs(place[0] - here.start))[1]

    def find(self, measure: str, series: str, area: str, period: str) -> list[Quantity]:
        """The stated quantities of one place, the first variant of each; empty when none is."""
        return self.by_place.get((measure, series, area, period), [])


def _near(a: Observation, b: Observation) -> bool:
    """Whether two printed numbers are near enough for one to be a rounder form, or a bound, of the other."""
    one, other = (o.value[0] if isinstance(o.value, tuple) else o.value for o in (a, b))
    near, far = sorted((abs(float(one)), abs(float(other))))
    if near * FAR_APART < far:  # most are far apart, and floats tell that fast
        return False
    exact, against = Fraction(one), Fraction(other)
    return abs(exact - against) <= NEAR * max(abs(exact), abs(against))


def gather(readings: Iterable[Reading]) -> Evidence:
    """Index all actual, dated figures of running text; targets and forecasts never tie with what happened.

    Cells of tables are held against each other by their rows and columns, see `tables`.
    """
    evidence = Evidence()
    for reading in readings:
        evidence.days[reading.release.id] = reading.release.released
        evidence.texts[reading.release.id] = reading.release.text
        rows = [(block.start, block.end) for block in reading.release.blocks if block.kind == "row"]
        for observation in reading.observations:
            if observation.status == "actual" and observation.subject and not observation.is_cell:
                state(evidence, observation)
        evidence.tabular |= _inside(reading.observations, rows)
    return evidence


def _inside(observations: Iterable[Observation], spans: list[tuple[int, int]]) -> set[str]:
    """The ids of the observations within spans, both in the order of the text."""
    found, place = set(), 0
    for observation in observations:
        while place < len(spans) and spans[place][1] <= observation.start:
            place += 1
        if place < len(spans) and spans[place][0] <= observation.start:
            found.add(observation.id)
    return found


def state(evidence: Evidence, observation: Observation, **known: Any) -> None:
    """Take one figure in, unless its period cannot be told.

    `known` may give `series` (an identity already found), `area`, `period`, `published` and `assumed`.
    """
    name = subject(observation.subject)
    indicator = _indicator(observation)
    if indicator and not _is_of_its_kind(observation, indicator):
        return
    series = known.get("series") or (indicator.id if indicator else "~" + " ".join(name.words))
    indicator = indicator or catalogue().get(series)
    stock = indicator is not None and indicator.kind == "stock"
    period = canonical(known.get("period") or observation.period, stock=stock)
    if not period:
        return
    base = _base(observation, series, stock=stock)
    area = known.get("area", observation.area)
    quantity = Quantity(observation.measure, series, area, period, observation.unit, base)
    published, assumed = bool(known.get("published")), known.get("assumed")
    evidence.add(Stated(observation, quantity, name.words, indicator, published, assumed), name.core)


def _indicator(observation: Observation) -> Indicator | None:
    if observation.indicator in catalogue():
        return catalogue()[observation.indicator]
    # Of one indicator there are many streaks: of growth, of a place. Each is what its words say.
    figure = "" if observation.measure == "streak" else told_as(observation.measure, observation.status)
    return find_indicator(observation.subject, language(observation.subject), observation.area, figure=figure)


def _is_of_its_kind(observation: Observation, indicator: Indicator) -> bool:
    """Whether an amount has a unit such as its indicator has: money, a count, a rate, or its own measure."""
    if observation.measure != "level" or observation.unit == indicator.unit:
        return True
    return _kind_of_unit(observation.unit) == _kind_of_unit(indicator.unit)


def _kind_of_unit(unit: str) -> str:
    if len(unit) == 3 and unit.isalpha() and unit.isupper():
        return "money"
    return unit if unit in ("1", "%") else "physical"


@lru_cache(maxsize=4096)
def language(text: str) -> str:
    """`zh` for words with Han characters, else `en`."""
    return "zh" if any("㐀" <= sign <= "鿿" for sign in text) else "en"


def _base(observation: Observation, series: str, *, stock: bool) -> str:
    if observation.measure in ("growth", "change", "index"):
        return canonical(observation.base, stock=stock)
    if observation.measure in ("share", "contribution", "gap", "multiple"):
        return canonical(observation.base, stock=stock) or whole_of(observation.base, series)
    return ""


def whole_of(words: str, series: str) -> str:
    """The series that words for a whole name: `GDP`, `growth of the above-scale industry`, `the world`."""
    if not words:
        return ""
    if names_everywhere(words):
        return f"{series} @everywhere"
    indicator = find_indicator(words, language(words))
    return indicator.id if indicator else "~" + " ".join(subject(words).words)


@lru_cache(maxsize=4096)
def canonical(text: str, *, stock: bool) -> str:
    """One form for a period however it is told; empty when it is none.

    A stock is of a moment: the end of its period. The last day of a year or month names that year or month.

    >>> canonical("2021-12-31", stock=False), canonical("2021", stock=True), canonical("GDP", stock=False)
    ('2021', '2021-12-31', '')
    """
    if not text:
        return ""
    try:
        period = Period.parse(text)
    except PeriodError:
        return ""
    if stock:
        return period.end.isoformat()
    if period.frequency is Frequency.DAY and not period.is_span:
        month = Period.month(period.start.year, period.start.month)
        if period.end == month.end:
            return str(Period.year(period.start.year)) if period.start.month == 12 else str(month)
    return str(period)
