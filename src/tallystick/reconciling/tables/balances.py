"""Balances of a table against what they are the difference of: exports and imports, revenue and expenditure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tallystick.reconciling.tables.cells import Cell, Path, Sheet
from tallystick.reconciling.tables.equations import Equation, Relation, difference
from tallystick.reconciling.tables.totals import View, views
from tallystick.reconciling.tables.words import knowledge


@cache
def _kinds() -> tuple[tuple[frozenset[str], frozenset[str], frozenset[str]], ...]:
    return tuple(
        (frozenset(kind["of"]), frozenset(kind["plus"]), frozenset(kind["less"])) for kind in knowledge()["balances"]
    )


def balances(sheet: Sheet) -> Iterator[Relation]:
    """For each row or column called a balance its relation to the two it is the difference of, if they stand there."""
    for view in views(sheet):
        for path, numbers in _by_group(view).items():
            for of, plus, less in _kinds():
                whole, more, fewer = (_called(names, numbers, view) for names in (of, plus, less))
                if whole is not None and more is not None and fewer is not None:
                    relation = _relation(view, (whole, more, fewer))
                    if relation.equations and path is not None:
                        yield relation


def _by_group(view: View) -> dict[Path, list[int]]:
    groups: dict[Path, list[int]] = {}
    for number, path in view.paths.items():
        if path:
            groups.setdefault(path[:-1], []).append(number)
    return groups


def _called(names: frozenset[str], numbers: list[int], view: View) -> int | None:
    """The one row that is called so, or whose name ends so; None where none is, or several are."""
    for ends in (False, True):
        found = [number for number in numbers if _is_called(view.paths[number][-1].strip().lower(), names, ends=ends)]
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
