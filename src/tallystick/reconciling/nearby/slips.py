"""Figures that should be one and are not: two sentences of almost the same words, of which one number has slipped.

Told only where all but the numbers speaks far more for one quantity than a figure told again needs, one of the numbers
stands nowhere else, and a common slip leads from one to the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

from tallystick.reconciling.explain import slip_between
from tallystick.reconciling.nearby.repeats import Told, least, likeness, may_be_one, value

LOOKED_AT = 4  # earlier figures of one kind that are compared, for each figure told with them


def slipped(figures: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Pairs of figures that speak of one thing by all that stands about them, and differ by a slip."""
    uses = Counter(value(one.near) for one in figures)
    seen: dict[Hashable, list[Told]] = defaultdict(list)
    for one in figures:
        if not _is_plain(one):
            continue
        keys = [(other, one.figure.measure, one.figure.unit) for other in (*one.company, *one.subject)]
        earlier = {id(other): other for key in keys for other in seen[key][-LOOKED_AT:]}
        once = uses[value(one.near)] == 1
        found = [o for o in earlier.values() if (once or uses[value(o.near)] == 1) and _slipped(o, one)]
        if len(found) == 1:
            yield found[0], one
        for key in keys:
            seen[key].append(one)


def _is_plain(one: Told) -> bool:
    """Whether it is a figure that came about, no bound or range."""
    figure = one.figure
    return not figure.qualifier and not isinstance(figure.value, tuple) and figure.status == "actual"


def _slipped(one: Told, other: Told) -> bool:
    return may_be_one(one, other) and likeness(one, other) >= least("slip") and slip_between(one.figure, other.figure)
