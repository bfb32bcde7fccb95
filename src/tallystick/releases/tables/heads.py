"""Column paths: the heads above each column, the outermost first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.model.table import Band, Path
from tallystick.releases.tables.board import Board, Seat
from tallystick.releases.tables.hierarchy import of_which
from tallystick.releases.tables.kinds import PERIOD
from tallystick.releases.tables.rows import DATA, HEAD, numbers_columns
from tallystick.releases.tables.times import Years
from tallystick.releases.tables.wrapping import goes_on, is_cut

_DEEPEST = 12  # heads above one another


def bands_of(
    board: Board, kinds: Sequence[str], stubs: int, *, on_page: bool = False, on_sheet: bool = False
) -> list[Band]:
    """The bands of a grid: each block of head rows with the rows down to the next block.

    `on_page` says that a row of the grid is a line of print: heads may go on in the line below. In the cells of a
    sheet (`on_sheet`) they do so where the lower begins in mid-phrase.
    """
    bands: list[Band] = []
    heads: list[int] = []
    first = last = 0
    open_heads = True
    columns: tuple[Path, ...] = ((),) * board.width
    for i, kind in enumerate(kinds):
        if kind == HEAD:
            if not open_heads:
                bands.append(Band(first, last + 1, columns))
                heads, open_heads = [], True
            heads.append(i)
        elif kind == DATA:
            if open_heads:
                columns = _paths(board, heads[-_DEEPEST:], stubs, on_page, on_sheet) if heads else columns
                first, open_heads = i, False
            last = i
        elif not open_heads and any(seat.column >= stubs for seat in board.rows[i]):
            # Words across the columns of figures: the rows below them are a band of their own, under the same heads.
            bands.append(Band(first, last + 1, columns))
            heads, open_heads = [], True
    if not open_heads:
        bands.append(Band(first, last + 1, columns))
    return bands


def _paths(board: Board, heads: Sequence[int], stubs: int, on_page: bool, on_sheet: bool) -> tuple[Path, ...]:
    paths: list[list[str]] = [[] for _ in range(board.width)]
    alone = [False] * board.width  # whether the last head of a column stands over no other
    rows = _rows_of_heads([board.rows[i] for i in heads], stubs, board.width)
    covered = _covered(rows, board.width)
    for k, row in enumerate(rows):
        below = rows[k + 1] if k + 1 < len(rows) else []
        if on_page and (centred := _centred(row, below, stubs, board.width)):
            for seat, columns in centred:
                for column in columns:
                    paths[column].append(seat.words)
                    alone[column] = False
            continue
        for seat, stop in _spread(row, below, covered, heads[k], board.width, on_page, paths if on_sheet else ()):
            if on_sheet and alone[seat.column] and _joined_on(paths[seat.column], seat):
                continue
            single = stop - seat.column == 1
            for column in range(max(seat.column, stubs), stop):
                path = paths[column]
                if on_page and path and single and alone[column] and goes_on(path[-1], seat.words):
                    path[-1] = f"{path[-1]} {seat.words}"
                elif not path or path[-1] != seat.words:
                    path.append(seat.words)
                alone[column] = single
    years = Years()
    return tuple(years.completed(tuple(filter(None, map(_unmarked, path)))) for path in paths)


def _joined_on(path: list[str], seat: Seat) -> bool:
    """Whether a head goes on with the phrase of the one above it, to which it is joined, then."""
    if not path or seat.cell.columns > 1 or not is_cut(path[-1], seat.words):
        return False
    path[-1] = f"{path[-1]} {seat.words}"
    return True


def _unmarked(words: str) -> str:
    """A head without `of which` before it."""
    mark = of_which().match(words)
    return words[mark.end() :] if mark else words


def _rows_of_heads(rows: Sequence[list[Seat]], stubs: int, width: int) -> list[list[Seat]]:
    """The rows of heads without those that only number columns which have a head of their own."""
    named = [row for row in rows if not numbers_columns(row, stubs)]
    headed = {seat.column for row in named for seat in row if seat.cell.columns == 1 and seat.column < width}
    return [row for row in rows if row in named or any(s.column not in headed for s in row if s.column >= stubs)]


def _covered(rows: Sequence[Sequence[Seat]], width: int) -> dict[int, int]:
    """Column → the last grid row that a head from above reaches down to."""
    reach: dict[int, int] = {}
    for row in rows:
        for seat in row:
            if seat.cell.rows > 1:
                for column in range(seat.column, min(seat.stop, width)):
                    reach[column] = max(reach.get(column, 0), seat.cell.row + seat.cell.rows - 1)
    return reach


def _centred(row: Sequence[Seat], below: Sequence[Seat], stubs: int, width: int) -> list[tuple[Seat, list[int]]]:
    """Each head printed in the middle of as many columns as its neighbours, with these; none for other rows."""
    heads = [seat for seat in row if seat.column >= stubs]
    columns = sorted({column for seat in below for column in range(max(seat.column, stubs), min(seat.stop, width))})
    size, rest = divmod(len(columns), len(heads)) if len(heads) > 1 else (0, 0)
    if size < 2 or rest or any(seat.cell.columns > 1 for seat in heads):
        return []
    found = [(seat, columns[k * size : (k + 1) * size]) for k, seat in enumerate(heads)]
    middles = (abs(2 * seat.column - under[0] - under[-1]) <= 1 for seat, under in found)
    return found if all(middles) else []


def _spread(
    row: Sequence[Seat],
    below: Sequence[Seat],
    covered: dict[int, int],
    at: int,
    width: int,
    on_page: bool,
    paths: Sequence[Sequence[str]],
) -> Iterator[tuple[Seat, int]]:
    """Each head of a row with the column before which it ends.

    In a row without spans a head reaches on over columns without one, as long as those of the next row are of the kind
    of the first (times); off a page any that have one, for there all heads of a row stand in it. With the `paths` down
    to the row before it, one whose phrase goes on below does not, nor one over columns that have other heads.
    """
    lower = {seat.column: seat.kind for seat in below}
    under = {seat.column: seat.words for seat in below} if paths else {}
    spans = any(seat.cell.columns > 1 for seat in row)
    for k, seat in enumerate(row):
        stop = min(seat.stop, width)
        limit = row[k + 1].column if k + 1 < len(row) else width
        kind = lower.get(seat.column)
        is_whole = not is_cut(seat.words, under.get(seat.column, ""))
        while is_whole and not spans and stop < limit and covered.get(stop, -1) < at:
            if paths and paths[stop] != paths[seat.column]:
                break
            if stop not in lower or (lower[stop] != kind if kind == PERIOD else on_page or kind is None):
                break
            stop += 1
        yield seat, stop
