"""Which figures of a row too few enterprises make: that none of them can be told from the others of its row.

Source: Hundepool et al., Handbook on Statistical Disclosure Control (2010), ch. 4: a cell of fewer than a threshold of
contributors is unsafe, and so is one that follows from a sum of which all other terms are told.
"""

from __future__ import annotations

from collections.abc import Mapping

from tallystick.compiling.methods.arrays import Flags
from tallystick.compiling.methods.growth import Bridge, Counts

MOVES = ("both_periods", "entry", "exit")
"""What enterprises add to growth, by who they are."""


def unsafe(bridge: Bridge, threshold: int, lag: int, means: Mapping[str, int]) -> dict[str, Flags]:
    """By figure the periods in which fewer than `threshold` enterprises make it; `means` are lengths in years by name.

    Growth and contributions are made of the enterprises of two periods, a mean of those of several. The terms of a
    bridge add up to growth: where one of them is of few, all are unsafe that any enterprise makes.

    >>> import numpy as np
    >>> counts = [np.array(told, np.int64) for told in ([0, 9], [0, 8], [0, 8])]
    >>> levels = dict.fromkeys(("now", "before", "matched_now", "matched_before"), np.zeros(2))
    >>> one = Bridge(units=counts[0], units_before=counts[1], matched_units=counts[2], **levels)
    >>> [name for name, flags in unsafe(one, 3, 1, {}).items() if flags[1]]
    ['both_periods', 'entry']
    """

    def few(counts: Counts) -> Flags:
        return (counts > 0) & (counts < threshold)

    matched = bridge.matched_units
    either = few(bridge.units) | few(bridge.units_before)
    terms = (matched, bridge.units - matched, bridge.units_before - matched)
    one_is_few = either | few(terms[0]) | few(terms[1]) | few(terms[2])
    found = {"level": few(bridge.units), **dict.fromkeys(("growth", "correction", "points", "rate"), either)}
    found |= {"like_for_like": few(matched)}
    found |= {name: one_is_few & (count > 0) for name, count in zip(MOVES, terms, strict=True)}
    for name, years in means.items():
        flags = few(matched)
        for year in range(1, years):
            flags[year * lag :] |= few(matched)[: -year * lag]
        found[name] = flags
    return found
