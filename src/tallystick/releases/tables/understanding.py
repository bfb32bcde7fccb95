"""From the grids of a document and the text around them to its tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

import msgspec

from tallystick.model import Block
from tallystick.model.table import Band, Path, Table
from tallystick.releases.tables.around import Around, around, is_note, is_picture, unit_line
from tallystick.releases.tables.board import Board, Seat
from tallystick.releases.tables.columns import has_figures, stub_count
from tallystick.releases.tables.copies import copies_of_names
from tallystick.releases.tables.folding import joined, unfolded
from tallystick.releases.tables.grid import Grid
from tallystick.releases.tables.groups import settle_groups
from tallystick.releases.tables.heads import bands_of
from tallystick.releases.tables.kinds import MISSING, NUMBER, TEXT, kind_of, known
from tallystick.releases.tables.pairs import with_pairs
from tallystick.releases.tables.rows import HEAD, NOTE, TITLE, kinds_of_rows
from tallystick.releases.tables.stubs import row_paths
from tallystick.releases.tables.wrapping import join_wrapped_names

_LONGEST_CAPTION = 250  # letters; longer words above the heads explain


def tables_of(text: str, grids: Sequence[Grid], blocks: Sequence[Block]) -> tuple[tuple[Table, ...], tuple[Block, ...]]:
    """The tables of a release in their order, and its blocks again: captions, units and notes are no prose.

    Time is linear in the cells and blocks.
    """
    if not grids:
        return (), tuple(blocks)
    tables: list[Table] = []
    changed = list(blocks)
    starts = [block.start for block in blocks]
    for grid in joined(text, grids, blocks):
        first, stop = bisect_left(starts, grid.start), bisect_left(starts, grid.end)
        found = around(text, blocks, first, stop)
        table = understood(text, grid, found, len(tables) + 1, blocks[first] if first < len(blocks) else None)
        if table is None:
            continue
        tables.append(table)
        for k in found.blocks:
            changed[k] = msgspec.structs.replace(changed[k], kind="table")
    return tuple(tables), tuple(changed)


def understood(text: str, grid: Grid, found: Around, number: int, block: Block | None = None) -> Table | None:
    """The table in a grid; None where it holds no figures."""
    cells = unfolded(text, grid.cells)
    board = Board(text, cells)
    stubs = stub_count(board)
    if not has_figures(board, stubs):
        return None
    kinds = kinds_of_rows(board, stubs)
    join_wrapped_names(board, kinds, stubs)
    settle_groups(board, kinds, stubs)
    bands = bands_of(board, kinds, stubs, on_page=grid.page > 0, on_sheet=bool(grid.sheet))
    copies = copies_of_names(board, kinds, stubs)
    rows = row_paths(board, kinds, stubs, copies)
    if not bands or not _is_named(board, bands, rows, stubs) or _is_listed(board, bands, stubs, found):
        return None
    bands = with_pairs(board, bands, rows, stubs)
    caption, unit, notes = _inside(board, kinds)
    return Table(
        number=number,
        start=grid.start,
        end=grid.end,
        cells=tuple(cells),
        rows=tuple(rows),
        stubs=tuple(sorted({*range(stubs), *copies})),
        bands=tuple(bands),
        caption=grid.caption or caption or found.caption,
        unit=unit or found.unit or _unit_of_corner(board, kinds, stubs),
        notes=(*notes, *grid.notes, *found.notes),
        page=grid.page,
        sheet=grid.sheet,
        language=block.language if block else "en",
        section=block.section if block else "",
    )


def _is_named(board: Board, bands: Sequence[Band], rows: Sequence[Path], stubs: int) -> bool:
    """Whether most figures have a name: a picture's numbers have none."""
    named = nameless = 0
    for band in bands:
        for i in range(band.first, band.stop):
            row_named = any(words[0].isalpha() or kind_of(words) not in (NUMBER, MISSING) for words in rows[i])
            for seat in board.rows[i]:
                if seat.kind == NUMBER and seat.column >= stubs:
                    is_named = row_named or bool(band.columns[seat.column])
                    named, nameless = named + is_named, nameless + (not is_named)
    return named >= nameless


def _is_listed(board: Board, bands: Sequence[Band], stubs: int, found: Around) -> bool:
    """Whether figures without heads are the pages of a list of contents, or the numbers of a picture."""
    headed = sum(bool(path) for path in bands[0].columns[stubs:])
    if headed * 2 >= board.width - stubs:
        return False
    above = found.caption.strip(" :：").casefold()
    return is_picture(above) or above in known("contents")


def _inside(board: Board, kinds: Sequence[str]) -> tuple[str, str, list[str]]:
    """The caption, unit line and notes that stand in the grid itself."""
    titles = [_title_words(board.rows[i]) for i in board.filled if kinds[i] == TITLE]
    units = [unit for words in titles if (unit := unit_line(words))]
    others = [words for words in titles if not unit_line(words)]
    names = list(takewhile(_is_part_of_caption, others))
    notes = others[len(names) :] + [board.rows[i][0].words for i in board.filled if kinds[i] == NOTE]
    return " ".join(names), " ".join(dict.fromkeys(units)), notes


def _unit_of_corner(board: Board, kinds: Sequence[str], stubs: int) -> str:
    """The unit that stands where the names of rows have their head."""
    corner = [seat for i in board.filled if kinds[i] == HEAD for seat in board.rows[i] if seat.stop <= stubs]
    return next((unit for seat in corner if (unit := unit_line(seat.words))), "")


def _title_words(row: Sequence[Seat]) -> str:
    """The words of a row above the heads: its first that are no number, a link beside them left out."""
    return next((seat.words for seat in row if seat.kind == TEXT), row[0].words)


def _is_part_of_caption(words: str) -> bool:
    return not is_note(words) and len(words) <= _LONGEST_CAPTION and (words[-1] not in ".。" or len(words) < 60)
