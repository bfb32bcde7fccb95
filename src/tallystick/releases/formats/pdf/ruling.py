"""What a page draws besides its words: ruling lines, and rectangles that are filled.

A line may be a stroke, a side of a stroked rectangle, or a filled rectangle too thin to be seen as an area. Curves
and lines that are neither level nor upright belong to pictures and are left out.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from tallystick.releases.formats.pdf.view import Array, Box, View

THIN = 3.0  # points: a filled rectangle not higher (or wider) than that is a line
_SLANT = 1.0  # by how much the ends of a level line may differ
_SHORTEST = 3.0
_MOST_OBJECTS = 30_000
_MOST_BOXES = 8_000
_MOST_SEGMENTS = 20_000
_DEEPEST = 4  # forms within forms
_PAPER = 740  # red, green and blue together: areas as light as paper cover, and show nothing
_BEZIER, _MOVE = 1, 2
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Ruling(NamedTuple):
    """Arrays of shape (n, 4), each row x0, y0, x1, y1 as a reader sees the page: `level` and `upright` lines (which
    have next to no height or width), and `fills`, the areas of colour."""

    level: Array
    upright: Array
    fills: Array


NO_RULING = Ruling(np.zeros((0, 4)), np.zeros((0, 4)), np.zeros((0, 4)))


def ruling_of(page: Any, view: View) -> Ruling:
    """The lines and areas of a raw page (of pypdfium2), some thousands at most. The caller holds PDFium's lock."""
    from pypdfium2 import raw

    drawn = _Drawn(raw)
    drawn.walk(raw.FPDFPage_CountObjects(page), lambda i: raw.FPDFPage_GetObject(page, i), _SAME, 0)
    lines, fills = _seen(drawn.lines, view), _seen(drawn.fills, view)
    level = lines[:, 2] - lines[:, 0] >= lines[:, 3] - lines[:, 1]
    return Ruling(lines[level], lines[~level], fills)


def _seen(boxes: list[Box], view: View) -> Array:
    """Boxes as a reader sees them, those that lie on the page."""
    array = np.array(boxes, np.float64).reshape(-1, 4)
    seen = np.stack(view.boxes(*array.T), axis=1) if len(array) else array
    on_page = (seen[:, 2] > 0) & (seen[:, 3] > 0) & (seen[:, 0] < view.width) & (seen[:, 1] < view.height)
    clipped: Array = np.clip(seen[on_page], 0, [view.width, view.height, view.width, view.height])
    return clipped


class _Drawn:
    """Collects what the paths of a page draw, in the page's own coordinates."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.lines: list[Box] = []
        self.fills: list[Box] = []
        self.objects = 0
        self.segments = 0
        self._bounds = [ctypes.c_float() for _ in range(4)]
        self._modes = (ctypes.c_int(), ctypes.c_int())

    def walk(self, count: int, get: Callable[[int], Any], matrix: Matrix, depth: int) -> None:
        """Look at `count` objects of a page or form that lies on the page by `matrix`."""
        raw = self.raw
        for i in range(count):
            self.objects += 1
            if self.objects > _MOST_OBJECTS or len(self.lines) > _MOST_BOXES or len(self.fills) > _MOST_BOXES:
                return
            thing = get(i)
            kind = raw.FPDFPageObj_GetType(thing)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(thing, matrix)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = _product(self._matrix(thing), matrix)
                self.walk(raw.FPDFFormObj_CountObjects(thing), lambda j, f=thing: raw.FPDFFormObj_GetObject(f, j),  # type: ignore[misc]
                          inner, depth + 1)  # fmt: skip

    def _path(self, path: Any, matrix: Matrix) -> None:
        fill, stroke = self._modes
        if not self.raw.FPDFPath_GetDrawMode(path, fill, stroke) or not (fill.value or stroke.value):
            return
        if stroke.value:
            self._stroked(path, matrix)
        if fill.value:
            self._filled(path, matrix)

    def _filled(self, path: Any, matrix: Matrix) -> None:
        """A filled rectangle: a line when it is thin, an area else. What has more corners is a picture."""
        count = self.raw.FPDFPath_CountSegments(path)
        if count > 6:
            self._rectangles(path, matrix, count)
            return
        if self.raw.FPDFPageObj_GetBounds(path, *self._bounds):
            left, bottom, right, top = (one.value for one in self._bounds)
            self._area(path, _moved(left, bottom, right, top, matrix))

    def _rectangles(self, path: Any, matrix: Matrix, count: int) -> None:
        """One path that fills many rectangles."""
        for corners in self._runs(path, matrix, count):
            if 4 <= len(corners) <= 6:
                xs, ys = [x for x, _ in corners], [y for _, y in corners]
                self._area(path, (min(xs), min(ys), max(xs), max(ys)))

    def _area(self, path: Any, box: Box) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= THIN:
            if max(width, height) >= _SHORTEST:
                self.lines.append(_middle(box, level=width >= height))
        elif not self._is_paper(path):
            self.fills.append(box)

    def _is_paper(self, path: Any) -> bool:
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not self.raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
            return False
        return alpha.value == 0 or red.value + green.value + blue.value >= _PAPER

    def _stroked(self, path: Any, matrix: Matrix) -> None:
        """Each level or upright side of a path."""
        for corners in self._runs(path, matrix, self.raw.FPDFPath_CountSegments(path)):
            for (x0, y0), (x1, y1) in pairwise(corners):
                width, height = abs(x1 - x0), abs(y1 - y0)
                if min(width, height) <= _SLANT and max(width, height) >= _SHORTEST:
                    box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                    self.lines.append(_middle(box, level=width >= height))

    def _runs(self, path: Any, matrix: Matrix, count: int) -> list[list[tuple[float, float]]]:
        """The corners of a path's parts, as they lie on the page; a part with curves gives none."""
        raw, own = self.raw, _product(self._matrix(path), matrix)
        x, y = ctypes.c_float(), ctypes.c_float()
        runs: list[list[tuple[float, float]]] = []
        corners: list[tuple[float, float]] = []
        self.segments += count
        if self.segments > _MOST_SEGMENTS:
            return runs
        curved = False
        for i in range(count):
            segment = raw.FPDFPath_GetPathSegment(path, i)
            kind = raw.FPDFPathSegment_GetType(segment)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            if kind == _MOVE:
                corners, curved = [], False
                runs.append(corners)
            curved = curved or kind == _BEZIER
            corners.append(_point(x.value, y.value, own))
            if curved:
                corners.clear()
            elif raw.FPDFPathSegment_GetClose(segment) and corners:
                corners.append(corners[0])
        return [run for run in runs if len(run) > 1]

    def _matrix(self, thing: Any) -> Matrix:
        got = self.raw.FS_MATRIX()
        if not self.raw.FPDFPageObj_GetMatrix(thing, got):
            return _SAME
        return (got.a, got.b, got.c, got.d, got.e, got.f)


def _middle(box: Box, level: bool) -> Box:
    """The line through the middle of a thin rectangle."""
    x0, y0, x1, y1 = box
    if level:
        return x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
    return (x0 + x1) / 2, y0, (x0 + x1) / 2, y1


def _point(x: float, y: float, by: Matrix) -> tuple[float, float]:
    return by[0] * x + by[2] * y + by[4], by[1] * x + by[3] * y + by[5]


def _moved(left: float, bottom: float, right: float, top: float, by: Matrix) -> Box:
    """A rectangle as it lies after `by`."""
    corners = [_point(x, y, by) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _product(first: Matrix, then: Matrix) -> Matrix:
    """One matrix that does `first` and `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
