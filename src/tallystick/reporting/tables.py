"""A reading as tables in a terminal: figures by section and speaker, and the numbers left unread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tallystick.model import Observation, Place, Reading, Release, Unread
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.show import UNSURE_MARK, show_measure, show_period, show_value

# Rise and fall are told by arrow and sign; the hue only helps. Neither hue means good or bad.
_UP, _DOWN, _LEVEL = ("▲", "cyan"), ("▼", "yellow"), (" ", "")
_MOVES = ("growth", "annualised_growth", "average_growth", "change", "gap", "contribution")
_WORDS = {
    "en": ("what", "figure", "measure", "when", "against", "place"),
    "zh": ("指标", "数值", "口径", "时期", "基期", "位置"),
}
_STATUS_ZH = {"target": "目标", "forecast": "预计"}
UNSURE = "?"  # behind a period that rests on no day of release
_LEGEND = {
    "en": "read with too little confidence to stand by itself: compare it with its sentence",
    "zh": "读取把握不足，不单独采用：请对照原句",
}
_TABLE = "▦"  # before the name of a table
_GAP = 2  # columns between columns
_NARROWEST = 24  # columns for a subject below which it gets a line of its own
_WIDEST = 56  # columns for a subject before it is broken
_BASE = 4  # the column of the base
_WIDEST_BASE = 24  # columns for a base in words, or a place, before it is cut
_MAX_CONTEXT = 30  # characters shown on each side of a number left unread

Row = tuple[Text, ...]


def reading_table(reading: Reading, names: str | None = None, *, odds: bool = False) -> Group:
    """Everything `tallystick read` shows of one release; `names` en or zh asks for catalogue names.

    Figures that are not sure have a mark, and with `odds` all have their confidence. Cells of a table stand under its
    name; a last column tells the page or the cell of a sheet where there is one.
    """
    language = names or ("zh" if reading.release.language == "zh" else "en")
    groups = groupby(reading.observations, key=lambda o: (o.section, o.speaker, o.table))
    sure = reading.release.is_dated
    marks = _marks(reading, odds)
    rows = [(head, [_row(o, language, names, sure, marks.get(o.id, "")) for o in group]) for head, group in groups]
    if not any(o.place for o in reading):
        rows = [(head, [row[:-1] for row in group]) for head, group in rows]
    widths = _widths([row for _, group in rows for row in group], language)
    parts: list[RenderableType] = [_title(reading.release)]
    for head, group in rows:
        parts += [_heading(*head)] if any(head) else [Text()]
        parts.append(Padding(_Figures(group, language, widths), (0, 0, 0, 1)))
    return Group(*parts, Text(), closing_line(reading), *_legend(reading, language))


def closing_line(reading: Reading) -> Text:
    """How many figures were read, and how many numbers were not, by reason."""
    reasons = Counter(one.reason for one in reading.unread)
    line = Text(f"{_count(len(reading), 'figure')} read", style="bold")
    if reading.unsure:
        line.append(f", {len(reading.unsure)} of them unsure {UNSURE_MARK}", style="not bold")
    line.append(f" · {_count(len(reading.unread), 'number')} not read", style="not bold")
    if reasons:
        told = ", ".join(f"{number} {reason}" for reason, number in reasons.most_common())
        line.append(f" ({told})", style="not bold dim")
    return line


def _marks(reading: Reading, odds: bool) -> dict[str, str]:
    """What stands behind each figure, of one width, so that their digits stay under one another."""
    told = {o.id: "" if o.sure else UNSURE_MARK for o in reading}
    if odds:
        numbers = {o.id: "" if o.confidence is None else f"{o.confidence:.2f}" for o in reading}
        told = {one: f"{mark or ' '} {numbers[one]}" for one, mark in told.items()}
    width = max(map(len, told.values()), default=0)
    return {one: f" {mark:<{width}}" if width else "" for one, mark in told.items()}


def _legend(reading: Reading, language: str) -> list[Text]:
    return [Text(f"{UNSURE_MARK} {_LEGEND[language]}", style="dim")] if reading.unsure else []


def unread_table(reading: Reading) -> RenderableType:
    """The numbers left unread, each in its words, with the reason."""
    if not reading.unread:
        return Text("every number of the text was read")
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="dim")
    for name in ("place", "number", "reason", "in the words"):
        table.add_column(name)
    for one in reading.unread:
        table.add_row(
            str(one.start), Text(one_line(one.text), style="bold"), one.reason, _context(reading.release, one)
        )
    return table


def named(observation: Observation, language: str | None) -> str:
    """What an observation measures: in the text's words, or by the catalogue's name in a language."""
    if language is None or observation.indicator is None:
        return observation.subject
    from tallystick.knowledge import catalogue

    known = catalogue().get(observation.indicator)
    return known.name(language) if known else observation.subject


def figure(observation: Observation, language: str) -> Text:
    """The value with its arrow, sign and unit."""
    mark, hue = _LEVEL
    if observation.measure in _MOVES:
        value = observation.value if isinstance(observation.value, tuple) else (observation.value,)
        mark, hue = _UP if min(value) > 0 else _DOWN if max(value) < 0 else _LEVEL
    return Text(f"{mark} {one_line(show_value(observation, language))}", style=hue)


def _title(release: Release) -> Text:
    line = Text(one_line(release.title or release.name), style="bold")
    day = release.event or release.released
    told = day.isoformat() if day else f"no date told: periods marked {UNSURE} rest on none"
    about = [told, one_line(release.place), release.language, release.id]
    return line.append("\n" + " · ".join(part for part in about if part), style="not bold dim")


def _heading(section: str, speaker: str, table: str) -> Text:
    line = Text("\n")
    line.append(one_line(section), style="bold")
    if speaker:
        line.append(f"{' — ' if section else ''}{one_line(speaker)}", style="italic")
    if table and table != section:
        line.append(f"{' — ' if section or speaker else ''}{_TABLE} {one_line(table)}")
    line.no_wrap, line.overflow = True, "ellipsis"
    return line


def _row(observation: Observation, language: str, names: str | None, sure: bool, mark: str) -> Row:
    """One figure with its mark; without a day of release (not `sure`) its period is marked, too."""
    when = one_line(show_period(observation.period, language))
    return (
        Text(one_line(named(observation, names)), overflow="fold"),
        figure(observation, language).append(mark, style="bold"),
        _measure(observation, language),
        Text(when if sure or not when else f"{when} {UNSURE}"),
        Text(one_line(show_period(observation.base, language)), style="dim"),
        Text(one_line(_place(observation.place)), style="dim"),
    )


def _place(place: Place | None) -> str:
    """A page or a cell in few letters: `p. 3`, `Exports!B5`."""
    if place is None:
        return ""
    return f"{place.file} p. {place.page}".lstrip() if place.page else place.flat


def _widths(rows: list[Row], language: str) -> list[int]:
    """The width of each column over all groups, so that they stand under one another."""
    if not rows:
        return []
    head = (Text(word) for word in _WORDS[language])
    subject, *others = (max(cell.cell_len for cell in column) for column in zip(head, *rows, strict=False))
    others[_BASE - 1 :] = [min(width, _WIDEST_BASE) for width in others[_BASE - 1 :]]
    return [min(subject, _WIDEST), *others]


class _Figures:
    """The rows of a group as a table; on a narrow terminal each subject stands on a line of its own."""

    def __init__(self, rows: list[Row], language: str, widths: list[int]) -> None:
        self.rows, self.names, self.widths = rows, _WORDS[language], widths

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        others = sum(self.widths[1:]) + _GAP * len(self.widths)
        yield self._wide(others) if others + _NARROWEST <= options.max_width else Group(*self._narrow())

    def _wide(self, others: int) -> RenderableType:
        table = Table(box=None, expand=True, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="dim")
        table.add_column(self.names[0], ratio=1)
        self._add_columns(table)
        before = ""
        for subject, *cells in self.rows:
            table.add_row(subject if subject.plain != before else "", *cells)
            before = subject.plain
        return Constrain(table, self.widths[0] + others)

    def _narrow(self) -> Iterator[RenderableType]:
        for subject, group in groupby(self.rows, key=lambda row: row[0]):
            yield subject
            table = Table(box=None, show_header=False, pad_edge=False, padding=(0, _GAP, 0, 0))
            self._add_columns(table)
            for row in group:
                table.add_row(*row[1:])
            yield table

    def _add_columns(self, table: Table) -> None:
        for name, width in zip(self.names[1:], self.widths[1:], strict=False):
            number = name == self.names[1]
            table.add_column(name, justify="right" if number else "left", no_wrap=True, min_width=width)


def _measure(observation: Observation, language: str) -> Text:
    told = Text(show_measure(observation.measure, language))
    if observation.status != "actual":
        status = _STATUS_ZH.get(observation.status) if language == "zh" else observation.status
        told.append(f" ({status})", style="italic")
    return told


def _context(release: Release, one: Unread) -> Text:
    before = one_line(release.text[max(0, one.start - _MAX_CONTEXT) : one.start].rpartition("\n")[2] + "|")[:-1]
    after = one_line("|" + release.text[one.end : one.end + _MAX_CONTEXT].partition("\n")[0])[1:]
    return Text.assemble("…", before, (one_line(one.text), "bold"), after, "…", style="dim")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def tally(readings: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The line that sums up several releases, from (figures, unread) of each."""
    counts = list(readings)
    if len(counts) > 1:
        figures, unread = (sum(column) for column in zip(*counts, strict=True))
        yield f"{len(counts)} releases · {_count(figures, 'figure')} read · {_count(unread, 'number')} not read"
