"""Tables of a release → observations, and the cells that are no figures, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

import msgspec

from tallystick.model import Block, Observation, Place, Release, Unread
from tallystick.model.table import Cell, Path, Table
from tallystick.reading.area import area_of_release
from tallystick.reading.assemble import to_observation
from tallystick.reading.printed.en.conventions import Conventions, conventions_of
from tallystick.reading.printed.en.quantities.units import is_money
from tallystick.reading.printed.en.times.calendars import calendar_of
from tallystick.reading.tables.absent import absent, legend_of
from tallystick.reading.tables.cells import Around, figure_of
from tallystick.reading.tables.columns import (
    Numbered,
    bracketed_columns,
    columns_of_words,
    is_code,
    is_date,
    largest,
    reasons_of_columns,
    rows_of_numbers,
)
from tallystick.reading.tables.continuing import whole
from tallystick.reading.tables.labels import Label, joined, label_of
from tallystick.reading.tables.neighbours import carried_names, lent_units, wholes
from tallystick.reading.tables.own_time import own_time
from tallystick.reading.tables.parts import distributed, may_be_parts, of_parts, percent_beside
from tallystick.reading.tables.periods import Background, with_heads
from tallystick.reading.tables.printed import Printed, decimal_comma, number_in
from tallystick.reading.tables.sides import Side
from tallystick.reading.tables.subjects import caption_core, is_stub_head, names_indicator
from tallystick.reading.tables.times import Clock
from tallystick.reading.tables.units_of_cells import Sides
from tallystick.reading.tables.vocabulary import listed, plain

Found = tuple[list[Observation], list[Unread]]
_FEW_COLUMNS = 2
_SAMPLE = 20000  # cells by which the style of numbers is voted


def read_tables(release: Release) -> Found:
    """Read every cell of a release's tables. Time is linear in the cells.

    Cells without digits that only are words (`Yes`) are neither figures nor unread.
    """
    observations: list[Observation] = []
    unread: list[Unread] = []
    if not release.tables:
        return observations, unread
    reader = _Reader(release)
    for table in whole(release.tables):
        found, left = reader.read(table)
        observations += found
        unread += left
    return observations, unread


class _Reader:
    """What all tables of a release share: style of numbers, conventions, calendar, and labels read once."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.area = area_of_release(release)
        self.money: Conventions = conventions_of(release)
        self.calendar = calendar_of(release.text, self.area, release.name)
        self.comma = decimal_comma(self._words(release.tables))
        self._labels: dict[tuple[str, str], Label] = {}
        self._own: dict[str, Side] = {}

    def _words(self, tables: Sequence[Table]) -> Iterator[str]:
        cells = (cell for table in tables for cell, _, _ in table.data())
        for _, cell in zip(range(_SAMPLE), cells, strict=False):
            yield self.release.text[cell.start : cell.end]

    def clock(self, language: str) -> Clock:
        """What times are read against."""
        return Clock(language, self.release.event or self.release.released, self.calendar)

    def label(self, words: str, language: str) -> Label:
        """A label, read once."""
        key = (words, language)
        if key not in self._labels:
            self._labels[key] = label_of(words, self.clock(language), self.money)
        return self._labels[key]

    def own(self, language: str) -> Side:
        """The period of the release, as if a label named it."""
        if language not in self._own:
            when = own_time(self.release, self.clock(language))
            self._own[language] = Side((Label(whens=(when,)),)) if when is not None else Side()
        return self._own[language]

    def side(self, path: Sequence[str], language: str) -> Side:
        """The labels of a path."""
        return Side.of([self.label(words, language) for words in joined(path) if words.strip()])

    def read(self, table: Table) -> Found:
        """The figures of one table and its cells that are none."""
        return _TableReader(self, table).read()


def _unit_in_heading(table: Table, shared: _Reader) -> tuple[str, ...]:
    """A heading that only tells a unit: `(In crores of rupees)`."""
    label = shared.label(table.section, table.language)
    return (table.section,) if label.claims and not label.words else ()


def _unit_over_one_column(table: Table, shared: _Reader) -> tuple[str, ...]:
    """A scale of money that stands at the edge above the heads, over one column: it is that of all.

    Where another column has a unit of its own it is none.
    """
    columns = [path for path in (table.bands[0].columns if table.bands else ()) if path]
    told = [path for path in columns if any(shared.label(words, table.language).claims for words in path)]
    if len(told) != 1 or len(columns) <= _FEW_COLUMNS or len(told[0]) < _FEW_COLUMNS or told[0] != columns[-1]:
        return ()
    label = shared.label(told[0][0], table.language)
    is_amount = any(is_money(claim.code) and claim.worth > 1 for claim in label.claims)
    return told[0][:1] if is_amount and not label.words and label.kind is None else ()


class _TableReader:
    """One table: what stands around it, its columns and its rows, each read once."""

    def __init__(self, shared: _Reader, table: Table) -> None:
        self.shared, self.table, self.release = shared, table, shared.release
        language = table.language
        self.comma = decimal_comma(shared._words([table]), usual=shared.comma)
        self.legend = legend_of(table.notes)
        self.unit = shared.side((table.unit,) if table.unit else _unit_in_heading(table, shared), language)
        self.caption = shared.side((table.caption,), language)
        if not self.unit.units and not self.caption.units:
            self.unit = shared.side(_unit_over_one_column(table, shared), language)
        apart = table.section not in (table.caption, self.release.title)
        self.section = shared.side((table.section,), language) if apart else Side()
        self.behind = Background(self.section, shared.own(language))
        goes_on = table.caption[:1].islower()  # the last line of a caption: what it goes on with is not known
        self.core = "" if goes_on else caption_core(" ".join(self.caption.words) or " ".join(self.section.words))
        self.bracketed: frozenset[int] = frozenset()
        self.parts: frozenset[int] = frozenset()
        self.most: tuple[dict[int, Decimal], dict[int, Decimal]] = ({}, {})
        self.is_wide = len({cell.column for cell in table.cells} - set(table.stubs)) > 1
        self._columns: dict[Path, Side] = {}
        self._wholes = wholes(table, self._label)
        self._carried = carried_names(table, self._label)
        self._lent = {} if self.unit.units or self.caption.units else lent_units(table, self._column)
        self._rows: dict[int, tuple[Side, str]] = {}
        self._behind: dict[int, Background] = {}
        self._band_of = {row: k for k, band in enumerate(table.bands) for row in range(band.first, band.stop)}

    def read(self) -> Found:
        """Each cell in turn."""
        cells = list(self.table.data())
        numbered = [Numbered(self.words(cell), cell.row, cell.column) for cell, _, _ in cells]
        heads = self.table.bands[0].columns if self.table.bands else ()
        all_cells = "numbering" if self._lists_contents() else ""
        self.bracketed = bracketed_columns(numbered)
        no_columns, no_rows = reasons_of_columns(numbered, heads), rows_of_numbers(numbered)
        judged = [self._judged(one) for one in numbered]
        no_columns |= columns_of_words(numbered, [isinstance(one, Printed) for one in judged])
        self.most = largest(numbered, judged)
        if not self.unit.told and not self.caption.told:
            self.parts = distributed(numbered, judged, self.table.rows, heads)
            for band in self.table.bands:
                self._columns.update(percent_beside(band.columns, self._column))
        observations: list[Observation] = []
        unread: list[Unread] = []
        for (cell, row, column), one, what in zip(cells, numbered, judged, strict=True):
            reason = all_cells or ("numbering" if cell.row in no_rows else no_columns.get(cell.column, ""))
            found = self._observation(cell, row, column, what) if isinstance(what, Printed) and not reason else None
            if found is not None:
                observations.append(found)
            elif what:
                why = what if isinstance(what, str) else reason or "not understood"
                unread.append(Unread(cell.start, cell.end, one.words, why))
        return observations, unread

    def _judged(self, one: Numbered) -> Printed | str:
        """The number of a cell, or the reason why it is none; empty where it holds words alone."""
        if why := absent(one.words, self.legend):
            return why
        if not any(char.isdigit() for char in one.words):
            return ""
        if is_date(one.words):
            return "date"
        printed = number_in(one.words, comma=self.comma, brackets_are_signs=one.column not in self.bracketed)
        return printed or ("name" if is_code(one.words) else "not understood")

    def _observation(self, cell: Cell, row: Path, column: Path, printed: Printed) -> Observation | None:
        side, line = self._row(cell.row, row)
        head = self._column(column)
        if cell.column in self.parts and may_be_parts(head, side):
            head = of_parts(head)
            if not isinstance(printed.value, tuple) and self.words(cell).lstrip().startswith("("):
                # Brackets tell that few were asked: no part is less than nothing.
                printed = msgspec.structs.replace(printed, value=abs(printed.value))
        sides = Sides(head, side, self._lent.get(cell.row, self.unit), self.caption)
        behind = self._background(cell.row, sides).of_column(cell.column)
        around = Around(
            sides, behind, self.core, self._wholes.get(cell.row, ""), self.table.language,
            self.shared.money, self.is_wide, (self.most[0][cell.column], self.most[1][cell.row]),
        )  # fmt: skip
        figure = figure_of(printed, cell, around)
        if figure is None:
            return None
        block = Block("table", cell.start, cell.end, self.table.language, self.table.section)
        start = self.release.text.rfind("\n", 0, cell.start) + 1
        made = to_observation(self.release, block, (start, start + len(line)), figure, self.shared.area)
        return msgspec.structs.replace(
            made, table=self.table.name, row=row, column=column, place=self._place(cell) or made.place
        )

    def _lists_contents(self) -> bool:
        headings = {plain(self.table.caption).casefold(), plain(self.table.section).casefold()}
        return not headings.isdisjoint(listed("symbols", "contents"))

    def _label(self, words: str) -> Label:
        return self.shared.label(words, self.table.language)

    def words(self, cell: Cell) -> str:
        """The words of a cell."""
        return self.release.text[cell.start : cell.end]

    def _place(self, cell: Cell) -> Place | None:
        place = Place(sheet=self.table.sheet, cell=cell.cell) if cell.cell else None
        return self.release.in_file(place, cell.start) if place else None

    def _column(self, path: Path) -> Side:
        if path not in self._columns:
            self._columns[path] = self.shared.side(path, self.table.language)
        return self._columns[path]

    def _row(self, number: int, path: Path) -> tuple[Side, str]:
        """The labels of a row, under what heads the stubs of its band, and its line in the text."""
        if number not in self._rows:
            path = self._carried.get(number, path)
            head = self._stub_head(self._band_of[number])
            path = (head, *path) if head and head not in path else path
            cells = [cell for cell in self._cells_of_row()[number] if cell.end > cell.start]
            start = self.release.text.rfind("\n", 0, cells[0].start) + 1
            stop = self.release.text.find("\n", cells[-1].end)
            line = self.release.text[start : stop if stop >= 0 else len(self.release.text)]
            self._rows[number] = self.shared.side(path, self.table.language), line
        return self._rows[number]

    @cache  # noqa: B019  # lives as long as the table is read
    def _stub_head(self, number: int) -> str:
        """The head of the stubs of a band, where it names an indicator or a unit (`Cider ($/gal)`)."""
        first = self.table.bands[number].first
        above = self.table.bands[number - 1].stop if number else 0
        for row in range(first - 1, above - 1, -1):
            for cell in self._cells_of_row().get(row, []):
                words = self.words(cell)
                if cell.column in self.table.stubs and words.strip() and not is_stub_head(words):
                    label = self.shared.label(words, self.table.language)
                    return words if label.claims or names_indicator((label.words,), self.table.language) else ""
        return ""

    @cache  # noqa: B019  # lives as long as the table is read
    def _cells_of_row(self) -> Mapping[int, list[Cell]]:
        rows: dict[int, list[Cell]] = {}
        for cell in self.table.cells:
            rows.setdefault(cell.row, []).append(cell)
        return rows

    def _background(self, row: int, sides: Sides) -> Background:
        """What is told behind the table, with the period that the heads of the row's band tell others from."""
        band = self._band_of[row]
        if band not in self._behind:
            columns = [self._column(path) for path in self.table.bands[band].columns]
            self._behind[band] = with_heads(self.behind, columns, sides)
        return self._behind[band]
