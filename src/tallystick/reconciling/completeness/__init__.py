"""Completeness: parts of a whole that a text lists, their shares, contributions, sums and differences."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model import Reading
from tallystick.reconciling.completeness.bounding import bounding_links
from tallystick.reconciling.completeness.divided import divided_links
from tallystick.reconciling.completeness.listing import listed_links
from tallystick.reconciling.completeness.ratios import ratio_links
from tallystick.reconciling.completeness.times import timed_links
from tallystick.reconciling.links import Link
from tallystick.reconciling.mentions import sentences


def completeness_links(reading: Reading) -> Iterator[Link]:
    """The links of parts with their whole; closed lists may contradict, open ones may only hold."""
    told = list(sentences(reading))
    yield from divided_links(told)
    yield from listed_links(told)
    yield from timed_links(told)
    yield from ratio_links(told)
    yield from bounding_links(told)
