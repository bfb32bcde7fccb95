"""What was said before a figure that its subject may lean on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Spoken:
    """Subjects said before: of the figure before (with its measure, unit, item), the heading, the last sentence.

    `topic` is the subject of the block's first figure.
    """

    before: str = ""
    same: bool = False
    measure: str = ""
    unit: str = ""
    item: int = -1
    heading: str = ""
    earlier: tuple[str, ...] = ()
    topic: str = ""
