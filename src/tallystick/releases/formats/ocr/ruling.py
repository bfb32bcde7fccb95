"""The ruling lines of a table in the image of a page."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tallystick.releases.formats.ocr.askew import turned
from tallystick.releases.formats.pdf.ruling import NO_RULING, Ruling

_SHORTEST = 14.0  # points: shorter strokes are parts of letters
_THICKEST = 3.5  # points
_MOST = 1500  # lines; what has more is a picture
_DARKER = 12  # than the paper around, for a dot to be ink


def ruling_of_image(pixels: NDArray[np.uint8], scale: float, slope: float) -> Ruling:
    """Level and upright lines of an image of `scale` pixels a point, in points of the page set straight."""
    import cv2

    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, _DARKER)
    size = (float(pixels.shape[1]), float(pixels.shape[0]))
    length = max(int(_SHORTEST * scale), 3)
    level = _strokes(cv2, ink, (length, 1), scale)
    upright = _strokes(cv2, ink, (1, length), scale)
    if len(level) + len(upright) > _MOST:
        return NO_RULING
    return Ruling(_straight(level, slope, size, scale, 0), _straight(upright, slope, size, scale, 1))


def _strokes(cv2: Any, ink: Any, shape: tuple[int, int], scale: float) -> NDArray[np.float64]:
    """Boxes of straight strokes at least as long as `shape`, in pixels; gaps of a few pixels are closed."""
    gap = (7, 1) if shape[0] > 1 else (1, 7)
    found = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape[::-1], np.uint8))
    found = cv2.morphologyEx(found, cv2.MORPH_CLOSE, np.ones(gap[::-1], np.uint8))
    stats = cv2.connectedComponentsWithStats(found, connectivity=8)[2][1:].astype(np.float64)
    x, y, width, height, area = stats.T
    thickness = area / np.maximum(np.maximum(width, height), 1)
    kept = (thickness <= _THICKEST * scale) & (np.maximum(width, height) >= max(shape))
    boxes: NDArray[np.float64] = np.stack([x, y, x + width, y + height], axis=1)[kept]
    return boxes


def _straight(
    boxes: NDArray[np.float64], slope: float, size: tuple[float, float], scale: float, way: int
) -> NDArray[np.float64]:
    """Lines of no thickness (`way` 0 level, 1 upright) on the page set straight, in points."""
    x, y = turned((boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2, slope, size)
    half = (boxes[:, 2] - boxes[:, 0]) / 2 if way == 0 else (boxes[:, 3] - boxes[:, 1]) / 2
    ends = (x - half, y, x + half, y) if way == 0 else (x, y - half, x, y + half)
    return np.stack(ends, axis=1) / scale
