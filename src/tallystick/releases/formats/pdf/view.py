"""How a page is looked at: from its own coordinates, upwards from a corner, to those of a reader."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Box = tuple[float, float, float, float]


class View(NamedTuple):
    """The box of a page in its own coordinates (x to the right, y upwards) and the quarter turns, clockwise, by which
    it is shown (`shown`), and by which it is shown and then turned for its text to stand upright (`turns`)."""

    left: float
    bottom: float
    right: float
    top: float
    shown: int
    turns: int

    @property
    def width(self) -> float:
        """As its text is read, in points."""
        return self.right - self.left if self.turns % 2 == 0 else self.top - self.bottom

    @property
    def height(self) -> float:
        """As its text is read, in points."""
        return self.top - self.bottom if self.turns % 2 == 0 else self.right - self.left

    def boxes(self, x0: Any, y0: Any, x1: Any, y1: Any) -> tuple[Any, Any, Any, Any]:
        """Boxes of the page's own coordinates (`y0` below `y1`), numbers or arrays, as a reader sees them: y grows
        downwards, and the second corner is the one to the right and below.

        >>> View(0, 0, 100, 200, 0, 0).boxes(10, 20, 30, 40), View(0, 0, 100, 200, 0, 1).boxes(10, 20, 30, 40)
        ((10, 160, 30, 180), (20, 10, 40, 30))
        """
        if self.turns == 0:
            return x0 - self.left, self.top - y1, x1 - self.left, self.top - y0
        if self.turns == 1:
            return y0 - self.bottom, x0 - self.left, y1 - self.bottom, x1 - self.left
        if self.turns == 2:
            return self.right - x1, y0 - self.bottom, self.right - x0, y1 - self.bottom
        return self.top - y1, self.right - x1, self.top - y0, self.right - x0

    def as_shown(self, box: Box) -> Box:
        """A box as a reader sees it, on the page as it is shown before it is turned for reading.

        >>> View(0, 0, 100, 200, 0, 1).as_shown((20, 10, 40, 30))
        (10.0, 160.0, 30.0, 180.0)
        """
        x0, y0, x1, y1 = map(float, box)
        back = (self.turns - self.shown) % 4
        width, height = self.width, self.height
        if back == 1:
            return y0, width - x1, y1, width - x0
        if back == 2:
            return width - x1, height - y1, width - x0, height - y0
        if back == 3:
            return height - y1, x0, height - y0, x1
        return x0, y0, x1, y1
