"""An index told with the year before as 100, and the growth beside it: 价格指数为100.7，同比上涨0.7%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tallystick.model import Observation
from tallystick.reconciling.linking import caution
from tallystick.reconciling.nearby.figures import Near

LEAST, MOST = 50, 200  # an index outside has another base than the year before
DIGITS = 3  # that an index shows: one of two (an even 100) says little


def indices(here: Sequence[Near]) -> Iterator[tuple[Observation, Observation]]:
    """The pairs of an index and the growth that follows it in one sentence, of one subject."""
    for first, second in pairwise(here):
        index, growth = first.figure, second.figure
        if growth.measure != "growth" or growth.unit != "%" or isinstance(index.value, tuple) or index.qualifier:
            continue
        if not caution("index_of_prices", index.subject.lower()) or index.unit not in ("", "1", "point"):
            continue
        if LEAST <= index.value <= MOST and len(index.digits.replace(".", "")) >= DIGITS and first.words & second.words:
            yield index, growth
