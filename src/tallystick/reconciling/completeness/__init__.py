"""Completeness: parts of a whole that a text lists, their shares, contributions, sums and differences."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model import Reading
from tallystick.reconciling.links import Link


def completeness_links(reading: Reading) -> Iterator[Link]:
    """The links of parts with their whole; closed lists may contradict, open ones may only hold."""
    del reading
    yield from ()
