"""Columns that hold the parts of a whole in percent, told by how the table is built and not by a word of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

import msgspec

from tallystick.model.table import Path
from tallystick.reading.tables.columns import Numbered
from tallystick.reading.tables.labels import Label
from tallystick.reading.tables.printed import Printed
from tallystick.reading.tables.sides import Side
from tallystick.reading.tables.units import Claim
from tallystick.reading.tables.vocabulary import Kind, plain

_TOTAL = frozenset({"total", "totals", "all", "合计", "总计"})
_COUNTS = frozenset({"number", "numbers", "no", "count", "counts", "frequency", "n", "人数", "数量", "个数"})
_HUNDRED = Decimal(100)
_FEW, _SEVERAL, _MANY = 2, 3, 24
_MOVES = ("change", "growth")
_SHARE = Kind("share", "%", is_name=False)
_PERCENT = Claim("%", Decimal(1), "%")
_POINTS = Claim("pp", Decimal(1), "%")


def of_parts(side: Side) -> Side:
    """The side of a column of shares of a whole."""
    return Side((Label(kind=_SHARE, claims=(_PERCENT,)), *side.labels))


def may_be_parts(column: Side, row: Side) -> bool:
    """Whether no words of a cell's head or stub tell another kind or unit; counts in a stub only name its group."""
    if column.told or row.told or column.units:
        return False
    return all(told.claim.code == "1" and not told.claim.scale for told in row.units)


def percent_beside(columns: Sequence[Path], side: Callable[[Path], Side]) -> dict[Path, Side]:
    """Columns headed only by percent that stand beside numbers or changes: their share, or points of a percentage.

    Beside the `Number` of a group its `Percent` is a share; under `Difference` it is what two percentages are apart,
    where the same word heads the columns of both.
    """
    found: dict[Path, Side] = {}
    counted = {path[:-1] for path in columns if path and _word(path[-1]) in _COUNTS}
    levels = {_word(path[-1]) for path in columns if path and not _moves(side(path))}
    for path in columns:
        labels = side(path).labels if path else ()
        if not labels or labels[0].words or labels[0].kind or [claim.code for claim in labels[0].claims] != ["%"]:
            continue
        if _moves(side(path)):
            if len(path) > 1 and _word(path[-1]) in levels and side(path).told[0].measure == "change":  # type: ignore[index]  # it moves
                found[path] = Side((msgspec.structs.replace(labels[0], claims=(_POINTS,)), *labels[1:]))
        elif path[:-1] in counted and side(path).told is None:
            found[path] = Side((msgspec.structs.replace(labels[0], kind=_SHARE), *labels[1:]))
    return found


def _word(words: str) -> str:
    return plain(words).casefold().strip(" .:()")


def _moves(side: Side) -> bool:
    return side.told is not None and side.told[0].measure in _MOVES


def distributed(
    cells: Sequence[Numbered],
    judged: Sequence[Printed | str],
    rows: Sequence[Path],
    heads: Sequence[Path],
) -> frozenset[int]:
    """The columns whose numbers part a hundred, where a printed total of 100 tells it.

    Either a column `Total` is 100 in every row, or a row `Total` is 100 in the column, and the parts add up to it.
    """
    values: dict[tuple[int, int], Decimal] = {
        (cell.row, cell.column): abs(what.value)
        for cell, what in zip(cells, judged, strict=True)
        if isinstance(what, Printed) and not isinstance(what.value, tuple) and not what.unit and not what.money
    }
    across = _across(values, heads)
    return across or _down(values, rows)


def _is_total(path: Path) -> bool:
    return bool(path) and _word(path[-1]) in _TOTAL


def _across(values: dict[tuple[int, int], Decimal], heads: Sequence[Path]) -> frozenset[int]:
    by_row: dict[int, dict[int, Decimal]] = {}
    most: dict[int, Decimal] = {}
    for (row, column), value in values.items():
        by_row.setdefault(row, {})[column] = value
        most[column] = max(most.get(column, value), value)
    parts = sorted(column for column, value in most.items() if value <= _HUNDRED)
    for total in (column for column in parts if column < len(heads) and _is_total(heads[column])):
        told = [of for of in by_row.values() if total in of]
        others = [column for column in parts if column != total]
        is_whole = len(told) >= _SEVERAL and all(of[total] == _HUNDRED for of in told)
        if is_whole and any(_add_up(told, some) for some in _choices(others)):
            return frozenset(parts)
    return frozenset()


def _choices(columns: Sequence[int]) -> Iterator[Sequence[int]]:
    """Columns that may add up to the total: all, or two or three of them, of which the others are parts."""
    yield columns
    if len(columns) <= _MANY:
        yield from combinations(columns, 2)
        yield from combinations(columns, 3)


def _add_up(rows: Sequence[dict[int, Decimal]], columns: Sequence[int]) -> bool:
    """Whether these columns add up to a hundred in every row that has them all, and in most rows."""
    full = [of for of in rows if all(column in of for column in columns)]
    return 2 * len(full) > len(rows) and len(columns) >= _FEW and all(_adds([of[n] for n in columns]) for of in full)


def _down(values: dict[tuple[int, int], Decimal], rows: Sequence[Path]) -> frozenset[int]:
    by_column: dict[int, dict[int, Decimal]] = {}
    for (row, column), value in values.items():
        by_column.setdefault(column, {})[row] = value
    found = []
    for column, of in by_column.items():
        totals = [row for row in of if _is_total(rows[row])]
        others = [value for row, value in of.items() if row not in totals]
        is_whole = bool(totals) and all(of[row] == _HUNDRED for row in totals)
        if is_whole and len(others) >= _SEVERAL and all(value <= _HUNDRED for value in others) and _adds(others):
            found.append(column)
    return frozenset(found)


def _adds(parts: Sequence[Decimal]) -> bool:
    """Whether parts add up to a hundred within their rounding, half of the last place that the finest prints."""
    places = min((_exponent(part) for part in parts), default=0)
    slack = Decimal(len(parts)).scaleb(places) / 2
    return abs(sum(parts) - _HUNDRED) <= max(slack, Decimal(1).scaleb(places))


def _exponent(part: Decimal) -> int:
    exponent = part.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0
