"""What the choice of a period may lean on: what the document has told when a figure is reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tallystick.model import Period, PeriodError
from tallystick.reading.printed.en.times.focus import Focus

Candidates = dict[str, list[str]]  # each candidate as text, with the names of what speaks for it
LETTERS = {12: "Y", 6: "H", 3: "Q", 1: "M", 0: "D"}


@dataclass(frozen=True)
class Told:
    """What the document has told when a figure is reached, as periods.

    `focus` holds the day of release and how years are counted; `default` is what the release is about, `running` what
    was told last, `first` what the block told first, `often` what most figures so far are of, `mentioned` what a
    sentence without figures told; `before` and `base` are those of the figure before, which stands `where`: in the
    same sentence, block, or earlier, at item `item`; `sure` tells whether its period was.
    `known` names how each period of the release stands, `read` counts the periods of all figures so far, latest last.
    """

    focus: Focus
    default: Period | None = None
    usual: Period | None = None
    heading: Period | None = None
    running: Period | None = None
    first: Period | None = None
    before: str = ""
    base: str = ""
    measure: str = ""
    where: str = "earlier"
    item: int = -1
    often: Period | None = None
    mentioned: Period | None = None
    default_odds: str = ""
    sure: bool = True
    known: Mapping[str, Sequence[str]] | None = None
    read: Mapping[str, int] | None = None

    @property
    def released(self) -> date | None:
        """The day of release."""
        return self.focus.released


def is_period(text: str) -> bool:
    """Whether a base is a period and not words."""
    try:
        Period.parse(text)
    except PeriodError:
        return False
    return True
