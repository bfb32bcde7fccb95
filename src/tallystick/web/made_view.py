"""A release that was compiled of returns as pages and the API show it: rows, verdicts, bridges, how each was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from tallystick.adjusting.compiled import recipe_of
from tallystick.compiling.kept import BRIDGE, SUPPRESSED, Cell, KeptRow, Original, columns_of, original_of, rows_of
from tallystick.compiling.recipes.recipe import is_rate
from tallystick.ledger import KeptRelease, Ledger
from tallystick.ledger.parcel import COMPILED_KIND
from tallystick.model import Finding, Period
from tallystick.reporting.adjusted_words import model_words
from tallystick.reporting.annotate import verdict_of
from tallystick.reporting.recipe_words import indicator_name, part_name
from tallystick.web import queries
from tallystick.web.rendering import word

_TOLD_TOGETHER = 2  # months

SIGNED = ("growth", "like_for_like", *BRIDGE, "points")


class Bar(NamedTuple):
    """A step of a bridge: the column it is of, its value, and where its bar begins and ends, of 100."""

    name: str
    value: Decimal
    start: float
    width: float
    zero: float


class Shares(NamedTuple):
    """What the parts of a partition contribute to the growth of a whole: the row and bar of each, the largest first."""

    partition: str
    parts: tuple[tuple[KeptRow, Bar], ...]


class Table(NamedTuple):
    """The rows of an indicator by one partition (empty: the whole), under the columns that one of them fills."""

    partition: str
    columns: tuple[str, ...]
    parts: tuple[tuple[str, tuple[KeptRow, ...]], ...]


class Section(NamedTuple):
    """An indicator: its tables, and the newest row of the whole that has a bridge."""

    indicator: str
    unit: str
    is_rate: bool
    tables: tuple[Table, ...]
    newest: KeptRow | None


@dataclass(frozen=True)
class Made:
    """A release of returns read back: its columns of figures, its rows.

    `found` are its findings by the place of each figure, with their keys.
    """

    kept: KeptRelease
    original: Original
    columns: tuple[str, ...]
    rows: tuple[KeptRow, ...]
    found: Mapping[int, Sequence[tuple[int, Finding]]]

    def verdict(self, cell: Cell) -> str:
        """The worst of what its sums say of a figure."""
        return verdict_of(finding for _, finding in self.found.get(cell.start, ()))

    def at(self, start: int) -> tuple[KeptRow, Cell] | None:
        """The row and the figure that stand at a place."""
        return next(((row, cell) for row in self.rows for cell in row.cells if cell.start == start), None)

    def rate(self, indicator: str) -> bool:
        """Whether an indicator is in per cent, so that its changes are points."""
        return next((is_rate(one) for one in self.original.recipe.indicators if one.id == indicator), False)

    def name(self, indicator: str, language: str) -> str:
        """What an indicator is called."""
        return indicator_name(self.original.recipe, indicator, language)

    def part(self, row: KeptRow, language: str) -> str:
        """What the part of a row is called; all, where it is of the whole."""
        return part_name(row.how.part, language) if row.how.part else word("made all", language)

    def unit(self, row: KeptRow, name: str) -> str:
        """The unit of a column."""
        if name == "level":
            return row.unit
        return "pp" if name in (*BRIDGE, "points") or self.rate(row.how.indicator) else "%"

    def years(self, name: str) -> int:
        """Over how many years a mean is: `mean` over the recipe's first number of years, `mean_3` over three."""
        return int(name.partition("_")[2]) if name.startswith("mean_") else next(iter(self.original.recipe.years), 0)

    def same(self, row: KeptRow) -> tuple[KeptRow, ...]:
        """The rows of the same indicator and part, period by period."""
        own = [one for one in self.rows if _of(one) == _of(row)]
        return next(run for run in runs(own) if row in run)

    @property
    def suppressed(self) -> int:
        """How many figures are suppressed."""
        return sum(cell.words == SUPPRESSED for row in self.rows for cell in row.cells)


def made_of(ledger: Ledger, kept: KeptRelease) -> Made | None:
    """A compiled release of returns; None for a release of another kind."""
    original = original_of(ledger.original(kept.release_id)) if kept.kind == COMPILED_KIND else None
    if original is None:
        return None
    with ledger.store.reading() as connection:
        text = queries.text_of(connection, kept.release_id)
        keyed = queries.finding_keys(connection, kept.release_id)
    found: dict[int, list[tuple[int, Finding]]] = {}
    for key, finding in keyed:
        for figure in dict.fromkeys(finding.figures):
            release, _, start = figure.rpartition(":")
            if release == kept.release_id:
                found.setdefault(int(start), []).append((key, finding))
    return Made(kept, original, columns_of(text), tuple(rows_of(text, original)), found)


def making_of(ledger: Ledger, kept: KeptRelease, start: int, language: str) -> str:
    """How a figure that was computed here was made, in a line; empty for one that was read."""
    if kept.kind != COMPILED_KIND:
        return ""
    made = made_of(ledger, kept)
    found = made.at(start) if made else None
    if made and found:
        how = found[0].how
        counts = {"n": f"{how.responding}", "of": f"{how.returns}", "share": f"{how.imputed_share:.1f}"}
        return word("made of returns", language, None, hash=made.original.returns[:16], **counts)
    recipe = recipe_of(ledger.original(kept.release_id))
    model = model_words(recipe.model, language) if recipe else ""
    return word("made by model", language, series=recipe.series, model=model) if recipe else ""


def sections(made: Made, rows: Sequence[KeptRow]) -> list[Section]:
    """Some rows of a release by indicator, partition and part."""
    found = []
    for indicator, of_indicator in groupby(rows, key=lambda row: row.how.indicator):
        own = list(of_indicator)
        tables = [
            _table(made, partition, list(of)) for partition, of in groupby(own, key=lambda row: row.how.partition)
        ]
        whole = [row for row in own if not row.how.part and bridge(row)]
        newest = whole[-1] if whole else None
        found.append(Section(indicator, own[0].unit, made.rate(indicator), tuple(tables), newest))
    return found


def _table(made: Made, partition: str, rows: Sequence[KeptRow]) -> Table:
    named = {cell.name for row in rows for cell in row.cells}
    parts = tuple((part, run) for part, of in groupby(rows, key=lambda row: row.how.part) for run in runs(of))
    return Table(partition, tuple(name for name in made.columns if name in named), parts)


def runs(rows: Iterable[KeptRow]) -> list[tuple[KeptRow, ...]]:
    """Rows of one part cut where the periods begin anew: those of the year to date follow those of single periods."""
    found: list[list[KeptRow]] = []
    for row in rows:
        if not found or Period.parse(row.how.period).last <= Period.parse(found[-1][-1].how.period).last:
            found.append([])
        found[-1].append(row)
    return [tuple(run) for run in found]


def to_date(rows: Sequence[KeptRow]) -> bool:
    """Whether rows are of the year up to their periods; January and February told together are one period."""
    periods = [Period.parse(row.how.period) for row in rows]
    return any(one.units > _TOLD_TOGETHER for one in periods) or len({one.first for one in periods}) < len(periods)


def bridge(row: KeptRow) -> tuple[Bar, ...]:
    """What enterprises in both periods, those that came and those that left add up to, and what corrections add.

    Growth stands last; there is none where a step is not told.
    """
    steps = [(name, row.value(name)) for name in (*BRIDGE, "growth") if name != "correction" or row.cell(name)]
    spans, here = [], 0.0
    for name, value in steps:
        if value is None:
            return ()
        first = 0.0 if name == "growth" else here
        here = first + float(value)
        spans.append((name, value, min(first, here), max(first, here)))
    return _bars(spans)


def shares(made: Made, row: KeptRow) -> list[Shares]:
    """What parts contribute to the growth of a whole, by partition; nothing of a row that is a part itself."""
    if row.how.part:
        return []
    found = []
    for partition in made.original.recipe.partitions:
        own = [
            (one, points) for one in made.rows
            if (one.how.indicator, one.how.partition, one.how.period)
            == (row.how.indicator, partition.title, row.how.period)
            and (points := one.value("points")) is not None
        ]  # fmt: skip
        own.sort(key=lambda told: -told[1])
        spans = [("points", points, min(0.0, float(points)), max(0.0, float(points))) for _, points in own]
        if spans:
            rows = (one for one, _ in own)
            found.append(Shares(partition.title, tuple(zip(rows, _bars(spans), strict=True))))
    return found


def _bars(spans: Sequence[tuple[str, Decimal, float, float]]) -> tuple[Bar, ...]:
    """Names, values, beginnings and ends as bars on one scale that holds nought."""
    low, high = min(0.0, *(one[2] for one in spans)), max(0.0, *(one[3] for one in spans))
    scale = 100 / (high - low or 1)
    return tuple(
        Bar(name, value, _tenth((start - low) * scale), _tenth(max((end - start) * scale, 0.6)), _tenth(-low * scale))
        for name, value, start, end in spans
    )


def _tenth(number: float) -> float:
    return round(number, 1)


def year_before(row: KeptRow) -> str:
    """The period that growth is on."""
    return str(Period.parse(row.how.period).year_before())


def _of(row: KeptRow) -> tuple[str, str, str]:
    return row.how.indicator, row.how.partition, row.how.part
