"""An adjusted history as a release of its own: a table of what was computed, and the recipe that made it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import msgspec

from tallystick.adjusting.model import Model
from tallystick.adjusting.results import Diagnostics
from tallystick.adjusting.seasonal import Adjusted
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger.identity import COMPILED, Identity
from tallystick.ledger.parcel import COMPILED_KIND, COMPILER, Parcel
from tallystick.ledger.records import Point
from tallystick.model import Observation, Reading, Release

PARTS = {
    "adjusted": f"seasonally adjusted{COMPILED}",
    "trend": f"trend{COMPILED}",
    "factors": f"seasonal factor{COMPILED}",
}
"""What is computed, and the adjustment by which its series is told from the one it was computed of."""

_HEAD = "period,observed,adjusted,trend,factors\n"
_PERCENT = 100


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """How an adjusted series was made: of which series and values, when, and by which model."""

    series: str
    values: str
    first: str
    last: str
    day: date
    model: Model
    diagnostics: Diagnostics


class Computed(msgspec.Struct, frozen=True, kw_only=True):
    """A period of an adjusted series as the table has it: the value observed, and what is computed (see PARTS) with
    the places where it stands in the text.
    """

    period: str
    observed: Decimal
    values: dict[str, Decimal]
    starts: dict[str, int]


def recipe_of(data: bytes) -> Recipe | None:
    """What the bytes of a release of an adjusted series hold; None for bytes of another kind."""
    try:
        return msgspec.json.decode(data, type=Recipe)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def computed_of(text: str) -> list[Computed]:
    """The periods of the table, in their order.

    >>> [one] = computed_of("period,observed,adjusted,trend,factors\\n2024-01,90,100.5,99.0,89.55\\n")
    >>> one.observed, one.values["trend"], one.starts["adjusted"]
    (Decimal('90'), Decimal('99.0'), 50)
    """
    found, at = [], len(_HEAD)
    for line in text[at:].splitlines(keepends=True):
        cells = line.rstrip("\n").split(",")
        start, starts = at + len(cells[0]) + len(cells[1]) + 2, {}
        for part, cell in zip(PARTS, cells[2:], strict=True):
            starts[part] = start
            start += len(cell) + 1
        values = {part: Decimal(cell) for part, cell in zip(PARTS, cells[2:], strict=True)}
        found.append(Computed(period=cells[0], observed=Decimal(cells[1]), values=values, starts=starts))
        at += len(line)
    return found


def name_of(series: str) -> str:
    """The name of the release that holds a series adjusted."""
    identity = Identity.parse(series)
    return f"adjusted-{identity.indicator}-{hashlib.sha256(series.encode()).hexdigest()[:8]}"


def parcel(points: Sequence[Point], done: Adjusted, day: date) -> Parcel:
    """The release of an adjusted series; `points` are those it was computed of, in the history's order."""
    points = points[-len(done.history.values) :]
    series = points[0].series
    values = "\n".join(f"{point.period} {point.value}" for point in points)
    recipe = Recipe(
        series=series,
        values=hashlib.sha256(values.encode()).hexdigest(),
        first=points[0].period,
        last=points[-1].period,
        day=day,
        model=done.model,
        diagnostics=done.diagnostics,
    )
    original = msgspec.json.format(msgspec.json.encode(recipe), indent=2)
    digest = hashlib.sha256(original).hexdigest()
    place = _place(points)
    lines = [_line(point, done, n, place) for n, point in enumerate(points)]
    release = Release(
        id=f"{name_of(series)}-{digest[:8]}",
        name=name_of(series),
        source=series,
        content_hash=digest,
        text=_HEAD + "".join(lines),
        language="en",
        title=f"{_named(points[0].indicator)}, adjusted for season",
        released=day,
        publisher=COMPILER,
    )
    told = list(_told(points, done, lines, release))
    return Parcel(
        reading=Reading(release, tuple(one for one, _ in told)),
        original=original,
        media_type="application/json",
        kind=COMPILED_KIND,
        identities=tuple(identity for _, identity in told),
    )


def _named(indicator: str) -> str:
    known = catalogue().get(indicator)
    return known.name_en if known else indicator


def _place(points: Sequence[Point]) -> int:
    """The power of ten of the last digit told of what is computed: one more than the values have."""
    exponents = [point.value.normalize().as_tuple().exponent for point in points if point.value]
    return min(one for one in exponents if isinstance(one, int)) - 1


def _line(point: Point, done: Adjusted, n: int, place: int) -> str:
    cells = (point.value, _rounded(done.adjusted[n], place), _rounded(done.trend[n], place), _factor(done, n))
    return f"{point.period},{','.join(f'{cell:f}' for cell in cells if cell is not None)}\n"


def _rounded(value: float, place: int) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(place))


def _factor(done: Adjusted, n: int) -> Decimal:
    """In per cent of the adjusted value; of a model without logs what is added to it."""
    factor = done.factors[n]
    return _rounded(factor * _PERCENT if done.model.transform == "log" else factor, -2)


def _told(
    points: Sequence[Point], done: Adjusted, lines: Sequence[str], release: Release
) -> Iterator[tuple[Observation, Identity]]:
    start, place, named = len(_HEAD), _place(points), _named(points[0].indicator)
    columns = [_column(part, points[0], done, place, named) for part in PARTS]
    for point, line in zip(points, lines, strict=True):
        cells = line.rstrip("\n").split(",")
        at = start + len(cells[0]) + 1 + len(cells[1]) + 1
        for column, cell in zip(columns, cells[2:], strict=True):
            yield _observation(point, release, column, cell, at), column.identity
            at += len(cell) + 1
        start += len(line)


class _Column(NamedTuple):
    """What the figures of a computed column share: their series, half of their last digit, and what they are called."""

    identity: Identity
    half: Decimal
    subject: str
    named: str


def _column(part: str, point: Point, done: Adjusted, place: int, named: str) -> _Column:
    identity = msgspec.structs.replace(Identity.parse(point.series), adjustment=PARTS[part])
    half = Decimal(5).scaleb(place - 1)
    if part == "factors":
        half = Decimal("0.005")
        if done.model.transform == "log":
            identity = of_adjusted(identity)
    return _Column(identity, half, f"{named}, {part}", named)


def of_adjusted(factors: Identity) -> Identity:
    """The series of factors in per cent of the adjusted values."""
    return msgspec.structs.replace(factors, measure="index", unit="%", comparison="adjusted = 100")


def _observation(point: Point, release: Release, column: _Column, cell: str, at: int) -> Observation:
    value = Decimal(cell)
    return Observation(
        release=release.id,
        id=f"{release.id}:{at}",
        text=cell,
        start=at,
        end=at + len(cell),
        value=value,
        lower=value - column.half,
        upper=value + column.half,
        lower_open=value < 0,
        upper_open=value >= 0,
        digits=cell.lstrip("-"),
        unit=column.identity.unit,
        measure=column.identity.measure,
        subject=column.subject,
        indicator=point.indicator,
        indicator_name=column.named,
        area=point.area,
        period=point.period,
        base=point.base,
    )
