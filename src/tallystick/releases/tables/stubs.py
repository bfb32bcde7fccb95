"""Row paths: the stubs of each row, the outermost first."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model.table import Path
from tallystick.releases.tables.board import Board, Seat
from tallystick.releases.tables.hierarchy import Hierarchy, is_unit, of_which
from tallystick.releases.tables.kinds import NUMBER, ORDINAL, opening
from tallystick.releases.tables.numbering import Numbers, tells_levels
from tallystick.releases.tables.rows import DATA, GROUP, HEAD
from tallystick.releases.tables.times import Years

_DEEPEST = 8  # stubs within stubs; of a deeper one the innermost are kept


def row_paths(board: Board, kinds: Sequence[str], stubs: int, copies: Sequence[int] = ()) -> list[Path]:
    """The path of each row; rows that are neither data nor group have none.

    A name in an inner column stands under the last one in the columns before it; a row without names goes on with
    those of the row above. Columns of `copies` print names a second time.
    """
    paths: list[Path] = [()] * len(board.rows)
    named = [_names(row, kind, stubs, copies) for row, kind in zip(board.rows, kinds, strict=True)]
    outermost = min((names[0].column for names in named if names), default=0)
    has_units = any(
        kind == DATA and names and is_unit(names[0].words) for kind, names in zip(kinds, named, strict=True)
    )
    flat = _is_flat(named)
    numbered = flat and tells_levels([names[0].words for names in named if names])
    open_stubs = Hierarchy(flat, has_units and outermost + 1 >= stubs, Numbers() if numbered else None)
    bold_wholes = flat and _repeat_below_bold([names[0] for names in named if names])
    years = Years()
    inner = [""] * max(stubs, 1)
    heads: set[tuple[str, ...]] = set()  # those printed again on a new page close no group
    for i in board.filled:
        if kinds[i] == HEAD:
            head = tuple(seat.words for seat in board.rows[i])
            if head not in heads:
                open_stubs.clear()
            heads.add(head)
        if kinds[i] not in (DATA, GROUP):
            continue
        for seat in named[i]:
            if seat.column >= stubs > 0:
                open_stubs.span(seat.words)
            elif seat.column <= outermost:
                ends = flat and _ends_parts(seat, named[i + 1] if i + 1 < len(named) else [])
                whole = bold_wholes and kinds[i] == DATA and seat.cell.bold
                open_stubs.place(seat, is_group=kinds[i] == GROUP, ends_parts=ends, is_whole=whole)
            inner[min(seat.column, stubs) :] = [""] * (len(inner) - min(seat.column, stubs))
            if outermost < seat.column < stubs:
                inner[seat.column] = seat.words
        if kinds[i] == DATA:
            open_stubs.use()
        path = tuple([*open_stubs.names(), *(words for words in inner if words)][-_DEEPEST:])
        paths[i] = years.completed(path)
    return paths


def _names(row: Sequence[Seat], kind: str, stubs: int, copies: Sequence[int]) -> list[Seat]:
    """The names of a row; a number before a name only counts the rows."""
    inside = [seat for seat in row if seat.column < stubs and seat.column not in copies]
    if kind == GROUP:
        return list(row[:1]) if row[0].column >= stubs else inside
    if kind != DATA:
        return []
    return inside if len(inside) < 2 else [seat for seat in inside if seat.kind not in (NUMBER, ORDINAL)]


def _repeat_below_bold(seats: Sequence[Seat]) -> bool:
    """Whether the same plain names come again below other bold ones, which they are parts of, then."""
    plain = [seat.words for seat in seats if not seat.cell.bold]
    return sum(seat.cell.bold for seat in seats) > 1 and len(set(plain)) < len(plain)


def _ends_parts(seat: Seat, after: Sequence[Seat]) -> bool:
    """Whether a name is a whole: a total, or one with parts marked so below it."""
    marked = of_which()
    if after and after[0].column == seat.column and marked.match(after[0].words) and not marked.match(seat.words):
        return True
    return bool(opening("totals").match(seat.words))


def _is_flat(named: Sequence[Sequence[Seat]]) -> bool:
    indents = [names[0].indent for names in named if names]
    return not indents or max(indents) - min(indents) <= 0.5
