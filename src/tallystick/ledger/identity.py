"""Which series a figure belongs to: everything that must agree before two figures may be set side by side.

A figure whose indicator is not in the catalogue, whose period is not told, or whose whole or comparison cannot
be named has no series: it stays in words and is found by search, never merged by guess.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from tallystick.knowledge import find_indicator, load_topics
from tallystick.knowledge.indicators import catalogue
from tallystick.model import Frequency, LedgerError, Observation, Period, PeriodError
from tallystick.model.observation import GROWTHS, MEASURES

# What a figure of these measures is compared with is part of what it measures.
COMPARED = ("growth", "annualised_growth", "average_growth", "change", "index")
OF_A_WHOLE = ("share", "contribution", "gap", "multiple", "rank", "streak")
_LENGTHS = {
    Frequency.DAY: "day",
    Frequency.MONTH: "month",
    Frequency.QUARTER: "quarter",
    Frequency.HALF: "half",
    Frequency.YEAR: "year",
}
COMPILED = ", compiled"
"""How the adjustment of a series ends that was computed here of another: adjusted values, trend, factors."""

_CLAUSE = re.compile(r"[,;，；。]|\.\s")


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The field values that make a series; `key` joins those that are told."""

    indicator: str
    measure: str
    unit: str
    area: str = ""
    scope: str = ""
    price_basis: str = ""
    frequency: str = ""
    accumulation: str = ""
    adjustment: str = ""
    comparison: str = ""
    whole: str = ""
    status: str = "actual"

    @property
    def key(self) -> str:
        """One line that names the series.

        >>> Identity(indicator="gdp", measure="growth", unit="%", area="CN", frequency="year").key
        'gdp.growth;unit=%;area=CN;frequency=year'
        """
        return _key(self)

    @classmethod
    def parse(cls, key: str) -> Identity:
        """The series that a key names; LedgerError for a text that is no key.

        >>> Identity.parse("gdp.growth;unit=%;area=CN;frequency=year").area
        'CN'
        """
        return _parsed(key)


def is_compiled(key: str) -> bool:
    """Whether a series, by its key, was computed here of another and is told as nobody's figure.

    >>> is_compiled("gdp.level;unit=CNY;adjustment=trend, compiled"), is_compiled("gdp.level;unit=CNY")
    (True, False)
    """
    return COMPILED in key and Identity.parse(key).adjustment.endswith(COMPILED)


@lru_cache(maxsize=16384)
def _parsed(key: str) -> Identity:
    name, *told = key.split(";")
    indicator, _, measure = name.rpartition(".")
    fields = {"unit": ""} | dict(part.partition("=")[::2] for part in told)
    if not indicator or measure not in MEASURES or not set(fields) <= set(Identity.__struct_fields__):
        raise LedgerError(f"{key!r} is no key of a series", "take keys from: tallystick series --format csv")
    return Identity(indicator=indicator, measure=measure, **fields)


NOT_IN_CATALOGUE = "no indicator of the catalogue has its name"


@lru_cache(maxsize=16384)
def _key(identity: Identity) -> str:
    rest = [
        f"{name}={value}"
        for name in identity.__struct_fields__[2:]
        if (value := getattr(identity, name)) and (name, value) != ("status", "actual")
    ]
    return ";".join([f"{identity.indicator}.{identity.measure}", *rest])


def identify(observation: Observation, home: str = "") -> Identity | None:
    """The series of a figure, or None where it must stay in words; `home` is the area of figures that name none."""
    found = place(observation, home)
    return found if isinstance(found, Identity) else None


def place(observation: Observation, home: str = "") -> Identity | str:
    """The series of a figure, or in words why it has none."""
    if not observation.indicator:
        return NOT_IN_CATALOGUE
    period = _period(observation.period)
    if period is None:
        return "its period is not told"
    if home.partition("-")[0] == observation.area != home:
        return "a province that speaks of the nation's: its own part of it, as often as not"
    comparison = compared(observation, period) if observation.measure in COMPARED else ""
    whole = of_whole(observation.base) if observation.measure in OF_A_WHOLE else ""
    if comparison is None:
        return "what it is compared with is not told"
    if whole is None:
        return f"what it is part of is not known: {observation.base!r}"
    kind = _traits(observation)
    frequency, accumulation = run(period, stock=kind.stock)
    return Identity(
        indicator=observation.indicator,
        measure=observation.measure,
        unit=observation.unit,
        area=observation.area or (kind.area or home),
        scope=kind.scope,
        price_basis=kind.price_basis,
        frequency=frequency,
        accumulation=accumulation,
        adjustment=kind.adjustment,
        comparison=comparison,
        whole=whole,
        status=observation.status,
    )


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except PeriodError:
        return None


def run(period: Period, *, stock: bool) -> tuple[str, str]:
    """Frequency and accumulation of a period; a stock has a state at the end of it instead.

    >>> run(Period.parse("2022-01/2022-08"), stock=False), run(Period.parse("2022-08"), stock=False)
    (('month', 'year-to-date'), ('month', 'single'))
    """
    if stock or period.frequency is Frequency.DAY:
        return "", "state"
    if period.is_year_to_date and period.is_span:
        return "month", "year-to-date"
    if period.is_span:
        return f"{period.units} {_LENGTHS[period.frequency]}s", "span"
    return _LENGTHS[period.frequency], "single"


def compared(observation: Observation, period: Period) -> str | None:
    """What a growth, change or index is measured against, in words of distance; None when that is not told."""
    measure, base = observation.measure, observation.base
    if measure == "average_growth":
        return f"mean of {period.units} {_LENGTHS[period.frequency]}s" if period.is_span else None
    if measure == "index" and (not base or _period(base) is None):
        return f"{base} = 100" if base else ""
    reference = _period(base)
    if reference is None:
        return None
    if measure == "index":
        return "year earlier = 100" if reference == period.year_before() else f"{base} = 100"
    return distance(period, reference)


def distance(period: Period, reference: Period) -> str | None:
    """How far back the reference lies: year earlier, previous period, n years earlier, end of last year …

    >>> distance(Period.parse("2022-03"), Period.parse("2021-03"))
    'year earlier'
    """
    if reference == period.year_before():
        return "year earlier"
    same_kind = reference.frequency is period.frequency and reference.units == period.units
    if reference == period.before() and not period.is_span:
        return "previous period"
    if same_kind and (years := period.start.year - reference.start.year) > 1:
        return f"{years} years earlier" if period.shift_years(-years) == reference else f"against {reference}"
    if reference.end < period.end:
        return f"against {reference}"
    return None


@lru_cache(maxsize=4096)
def of_whole(words: str) -> str | None:
    """The whole a share is part of: a catalogue indicator or everything there is; None when only words tell."""
    if not words:
        return None
    if words.strip().lower() in _everything():
        return words.strip().lower()
    indicator = find_indicator(words, "zh" if not words.isascii() else "en")
    return indicator.id if indicator else None


class _Traits(msgspec.Struct, frozen=True):
    stock: bool
    area: str
    scope: str
    price_basis: str
    adjustment: str


def _traits(observation: Observation) -> _Traits:
    """Scope, prices and adjustment: said in the figure's own clause, else as the catalogue knows it."""
    indicator = catalogue().get(observation.indicator or "")
    said = f"{observation.subject} {own_clause(observation.sentence, observation.text)}".lower()
    of_growth = observation.measure in GROWTHS
    usual = indicator.growth_basis if indicator else ""
    return _Traits(
        stock=indicator is not None and indicator.kind == "stock",
        area=indicator.area if indicator else "",
        scope=indicator.scope if indicator else "",
        price_basis=(_told("price_basis", said) or usual) if of_growth else "",
        adjustment=_told("adjustment", said),
    )


def _told(trait: str, said: str) -> str:
    """The first value of a trait whose words are said."""
    values = _values(trait)
    if not any(form in said for form in values):  # much sooner told than where one stands
        return ""
    found = _finder(trait).search(said)
    return values[found[0]] if found else ""


@cache
def _values(trait: str) -> dict[str, str]:
    told = load_topics("identity")["traits"][trait]
    return {form: value for value, forms in told.items() for form in forms}


@cache
def _finder(trait: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _values(trait))))


@cache
def _everything() -> frozenset[str]:
    return frozenset(load_topics("identity")["wholes"]["everywhere"])


def own_clause(sentence: str, quote: str) -> str:
    """The words of the sentence between the mark before the figure and the figure itself."""
    at = sentence.find(quote)
    return _CLAUSE.split(sentence[max(0, at - 120) : at])[-1] if at > 0 else ""
