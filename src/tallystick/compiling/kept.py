"""A compiled release read back: the rows of its table, where each figure stands in it, and how each row was made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import msgspec

from tallystick.compiling.recipes.recipe import Recipe
from tallystick.ledger.identity import COMPILED

SUPPRESSED = "c"
"""The mark of a figure that too few enterprises make: confidential, as SDMX has it."""

STUBS = ("indicator", "part", "period", "unit")
"""The columns that say what a row is of; those of figures follow them."""

ALL = "all"
"""What stands for the part in rows of all enterprises."""

DETAIL = f"detail{COMPILED}"
"""The adjustment of series that briefings and short names pass over: parts, and the steps of bridges."""

BRIDGE = {
    "both_periods": "enterprises in both periods",
    "entry": "enterprises that came",
    "exit": "enterprises that left",
    "correction": "benchmarking and raking",
}
"""The steps of a bridge by their columns, as scopes of series have them."""

_FIELD = r'("(?:[^"]|"")*"|[^,\n]*),'
_LINE = re.compile(_FIELD * len(STUBS) + r"([^\n]*)\n")


class How(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a row was made; its counts are those of `figures.Row`, the last of them told where they are not nought.

    `summed` is the level before benchmarking and raking, where there were any.
    """

    indicator: str
    partition: str
    part: str
    period: str
    enterprises: int
    returns: int
    responding: int
    edited: int
    imputed: int
    imputed_share: float
    both: int
    entrants: int
    exits: int
    summed: Decimal | None = None
    outlying: int = 0
    revised: int = 0
    forward: int = 0
    backward: int = 0
    manual: int = 0
    manual_forward: int = 0
    constructed: int = 0
    constructed_forward: int = 0


class Weight(msgspec.Struct, frozen=True, kw_only=True):
    """The weights of a stratum in a period, and what they are made of.

    `enterprises` there are, `sampled` were asked, of which `dead` and `out_of_scope`. `unadjusted` is the design weight
    before births and deaths, `design` after; `calibration` the factor of the stratum's calibration `group`, 1 in
    expansion. `stratum` are the codes of its columns.
    """

    period: str
    stratum: tuple[str, ...]
    group: str = ""
    enterprises: int
    sampled: int
    dead: int = 0
    out_of_scope: int = 0
    unadjusted: float
    design: float
    calibration: float = 1.0


class Original(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of a compiled release: recipe, SHA-256 of the returns, day, how each row was made, weights made."""

    recipe: Recipe
    returns: str
    day: date
    made: tuple[How, ...]
    weights: tuple[Weight, ...] = ()


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a row: its column, its words, where they start in the text."""

    name: str
    words: str
    start: int

    @property
    def value(self) -> Decimal | None:
        """The figure; None where it is suppressed."""
        return None if self.words == SUPPRESSED else Decimal(self.words)


class KeptRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it stands in the table, with how it was made; `cells` are those with a figure or a mark."""

    number: int
    name: str
    unit: str
    how: How
    cells: tuple[Cell, ...]

    def cell(self, name: str) -> Cell | None:
        """The figure of a column."""
        return next((one for one in self.cells if one.name == name), None)

    def value(self, name: str) -> Decimal | None:
        """The value of a column; None where there is none, or it is suppressed."""
        found = self.cell(name)
        return found.value if found else None

    @property
    def suppressed(self) -> tuple[str, ...]:
        """The columns that too few enterprises make."""
        return tuple(one.name for one in self.cells if one.words == SUPPRESSED)


def original_of(data: bytes) -> Original | None:
    """What the bytes of a release of returns hold; None for bytes of another kind."""
    try:
        return msgspec.json.decode(data, type=Original)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def columns_of(text: str) -> tuple[str, ...]:
    """The columns of figures of a release's text, in their order."""
    return tuple(text.partition("\n")[0].split(",")[len(STUBS) :])


def rows_of(text: str, original: Original) -> list[KeptRow]:
    """The rows of a release's text, in their order.

    >>> how = How(indicator="gdp", partition="", part="", period="2024", enterprises=9, returns=9, responding=9,
    ...     edited=0, imputed=0, imputed_share=0.0, both=9, entrants=0, exits=0)
    >>> made = Original(recipe=Recipe(name="x", indicators=()), returns="", day=date(2024, 1, 1), made=(how,))
    >>> [row] = rows_of("indicator,part,period,unit,level,growth\\nGDP,all,2024,CNY,105,c\\n", made)
    >>> row.value("level"), row.cell("level").start, row.suppressed
    (Decimal('105'), 57, ('growth',))
    """
    names = columns_of(text)
    lines = _LINE.finditer(text, text.index("\n") + 1)
    return [_row(number, line, names, how) for number, (line, how) in enumerate(zip(lines, original.made, strict=True))]


def _row(number: int, line: re.Match[str], names: Sequence[str], how: How) -> KeptRow:
    at, cells = line.start(len(STUBS) + 1), []
    for name, words in zip(names, line[len(STUBS) + 1].split(","), strict=True):
        if words:
            cells.append(Cell(name=name, words=words, start=at))
        at += len(words) + 1
    return KeptRow(number=number, name=_bare(line[1]), unit=_bare(line[4]), how=how, cells=tuple(cells))


def quoted(words: str) -> str:
    """Words as a field of the table."""
    return '"' + words.replace('"', '""') + '"' if set(words) & set(',"\n') else words


def _bare(field: str) -> str:
    return field[1:-1].replace('""', '"') if field.startswith('"') else field
