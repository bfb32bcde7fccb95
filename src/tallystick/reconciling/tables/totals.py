"""Where rows or columns of a table may be the sum of others: below a parent, beside a `Total`, of subtotals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

from tallystick.reconciling.tables.cells import Cell, Path, Sheet
from tallystick.reconciling.tables.equations import Equation, Relation, added
from tallystick.reconciling.tables.words import knowledge, tells_time

ADDING = frozenset({"level", "change", "contribution", "share"})
MOST = 80  # parts of one total
_EDGES = re.compile(r"^[\s.:：*†‡\-–—+#]+|[\s.:：*†‡\-–—+]+$")


@dataclass(frozen=True, slots=True)
class Parts:
    """A row (or column) and those that may add up to it; `told` where a label says so, one of `tried` ways."""

    whole: int
    parts: tuple[int, ...]
    told: bool
    tried: int = 1


@dataclass(frozen=True, slots=True)
class View:
    """A table by its rows, or by its columns: `paths` are theirs, `cells` those of each, by what crosses it."""

    paths: dict[int, Path]
    cells: dict[int, dict[int, Cell]]


def views(sheet: Sheet) -> Iterator[View]:
    """A table by its rows and by its columns; what does not add up, such as margins of error, is left out."""
    rows, columns = (
        {number for number, path in paths.items() if _has_no_sum(path)} for paths in (sheet.rows, sheet.columns)
    )
    by_row: dict[int, dict[int, Cell]] = {}
    by_column: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sheet.grid.items():
        across, down = by_row.setdefault(row, {}), by_column.setdefault(column, {})
        if row not in rows and column not in columns:
            across[column] = down[row] = cell
    yield View(dict(sorted(sheet.rows.items())), by_row)
    yield View(dict(sorted(sheet.columns.items())), by_column)


def _has_no_sum(path: Path) -> bool:
    """Whether a label calls its figures such as have no sum: a margin of error, a mean, a median."""
    words = " ".join(path).lower()
    return any(word in words for word in knowledge()["without_sums"])


def totals(every: Iterable[View]) -> Iterator[Relation]:
    """The relations of rows to their parts, and of columns to theirs, that hold somewhere or are told by a label.

    `every` are the views of one table. Of several ways to part one whole the one that holds best is taken.
    """
    for view in every:
        by_whole: dict[int, list[Relation]] = {}
        for parts in _parted(view):
            relation = _relation(view, parts)
            if relation.equations:
                by_whole.setdefault(parts.whole, []).append(relation)
        for ways in by_whole.values():
            sound = [way for way in ways if way.is_likely]
            if sound:
                yield from _apart(sound)
            else:
                yield max(ways, key=lambda way: (way.digits, way.told))


def _apart(ways: Sequence[Relation]) -> Iterator[Relation]:
    """Relations that hold, without those whose parts are among another's."""
    taken: set[str] = set()
    for way in sorted(ways, key=lambda way: -way.digits):
        parts = {part.figure.id for one in way.equations for part in one.parts}
        if not parts & taken:
            taken |= parts
            yield way


def _relation(view: View, parts: Parts) -> Relation:
    relation = Relation("total", parts.told, parts.tried)
    for cross, whole in view.cells[parts.whole].items():
        cells = tuple(cell for part in parts.parts if (cell := view.cells[part].get(cross)) is not None)
        if len(cells) == len(parts.parts) and _add_up(whole, cells):
            relation.equations.append(Equation(whole, cells, added))
    return relation


def _add_up(whole: Cell, parts: Sequence[Cell]) -> bool:
    """Whether amounts are of one unit, measure and time, such as can be added."""
    figure = whole.figure
    if figure.measure not in ADDING or (figure.unit == "%" and figure.measure not in ("share", "contribution")):
        return False
    return all(
        (part.figure.unit, part.figure.measure, part.figure.period, part.figure.base)
        == (figure.unit, figure.measure, figure.period, figure.base)
        for part in parts
    )


def _parted(view: View) -> Iterator[Parts]:
    """Every way in which rows may be parts of one."""
    numbers = list(view.paths)
    names = {number: _named_path(view.paths[number]) for number in numbers}
    yield from _children(numbers, names, view)
    yield from _beside_totals(numbers, names)


def _named_path(path: Path) -> Path:
    """A path without what only tells a time."""
    return tuple(label for label in path if not tells_time(label))


def _children(numbers: Sequence[int], names: dict[int, Path], view: View) -> Iterator[Parts]:
    """Rows and the rows right below them in the hierarchy; children in several runs may part their parent anew."""
    below: dict[Path, list[int]] = {}
    for number in numbers:
        if names[number]:
            below.setdefault(names[number][:-1], []).append(number)
    for number in numbers:
        path = names[number]
        children = [child for child in below.get(path, ()) if child != number and names[child] != path]
        if path and 1 < len(children) <= MOST:
            told = not any(is_of_which(names[child][-1]) for child in children)
            yield Parts(number, tuple(children), told and is_total(path[-1]))
            for run in _runs(number, children, view):
                yield Parts(number, run, told=False, tried=len(children) ** 2)


def _runs(whole: int, children: Sequence[int], view: View) -> Iterator[tuple[int, ...]]:
    """Runs of children that add up to their parent where both are first printed: partings beside each other."""
    cross = next(iter(view.cells[whole]), None)
    cells = [view.cells[child].get(cross) for child in children] if cross is not None else []
    top = view.cells[whole].get(cross) if cross is not None else None
    if top is None or top.number <= 0:
        return
    for first in range(len(children)):
        sum_so_far = top.number * 0
        for last in range(first, len(children)):
            cell = cells[last]
            if cell is None or cell.number < 0:
                break
            sum_so_far += cell.number
            if sum_so_far > top.number * 2:
                break
            if last > first and last - first + 1 < len(children) and _is_about(sum_so_far, top, last - first + 2):
                yield tuple(children[first : last + 1])


def _is_about(amount: object, whole: Cell, count: int) -> bool:
    lower, upper = whole.figure.lower, whole.figure.upper
    if lower is None or upper is None:
        return False
    room = (upper - lower) * count
    return lower - room <= amount <= upper + room  # type: ignore[operator]


def _beside_totals(numbers: Sequence[int], names: dict[int, Path]) -> Iterator[Parts]:
    """Rows called totals, and their siblings before, behind or around; a grand total of the totals before it."""
    groups: dict[Path, list[int]] = {}
    for number in numbers:
        if names[number]:
            groups.setdefault(names[number][:-1], []).append(number)
    for siblings in groups.values():
        wholes = [at for at, number in enumerate(siblings) if is_total(names[number][-1])]
        sums = [siblings[one] for one in wholes]
        apart = frozenset(sums)
        for turn, at in enumerate(wholes):
            start = wholes[turn - 1] + 1 if turn else 0
            end = wholes[turn + 1] if turn + 1 < len(wholes) else len(siblings)
            every = (n for n in siblings if n != siblings[at])
            plain = (n for n in siblings if n not in apart)
            for way in (siblings[start:at], siblings[at + 1 : end], every, sums[:turn], plain):
                # No more are counted than tell that there are too many: of long tables each total would ask all rows.
                kept = tuple(islice((n for n in way if not is_of_which(names[n][-1])), MOST + 1))
                if 1 < len(kept) <= MOST:
                    yield Parts(siblings[at], kept, told=True)


@cache
def _totals() -> frozenset[str]:
    return frozenset(knowledge()["totals"])


@lru_cache(maxsize=65536)
def is_total(label: str) -> bool:
    """Whether a label names the sum of what stands beside it.

    >>> is_total("Total"), is_total("合计"), is_total("Total exports"), is_total("Rice")
    (True, True, True, False)
    """
    plain = _EDGES.sub("", " ".join(label.split())).lower()
    return plain in _totals() or plain.startswith("total ") or plain.endswith((" total", ", total", "合计", "总计"))


@lru_cache(maxsize=65536)
def is_of_which(label: str) -> bool:
    """Whether a label says that it is only part of what stands above."""
    plain = label.strip().lower()
    return plain.startswith(tuple(knowledge()["of_which"]))
