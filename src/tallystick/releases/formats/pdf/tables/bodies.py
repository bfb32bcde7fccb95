"""The rows of a table's body: which lines of words are one row, which cells of it are one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from tallystick.releases.formats.pdf.tables.columns import Column, covered
from tallystick.releases.formats.pdf.tables.heads import Block
from tallystick.releases.formats.pdf.tables.pieces import Piece, Row

_BESIDE = 0.8  # of the size: lines whose baselines are nearer than that stand beside, not under, one another
_PITCH = 1.65  # of the size: lines of one cell are nearer than that
_TIGHT = 0.86  # of the usual distance of rows: lines nearer than that are of one row
_GOES_ON = re.compile(
    r"(?:\b(?:of|and|or|in|the|for|to|by|with|from|on|per|at|a|an|than|as|which)|[-–,/&(\u00ad、])$", re.IGNORECASE
)
_CONTINUES = re.compile(r"[a-z(&)%]|\d{1,3}[ ,.]\d{3}[)]")


class Line:
    """A line of a body: its pieces by the columns they cover."""

    def __init__(self, row: Row, columns: Sequence[Column], spans: Sequence[tuple[int, int]] = ()) -> None:
        self.row = row
        self.spans = spans or [covered(piece, columns) for piece in row.pieces]
        self.valued = [span[0] for piece, span in zip(row.pieces, self.spans, strict=True) if piece.value]
        self.filled = {i for left, right in self.spans for i in range(left, right + 1)}
        self.values = sum(column > 0 for column in self.valued)
        self.stub = next((piece for piece, span in zip(row.pieces, self.spans, strict=True) if span[0] == 0), None)

    @property
    def is_stub_alone(self) -> bool:
        """Whether nothing stands in it but the stub."""
        return self.stub is not None and len(self.row.pieces) == 1


def body_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of a body, those of one row together."""
    usual = _usual(lines)
    groups: list[list[Line]] = []
    for i, line in enumerate(lines):
        before = groups[-1] if groups else None
        after = lines[i + 1] if i + 1 < len(lines) else None
        if before is not None and _belongs(before, line, after, usual):
            before.append(line)
        else:
            groups.append([line])
    return groups


def _usual(lines: Sequence[Line]) -> float:
    """The usual distance of two rows with values; 0 where there are none."""
    places = [line.row.baseline for line in lines if line.values]
    return float(np.median(np.diff(places))) if len(places) > 2 else 0.0


def _belongs(before: list[Line], line: Line, after: Line | None, usual: float) -> bool:
    """Whether a line goes on with the row before it."""
    last = before[-1]
    pitch = line.row.baseline - last.row.baseline
    size = max(line.row.size, last.row.size)
    if line.row.baseline - before[0].row.baseline < _BESIDE * size and _complement(before, line):
        ahead = after.row.baseline - line.row.baseline if after is not None and after.values else size
        return not line.is_stub_alone or pitch <= ahead
    if pitch > _PITCH * size:
        return False
    if line.values and any(each.values for each in before):
        return False
    if line.is_stub_alone:
        return _goes_on(before, line, after, usual)
    if line.stub is None and not line.values:
        return _is_wrapped(before, line)
    if last.is_stub_alone and line.stub is not None and line.values:
        return _opens(before, line, usual)
    return False


def _complement(before: Sequence[Line], line: Line) -> bool:
    """Whether two lines that stand nearly at one height fill other columns, or one of them the stub alone."""
    filled = {i for each in before for i in each.filled}
    return not filled & line.filled or line.is_stub_alone or all(each.is_stub_alone for each in before)


def _is_wrapped(before: Sequence[Line], line: Line) -> bool:
    """Whether each word of a line without stub and values stands under words of the row before."""
    return line.filled <= {i for each in before for i in each.filled} and any(len(e.row.pieces) > 1 for e in before)


def _goes_on(before: Sequence[Line], line: Line, after: Line | None, usual: float) -> bool:
    """Whether a stub without values is the rest of the stub before it, which has them."""
    stub, last = line.stub, next((each.stub for each in reversed(before) if each.stub is not None), None)
    if stub is None or last is None:
        return False
    if _is_bold(stub) != _is_bold(last):
        return False
    if _GOES_ON.search(last.text) or _CONTINUES.match(stub.text):
        return True
    if not any(each.values for each in before):
        return False
    pitch = line.row.baseline - before[-1].row.baseline
    if usual and pitch < _TIGHT * usual and (after is None or after.row.baseline - line.row.baseline > pitch * 1.1):
        return True
    deeper = stub.x0 - last.x0 > 0.4 * stub.size
    return deeper and (after is None or after.stub is None or after.stub.x0 < stub.x0 - 0.4 * stub.size)


def _opens(before: Sequence[Line], line: Line, usual: float) -> bool:
    """Whether a stub without values is the beginning of the next one, which has them."""
    last, stub = before[-1].stub, line.stub
    if last is None or stub is None or any(each.values for each in before) or _is_bold(stub) != _is_bold(last):
        return False
    if _GOES_ON.search(last.text) or (stub.text[:1].islower() and not last.text.endswith(":")):
        return True
    pitch = line.row.baseline - before[-1].row.baseline
    return bool(usual) and pitch < _TIGHT * usual and stub.x0 - last.x0 > -0.2 * stub.size


def _is_bold(piece: Piece) -> bool:
    return sum(len(word.text) for word in piece.words if word.bold) * 2 > sum(len(word.text) for word in piece.words)


def cells_of(group: Sequence[Line], row: int) -> list[Block]:
    """The cells of one row: what its lines print in the same columns."""
    found: dict[tuple[int, int], Block] = {}
    for line in group:
        for piece, (left, right) in zip(line.row.pieces, line.spans, strict=True):
            home = next((block for (a, b), block in found.items() if a <= right and left <= b), None)
            if home is None:
                found[left, right] = Block([piece], left, right, row, row)
            else:
                home.pieces.append(piece)
                home.left, home.right = min(home.left, left), max(home.right, right)
    return list(found.values())
