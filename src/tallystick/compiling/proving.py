"""What must hold of compiled figures as they are printed: bridges and contributions make up growth, parts the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tallystick.compiling.figures import Row
from tallystick.compiling.recipe import Recipe, is_rate
from tallystick.model import Finding

CITATION = "United Nations, International Recommendations for the Index of Industrial Production 2010"
_HUNDRED = Decimal(100)


class Figures:
    """The ids of figures by row (its place) and name."""

    def __init__(self) -> None:
        self._ids: dict[tuple[int, str], str] = {}

    def add(self, row: int, name: str, figure: str) -> None:
        """Take down a figure's id."""
        self._ids[row, name] = figure

    def of(self, places: Sequence[tuple[int, str]]) -> tuple[str, ...]:
        """The ids of those figures."""
        return tuple(self._ids[place] for place in places)


def findings(recipe: Recipe, rows: Sequence[Row], figures: Figures) -> Iterator[Finding]:
    """A finding for every sum that the figures, as printed, must make up, whatever comes of it.

    Sums of which a part is suppressed, or has no figure, are not told.
    """
    rates = {one.id for one in recipe.indicators if is_rate(one)}
    for n, row in enumerate(rows):
        parts = (row.both_periods, row.entry, row.exit)
        if row.growth is not None and None not in parts:
            bridge = [(n, name) for name in ("growth", "both_periods", "entry", "exit")]
            what = "change from year to year" if row.indicator in rates else "growth of the level"
            title = f"{row.name}{f', {row.partition} {row.part}' if row.part else ''}, {row.period}: {what}"
            yield _sum("bridge of growth", title, row.growth, parts, figures.of(bridge))
    whole = {(row.indicator, row.period): n for n, row in enumerate(rows) if not row.part}
    divisions: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        if row.part:
            divisions[row.indicator, row.partition, row.period].append(n)
    for (indicator, partition, period), places in divisions.items():
        total = rows[whole[indicator, period]]
        title = f"{total.name} by {partition}, {period}"
        of_growth = (whole[indicator, period], "growth")
        yield from _of_parts(rows, places, "points", f"{title}: growth", total.growth, figures, of_growth)
        yield from _of_parts(rows, places, "rate", f"{title}: contribution rates", _HUNDRED, figures, None)


def _of_parts(
    rows: Sequence[Row],
    places: Sequence[int],
    name: str,
    title: str,
    total: Decimal | None,
    figures: Figures,
    whole: tuple[int, str] | None,
) -> Iterator[Finding]:
    """Whether the parts' figures of a name make up the total, where all of them are told."""
    told = [(n, getattr(rows[n], name)) for n in places]
    if total is None or any(name in rows[n].suppressed for n in places) or all(value is None for _, value in told):
        return
    there = [(n, value) for n, value in told if value is not None]
    ids = figures.of([*([whole] if whole else []), *((n, name) for n, _ in there)])
    yield _sum("contributions that make up growth", title, total, [value for _, value in there], ids)


def _sum(identity: str, title: str, total: Decimal, parts: Sequence[Decimal | None], ids: tuple[str, ...]) -> Finding:
    added = sum((one for one in parts if one is not None), Decimal(0))
    terms = " + ".join(f"({one:f})" if one and one < 0 else f"{one:f}" for one in parts if one is not None)
    holds = added == total
    return Finding(
        verdict="holds" if holds else "contradicts",
        kind="check",
        identity=identity,
        statement=f"{title} {total:f} {'is' if holds else 'is not'} the sum of its {len(parts)} parts",
        formula=f"{total:f} = {terms}",
        figures=ids,
        citation=CITATION,
    )
