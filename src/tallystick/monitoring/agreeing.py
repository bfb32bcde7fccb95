"""Whether the publishers of a series say the same; where two do not, their values are not set beside one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from tallystick.knowledge.producers import publisher_name
from tallystick.ledger import Point
from tallystick.ledger.telling import bounds_of


def disagreements(vintages: Iterable[Point]) -> dict[frozenset[str], list[tuple[Point, Point]]]:
    """Pairs of publishers → the last values of each, for every period in which both spoke and the two part.

    A value that its own publisher has replaced is no disagreement. Where the series' producer has spoken only producers
    count. A release without a publisher speaks for nobody.
    """
    periods: dict[str, list[Point]] = defaultdict(list)
    for point in vintages:
        if point.value is not None and not point.doubt and point.publisher:
            periods[point.period_end].append(point)
    found: dict[frozenset[str], list[tuple[Point, Point]]] = defaultdict(list)
    for points in periods.values():
        if len(points) > 1:
            for one, other in combinations(_last_of_each(points), 2):
                if (bounds_of(one) & bounds_of(other)).is_empty:
                    found[frozenset((name(one), name(other)))].append((one, other))
    return found


def name(point: Point) -> str:
    """The one name of a point's publisher."""
    return publisher_name(point.publisher)


def _last_of_each(points: Sequence[Point]) -> list[Point]:
    own = [point for point in points if point.own]
    last: dict[str, Point] = {}
    for point in sorted(own or points, key=lambda p: (p.first_published, p.stands)):
        last[name(point)] = point
    return list(last.values())
