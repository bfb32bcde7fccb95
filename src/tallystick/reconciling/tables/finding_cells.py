"""Which cells a figure of running text may be told of: by labels, unit, measure and period, best named first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import nlargest

from tallystick.model import Observation, Period, PeriodError
from tallystick.reconciling.tables.cells import Cell, Figures, Line, times
from tallystick.reconciling.tables.told import Told
from tallystick.reconciling.tables.words import Tokens, covered, is_time, named, tokens

LEAST = 0.5  # of a label, and of a subject, that must be told
MOST, MORE = 120, 40  # lines of tables that are weighed for one sentence, and more for each of its figures
COMMON = 60  # lines beyond which a token says too little to look them all up
_MOVES = ("growth", "change", "index")
_RATES = frozenset({"level", "share", "growth", "index", "gap"})
LATER = 0.05  # of score by which the latest time is likelier where none is told
NEAR, SUBJECT, SENTENCE, AROUND = 1.0, 0.8, 0.6, 0.3  # what a label told in one place or another is worth


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that a figure may be told of; `score` grows with how well its labels are told.

    `covered` is the part of the figure's subject that the table's words hold, `own_time` whether its own period is
    the cell's.
    """

    cell: Cell
    line: Line
    score: float
    covered: float
    own_time: bool = True


class Book:
    """The cells of tables, looked up by what names them."""

    def __init__(self, figures: Figures) -> None:
        """Index all lines by their tokens, and the cells of each line by unit and period."""
        self.lines = figures.lines
        self._cells: dict[int, dict[tuple[str, str], list[Cell]]] = defaultdict(lambda: defaultdict(list))
        for cell in figures.cells:
            if not isinstance(cell.figure.value, tuple):
                for time in times(cell.figure.period):
                    self._cells[cell.line][cell.figure.unit, time].append(cell)
        labels: dict[int, set[str]] = defaultdict(set)
        for line in self.lines:
            labels[line.table].update(line.labels)
        self._labels = {table: frozenset(found) for table, found in labels.items()}
        innermost = Counter((table, path[-1]) for table, path in {(line.table, line.labels) for line in self.lines})
        self._alone = {
            number
            for number, line in enumerate(self.lines)
            if len(line.labels) > 1 and innermost[line.table, line.labels[-1]] == 1
        }
        self._of_token: dict[str, list[int]] = defaultdict(list)
        spread = self._spread = Counter(token for line in self.lines for token in line.words)
        for number, line in enumerate(self.lines):
            rare = [token for token in line.words if spread[token] <= COMMON]
            for token in rare or sorted(line.words, key=lambda token: (spread[token], token))[:2]:
                self._of_token[token].append(number)

    def lines_named(self, tokens_told: Tokens, here: Tokens, figures: int = 1) -> list[int]:
        """The lines all of whose labels are told at least by half, and one of them `here`.

        `figures` is how many the sentence has. Of a line whose innermost label no other line of its table has, that
        label alone, if it is told wholly `here`.
        """
        hits: dict[int, float] = defaultdict(float)
        for token in tokens_told:
            weight = (1 if token in here else AROUND) / max(self._spread[token], 1)
            for number in self._of_token.get(token, ()):
                hits[number] += weight
        found = []
        for number in nlargest(MOST + MORE * figures, hits, key=hits.__getitem__):
            labels = self.lines[number].labels
            if (number in self._alone and named(labels[-1], here) == 1) or (
                all(named(label, tokens_told) >= LEAST for label in labels)
                and any(named(label, here) >= LEAST for label in labels)
            ):
                found.append(number)
        return found

    def named_beside(self, told: Told, lines: list[int]) -> list[int]:
        """Those of some lines that the words beside a figure name by one of their labels."""
        return [number for number in lines if any(named(label, told.near) == 1 for label in self.lines[number].labels)]

    def links(self, told: Told, lines: list[int]) -> list[Link]:
        """The cells of these lines that may be what a figure tells, best first."""
        found = list(self._links(told, lines))
        return sorted(found, key=lambda link: (-link.score, link.cell.table, link.cell.row, link.cell.column))

    def _links(self, told: Told, lines: list[int]) -> Iterator[Link]:
        figure = told.figure
        own = told.earlier or times(figure.period)
        others = (
            time for year in told.may_be_of if "/" not in figure.period for time in times(year + figure.period[4:])
        )
        every = dict.fromkeys((*own, *times(figure.period), *others))
        for number in lines:
            if told.is_untimed:
                yield from self._untimed(told, number)
                continue
            by_key = self._cells.get(number, {})
            seen: set[int] = set()
            for time in every:
                for cell in by_key.get((figure.unit, time), ()):
                    if cell.figure.start not in seen and _fits(figure, cell.figure):
                        seen.add(cell.figure.start)
                        yield self._weighed(told, cell, own_time=time in own)

    def _untimed(self, told: Told, line: int) -> Iterator[Link]:
        """The cells of a line for a figure whose time its sentence does not tell, those of the latest time first.

        Where the document gave it a time the cells are of parts of that, or of what it is part of.
        """
        figure = told.figure
        cells = {cell.figure.start: cell for cell in self.cells_of(line) if cell.figure.unit == figure.unit}
        fitting = [cell for cell in cells.values() if _may_be_of_one_time(figure, cell.figure)]
        latest = max((cell.figure.period for cell in fitting), default="")
        own = set(times(figure.period)) if figure.period else set()
        for cell in fitting:
            link = self._weighed(told, cell, own_time=bool(own & set(times(cell.figure.period))))
            yield link if cell.figure.period == latest else replace(link, score=link.score - LATER)

    def labels_of(self, table: int) -> frozenset[str]:
        """All labels of a table."""
        return self._labels[table]

    def cells_of(self, line: int) -> Iterator[Cell]:
        """All cells of a line."""
        for cells in self._cells[line].values():
            yield from cells

    def worth(self, told: Told, number: int) -> float:
        """How well the labels of a line are told for a figure, and how much of its subject they hold."""
        line = self.lines[number]
        worth = self._named(told, number)
        part = covered(told.subject - tokens(told.figure.base), line.words | line.beside | line.about)
        return worth + 0.1 * part if part >= LEAST else 0.0

    def _named(self, told: Told, number: int) -> float:
        """How well the labels of a line are told, outer ones that are not needed left out."""
        labels = self.lines[number].labels
        found = [_worth(label, told) for label in labels]
        if number in self._alone and found[-1] >= SENTENCE:
            kept = [worth for worth in found[:-1] if worth >= AROUND] + found[-1:]
            return sum(kept) / len(kept) - 0.05 * (len(found) - len(kept))
        return sum(found) / len(found)

    def _weighed(self, told: Told, cell: Cell, *, own_time: bool) -> Link:
        line = self.lines[cell.line]
        worth = self._named(told, cell.line)
        apart = tokens(told.figure.base) | tokens(cell.figure.base)
        part = covered(told.subject - apart, line.words | line.beside | line.about)
        score = worth + 0.1 * part + 0.05 * covered(line.beside | line.about, told.here)
        score -= 0.1 * (told.figure.measure != cell.figure.measure) + 0.1 * (not own_time)
        score -= _other_year(line, told) if not cell.figure.period else 0.0
        score -= 0.2 * other_area(told.figure, cell.figure)
        return Link(cell, line, score, part, own_time)


def _worth(label: str, told: Told) -> float:
    """How well a label is told: beside the figure, in its subject, in its sentence, or around."""
    best = AROUND / 2
    for where, worth in ((told.near, NEAR), (told.subject, SUBJECT), (told.sentence, SENTENCE), (told.around, AROUND)):
        if worth <= best:
            break
        part = named(label, where)
        if part >= LEAST:
            best = max(best, worth * part)
    return best


def _other_year(line: Line, told: Told) -> float:
    """How unlikely heads that were not read as times (`FY 2008`) are what is told: by the years beside the figure."""
    years = {word for word in line.beside if len(word) == 4 and is_time(word)}
    beside = {word for word in told.near if len(word) == 4 and is_time(word)}
    if not years or years & (beside or told.here):
        return 0.0
    return 0.1 if years & told.here else 0.2


def _fits(figure: Observation, cell: Observation) -> bool:
    """Whether measure and base of a figure and a cell may be the same."""
    if figure.measure != cell.measure:
        return figure.unit == "%" and {figure.measure, cell.measure} <= _RATES
    if figure.measure in _MOVES and figure.base and cell.base:
        return bool(set(times(figure.base)) & set(times(cell.base)))
    return True


def _may_be_of_one_time(figure: Observation, cell: Observation) -> bool:
    """Whether a cell may be what a figure of no told time is: of a part of it, and as far from its base."""
    if not figure.period or not cell.period:
        return _fits(figure, cell)
    try:
        told, own = Period.parse(figure.period), Period.parse(cell.period)
    except PeriodError:
        return False
    if not told.contains(own) and not own.contains(told):
        return False
    if figure.measure == cell.measure and figure.measure in _MOVES and figure.base and cell.base:
        return _years(figure) == _years(cell)
    return _fits(figure, cell)


def _years(figure: Observation) -> int:
    """How many years lie between a figure and its base."""
    period, base = figure.period[:4], figure.base[:4]
    return int(period) - int(base) if period.isdigit() and base.isdigit() else 0


def other_area(figure: Observation, cell: Observation) -> bool:
    """Whether a figure and a cell are told to be of two areas."""
    return bool(figure.area and cell.area) and figure.area != cell.area
