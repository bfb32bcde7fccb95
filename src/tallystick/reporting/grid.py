"""Tables for a terminal of any width: words are wrapped, whole columns go and are named, no number or id is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from tallystick.reconciling.shown.markdown import plain
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.screen import tokens, wrapped

GAP = 2
"""Columns between columns."""
_FEWEST = 12
"""Columns below which words are not pressed."""
_LONGEST_WORD = 24
"""Columns beyond which a word is broken."""
_INDENT = 2
_ALL = "a wider terminal shows more, --format csv all"


class Column(NamedTuple):
    """A column: its name, and what becomes of it where there is little room.

    Those of the highest `rank` go first, those of 0 never. `words` may be broken; a `lead` stands on a line of its own
    above its rows, and is not repeated where it stays the same. Words take at `most` so many columns.
    """

    name: str
    rank: int = 0
    words: bool = False
    right: bool = False
    lead: bool = False
    most: int = 0


class Grid:
    """A table of text, in groups; columns without a cell are not shown.

    With `blocks` the columns that have no room are not left out but continue below, beside the first column. `prose` is
    wrapped in files and pipes, too, where a row of any other table stands on one line.
    """

    def __init__(
        self, *columns: Column, indent: int = 0, heads: bool = True, blocks: bool = False, prose: bool = False
    ) -> None:
        self.columns, self.indent, self.heads, self.blocks, self.prose = columns, indent, heads, blocks, prose
        self.groups: list[tuple[Text | None, list[tuple[Text, ...]]]] = []
        self._narrowest: dict[int, int] = {}

    def group(self, head: Text) -> None:
        """Begin a group under a line of its own."""
        self.groups.append((head, []))

    def add(self, *cells: str | Text) -> None:
        """A row; texts are brought onto one line."""
        if not self.groups:
            self.groups.append((None, []))
        row = tuple(cell if isinstance(cell, Text) else Text(one_line(cell)) for cell in cells)
        self.groups[-1][1].append(row)

    @property
    def rows(self) -> list[tuple[Text, ...]]:
        """All rows."""
        return [row for _, rows in self.groups for row in rows]

    def markdown(self) -> str:
        """The table in Markdown, all columns; groups have their head above."""
        shown = self._filled()
        heads = [self.columns[n].name.replace("\n", " ") for n in shown]
        rule = ["---:" if self.columns[n].right else "---" for n in shown]
        told = []
        for head, rows in self.groups or [(None, [])]:
            if head is not None and head.plain.strip():
                told.append(f"**{plain(one_line(head.plain))}**\n\n")
            cells = [[plain(one_line(row[n].plain)) for n in shown] for row in rows]
            told.append("".join(f"| {' | '.join(line)} |\n" for line in (map(plain, heads), rule, *cells)) + "\n")
        return "".join(told)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines of the table; where the console is no screen, each row stands on one line, with all columns."""
        limited = self.prose or getattr(console, "limited", True)
        for line in self.lines(options.max_width if limited else None):
            line.no_wrap, line.overflow = True, "ignore"
            yield line

    def lines(self, width: int | None) -> Iterator[Text]:
        """The lines of the table on a screen of this width; None is one without an end."""
        shown = self._filled()
        self._narrowest = {n: self._least_of(n) for n in shown}
        room = None if width is None else width - self.indent
        lead = next((n for n in shown if self.columns[n].lead), None)
        stacked = lead is not None and room is not None and self._least(shown) > room
        if stacked and room is not None:
            shown = [n for n in shown if n != lead]
            room -= _INDENT
        parts = self._parts(shown, room)
        for k, part in enumerate(parts):
            if k:
                yield Text()
            yield from self._part(part, room, lead, stacked)
        left = [self.columns[n].name.replace("\n", " ") for n in shown if not any(n in part for part in parts)]
        if left:
            note = Text(f"{' ' * self.indent}no room for {', '.join(left)}: {_ALL}", style="dim")
            yield from wrapped(note, width)

    def _part(self, part: list[int], room: int | None, lead: int | None, stacked: bool) -> Iterator[Text]:
        """The groups with the columns of one part; a stacked lead stands above its rows."""
        widths = self._widths(part, room)
        pad = " " * (self.indent + _INDENT * stacked)
        wide = None if room is None else room + _INDENT * stacked
        names = [Text(self.columns[n].name, style="dim") for n in part]
        for k, (head, rows) in enumerate(self.groups or [(None, [])]):
            if head is not None:
                yield from wrapped(head, wide)
            if self.heads and not (stacked and k):
                yield from self._row(names, part, widths, pad)
            before = None
            for row in rows:
                same = lead is not None and row[lead].plain == before
                before = row[lead].plain if lead is not None else None
                if stacked and lead is not None and not same:
                    yield from (Text(" " * self.indent).append_text(line) for line in wrapped(row[lead], wide))
                yield from self._row([Text() if same and n == lead else row[n] for n in part], part, widths, pad)

    def _row(self, cells: Sequence[Text], part: Sequence[int], widths: Sequence[int], pad: str) -> Iterator[Text]:
        """The lines of one row."""
        told = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
        for pieces in zip_longest(*told, fillvalue=Text()):
            line = Text(pad)
            for piece, n, width in zip(pieces, part, widths, strict=True):
                blank = " " * (width - piece.cell_len)
                line.append(blank if self.columns[n].right else "").append_text(piece)
                line.append(("" if self.columns[n].right else blank) + " " * GAP)
            line.rstrip()
            yield line

    def _filled(self) -> list[int]:
        rows = self.rows
        every = range(len(self.columns))
        return [n for n in every if not rows or any(row[n].plain.strip() for row in rows)]

    def _parts(self, shown: list[int], room: int | None) -> list[list[int]]:
        """The columns that are shown beside one another; several parts are shown below one another."""
        if room is None or self._least(shown) <= room:
            return [shown]
        if self.blocks:
            return self._in_blocks(shown, room)
        kept: list[int] = []
        for n in sorted(shown, key=lambda n: self.columns[n].rank):
            if not self.columns[n].rank or self._least([*kept, n]) <= room:
                kept.append(n)
        return [sorted(kept)]

    def _in_blocks(self, shown: list[int], room: int) -> list[list[int]]:
        first, *others = shown
        parts = [[first]]
        for n in others:
            if len(parts[-1]) > 1 and self._least([*parts[-1], n]) > room:
                parts.append([first])
            parts[-1].append(n)
        return parts

    def _least(self, shown: Sequence[int]) -> int:
        return sum(self._narrowest[n] for n in shown) + GAP * (len(shown) - 1)

    def _least_of(self, n: int) -> int:
        """The width below which a column is not pressed."""
        column = self.columns[n]
        word = max(map(_longest_word, column.name.split() or [""]))
        cells = [row[n].plain for row in self.rows]
        if not column.words:
            return max([word, *map(cell_len, cells)])
        longest = max([word, *map(_longest_word, cells)])
        return max(min(longest, _LONGEST_WORD), min(_FEWEST, self._widest(n)))

    def _widest(self, n: int) -> int:
        lines = self.columns[n].name.split("\n")
        widest = max([*map(cell_len, lines), *(row[n].cell_len for row in self.rows)])
        return min(widest, self.columns[n].most or widest)

    def _widths(self, part: Sequence[int], room: int | None) -> list[int]:
        """What each column gets: what it needs least, and a fair share of what is left."""
        if room is None:
            return [self._widest(n) for n in part]
        widths = {n: self._narrowest[n] for n in part}
        wants = {n: self._widest(n) - widths[n] for n in part}
        spare = max(room - self._least(part), 0)
        for k, n in enumerate(sorted(part, key=lambda n: wants[n])):
            more = max(min(wants[n], spare // (len(part) - k)), 0)
            widths[n] += more
            spare -= more
        return [widths[n] for n in part]


def _longest_word(text: str) -> int:
    return max((cell_len(token.rstrip()) for token in tokens(text)), default=0)
