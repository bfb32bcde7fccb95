"""Pages that were laid on the glass askew, or turned: set straight for reading, and led back to where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tallystick.releases.formats.ocr.engine import ImageLine
from tallystick.releases.formats.pdf.view import Box, View

_STEEPEST = 0.2  # of a line's slope that is believed
_LONG = 4.0  # times its height: a line whose slope tells how the page lies
_UPRIGHT = 1.5  # times its width: a line that stands on its end
_GARBLED = 0.75  # a mean score below which the page may stand on its head
_LETTERS = 3  # of a line that tells how it stands


class Askew(View):
    """A page whose lines fall to the right by `slope`; boxes on it set straight are led back by `as_shown`."""

    slope = 0.0

    def as_shown(self, box: Box) -> Box:
        """A box of the page set straight, where it stands on the page as it is shown."""
        x, y = turned((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, -self.slope, (self.width, self.height))
        right, down = float(x) - (box[0] + box[2]) / 2, float(y) - (box[1] + box[3]) / 2
        return super().as_shown((box[0] + right, box[1] + down, box[2] + right, box[3] + down))


def askew(view: View, slope: float) -> View:
    """The view of a page that lies askew.

    >>> [round(side) for side in askew(View(0, 0, 600, 800, 0, 0), 0.01).as_shown((500, 390, 520, 410))]
    [500, 392, 520, 412]
    """
    found = Askew(*view)
    found.slope = slope
    return found


def turned(x: Any, y: Any, slope: float, size: tuple[float, float]) -> tuple[Any, Any]:
    """Points, numbers or arrays, of a page of a size whose lines fall by `slope`, on the page set straight."""
    return x + slope * (y - size[1] / 2), y - slope * (x - size[0] / 2)


def slope_of(lines: Sequence[ImageLine]) -> float:
    """How much the lines of a page fall to the right, the median of the long ones."""
    slopes = []
    for line in lines:
        left, right, lower = line.corners[0], line.corners[1], line.corners[3]
        width, height = float(right[0] - left[0]), float(lower[1] - left[1])
        if width > _LONG * abs(height) and height > 0:
            slopes.append(float(right[1] - left[1]) / width)
    found = median(slopes) if slopes else 0.0
    return found if abs(found) < _STEEPEST else 0.0


def turns_to_try(lines: Sequence[ImageLine]) -> tuple[int, ...]:
    """Quarter turns, clockwise, by which a page may stand upright that does not read as it is."""
    long = [line for line in lines if len(line.text) >= _LETTERS]
    if not long:
        return ()
    on_end = sum(float(np.ptp(one.corners[:, 1])) > _UPRIGHT * float(np.ptp(one.corners[:, 0])) for one in long)
    if on_end > len(long) / 2:
        return (1, 3)
    return (2,) if mean_score(long) < _GARBLED else ()


def mean_score(lines: Sequence[ImageLine]) -> float:
    """How well a page reads: the mean score of its lines by their length."""
    return fmean((one.score for one in lines), [len(one.text) for one in lines]) if lines else 0.0


def quarter_turned(pixels: NDArray[np.uint8], turns: int) -> NDArray[np.uint8]:
    """An image turned clockwise by quarters."""
    return np.ascontiguousarray(np.rot90(pixels, -turns))
