"""What belongs to the page and not to the text: running heads, page numbers, print slugs, numbered lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from tallystick.releases.formats.pdf.lines import TextLine

_ROWS = 4  # at the top and at the foot of a page that may be running heads
_PAGES = 3  # on so many pages alike
_LONGEST = 200  # characters
_CELLS = 4  # lines on one height that are cells
_HEAD_WORDS = 7  # a line of more words beside a number is no running head
_SIDES = ("top", "foot")
_NUMBERED = 8  # lines with consecutive numbers beside them
_EDGE = 0.14  # of the page's height: page numbers stand nearer to its edge than that
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—|•·\s]*(?:(?:page|p\.|pg\.?)\s?)?(?:[A-Z]{1,2}-?)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s?(?:/|of)\s?\d{1,4})?[-–—|•·\s]*"
    r"|第\s?\d{1,4}\s?页(?:\s?[，,/]?\s?共\s?\d{1,4}\s?页)?|\d{1,4}\s?/\s?\d{1,4}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}")

Row = list[TextLine]


def edges_of(lines: Sequence[TextLine], prose: frozenset[int]) -> tuple[list[Row], list[Row]]:
    """The rows at the top of a page and those at its foot, from the edge inwards, as far as the first that is plainly
    `prose` (lines by identity)."""
    rows: list[Row] = []
    for line in lines:
        if rows and line.baseline - rows[-1][0].baseline < 0.5 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])

    def is_edge(row: Row) -> bool:
        return not any(id(line) in prose for line in row)

    return list(takewhile(is_edge, rows[:_ROWS])), list(takewhile(is_edge, rows[: -_ROWS - 1 : -1]))


def repeated(edges: Sequence[tuple[list[Row], list[Row]]], body: float) -> frozenset[str]:
    """The keys of lines that stand at the edges of several pages alike; `body` is the size of the text.

    Captions and heads of a table that goes on over pages are no furniture: they are set off, or stand in cells.
    """
    counts: Counter[str] = Counter()
    for sides in edges:
        counts.update(
            {
                _key(line, side)
                for side, rows in zip(_SIDES, sides, strict=True)
                for row in rows
                for line in row
                if not _is_head(line, row, body)
            }
        )
    return frozenset(key for key, times in counts.items() if times >= _PAGES)


def _is_head(line: TextLine, row: Row, body: float) -> bool:
    """Whether a line may be a caption, or the head of a column."""
    if len(row) >= _CELLS:
        return True
    return len(row) == 1 and (line.size >= 1.1 * body or (line.bold and line.size >= 0.95 * body))


def furniture_of(
    lines: Sequence[TextLine], edges: tuple[list[Row], list[Row]], alike: frozenset[str], height: float
) -> list[TextLine]:
    """The lines of a page that are no part of its text."""
    found: list[TextLine] = []
    for rows, side in zip(edges, _SIDES, strict=True):
        for i, row in enumerate(rows):
            drop = [line for line in row if _key(line, side) in alike]
            if not drop and i < 2 and any(_is_page_number(line, row, height) for line in row):
                drop = row
            found += drop
            if len(drop) < len(row) and i:
                break
    found += _line_numbers(lines)
    return list({id(line): line for line in found}.values())


def _key(line: TextLine, side: str) -> str:
    words = _DIGITS.sub("0", line.text[:_LONGEST]).lower()
    return f"{side} {words}"


def _is_page_number(line: TextLine, row: Row, height: float) -> bool:
    """Whether a line at the edge is a page's number: alone, or at the side of a running head."""
    near = line.baseline < _EDGE * height or line.baseline > (1 - _EDGE) * height
    return (
        near
        and len(row) <= 3
        and all(len(other.words) <= _HEAD_WORDS for other in row)
        and _PAGE_NUMBER.fullmatch(line.text) is not None
    )


def _line_numbers(lines: Sequence[TextLine]) -> list[TextLine]:
    """Numbers that count the lines of a page, at its left or right side."""
    columns: dict[int, list[TextLine]] = {}
    for line in lines:
        if len(line.words) == 1 and _NUMBER.fullmatch(line.words[0].text):
            columns.setdefault(round(line.x1 / 4), []).append(line)
    sides = (min((line.x0 for line in lines), default=0), max((line.x1 for line in lines), default=0))
    for at, numbers in columns.items():
        counted = sorted(numbers + columns.get(at + 1, []), key=lambda line: line.baseline)
        outermost = any(line.x0 - sides[0] < 12 or sides[1] - line.x1 < 12 for line in counted)
        if len(counted) >= _NUMBERED and outermost and _counts_on(counted) and _beside_prose(counted, lines):
            return counted
    return []


def _beside_prose(numbers: Sequence[TextLine], lines: Sequence[TextLine]) -> bool:
    """Whether one line of words, no cells and no values, stands beside most of the numbers that have company."""
    beside: dict[int, list[TextLine]] = {round(line.baseline): [] for line in numbers}
    own = set(map(id, numbers))
    for line in lines:
        place = next((y for y in (round(line.baseline) + step for step in (0, -1, 1)) if y in beside), None)
        if place is not None and id(line) not in own:
            beside[place].append(line)
    company = [row for row in beside.values() if row]
    alone = sum(len(row) == 1 and any(char.isalpha() for char in row[0].text) for row in company)
    return 2 * alone > len(company)


def _counts_on(numbers: Sequence[TextLine]) -> bool:
    values = [int(line.text) for line in numbers]
    return all(b - a == 1 for a, b in pairwise(values))
