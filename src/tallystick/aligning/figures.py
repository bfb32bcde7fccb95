"""One text's figures with what comparing needs of them, computed once."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace

from tallystick.aligning.amounts import Amount, amount_of
from tallystick.aligning.movement import movement
from tallystick.model import Interval, Observation, PeriodError, Reading, Release

_REACH = 100  # characters around a figure that say how it is meant
_NEAR = 24  # characters before a figure in which its verb may stand
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_SOME_YEAR = re.compile(r"[去今明前上本当]年|\b(?:last|this|next|previous|past|current|preceding) year", re.IGNORECASE)
_ENDS = re.compile(r"[。；;！？!?\n]|\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation, what it amounts to, and how its words mean it.

    `moved` says whether the words tell how far something moved (`to`), where it stands (`at`) or by how much it
    moved (`by`), empty where they tell neither; `before` are the words themselves; `says_when` that the words
    themselves fix its period, with its `year` or only its `part`; `running` that the period is not over on the day
    of release.
    """

    observation: Observation
    amount: Amount
    moved: str = ""
    before: str = ""
    says_when: str = ""
    running: bool = False

    def unsigned(self) -> Figure:
        """The figure by its size alone."""
        low, high = self.amount.interval.lower, self.amount.interval.upper
        if self.amount.middle >= 0 or low is None or high is None:
            return self
        return replace(self, amount=Amount(Interval.of(-high, -low), -self.amount.middle, self.amount.unit))


@dataclass(frozen=True, slots=True)
class Side:
    """All figures of one text, and how rare each amount is within it."""

    release: Release
    figures: tuple[Figure, ...]
    rarity: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.figures)


def side(reading: Reading) -> Side:
    """Prepare one text."""
    figures = tuple(_figure(reading.release, observation) for observation in reading.observations)
    counts = Counter((f.amount.middle, f.amount.unit) for f in figures)
    rarity = tuple(1 / (1 + math.log2(counts[f.amount.middle, f.amount.unit])) for f in figures)
    return Side(reading.release, figures, rarity)


def _figure(release: Release, observation: Observation) -> Figure:
    text, start, end = release.text, observation.start, observation.end
    before = _ENDS.split(text[max(0, start - _REACH) : start])[-1]
    behind = _ENDS.split(text[end : end + _REACH], maxsplit=1)[0]
    return Figure(
        observation,
        amount_of(observation),
        movement(before, behind, observation.text),
        before[-_NEAR:],
        _says_when(release, observation),
        _is_running(release, observation),
    )


def _says_when(release: Release, observation: Observation) -> str:
    """`year` where the words of the period name its year, `part` where only a month or quarter.

    A year counted from the day of release (last year) is named only where that day is known.
    """
    said = " ".join(release.text[e.start : e.end] for e in observation.evidence if e.field == "period")
    if _YEAR.search(said) or (release.released and _SOME_YEAR.search(said)):
        return "year"
    return "part" if said and release.released else ""


def _is_running(release: Release, observation: Observation) -> bool:
    try:
        period = observation.when
    except PeriodError:
        return False
    return bool(period and release.released and period.end > release.released)
