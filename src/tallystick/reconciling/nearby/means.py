"""Growth over some years beside the mean growth of them: 比2019年同期增长8.2%，两年平均增长4.0%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.kinds import IS_GROWTH

_YEARS = re.compile(r"([两二三四五六七八九2-9])\s*年(?:平均|年均)")
_COUNT = dict(zip("两二三四五六七八九23456789", (2, *range(2, 10), *range(2, 10)), strict=True))


def means(here: Sequence[Near]) -> Iterator[tuple[Near, Near, int]]:
    """Growth, the mean growth told right behind it of the same thing, and over how many years it is the mean."""
    for first, second in pairwise(here):
        told = _YEARS.search(second.before)
        growths = first.figure.measure == "growth" and second.figure.measure == "average_growth"
        alike = first.figure.subject == second.figure.subject and bool(first.figure.subject)
        if told and growths and alike and IS_GROWTH(first.figure) and second.figure.unit == "%":
            years = _COUNT[told[1]]
            low, high = (((1 + end / 100) ** years - 1) * 100 for end in (second.low, second.high))
            if low <= first.high and high >= first.low:
                yield first, second, years
