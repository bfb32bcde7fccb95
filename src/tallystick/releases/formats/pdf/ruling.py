"""The ruling lines of a page: what it draws level or upright.

A line may be a stroke, a side of a stroked rectangle, or a filled rectangle too thin to be seen as an area. Curves and
slanting lines belong to pictures and are left out.
"""

from __future__ import annotations

import ctypes
from collections import deque
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tallystick.releases.formats.pdf.calls import SIZE, address, asked
from tallystick.releases.formats.pdf.view import Array, View

THIN = 3.0  # points: a filled rectangle not higher (or wider) than that is a line
_SLANT = 1.0  # points by which the ends of a level line may differ
_SHORTEST = 3.0  # points
_MOST_OBJECTS = 30_000
_MOST_LINES = 8_000
_MOST_SEGMENTS = 20_000
_DEEPEST = 4  # forms within forms
_LINE, _BEZIER, _MOVE = 0, 1, 2
_CORNERS = 6  # of a rectangle at most, as paths are written


class Ruling(NamedTuple):
    """`level` and `upright` lines, arrays of shape (n, 4): each row is x0, y0, x1, y1 as a reader sees the page."""

    level: Array
    upright: Array


NO_RULING = Ruling(np.zeros((0, 4)), np.zeros((0, 4)))


def ruling_of(page: Any, view: View) -> Ruling:
    """The lines of a raw page (of pypdfium2), some thousands at most. The caller holds PDFium's lock."""
    from pypdfium2 import raw

    drawn = _Drawn(raw)
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    drawn.walk(list(asked("FPDFPage_GetObject", SIZE, repeat(address(page)), range(count))), np.eye(2, 3), 0)
    lines = np.concatenate(drawn.lines)[:_MOST_LINES] if drawn.lines else np.zeros((0, 4))
    seen = np.stack(view.boxes(*lines.T), axis=1)
    on_page = (seen[:, 2] > 0) & (seen[:, 3] > 0) & (seen[:, 0] < view.width) & (seen[:, 1] < view.height)
    seen = np.clip(seen[on_page], 0, [view.width, view.height, view.width, view.height])
    level = seen[:, 2] - seen[:, 0] >= seen[:, 3] - seen[:, 1]
    return Ruling(seen[level], seen[~level])


class _Drawn:
    """Collects the lines of a page's paths, in the page's own coordinates: arrays of left, bottom, right, top."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.lines: list[Array] = []
        self.objects = 0
        self.segments = 0

    def walk(self, things: list[int], matrix: Array, depth: int) -> None:
        """Look at the objects of a page, or of a form that lies on the page by `matrix` (shape 2, 3)."""
        things = things[: max(_MOST_OBJECTS - self.objects, 0)]
        self.objects += len(things)
        kinds = list(asked("FPDFPageObj_GetType", ctypes.c_int, things))
        path, form = self.raw.FPDF_PAGEOBJ_PATH, self.raw.FPDF_PAGEOBJ_FORM
        self._paths([thing for thing, kind in zip(things, kinds, strict=True) if kind == path], matrix)
        for thing, kind in zip(things, kinds, strict=True):
            if kind == form and depth < _DEEPEST:
                self._form(thing, matrix, depth)

    def _form(self, thing: int, matrix: Array, depth: int) -> None:
        form = ctypes.cast(thing, self.raw.FPDF_PAGEOBJECT)
        count = min(max(self.raw.FPDFFormObj_CountObjects(form), 0), _MOST_OBJECTS - self.objects)
        inside = list(asked("FPDFFormObj_GetObject", SIZE, repeat(thing), range(count)))
        self.walk(inside, _product(self._matrix(thing), matrix), depth + 1)

    def _paths(self, paths: list[int], matrix: Array) -> None:
        count = len(paths)
        if not count:
            return
        modes, bounds = np.zeros((count, 2), np.int32), np.zeros((count, 4), np.float32)
        first = modes.ctypes.data
        deque(asked("FPDFPath_GetDrawMode", ctypes.c_int, paths, range(first, first + 8 * count, 8),
                    range(first + 4, first + 4 + 8 * count, 8)), maxlen=0)  # fmt: skip
        first = bounds.ctypes.data
        sides = [range(first + 4 * i, first + 4 * i + 16 * count, 16) for i in range(4)]
        deque(asked("FPDFPageObj_GetBounds", ctypes.c_int, paths, *sides), maxlen=0)
        corners = np.fromiter(asked("FPDFPath_CountSegments", ctypes.c_int, paths), np.int64, count)
        boxes = _moved(bounds.astype(np.float64), matrix)
        filled, stroked = modes[:, 0] != 0, modes[:, 1] != 0
        thin = _is_line(boxes, THIN) & (corners <= _CORNERS) & (filled | stroked)
        self.lines.append(_middles(boxes[thin]))
        for i in np.flatnonzero(~thin & (stroked | filled) & (corners > 2)).tolist():
            if stroked[i] or corners[i] > _CORNERS:
                self._long(paths[i], int(corners[i]), matrix, bool(stroked[i]))

    def _long(self, path: int, count: int, matrix: Array, stroked: bool) -> None:
        """A path of several lines: each side of a stroke, each thin rectangle of a filled one."""
        self.segments += count
        if self.segments > _MOST_SEGMENTS:
            return
        segments = list(asked("FPDFPath_GetPathSegment", SIZE, repeat(path), range(count)))
        kinds = np.fromiter(asked("FPDFPathSegment_GetType", ctypes.c_int, segments), np.int64, count)
        points = np.zeros((count, 2), np.float32)
        first = points.ctypes.data
        deque(asked("FPDFPathSegment_GetPoint", ctypes.c_int, segments, range(first, first + 8 * count, 8),
                    range(first + 4, first + 4 + 8 * count, 8)), maxlen=0)  # fmt: skip
        where = _placed(points.astype(np.float64), _product(self._matrix(path), matrix))
        starts = np.flatnonzero(kinds == _MOVE)
        if not len(starts) or starts[0]:
            return
        if stroked:
            closed = np.fromiter(asked("FPDFPathSegment_GetClose", ctypes.c_int, segments), np.int64, count) != 0
            home = starts[np.searchsorted(starts, np.arange(count), side="right") - 1]
            straight = np.flatnonzero(kinds[1:] == _LINE) + 1
            ends = np.concatenate([np.hstack([where[straight - 1], where[straight]]),
                                   np.hstack([where[closed], where[home[closed]]])])  # fmt: skip
            boxes = np.hstack([np.minimum(ends[:, :2], ends[:, 2:]), np.maximum(ends[:, :2], ends[:, 2:])])
            self.lines.append(_middles(boxes[_is_line(boxes, _SLANT)]))
        else:
            boxes = np.hstack([np.minimum.reduceat(where, starts), np.maximum.reduceat(where, starts)])
            sizes = np.diff(starts, append=count)
            curved = np.add.reduceat(kinds == _BEZIER, starts) > 0
            rectangle = (sizes > 3) & (sizes <= _CORNERS) & ~curved
            self.lines.append(_middles(boxes[rectangle & _is_line(boxes, THIN)]))

    def _matrix(self, thing: int) -> Array:
        got = self.raw.FS_MATRIX()
        if not self.raw.FPDFPageObj_GetMatrix(ctypes.cast(thing, self.raw.FPDF_PAGEOBJECT), got):
            return np.eye(2, 3)
        return np.array([[got.a, got.c, got.e], [got.b, got.d, got.f]])


def _is_line(boxes: Array, thin: float) -> NDArray[np.bool_]:
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    flags: NDArray[np.bool_] = (np.minimum(width, height) <= thin) & (np.maximum(width, height) >= _SHORTEST)
    return flags


def _middles(boxes: Array) -> Array:
    """The lines through the middle of thin boxes."""
    level = boxes[:, 2] - boxes[:, 0] >= boxes[:, 3] - boxes[:, 1]
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    return np.stack([
        np.where(level, boxes[:, 0], x), np.where(level, y, boxes[:, 1]),
        np.where(level, boxes[:, 2], x), np.where(level, y, boxes[:, 3]),
    ], axis=1)  # fmt: skip


def _placed(points: Array, matrix: Array) -> Array:
    """Points of shape (n, 2) as they lie after `matrix`."""
    placed: Array = points @ matrix[:, :2].T + matrix[:, 2]
    return placed


def _moved(boxes: Array, matrix: Array) -> Array:
    """The boxes around boxes as they lie after `matrix`."""
    one, two = _placed(boxes[:, :2], matrix), _placed(boxes[:, 2:], matrix)
    if matrix[0, 1] or matrix[1, 0]:
        three, four = _placed(boxes[:, [0, 3]], matrix), _placed(boxes[:, [2, 1]], matrix)
        corners = np.stack([one, two, three, four])
        return np.hstack([corners.min(axis=0), corners.max(axis=0)])
    return np.hstack([np.minimum(one, two), np.maximum(one, two)])


def _product(first: Array, then: Array) -> Array:
    """One matrix that does `first` and `then`."""
    product: Array = np.hstack([then[:, :2] @ first[:, :2], (then[:, :2] @ first[:, 2] + then[:, 2])[:, None]])
    return product
