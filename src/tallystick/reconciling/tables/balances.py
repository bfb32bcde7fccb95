"""Balances of a table against what they are the difference of: exports and imports, revenue and expenditure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from tallystick.reconciling.tables.cells import Cell, Path
from tallystick.reconciling.tables.equations import Equation, Relation, difference
from tallystick.reconciling.tables.totals import View
from tallystick.reconciling.tables.words import knowledge


@cache
def _kinds() -> tuple[tuple[frozenset[str], frozenset[str], frozenset[str]], ...]:
    return tuple(
        (frozenset(kind["of"]), frozenset(kind["plus"]), frozenset(kind["less"])) for kind in knowledge()["balances"]
    )


def balances(every: Iterable[View]) -> Iterator[Relation]:
    """For each row or column called a balance its relation to the two it is the difference of, if they stand there.

    `every` are the views of one table: by its rows, by its columns.
    """
    for view in every:
        for rows in _by_group(view):
            for of, plus, less in _kinds():
                if (whole := _called(of, rows)) is None:
                    continue
                more, fewer = _called(plus, rows), _called(less, rows)
                if more is not None and fewer is not None:
                    relation = _relation(view, (whole, more, fewer))
                    if relation.equations:
                        yield relation


def _by_group(view: View) -> Iterable[dict[str, list[int]]]:
    """The rows of each group by what they are called: in long tables many are called alike."""
    groups: dict[Path, dict[str, list[int]]] = {}
    for number, path in view.paths.items():
        if path:
            groups.setdefault(path[:-1], {}).setdefault(path[-1].strip().lower(), []).append(number)
    return groups.values()


def _called(names: frozenset[str], rows: Mapping[str, list[int]]) -> int | None:
    """The one row that is called so, or whose name ends so; None where none is, or several are."""
    for ends in (False, True):
        found = [number for label, numbers in rows.items() if _is_called(label, names, ends=ends) for number in numbers]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is_called(label: str, names: frozenset[str], *, ends: bool) -> bool:
    """Whether a label is one of some names, or `ends` in one as a word of its own."""
    if not ends:
        return label in names
    return any(label.endswith(name if not name.isascii() else f" {name}") for name in names)


def _relation(view: View, numbers: tuple[int, int, int]) -> Relation:
    relation = Relation("balance", told=True)
    whole, more, fewer = (view.cells[number] for number in numbers)
    for cross in whole.keys() & more.keys() & fewer.keys():
        parts = (more[cross], fewer[cross])
        if all(_is_like(whole[cross], part) for part in parts):
            relation.equations.append(Equation(whole[cross], parts, difference))
    return relation


def _is_like(one: Cell, other: Cell) -> bool:
    a, b = one.figure, other.figure
    return (a.unit, a.period, a.measure) == (b.unit, b.period, b.measure)
