"""Conditions on records, written as text: `NOT (unit = '30004' AND period = '202002')`.

The forms are those of SQL's search conditions (ISO/IEC 9075): `=`, `!=`, `<>`, `<`, `<=`, `>`, `>=`, `[NOT] IN (…)`,
`[NOT] BETWEEN … AND …`, `IS [NOT] NULL`, `NOT`, `AND`, `OR` and brackets, between a column and values. Values in quotes
compare as text, others as numbers; a comparison with an empty cell is neither true nor false. Nothing else is read:
no arithmetic, functions, or columns on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tallystick.compiling.methods.arrays import Flags
from tallystick.model import ReturnsError

_TOKEN = re.compile(r"\s*(?:('(?:[^']|'')*')|([-+]?\d+(?:\.\d+)?)|(\w+)|(`[^`]+`)|(<=|>=|!=|<>|[=<>(),]))")
_WORDS = {"NOT", "AND", "OR", "IN", "IS", "NULL", "BETWEEN"}
_COMPARISONS: dict[str, Callable[[NDArray[np.generic], str | float], Flags]] = {
    "=": lambda cells, value: np.equal(cells, value),
    "!=": lambda cells, value: np.not_equal(cells, value),
    "<>": lambda cells, value: np.not_equal(cells, value),
    "<": lambda cells, value: np.less(cells, value),
    "<=": lambda cells, value: np.less_equal(cells, value),
    ">": lambda cells, value: np.greater(cells, value),
    ">=": lambda cells, value: np.greater_equal(cells, value),
}


class Coded(NamedTuple):
    """A column as places of its cells in distinct names; -1 where a cell is empty. Compared once for each name."""

    names: Sequence[str]
    codes: NDArray[Any]


Column: TypeAlias = "Sequence[object] | NDArray[np.float64] | Coded"


class Truth(NamedTuple):
    """Which records a condition is true of, and which it is false of; of the others it is unknown."""

    true: Flags
    false: Flags


def compared_in(condition: str) -> dict[str, tuple[str, ...]]:
    """The columns that a condition names, in their order, and what each is compared with, as it is written.

    Errors: `ReturnsError` for a condition that cannot be read.

    >>> compared_in("unit != '2' AND size >= 10 AND note IS NULL")
    {'unit': ("'2'",), 'size': ('10',), 'note': ()}
    """
    reader = _Reader(condition, _Any())
    reader.either()
    reader.end()
    return {name: tuple(reader.compared_with.get(name, ())) for name in reader.columns}


def holds(condition: str, columns: Mapping[str, Column]) -> Flags:
    """The records, one cell in each column, that a condition is true of.

    A column is a sequence of cells, an array of numbers (NaN where empty), or `Coded`.

    Errors: `ReturnsError` for a condition that cannot be read, a column that is not there, and text taken for numbers.

    >>> holds("unit != '2' AND size >= 10", {"unit": ["1", "2", "3"], "size": [10, 20, None]}).tolist()
    [True, False, False]
    """
    reader = _Reader(condition, columns)
    truth = reader.either()
    reader.end()
    return truth.true


class _Any(dict[str, Column]):
    """Columns of every name, without cells; those that were asked for are kept."""

    def __contains__(self, name: object) -> bool:
        return self.setdefault(str(name), ()) == ()


class _Reader:
    """Reads a condition from left to right; each method takes off what it understands."""

    def __init__(self, condition: str, columns: Mapping[str, Column]) -> None:
        self.condition, self.columns = condition, columns
        self.compared_with: dict[str, list[str]] = {}
        self.tokens = self.cut()

    def end(self) -> None:
        """Errors where something is left."""
        if self.tokens:
            raise self.wrong(f"{self.tokens[0]!r} where the condition should end")

    def cut(self) -> list[str]:
        """The words, values and signs of the condition; keywords in capitals."""
        tokens, at, text = [], 0, self.condition.rstrip()
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                raise self.wrong(f"{text[at:].strip()[:20]!r} cannot be read")
            word, at = found[0].strip(), found.end()
            tokens.append(word.upper() if word.upper() in _WORDS else word)
        return tokens

    def wrong(self, problem: str) -> ReturnsError:
        """The error that a part cannot be read."""
        return ReturnsError(f"condition {self.condition!r}: {problem}", "write it as unit != '123' AND size >= 10")

    def take(self, *wanted: str) -> str:
        """The next token; errors unless it is one of `wanted`, if any are named."""
        if not self.tokens or (wanted and self.tokens[0] not in wanted):
            found = repr(self.tokens[0]) if self.tokens else "the end"
            raise self.wrong(f"{found} where {' or '.join(wanted) or 'something'} should stand")
        return self.tokens.pop(0)

    def accept(self, word: str) -> bool:
        """Whether the next token is this word; if so it is taken."""
        return bool(self.tokens) and self.tokens[0] == word and bool(self.tokens.pop(0))

    def either(self) -> Truth:
        """Parts joined by OR."""
        truth = self.both()
        while self.accept("OR"):
            other = self.both()
            truth = Truth(truth.true | other.true, truth.false & other.false)
        return truth

    def both(self) -> Truth:
        """Parts joined by AND."""
        truth = self.part()
        while self.accept("AND"):
            other = self.part()
            truth = Truth(truth.true & other.true, truth.false | other.false)
        return truth

    def part(self) -> Truth:
        """A comparison, something in brackets, or either with NOT before it."""
        if self.accept("NOT"):
            return Truth(*reversed(self.part()))
        if self.accept("("):
            truth = self.either()
            self.take(")")
            return truth
        return self.comparison()

    def comparison(self) -> Truth:
        """A column compared with values."""
        column = self.take().strip("`")
        if column not in self.columns:
            raise self.wrong(f"there is no column {column!r} (there are {', '.join(self.columns)})")
        if self.accept("IS"):
            turned = self.accept("NOT")
            self.take("NULL")
            known = self.known(column)
            return Truth(known, ~known) if turned else Truth(~known, known)
        turned = self.accept("NOT")
        truth = self.among(column, turned=turned)
        return Truth(*reversed(truth)) if turned else truth

    def among(self, column: str, *, turned: bool) -> Truth:
        """What follows a column: IN (…), BETWEEN … AND …, or a sign and a value (never after NOT)."""
        sign = self.take(*(("IN", "BETWEEN") if turned else ("IN", "BETWEEN", *_COMPARISONS)))
        if sign == "BETWEEN":
            low = self.compared(column, ">=")
            self.take("AND")
            high = self.compared(column, "<=")
            return Truth(low.true & high.true, low.false | high.false)
        if sign != "IN":
            return self.compared(column, sign)
        self.take("(")
        truth = self.compared(column, "=")
        while self.accept(","):
            other = self.compared(column, "=")
            truth = Truth(truth.true | other.true, truth.false & other.false)
        self.take(")")
        return truth

    def compared(self, column: str, sign: str) -> Truth:
        """A column's cells compared with the value that comes next."""
        value = self.take()
        self.compared_with.setdefault(column, []).append(value)
        known, cells = self.known(column), self.columns[column]
        if isinstance(cells, Coded):
            alone = _Reader("", {column: cells.names})
            alone.condition, alone.tokens = self.condition, [value]
            truth = alone.compared(column, sign)
            return Truth(truth.true[cells.codes] & known, truth.false[cells.codes] & known)
        if value.startswith("'"):
            told = zip(cells, known.tolist(), strict=True)
            text = np.array([str(cell) if is_known else "" for cell, is_known in told], dtype=np.str_)
            found = _COMPARISONS[sign](text, value[1:-1].replace("''", "'"))
        else:
            found = _COMPARISONS[sign](*self.numbers(column, value, known))
        return Truth(found & known, ~found & known)

    def known(self, column: str) -> Flags:
        """Which cells of a column are not empty."""
        cells = self.columns[column]
        if isinstance(cells, Coded):
            named = np.array([bool(name) for name in cells.names] or [False], dtype=np.bool_)
            return np.asarray((cells.codes >= 0) & named[cells.codes])
        if isinstance(cells, np.ndarray):
            return np.asarray(~np.isnan(cells))
        return np.array([cell is not None and cell != "" for cell in cells], dtype=np.bool_)

    def numbers(self, column: str, value: str, known: Flags) -> tuple[NDArray[np.generic], float]:
        """A column's cells and a value as numbers."""
        cells = self.columns[column]
        try:
            if isinstance(cells, np.ndarray):
                return cells, float(value)
            told = zip(cells, known.tolist(), strict=True)
            return np.array([float(str(cell)) if is_known else np.nan for cell, is_known in told]), float(value)
        except ValueError:
            raise self.wrong(f"{column} and {value} are not both numbers; put quotes around text") from None
