"""Tables that a text prints with a cell a line: a name, its numbers, the next name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tallystick.model.table import Cell
from tallystick.releases.lines import Line
from tallystick.releases.tables.flat.pieces import is_label, is_value
from tallystick.releases.tables.kinds import PERIOD, kind_of, known
from tallystick.releases.tables.unit_words import tells_unit

_MOST_NAMES = 3  # lines of words above the numbers of one row
_MOST_NUMBERS = 16
_MOST_HEADS = 4  # lines of one head
_BEFORE = frozenset(("$", "€", "£", "¥", "₹", "Rs", "Rs."))  # signs on a line of their own
_BEHIND = frozenset((")", "%", ")%", "）"))


class _Group(NamedTuple):
    """Lines of words, then lines of numbers: `names` are places among the lines, `numbers` first and last
    places."""

    names: tuple[int, ...]
    numbers: tuple[tuple[int, int], ...]


def stacked_tables(text: str, lines: Sequence[Line]) -> list[tuple[int, int, list[Cell]]]:
    """The tables among lines: the first line of each, the one behind its last, and its cells. Linear time."""
    found: list[tuple[int, int, list[Cell]]] = []
    for groups in _runs(text, lines):
        for run, width in _of_one_width(groups):
            least = found[-1][1] if found else 0
            if table := _table(text, lines, run, width, least):
                found.append(table)
    return found


def _runs(text: str, lines: Sequence[Line]) -> list[list[_Group]]:
    """Groups that follow each other with nothing but short lines between."""
    runs: list[list[_Group]] = []
    run: list[_Group] = []
    names: list[int] = []
    numbers: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        words = text[line.start : line.end]
        if words in _BEFORE:
            continue
        if words in _BEHIND and numbers:
            numbers[-1] = (numbers[-1][0], at)
            continue
        if not line.hint and is_value(words):
            numbers.append((at, at))
            continue
        if numbers:
            run.append(_Group(tuple(names), tuple(numbers)))
            names, numbers = [], []
        if not line.hint and is_label(words):
            names.append(at)
            continue
        if run:
            runs.append(run)
        run, names = [], []
    if numbers:
        run.append(_Group(tuple(names), tuple(numbers)))
    return [*runs, run] if run else runs


def _of_one_width(groups: Sequence[_Group]) -> list[tuple[list[_Group], int]]:
    """Runs of groups cut where many words stand between, or where the count of numbers changes for good."""
    parts: list[list[_Group]] = []
    widest = 0
    for group in groups:
        fits = parts and (len(group.numbers) <= widest or len(parts[-1]) == 1)
        if not fits or len(group.names) > _MOST_NAMES:
            parts.append([group])
            widest = len(group.numbers)
        else:
            parts[-1].append(group)
            widest = max(widest, len(group.numbers))
    found = []
    for part in parts:
        width, often = Counter(len(group.numbers) for group in part).most_common(1)[0]
        if width <= _MOST_NUMBERS and often >= (2 if width > 1 else 4) and 2 * often > len(part):
            found.append((part, width))
    return found


def _table(
    text: str, lines: Sequence[Line], groups: Sequence[_Group], width: int, least: int
) -> tuple[int, int, list[Cell]] | None:
    groups = [group for group in groups if len(group.numbers) <= width]
    first = groups[0]
    own = 2 if all(len(group.names) == 2 for group in groups[1:]) and len(groups) > 3 else 1
    names, above = first.names[-own:], [name for name in first.names[:-own] if name >= least]
    heads, groups_above = _heads(text, lines, above, width + own)
    if not names or (not heads and width == 1):
        return None
    cells = [Cell(lines[a].start, lines[b].end, 0, column) for column, (a, b) in heads]
    top = heads[0][1][0] if heads else names[0]
    names = (*groups_above, *names)
    row = 1
    for group in (_Group(names, first.numbers), *groups[1:]):
        if own == 1:
            for name in group.names[:-1]:
                cells.append(Cell(lines[name].start, lines[name].end, row, 0))
                row += 1
        for column, name in enumerate(group.names[-own:]):
            cells.append(Cell(lines[name].start, lines[name].end, row, column))
        for column, (a, b) in enumerate(group.numbers, own):
            cells.append(Cell(lines[a].start, lines[b].end, row, column))
        row += 1
    return top, groups[-1].numbers[-1][1] + 1, cells


def _heads(
    text: str, lines: Sequence[Line], above: Sequence[int], width: int
) -> tuple[list[tuple[int, tuple[int, int]]], list[int]]:
    """The heads among the lines above the first row, each with its column, first and last line; and groups below them.

    `width` counts all columns, those of names too. A time below words is part of their head, and so is what stands
    in brackets; a head of the names may be left out. What the names are called tells where the heads begin.
    """
    begin = next((k for k, at in enumerate(above) if _is_stub_head(text, lines[at])), None)
    if begin is not None:
        found = _joined(text, lines, above[begin:])
        if len(found) >= width:
            return list(enumerate(found[:width])), [k for a, b in found[width:] for k in range(a, b + 1)]
    begin = max((k for k, at in enumerate(above, 1) if _tells_units(text, lines[at])), default=0)
    found = _joined(text, lines, above[begin:])[1 - width :]
    if width <= 2 or len(found) < width - 1 - (begin > 0):
        return [], []
    return list(enumerate(found, 1)), []


def _tells_units(text: str, line: Line) -> bool:
    """Whether a line in brackets tells the unit of all cells: `(Dollars in millions) (unaudited)`."""
    words = text[line.start : line.end]
    return words[0] in "(（" and any(tells_unit(word.strip("()（）,")) for word in words.casefold().split())


def _joined(text: str, lines: Sequence[Line], listed: Sequence[int]) -> list[tuple[int, int]]:
    """First and last line of each head, those joined that are one."""
    found: list[tuple[int, int]] = []
    for at in listed:
        if found and at - found[-1][0] <= _MOST_HEADS and _goes_on_below(text, lines, found[-1], at):
            found[-1] = (found[-1][0], at)
        else:
            found.append((at, at))
    return found


def _is_stub_head(text: str, line: Line) -> bool:
    words = text[line.start : line.end].casefold()
    return words in known("stub_heads") or words.replace(" ", "") in known("stub_heads")


def _goes_on_below(text: str, lines: Sequence[Line], above: tuple[int, int], at: int) -> bool:
    """Whether a line is the rest of the head above it."""
    words, over = (text[lines[k].start : lines[k].end] for k in (at, above[1]))
    if words[0] in "(（":
        return True
    return kind_of(words) == PERIOD and kind_of(over) != PERIOD and not _is_stub_head(text, lines[above[1]])
