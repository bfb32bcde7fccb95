"""The pieces of a line that may be cells, and what a line is at a glance."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from tallystick.releases.lines import Line
from tallystick.releases.marks import small_words
from tallystick.releases.tables.kinds import MISSING, NUMBER, PERIOD, kind_of, known

LONGEST = 400  # characters; a longer line is no row
LONGEST_LABEL = 90
_RULE = re.compile(r"[\s\-=_+|:.*─━═—–]{3,}")
_GAPS = re.compile(r"\s*\t\s*|[ \u00a0\u3000]{2,}")
_STROKES = re.compile(r"\|")
_COLON = re.compile(r"\s:(?=\s|$)|^:(?=\s)")
_TOKEN = re.compile(r"\S+")
_HOLDER = re.compile(r"Col\d{1,2}")  # what some converters print for a column without a name
_DRAWN = re.compile(r"[=_]{3,}|[-─━═—]{5,}")
_APART = re.compile(r"[-+−–]?\d[\d,]*(?:\.\d+)?")
_PROSE = 2  # small words in one line, beyond which it is prose

BY_SPACE: Final = "space"
BY_TAB: Final = "tab"
BY_STROKE: Final = "stroke"
BY_WORD: Final = "word"


class Piece(NamedTuple):
    """`text[start:end]`, its kind (as of a cell), and its place in the line: a column where `way` counts them."""

    start: int
    end: int
    kind: str
    at: int


class Row(NamedTuple):
    """A line taken for a row: its pieces and the way they are set apart."""

    line: Line
    way: str
    pieces: tuple[Piece, ...]

    @property
    def numbers(self) -> int:
        """How many pieces beside the first are numbers, or signs for none."""
        return sum(piece.kind in (NUMBER, MISSING) for piece in self.pieces[1:])


def is_rule(words: str) -> bool:
    """Whether a line is drawn: `-----`, `|---|---|`."""
    return _RULE.fullmatch(words) is not None


def is_value(words: str) -> bool:
    """Whether a line is the number of a cell, or a sign or word for none."""
    return kind_of(words) in (NUMBER, MISSING) or words.casefold() in known("unmoved")


def is_label(words: str) -> bool:
    """Whether a line may name a row or a column: short, and no sentence.

    >>> is_label("Net interest income"), is_label("Exports rose by 3% in May."), is_label("其中：工业")
    (True, False, True)
    """
    if small_words(words) > _PROSE:
        return False
    return len(words) <= LONGEST_LABEL and words[-1] not in ".。；;，," and "。" not in words and "，" not in words


def row_of(text: str, line: Line) -> Row | None:
    """The row that a line is, by what sets its pieces apart; None where nothing does."""
    if line.end - line.start > LONGEST:
        return None
    words = text[line.start : line.end]
    if words.count("|") > 1:
        return Row(line, BY_STROKE, _split(text, line, _STROKES))
    if "\t" in words:
        return Row(line, BY_TAB, _split(text, line, re.compile("\t")))
    if _GAPS.search(words):
        return Row(line, BY_SPACE, _spaced(text, line))
    return _worded(text, line)


def is_data(text: str, row: Row | None) -> bool:
    """Whether a row has numbers beside its name and is no prose.

    >>> line = Line(0, 28, True, False)
    >>> is_data("Steel, crude  120.4   131.9 ", row_of("Steel, crude  120.4   131.9 ", Line(0, 27, True, False)))
    True
    """
    if row is None or len(row.pieces) < 2 or not row.numbers:
        return False
    beside = len(row.pieces) - 1
    if 2 * row.numbers < beside and row.way in (BY_SPACE, BY_WORD):
        return False
    if 4 * row.numbers < beside:
        return False
    longest = max(piece.end - piece.start for piece in row.pieces)
    return longest <= LONGEST_LABEL or small_words(text[row.line.start : row.line.end]) < _PROSE


def _split(text: str, line: Line, mark: re.Pattern[str]) -> tuple[Piece, ...]:
    pieces, place, column = [], line.start, 0
    ends = [found.span() for found in mark.finditer(text, line.start, line.end)]
    if mark is _STROKES and ends and ends[0][0] == line.start:
        place, ends = ends[0][1], ends[1:]
    for start, stop in (*ends, (line.end, line.end)):
        if piece := _piece(text, place, start, column):
            pieces.append(piece)
        place, column = stop, column + 1
    return tuple(pieces)


def _spaced(text: str, line: Line) -> tuple[Piece, ...]:
    begin = text.rfind("\n", 0, line.start) + 1
    pieces, place = [], line.start
    gaps = [found.span() for found in _GAPS.finditer(text, line.start, line.end)]
    for start, stop in (*gaps, (line.end, line.end)):
        pieces += _without_colons(text, place, start, begin)
        place = stop
    return tuple(pieces)


def _without_colons(text: str, start: int, end: int, begin: int) -> list[Piece]:
    """Pieces between the colons by which some print their columns."""
    found, place = [], start
    for colon in _COLON.finditer(text[start:end]):
        if piece := _piece(text, place, start + colon.start(), 0):
            found.append(piece._replace(at=piece.start - begin))
        place = start + colon.end()
    if piece := _piece(text, place, end, 0):
        found.append(piece._replace(at=piece.start - begin))
    return [one for piece in found for one in _apart(text, piece)]


def _apart(text: str, piece: Piece) -> list[Piece]:
    """Numbers of two columns that only one blank parts: `112.57 111.20`; `6 895 974` is one."""
    tokens = [found.span() for found in _TOKEN.finditer(text, piece.start, piece.end)]
    words = [text[start:end] for start, end in tokens]
    if len(words) < 2 or not all(map(_APART.fullmatch, words)) or not any("." in word for word in words[:-1]):
        return [piece]
    return [Piece(start, end, kind_of(text[start:end]), piece.at + start - piece.start) for start, end in tokens]


def _worded(text: str, line: Line) -> Row | None:
    """Words with numbers behind them, one space between: `Crude steel 120.4 131.9`."""
    tokens = [found.span() for found in _TOKEN.finditer(text, line.start, line.end)]
    kinds = [kind_of(text[start:end].strip("*")) for start, end in tokens]
    first = len(tokens)
    while first and kinds[first - 1] in (NUMBER, MISSING, PERIOD):
        first -= 1
    behind = tokens[first:]
    if len(behind) < 2:
        return None
    name = _piece(text, line.start, tokens[first - 1][1], 0) if first else None
    pieces = [_piece(text, start, end, k) for k, (start, end) in enumerate(behind, 1)]
    return Row(line, BY_WORD, tuple(piece for piece in (name, *pieces) if piece))


def _piece(text: str, start: int, end: int, at: int) -> Piece | None:
    while start < end and (text[start].isspace() or text[start] == "*"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 2 : end] == "**" or text[end - 1] in ":="):
        end -= 2 if text[end - 1] == "*" else 1
    words = text[start:end]
    if not words or _HOLDER.fullmatch(words) or _DRAWN.fullmatch(words):
        return None
    return Piece(start, end, kind_of(text[start:end]), at)
