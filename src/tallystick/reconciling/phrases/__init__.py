"""Fixed phrases: the words of one sentence that say how its figures belong together, beyond doubt."""

from __future__ import annotations

from collections.abc import Iterator

from tallystick.model import Reading
from tallystick.reconciling.links import Link


def phrase_links(reading: Reading) -> Iterator[Link]:
    """The links that fixed phrases make; they may contradict."""
    del reading
    yield from ()
