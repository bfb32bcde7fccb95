"""Tables of a release in a terminal: a list of them as they were understood, and one with its paths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from tallystick.model import Reading, Release, Table, path_words
from tallystick.model.excerpting import shortened
from tallystick.model.table import Path
from tallystick.reporting.cells import cells_of
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.grid import Column, Grid

_MARK = "▦"
_MOST_NAMED = 6  # heads or stubs named in the list
_LONGEST = 60  # characters of a head or stub in the list
_MOST_ROWS, _MOST_COLUMNS = 400, 24  # shown of one table; a file holds all


def tables_list(reading: Reading) -> Group:
    """Every table of a release: number, place, caption, unit, heads, stubs, size and what was not read."""
    release = reading.release
    if not release.tables:
        return Group(Text(f"no tables in {one_line(release.source)}"))
    parts: list[RenderableType] = []
    for table in release.tables:
        parts += [_title(table), _facts(reading, table), Text()]
    count = len(release.tables)
    parts.append(Text(f"{count} table{'s' * (count != 1)}", style="bold"))
    return Group(*parts)


def table_view(reading: Reading, table: Table) -> Group:
    """One table with the path of each row and column; what a terminal has no room for is counted."""
    release = reading.release
    parts: list[RenderableType] = [_title(table)]
    if table.unit:
        parts.append(Text(f"({one_line(table.unit)})", style="dim"))
    left_out = 0
    printed = {cell.column for cell, _, _ in table.data()}
    for columns, rows in _bands(table):
        kept = [column for column in range(len(columns)) if column in printed]
        left_out += max(len(kept) - _MOST_COLUMNS, 0) * len(rows)
        heads = ("\n".join(map(one_line, columns[column])) for column in kept[:_MOST_COLUMNS])
        shown = Grid(Column("", words=True), *(Column(head, right=True) for head in heads), blocks=True)
        words = _words(release, table, frozenset(rows[:_MOST_ROWS]))
        for row in rows[:_MOST_ROWS]:
            cells = (words.get((row, column), "") for column in kept[:_MOST_COLUMNS])
            shown.add(path_words(table.rows[row]), *cells)
        left_out += max(len(rows) - _MOST_ROWS, 0) * len(kept)
        parts += [Text(), shown]
    parts += [Text(one_line(note), style="dim") for note in table.notes]
    if left_out:
        parts.append(Text(f"… {left_out} more places for cells; -o FILE writes all", style="dim"))
    return Group(*parts)


def _title(table: Table) -> Text:
    where = f"page {table.page}" if table.page else f"sheet {table.sheet}" if table.sheet else ""
    title = Text(f"{_MARK} {table.number}  ", style="bold")
    title.append(one_line(table.caption) or "(no caption)", style="bold" if table.caption else "not bold dim")
    return title.append(f"  {one_line(where)}" if where else "", style="not bold dim")


def _facts(reading: Reading, table: Table) -> Grid:
    rows = list(dict.fromkeys(row for _, row, _ in table.data()))
    columns = list(dict.fromkeys(column for _, _, column in table.data()))
    facts = {
        "unit": one_line(table.unit),
        "heads": _some(columns),
        "stubs": _some(rows),
        "size": f"{len(rows)} × {len(columns)}",
        "cells": _tally(reading, table),
        "notes": shortened(one_line(" · ".join(table.notes)), 3 * _LONGEST),
    }
    lines = Grid(Column(""), Column("", words=True), indent=4, heads=False, prose=True)
    for name, told in facts.items():
        if told:
            lines.add(Text(name, style="dim"), told)
    return lines


def _some(paths: Sequence[Path]) -> str:
    told = [shortened(one_line(path_words(path)), _LONGEST) for path in paths[:_MOST_NAMED] if path]
    return "; ".join(told) + (" …" if len(paths) > _MOST_NAMED else "")


def _tally(reading: Reading, table: Table) -> str:
    """How many figures were read, and why others were not."""
    reasons: Counter[str] = Counter()
    read = 0
    for row in cells_of(reading, table):
        if row["value"] is None:
            reasons[row["reason"] or "no figure"] += 1
        else:
            read += 1
    told = ", ".join(f"{number} {reason}" for reason, number in reasons.most_common())
    return f"{read} read" + (f", {reasons.total()} not ({told})" if reasons else "")


def _bands(table: Table) -> Iterable[tuple[tuple[Path, ...], list[int]]]:
    """The rows that print figures under each block of heads; bands with the same heads are shown as one."""
    printed = {cell.row for cell, _, _ in table.data()}
    shown: list[tuple[tuple[Path, ...], list[int]]] = []
    for band in table.bands:
        rows = [row for row in range(band.first, band.stop) if row in printed]
        if shown and shown[-1][0] == band.columns:
            shown[-1][1].extend(rows)
        else:
            shown.append((band.columns, rows))
    return shown


def _words(release: Release, table: Table, rows: frozenset[int]) -> dict[tuple[int, int], str]:
    return {(c.row, c.column): one_line(release.text[c.start : c.end]) for c in table.cells if c.row in rows}
