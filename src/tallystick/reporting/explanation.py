"""Why a figure holds what it holds: field by field, with the words and the rule; and why a number was not read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec
from rich.console import Group, RenderableType
from rich.text import Text

from tallystick.model import Observation, Reading, Release, TallystickError, Unread, path_words
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.excerpt import Excerpt, excerpt_of
from tallystick.reporting.grid import Column, Grid
from tallystick.reporting.show import show_interval

if TYPE_CHECKING:
    from tallystick.reading.deciding import Weighed

FIELDS = (
    "value",
    "unit",
    "measure",
    "subject",
    "indicator",
    "period",
    "base",
    "qualifier",
    "status",
    "area",
    "confidence",
)
# What each reason for leaving a number unread means, for people.
REASONS = {
    "date": "it is a date, a time or a period",
    "name": "it is part of a name",
    "numbering": "it numbers a section, list, table, page, note or law",
    "text part": "it counts the text's own parts",
    "definition": "it is a threshold that only defines a coverage",
    "address": "it is part of an address or a file number",
    "vague": "it states no number, only how many about",
    "furniture": "it stands outside the text proper: navigation or page numbers",
    "not observed": "the table says that there is no value",
    "zero": "a mark that stands for nought or less than is shown",
    "suppressed": "the value is kept confidential",
    "not yet published": "the value is still to come",
    "not understood": "it was seen, but no reading of it is sure enough",
}
_MAX_SENTENCE = 200  # characters of an unread number's line to show on each side
MOST = 20  # places explained at once


def find(reading: Reading, at: str) -> list[Observation | Unread]:
    """The numbers at an offset or in every place where words stand; raises TallystickError when there are none."""
    spans = _spans(reading.release, at)
    numbers: list[Observation | Unread] = [*reading.observations, *reading.unread]
    found = [one for one in numbers if any(one.start < end and start < one.end for start, end in spans)]
    if found:
        return sorted(found, key=lambda one: one.start)[:MOST]
    if not spans:
        raise TallystickError(f"the words {at!r} do not stand in {reading.release.name}", "copy them from the text")
    raise TallystickError(
        f"no number at {at!r} in {reading.release.name}", "tallystick read --unread lists all numbers"
    )


def _spans(release: Release, at: str) -> list[tuple[int, int]]:
    """An offset if it is one within the text, else all places of the words."""
    spans, place = [], release.text.find(at) if at else -1
    while place >= 0:
        spans.append((place, place + len(at)))
        place = release.text.find(at, place + len(at))
    if at.isdecimal() and int(at) < len(release.text):
        offset = (int(at), int(at) + 1)
        return [offset] if not spans else [offset, *spans] if _at_number(release, offset[0]) else spans
    return spans


def _at_number(release: Release, offset: int) -> bool:
    return not release.text[offset].isspace()


def weighed_in(reading: Reading, found: Sequence[Observation | Unread]) -> dict[int, tuple[Weighed, ...]]:
    """By the place of a figure what was weighed for its fields, where its reader weighs: the accurate one does."""
    if reading.reader.name != "accurate":
        return {}
    from tallystick.reading.deciding import weighed

    return weighed(reading.release, {one.start for one in found})


def explanation(release: Release, one: Observation | Unread, weighed: Sequence[Weighed] = ()) -> RenderableType:
    """The explanation of one number for a terminal; `weighed` is what its reader weighed."""
    if isinstance(one, Unread):
        return Group(_quoted(release, one.start, one.end, *_line(release, one.start, one.end)), _why_unread(one))
    start = release.text.find(one.sentence, max(0, one.start - len(one.sentence))) if one.sentence else one.start
    origin = () if weighed else (Column("from the words", words=True), Column("by the rule", 1, words=True))
    table = Grid(Column("field"), Column("holds", words=True), *origin, prose=True)
    for row in fields(release, one):
        words = " … ".join(dict.fromkeys(one_line(e["words"]) for e in row["evidence"]))
        rules = ", ".join(dict.fromkeys(e["rule"] for e in row["evidence"]))
        cells = (row["field"], Text(one_line(row["holds"]), style="bold"), Text(words), Text(rules, style="dim"))
        table.add(*cells[: len(table.columns)])
    told: list[RenderableType] = [_quoted(release, one.start, one.end, start, start + len(one.sentence)), Text(), table]
    if (excerpt := excerpt_of(release, one)) is not None:
        told += [Text(), _excerpt_table(excerpt)]
    if weighed:
        told += [Text(), _weighed_table(weighed)]
    return Group(*told, Text())


def _excerpt_table(excerpt: Excerpt) -> Group:
    """The rows and columns around a cell, the cell itself between angles."""
    table = Grid(Column("", words=True), *(Column(one_line(head), right=True) for head in excerpt.heads), blocks=True)
    for line in excerpt.lines:
        cells = [Text(one_line(words)) for words in line.cells]
        if line.own and excerpt.column >= 0:
            cells[excerpt.column] = Text(f"»{cells[excerpt.column].plain}«", style="bold reverse")
        table.add(Text(one_line(line.head), style="bold" if line.own else ""), *cells)
    name = Text(one_line(excerpt.name), style="bold")
    return Group(name.append(f"\n{one_line(excerpt.unit)}" if excerpt.unit else "", style="not bold dim"), table)


def _weighed_table(weighed: Sequence[Weighed]) -> Grid:
    """Each field's candidates with their odds; features with + spoke for one, with − against it."""
    features_of = Column("by the features", 1, words=True)
    table = Grid(Column("field"), Column("weighed", words=True), Column("odds", right=True), features_of, prose=True)
    for field, several in groupby(weighed, key=lambda one: one.field):
        for n, one in enumerate(several):
            features = "  ".join(f"{one_line(name)} {_signed(weight)}" for name, weight in one.features)
            value = Text(one_line(one.value) or "(none)", style="" if n else "bold")
            table.add("" if n else field, value, f"{one.odds:.2f}", Text(features, style="dim"))
    return table


def fields(release: Release, one: Observation) -> list[dict[str, Any]]:
    """Every field that holds something, with its evidence: words, their place and the rule."""
    row = {**one.to_dict(), "value": _value(one)}
    told = [
        {"field": name, "holds": str(row[name]), "evidence": _evidence(release, one, name)}
        for name in FIELDS
        if row[name]
    ]
    told += [{"field": name, "holds": words, "evidence": []} for name, words in _origin(one).items() if words]
    bounds = {"field": "interval", "holds": show_interval(one.interval, one.unit), "evidence": []}
    return [told[0], bounds, *told[1:]] if told else [bounds]


def _origin(one: Observation) -> dict[str, str]:
    """Where a figure stands: its page and rectangles or its cell of a sheet, and its table, row and column."""
    where = str(one.place) if one.place else ""
    if one.place and one.place.rectangles:
        where += f" at {one.place.flat.rpartition(']')[2]}"
    return {"place": where, "table": one.table, "row": path_words(one.row), "column": path_words(one.column)}


def _signed(weight: float) -> str:
    return f"{weight:+.2f}".replace("-", "−")


def to_dict(release: Release, one: Observation | Unread, weighed: Sequence[Weighed] = ()) -> dict[str, Any]:
    """The explanation in plain JSON types."""
    place = {"start": one.start, "end": one.end, "text": one.text}
    if isinstance(one, Unread):
        return {**place, "read": False, "reason": one.reason, "meaning": REASONS.get(one.reason, "")}
    sureness = {"confidence": one.confidence, "sure": one.sure}
    told = [msgspec.to_builtins(each) for each in weighed]
    return {
        **place,
        "read": True,
        "sentence": one.sentence,
        **sureness,
        "fields": fields(release, one),
        "place": msgspec.to_builtins(one.place),
        "excerpt": msgspec.to_builtins(excerpt_of(release, one)),
        "weighed": told,
    }


def _evidence(release: Release, one: Observation, field: str) -> list[dict[str, Any]]:
    return [
        {"words": release.text[e.start : e.end], "start": e.start, "end": e.end, "rule": e.rule}
        for e in one.evidence
        if e.field == field
    ]


def _value(one: Observation) -> str:
    ends = one.value if isinstance(one.value, tuple) else (one.value,)
    return " to ".join(f"{end:,f}" if abs(end) < 10**30 else str(end) for end in ends)


def _why_unread(one: Unread) -> Text:
    line = Text("not read: ", style="dim")
    return line.append(f"{REASONS.get(one.reason, one.reason)}\n", style="not dim")


def _line(release: Release, start: int, end: int) -> tuple[int, int]:
    first = max(release.text.rfind("\n", 0, start) + 1, start - _MAX_SENTENCE)
    last = release.text.find("\n", end)
    return first, min(len(release.text) if last < 0 else last, end + _MAX_SENTENCE)


def _quoted(release: Release, start: int, end: int, first: int, last: int) -> Text:
    """The sentence with the number between angles: told without colour, too."""
    text = release.text
    quote = Text(_piece(text[first:start]))
    quote.append(f"»{one_line(text[start:end])}«", style="bold reverse")
    return quote.append(_piece(text[end : max(last, end)]))


def _piece(text: str) -> str:
    """A piece of a sentence, its outer blanks kept."""
    return one_line(f"|{text}|")[1:-1]
