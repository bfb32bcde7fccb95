"""A reading as tables in a terminal: figures by section and speaker, and the numbers left unread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from tallystick.model import Observation, Place, Reading, Release, Unread
from tallystick.model.excerpting import end_of, start_of
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.grid import Column, Grid
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
_WIDEST = 56  # columns for a subject before it is broken
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
    figures = figures_grid(language)
    for head, group in groups:
        figures.group(_heading(*head) if any(head) else Text())
        for o in group:
            figures.add(*_row(o, language, names, sure, marks.get(o.id, "")))
    told = [figures] if reading.observations else []
    return Group(_title(reading.release), *told, Text(), closing_line(reading), *_legend(reading, language))


def figures_grid(language: str) -> Grid:
    """An empty table of figures."""
    what, figure, measure, when, against, place = _WORDS[language]
    return Grid(
        Column(what, words=True, lead=True, most=_WIDEST), Column(figure, right=True), Column(measure, 1, words=True),
        Column(when), Column(against, 3, words=True), Column(place, 2),
        indent=1,
    )  # fmt: skip


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
    return unread_grid([reading])


def unread_grid(readings: Iterable[Reading]) -> Grid:
    """The numbers that readings left unread as a table."""
    words = Column("in the words", 2, words=True)
    table = Grid(Column("place", right=True), Column("number"), Column("reason", 1), words)
    for reading in readings:
        for one in reading.unread:
            number = Text(one_line(one.text), style="bold")
            table.add(str(one.start), number, one.reason, _context(reading.release, one))
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


def _measure(observation: Observation, language: str) -> Text:
    told = Text(show_measure(observation.measure, language))
    if observation.status != "actual":
        status = _STATUS_ZH.get(observation.status) if language == "zh" else observation.status
        told.append(f" ({status})", style="italic")
    return told


def _context(release: Release, one: Unread) -> Text:
    """The words around a number, whole ones."""
    text = release.text
    before = text[start_of(text, one.start - _MAX_CONTEXT) : one.start].rpartition("\n")[2]
    after = text[one.end : end_of(text, one.end + _MAX_CONTEXT)].partition("\n")[0]
    words = (one_line(before + "|")[:-1], (one_line(one.text), "bold"), one_line("|" + after)[1:])
    return Text.assemble("…", *words, "…", style="dim")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def tally(readings: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The line that sums up several releases, from (figures, unread) of each."""
    counts = list(readings)
    if len(counts) > 1:
        figures, unread = (sum(column) for column in zip(*counts, strict=True))
        yield f"{len(counts)} releases · {_count(figures, 'figure')} read · {_count(unread, 'number')} not read"
