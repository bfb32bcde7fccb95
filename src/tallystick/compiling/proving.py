"""What must hold of compiled figures as they are printed: bridges and contributions make up growth, parts the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from tallystick.compiling.figures.exact import BRIDGE
from tallystick.compiling.figures.printed import Row
from tallystick.compiling.recipes.recipe import Recipe, is_rate
from tallystick.knowledge.indicators import catalogue
from tallystick.model import Finding
from tallystick.model.message import Formula, Measured, Message, Part, Printed
from tallystick.reconciling.wording import told

CITATION = "United Nations, International Recommendations for the Index of Industrial Production 2010"
_HUNDRED = Decimal(100)
Place = tuple[int, str]
"""A figure: the place of its row, and its column."""


class Figures:
    """The ids of figures by their places, and their words."""

    def __init__(self) -> None:
        self._known: dict[Place, tuple[str, str]] = {}

    def add(self, row: int, name: str, figure: str, words: str) -> None:
        """Take down a figure's id and words."""
        self._known[row, name] = figure, words

    def of(self, places: Sequence[Place]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids and the words of those figures."""
        known = [self._known[place] for place in places]
        return tuple(one for one, _ in known), tuple(words for _, words in known)


class _Sum(NamedTuple):
    """A sum that must hold: which rule, of what, the total with its unit and the parts, each with its place."""

    identity: str
    key: str
    about: dict[str, Part]
    total: Decimal
    unit: str
    parts: list[tuple[Place, Decimal]]
    whole: Place | None


def findings(recipe: Recipe, rows: Sequence[Row], figures: Figures) -> Iterator[Finding]:
    """A finding for every sum that the figures, as printed, must make up, whatever comes of it.

    Sums of which a part is suppressed, or has no figure, are not told.
    """
    rates = {one.id for one in recipe.indicators if is_rate(one)}
    for n, row in enumerate(rows):
        yield from (_judged(one, figures) for one in _bridge(n, row, rates))
    whole = {(row.indicator, row.period): n for n, row in enumerate(rows) if not row.part}
    divisions: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        if row.part:
            divisions[row.indicator, row.partition, row.period].append(n)
    for (indicator, partition, period), places in divisions.items():
        raked = recipe.raked(indicator, partition)
        sums = _divided(rows, whole[indicator, period], places, rates, raked)
        yield from (_judged(one, figures) for one in sums)


def _bridge(n: int, row: Row, rates: set[str]) -> Iterator[_Sum]:
    """That growth is what the terms of its bridge make up."""
    parts = [((n, name), value) for name in BRIDGE if (value := row.cell(name)) is not None]
    if row.growth is None or set(BRIDGE) & set(row.suppressed) or len(parts) < len(BRIDGE) - 1:
        return
    about: dict[str, Part] = {"what": _measured(row, rates), "part": f", “{row.part}”" if row.part else ""}
    unit = "pp" if row.indicator in rates else "%"
    key = "bridge" if row.correction is None else "corrected bridge"
    yield _Sum("bridge_of_growth", key, about, row.growth, unit, parts, (n, "growth"))


def _divided(rows: Sequence[Row], n: int, places: Sequence[int], rates: set[str], raked: bool) -> Iterator[_Sum]:
    """That parts make up the whole: its growth, the whole of its change and, where they are raked, its level."""
    row, division = rows[n], rows[places[0]].partition
    about: dict[str, Part] = {"what": _measured(row, rates), "partition": f"“{division}”"}
    points, key = _of_parts(rows, places, "points"), "points"
    if row.growth is not None and points:
        if row.correction and sum(value for _, value in points) != row.growth:
            about |= {"n": len(points)}
            points, key = [*points, ((n, "correction"), row.correction)], "corrected points"
        yield _Sum("contributions_to_growth", key, about, row.growth, "%", points, (n, "growth"))
    about.pop("n", None)
    shares = _of_parts(rows, places, "rate")
    if shares:
        yield _Sum("contributions_to_growth", "shares", about, _HUNDRED, "%", shares, None)
    levels = _of_parts(rows, places, "level") if raked and row.level is not None else []
    if levels:
        about |= {"what": Measured("level", row.name, row.period, _known(row))}
        yield _Sum("partition", "levels", about, row.level or _HUNDRED, row.unit, levels, (n, "level"))


def _of_parts(rows: Sequence[Row], places: Sequence[int], name: str) -> list[tuple[Place, Decimal]]:
    """The parts' figures of a name; none where one of them is suppressed."""
    if any(name in rows[n].suppressed for n in places):
        return []
    return [((n, name), value) for n in places if (value := getattr(rows[n], name)) is not None]


def _measured(row: Row, rates: set[str]) -> Measured:
    """What the growth of a row is of: the catalogue's indicator, or what the recipe calls it."""
    measure = "change" if row.indicator in rates else "growth"
    return Measured(measure, row.name, row.period, _known(row))


def _known(row: Row) -> str:
    """The catalogue's indicator of a row; empty where the recipe has its own name for it."""
    known = catalogue().get(row.indicator)
    return row.indicator if known is not None and known.name_en == row.name else ""


def _judged(one: _Sum, figures: Figures) -> Finding:
    values = [value for _, value in one.parts]
    holds = sum(values, Decimal(0)) == one.total
    about: dict[str, Part] = {"n": len(values), **one.about, "total": Printed(one.total, one.unit)}
    numbers = tuple(Printed(value, "1") for value in (one.total, *values))
    ids, words = figures.of([*([one.whole] if one.whole else []), *(place for place, _ in one.parts)])
    return Finding(
        verdict="holds" if holds else "contradicts",
        kind="check",
        identity=one.identity,
        citation=CITATION,
        figures=ids,
        quotes=words,
        **told(
            Message(f"compiled {one.key} {'hold' if holds else 'fail'}", about),
            formula=[Formula(f"{{}} = {' + '.join(['{}'] * len(values))}", numbers)],
        ),
    )
