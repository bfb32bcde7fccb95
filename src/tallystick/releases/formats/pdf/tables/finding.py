"""The tables of a page: found, divided into cells, and each cell's words with their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tallystick.releases.formats.pdf.lines import TextLine, line_of
from tallystick.releases.formats.pdf.ruling import Ruling
from tallystick.releases.formats.pdf.tables import ruled, unruled
from tallystick.releases.formats.pdf.tables.columns import Column
from tallystick.releases.formats.pdf.tables.heads import Block
from tallystick.releases.formats.pdf.tables.lattice import Lattice, joined, lattices_of
from tallystick.releases.formats.pdf.tables.pieces import LEADER, Piece, has_leader, pieces_of, rows_of
from tallystick.releases.formats.pdf.tables.regions import regions_of
from tallystick.releases.formats.pdf.tables.repeats import beside
from tallystick.releases.formats.pdf.tables.wording import worded
from tallystick.releases.formats.pdf.view import Box
from tallystick.releases.formats.pdf.words import Word
from tallystick.releases.tables.grid import GridCell

_FILLED = 0.3  # of a grid's places: with fewer filled it is a form or a picture
_PARAGRAPH = 300  # letters
_LEAST = 4  # pieces in a lattice
_LONGEST = 0.6  # of a table's letters that one cell may hold, when there are many


@dataclass(slots=True)
class PageTable:
    """A table on a page: the box around it (as the page's text is read), where the words of each column begin and end
    (0, 0 where all cover others as well), its cells, and for each cell the words in its text and those that are
    marks."""

    box: Box
    columns: list[tuple[float, float]]
    cells: list[GridCell]
    words: list[tuple[Word, ...]]
    marks: list[tuple[Word, ...]]


def tables_of(
    lines: Sequence[TextLine], ruling: Ruling, turned: Sequence[Word] = (), prose: frozenset[int] = frozenset()
) -> list[PageTable]:
    """The tables among a page's lines, from the top, those side by side from the left; `turned` are words of the page
    that stand upright, `prose` lines (by identity) that stand in no table unless it is ruled."""
    level, upright = joined(ruling.level, level=True), joined(ruling.upright, level=False)
    lattices = lattices_of(level, upright)
    asked = [line for line in lines if id(line) not in prose or _may_be_cells(line, lattices)]
    pieces = [piece for line in asked for piece in pieces_of(line, ruling.upright)]
    running = {id(word) for line in asked if id(line) in prose for word in line.words}
    found: list[PageTable] = []
    for lattice in lattices:
        inside = [piece for piece in pieces if _is_inside(piece, lattice.box)]
        if len(inside) < _LEAST or not ruled.draws_columns(lattice, inside):
            continue
        tables = _tables(*ruled.blocks_of(lattice, inside, turned), lattice)
        found += tables
        pieces = [piece for piece in pieces if not any(_is_inside(piece, table.box) for table in tables)]
    pieces = [piece for piece in pieces if id(piece.words[0]) not in running]
    for rows in regions_of(rows_of(pieces), level, upright):
        found += _tables(*unruled.blocks_of(rows, level))
    return sorted(found, key=lambda each: (round(each.box[1]), each.box[0]))


def rest_of(lines: Sequence[TextLine], tables: Sequence[PageTable]) -> list[TextLine]:
    """Lines without the words that stand in tables."""
    if not tables:
        return list(lines)
    taken = {id(word) for table in tables for held in (*table.words, *table.marks) for word in held}
    rest = []
    for line in lines:
        words = [word for word in line.words if not (id(word) in taken or _is_led(word, tables))]
        if len(words) == len(line.words):
            rest.append(line)
        elif words:
            rest.append(line_of(words))
    return rest


def _is_led(word: Word, tables: Sequence[PageTable]) -> bool:
    """Whether a word with a leader, which a table has without it, stands in a table."""
    return bool(LEADER.search(word.text)) and any(
        table.box[0] <= word.x0 + 1 <= table.box[2] and table.box[1] <= word.baseline <= table.box[3]
        for table in tables
    )


def _may_be_cells(line: TextLine, lattices: Sequence[Lattice]) -> bool:
    """Whether a line of prose may hold cells all the same: in a table that is ruled, or before a leader."""
    boxes = [lattice.box for lattice in lattices]
    return has_leader(line) or any(
        box[0] - 2 <= line.x1 and line.x0 <= box[2] + 2 and box[1] - 2 <= line.y1 and line.y0 <= box[3] + 2
        for box in boxes
    )


def _is_inside(piece: Piece, box: Box) -> bool:
    middle = (piece.y0 + piece.y1) / 2
    return box[0] - 2 <= piece.middle <= box[2] + 2 and box[1] - 2 <= middle <= box[3] + 2


def _tables(blocks: Sequence[Block], columns: Sequence[Column], lattice: Lattice | None = None) -> list[PageTable]:
    """Blocks as tables: parted at prose that runs through all columns, and where one table goes on beside itself."""
    prose = [block for block in blocks if block.right - block.left > 0 and _is_prose(block, len(columns))]
    parts: list[list[Block]] = [[] for _ in range(len(prose) + 1)]
    ends = sorted(block.first for block in prose)
    for block in blocks:
        if block not in prose:
            parts[sum(end < block.first for end in ends)].append(block)
    made = []
    for part in parts:
        whole = lattice if not prose else None
        tables = [_table(group, columns, whole) for group in beside(part, columns)]
        made += [table for table in tables if table is not None]
    return made


def _is_prose(block: Block, columns: int) -> bool:
    """Whether a block through all columns is a paragraph or more."""
    wide = block.right - block.left + 1 >= columns - 1
    return wide and sum(len(piece.text) for piece in block.pieces) > _PARAGRAPH


def _table(blocks: Sequence[Block], columns: Sequence[Column], lattice: Lattice | None = None) -> PageTable | None:
    """Blocks as a grid; None for what is no table."""
    if not blocks or not columns:
        return None
    rows = _places([(block.first, block.last) for block in blocks])
    places = _places([(block.left, block.right) for block in blocks])
    height, width = max(rows.values()) + 1, max(places.values()) + 1
    if height < 2 or width < 2 or len(blocks) < _FILLED * height * width:
        return None
    edge = min((piece.x0 for block in blocks if not block.left for piece in block.pieces), default=0.0)
    made = []
    for block in blocks:
        words = worded(block.pieces)
        first, last, left, right = rows[block.first], rows[block.last], places[block.left], places[block.right]
        indent = (min(p.x0 for p in block.pieces) - edge) / (0.5 * block.pieces[0].size) if not left else 0.0
        cell = GridCell(
            words.text, first, left, last - first + 1, right - left + 1, bold=words.bold,
            indent=round(max(indent, 0.0), 1), marks=tuple(mark.text for mark in words.marks),
        )  # fmt: skip
        made.append((cell, words))
    letters = [len(words.text) for _, words in made]
    if sum(letters) > 400 and max(letters) > _LONGEST * sum(letters):
        return None
    made.sort(key=lambda each: (each[0].row, each[0].column))
    box = _box([piece for block in blocks for piece in block.pieces], lattice)
    single = [block for block in blocks if places[block.left] == places[block.right]]
    sides = [_sides([block for block in single if places[block.left] == number]) for number in range(width)]
    cells, held = [cell for cell, _ in made], [words for _, words in made]
    return PageTable(box, sides, cells, [each.words for each in held], [each.marks for each in held])


def _sides(blocks: Sequence[Block]) -> tuple[float, float]:
    pieces = [piece for block in blocks for piece in block.pieces]
    return min((piece.x0 for piece in pieces), default=0.0), max((piece.x1 for piece in pieces), default=0.0)


def _places(spans: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Numbers for rows or columns, those left out in which nothing stands, and edges at which nothing ends."""
    ends = {first for first, _ in spans} | {last + 1 for _, last in spans}
    used = np.zeros(max(last for _, last in spans) + 1, np.bool_)
    for first, last in spans:
        used[first : last + 1] = True
    numbers, number = {}, -1
    for place in range(len(used)):
        if used[place] and (place in ends or number < 0):
            number += 1
        numbers[place] = max(number, 0)
    return numbers


def _box(pieces: Sequence[Piece], lattice: Lattice | None) -> Box:
    box = (
        min(piece.x0 for piece in pieces), min(piece.y0 for piece in pieces),
        max(piece.x1 for piece in pieces), max(piece.y1 for piece in pieces),
    )  # fmt: skip
    if lattice is None:
        return box
    drawn = lattice.box
    return min(box[0], drawn[0]), min(box[1], drawn[1]), max(box[2], drawn[2]), max(box[3], drawn[3])
