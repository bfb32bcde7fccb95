"""Compiled figures as a release: its text is their table, its bytes the recipe, the returns' hash and how all was made.

Each figure is an observation at its place in the text, with the series it belongs to. What is suppressed stands in
the table as a mark, and among the numbers that are not read, with that reason.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import msgspec

from tallystick.compiling.figures.exact import cells_of, means_of
from tallystick.compiling.figures.printed import Row
from tallystick.compiling.kept import ALL, BRIDGE, DETAIL, STUBS, SUPPRESSED, How, Original, quoted
from tallystick.compiling.making import Compiled
from tallystick.compiling.proving import Figures, findings
from tallystick.compiling.recipes.recipe import Indicator, Partition, Recipe, digits_of, is_rate
from tallystick.knowledge.areas import areas
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger.identity import Identity, distance, run
from tallystick.ledger.parcel import COMPILED_KIND, COMPILER, Parcel
from tallystick.model import Frequency, Observation, Period, Reading, Release, Unread
from tallystick.reading.printed.en.quantities.units import is_money

LIKE_FOR_LIKE = "like-for-like"
_TOGETHER = (*BRIDGE, "points", "rate")
"""Figures that are rounded together, so that they make up another."""
_TITLES = {"like_for_like": LIKE_FOR_LIKE, **BRIDGE}


class _Cell(NamedTuple):
    """A figure in its place: its row (with its number) and indicator, its column, its words and where they start."""

    number: int
    row: Row
    indicator: Indicator
    name: str
    words: str
    at: int


class _Series(NamedTuple):
    """What the figures of a row's part have in common from period to period, those of one column."""

    identity: Identity
    subject: str
    indicator: str | None
    indicator_name: str | None
    together: bool
    digits: int
    years: int


def parcel(done: Compiled, day: date) -> Parcel:
    """The release of compiled figures, with all that a ledger keeps of it."""
    recipe = done.recipe
    original = msgspec.json.format(msgspec.json.encode(_original(done, day)), indent=2)
    digest = hashlib.sha256(original).hexdigest()
    text, cells = _table(done)
    release = Release(
        id=f"{recipe.name}-{digest[:8]}",
        name=recipe.name,
        source=f"returns {done.returns[:16]}",
        content_hash=digest,
        text=text,
        language="en",
        title=recipe.title or recipe.name,
        released=day,
        publisher=recipe.publisher or COMPILER,
    )
    shown = [one for one in cells if one.words != SUPPRESSED]
    series = _series_of(shown, recipe)
    told = tuple(_observation(one, of, release) for one, of in zip(shown, series, strict=True))
    figures = Figures()
    for cell, figure in zip(shown, told, strict=True):
        figures.add(cell.number, cell.name, figure.id, cell.words)
    hidden = tuple(Unread(c.at, c.at + 1, c.words, "suppressed") for c in cells if c.words == SUPPRESSED)
    return Parcel(
        reading=Reading(release, told, hidden),
        findings=tuple(findings(recipe, done.rows, figures)),
        original=original,
        media_type="application/json",
        kind=COMPILED_KIND,
        identities=tuple(one.identity for one in series),
    )


def _series_of(cells: Sequence[_Cell], recipe: Recipe) -> list[_Series]:
    """The series of each figure; one for all the periods of it that are of one kind: months, years to date."""
    known: dict[tuple[str, ...], _Series] = {}
    found = []
    for cell in cells:
        key = (cell.row.indicator, cell.row.partition, cell.row.part, cell.name, *_kind(cell.row.period))
        if key not in known:
            known[key] = _series(cell, recipe)
        found.append(known[key])
    return found


@cache
def _kind(period: str) -> tuple[str, str]:
    """Frequency and accumulation of a period."""
    return run(Period.parse(period), stock=False)


def _series(cell: _Cell, recipe: Recipe) -> _Series:
    row, own = cell.row, _own(cell, recipe) or None
    raked = cell.name == "level" and bool(row.part) and recipe.raked(row.indicator, row.partition)
    return _Series(
        identity=_identity(cell, recipe),
        subject=_subject(cell, recipe),
        indicator=own,
        indicator_name=catalogue()[own].name_en if own else None,
        together=raked or cell.name in _TOGETHER,
        years=means_of(recipe).get(cell.name, 1),
        digits=digits_of(cell.indicator, recipe) if cell.name == "level" else recipe.rate_digits,
    )


@cache
def _averaged(row: str, years: int) -> Period:
    """The years that a mean up to a row's year goes over; a month's stays with its month: no span tells its months."""
    period = Period.parse(row)
    whole = period.frequency is Frequency.YEAR and years > 1
    return Period.parse(f"{period.start.year - years + 1}/{period.start.year}") if whole else period


def _original(done: Compiled, day: date) -> Original:
    names = How.__struct_fields__
    made = tuple(How(**{name: getattr(row, name) for name in names}) for row in done.rows)
    return Original(recipe=done.recipe, returns=done.returns, day=day, made=made, weights=done.weights)


def _table(done: Compiled) -> tuple[str, list[_Cell]]:
    """The text, and its cells of figures in their order."""
    names = cells_of(done.recipe)
    parts, cells = [",".join((*STUBS, *names)) + "\n"], []
    at = len(parts[0])
    of = {one.id: one for one in done.recipe.indicators}
    for number, row in enumerate(done.rows):
        stubs = (quoted(row.name), quoted(_part(row)), row.period, quoted(row.unit))
        line = ",".join(stubs)
        for name in names:
            value = row.cell(name)
            words = SUPPRESSED if name in row.suppressed else "" if value is None else f"{value:f}"
            if words:
                cells.append(_Cell(number, row, of[row.indicator], name, words, at + len(line) + 1))
            line += f",{words}"
        parts.append(line + "\n")
        at += len(parts[-1])
    return "".join(parts), cells


def _part(row: Row) -> str:
    return f"{row.partition} {row.part}" if row.partition else ALL


def _measure(cell: _Cell) -> tuple[str, str]:
    """Measure and unit of a figure."""
    if cell.name == "level":
        return ("index" if cell.indicator.kind == "volume index" else "level"), cell.row.unit
    if cell.name in BRIDGE:
        return ("change" if is_rate(cell.indicator) else "contribution"), "pp"
    if cell.name in ("points", "rate"):
        return "contribution", "pp" if cell.name == "points" else "%"
    if is_rate(cell.indicator):
        return "change", "pp"
    return ("average_growth" if cell.name.startswith("mean") else "growth"), "%"


def _subject(cell: _Cell, recipe: Recipe) -> str:
    part = f", {_part(cell.row)}" if cell.row.part else ""
    title = _TITLES.get(cell.name, "")
    if years := means_of(recipe).get(cell.name):
        title = f"{LIKE_FOR_LIKE}, mean of {years} years"
    return f"{cell.row.name}{part}{f', {title}' if title else ''}"


def _observation(cell: _Cell, series: _Series, release: Release) -> Observation:
    value, identity = Decimal(cell.words), series.identity
    slack = _slack(series.digits, together=series.together)
    return Observation(
        release=release.id,
        id=f"{release.id}:{cell.at}",
        text=cell.words,
        start=cell.at,
        end=cell.at + len(cell.words),
        value=value,
        lower=value - slack,
        upper=value + slack,
        lower_open=series.together or value < 0,
        upper_open=series.together or value >= 0,
        digits=cell.words.lstrip("-"),
        unit=identity.unit,
        measure=identity.measure,
        subject=series.subject,
        indicator=series.indicator,
        indicator_name=series.indicator_name,
        area=identity.area,
        period=cell.row.period if series.years == 1 else str(_averaged(cell.row.period, series.years)),
        base=_base(cell, identity.measure),
        table=release.title,
        row=(cell.row.name, _part(cell.row), cell.row.period),
        column=(cell.name,),
    )


@cache
def _slack(decimals: int, *, together: bool) -> Decimal:
    """How far what is printed may be from what is meant: half a unit; of figures rounded together up to one."""
    return Decimal(10 if together else 5).scaleb(-decimals - 1)


def _own(cell: _Cell, recipe: Recipe) -> str:
    """The catalogue's indicator that the figure is of; empty for parts that are none, and parts of a bridge."""
    if cell.name in BRIDGE:
        return ""
    if not cell.row.part or _area(cell.row, recipe) != recipe.area:
        return cell.row.indicator
    division = next(one for one in recipe.partitions if one.title == cell.row.partition)
    return _named(division, cell.row)


def _named(division: Partition, row: Row) -> str:
    return division.indicators.get(row.indicator, {}).get(row.part, "")


def _area(row: Row, recipe: Recipe) -> str:
    """The area of a row: its part where that is the code of one, else the recipe's."""
    return row.part if row.part in areas() else recipe.area


def _base(cell: _Cell, measure: str) -> str:
    if measure == "index":
        return str(cell.indicator.reference)
    if measure == "level":
        return ""
    return cell.row.name if measure == "contribution" else cell.row.base


def _identity(cell: _Cell, recipe: Recipe) -> Identity:
    """The series of a figure.

    A part without an indicator of its own, and the parts of a bridge, are told by their scope and marked as compiled:
    briefings and short names pass over them. So is that of the two growths that is not told of the indicator elsewhere.
    """
    measure, unit = _measure(cell)
    years = means_of(recipe).get(cell.name, 1)
    period = _averaged(cell.row.period, years)
    known = catalogue()[cell.row.indicator]
    own = _own(cell, recipe)
    frequency, accumulation = run(period, stock=known.kind == "stock")
    scopes = [known.scope]
    if cell.row.part and not own and _area(cell.row, recipe) == recipe.area:
        scopes.append(_part(cell.row))
    scopes += [BRIDGE[cell.name]] if cell.name in BRIDGE else []
    detail = ", ".join(filter(None, scopes[1:]))
    compared = ""
    if measure in ("growth", "change"):
        compared = distance(period, period.year_before()) or ""
    elif measure == "index":
        compared = f"{cell.indicator.reference} = 100"
    elif measure == "average_growth":
        compared = f"mean of {years} years"
    return Identity(
        indicator=own or cell.row.indicator,
        measure=measure,
        unit=unit,
        area=_area(cell.row, recipe),
        scope=", ".join(filter(None, scopes)).replace(";", " ").replace("=", " "),
        price_basis=_prices(cell) if measure != "level" or cell.indicator.chained else "",
        frequency=frequency,
        accumulation=accumulation,
        adjustment=DETAIL if detail or _beside(cell, own) else "",
        comparison=compared,
        whole=cell.row.indicator if measure == "contribution" else "",
    )


def _prices(cell: _Cell) -> str:
    """What a rate compares: the same enterprises, the prices that the recipe tells, else those its amounts are in."""
    if cell.name == "like_for_like" or cell.name.startswith("mean"):
        return LIKE_FOR_LIKE
    if cell.indicator.price or cell.indicator.deflator or cell.indicator.chained:
        return cell.indicator.price or "constant prices"
    return "current prices" if any(map(is_money, cell.row.unit.split("/"))) else ""


def _beside(cell: _Cell, own: str) -> bool:
    """Whether it is the other one of two growths: that of the level where growth is told like for like, or that."""
    if cell.name not in ("growth", "like_for_like"):
        return False
    usual = catalogue()[own or cell.row.indicator].growth_basis == LIKE_FOR_LIKE and not is_rate(cell.indicator)
    return (cell.name == "like_for_like") != usual
