"""A release with a page and a table, made by hand: words with their places, cells with their paths."""

from __future__ import annotations

import msgspec

from tallystick.model import Band, Block, Observation, PageSize, Place, Reading, Release, Run, Table
from tallystick.reading import read
from tallystick.releases.tables.grid import GridCell, printed

PROSE = "Exports of tools rose by 3.2% in 2021."
CELLS = (
    ("", "2020", "2021"),
    ("Exports", "", ""),
    ("Tools", "118.4", "122.2"),
    ("Ropes", "40.1", "41.7"),
    ("Imports", "90.3", "95.9"),
)
PATHS = ((), ("Exports",), ("Exports", "Tools"), ("Exports", "Ropes"), ("Imports",))
CAPTION = "Table 1. Trade <by> goods"


def release(pages: bool = True) -> Release:
    """A sentence and a table below it, on the second page of two (`pages`), or in a sheet."""
    grid = [GridCell(w, r, c, cell=f"{'ABC'[c]}{r + 1}") for r, row in enumerate(CELLS) for c, w in enumerate(row)]
    lines, cells = printed(grid, len(PROSE) + 2)
    text = f"{PROSE}\n\n{lines}"
    bands = (Band(2, 5, ((), ("2020",), ("2021",))),)
    where = {"page": 2} if pages else {"sheet": "Trade"}
    start = len(PROSE) + 2
    table = Table(1, start, len(text), tuple(cells), PATHS, (0,), bands, caption=CAPTION, unit="million", **where)
    runs = [Run(0, len(PROSE), 2, 72, 72, 300, 84)]
    runs += [
        Run(c.start, c.end, 2, 72 + 80 * c.column, 100 + 14 * c.row, 110 + 80 * c.column, 112 + 14 * c.row)
        for c in cells
    ]
    blocks = [Block("paragraph", 0, len(PROSE))]
    at = start
    for line in lines.split("\n"):
        blocks.append(Block("table", at, at + len(line)))
        at += len(line) + 1
    made = Release("trade-1", "trade", "trade.pdf", "0" * 64, text, "en", tuple(blocks), tables=(table,))
    if not pages:
        return made
    return msgspec.structs.replace(made, pages=(PageSize(595, 842),) * 2, runs=tuple(runs))


def cell(of: Release, words: str) -> Observation:
    """The figure that a cell is, by its words."""
    from decimal import Decimal

    table = of.tables[0]
    found, row, column = next(item for item in table.data() if of.text[item[0].start : item[0].end] == words)
    return Observation(
        release=of.id,
        id=f"{of.id}:{found.start}",
        text=words,
        start=found.start,
        end=found.end,
        value=Decimal(words) * 10**6,
        lower=None,
        upper=None,
        lower_open=True,
        upper_open=True,
        digits=words,
        unit="1",
        measure="level",
        subject=row[-1],
        period=column[-1],
        sentence="",
        place=of.place_of(found.start, found.end) or Place(sheet="Trade", cell=found.cell),
        table=table.name,
        row=row,
        column=column,
    )


def reading(pages: bool = True) -> Reading:
    """The sentence read, and two cells beside it."""
    of = release(pages)
    prose = [one for one in read(of, "fast") if not one.table]
    return Reading(of, (*prose, cell(of, "122.2"), cell(of, "95.9")))
