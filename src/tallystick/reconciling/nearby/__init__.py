"""Loose linking: figures that stand together and are of one kind; what agrees so may be told, never what does not."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model import Reading
from tallystick.reconciling.links import Link


def near_links(reading: Reading) -> Iterator[Link]:
    """The links of what stands together, in a sentence and across sentences; they may only hold."""
    del reading
    yield from ()
