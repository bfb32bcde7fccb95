"""The scorecard: how each indicator of a briefing stands, and a light with its rule in words.

    Ledger → SeriesInfo → Course → Change, Place, Band, Movement, Light → Card → Scorecard
             choosing     course   changing, placing, banding, moving, lighting    scoring

A `Course` is what may be set beside one another: the values of one series that stood on one day, of one kind of period.
All that a card says of its own is a function of a course, in a module of its own, and a field of `Card` that is empty
where it cannot be said: how it moves without its season (`moving`, with `turning_points`) and its band of ten years
(`banding`) are two of them.
"""

from tallystick.monitoring.records import (
    Aim,
    Band,
    Card,
    Change,
    Earlier,
    Light,
    Movement,
    Place,
    Said,
    Scorecard,
    Turned,
)
from tallystick.monitoring.scoring import scorecard

__all__ = [
    "Aim", "Band", "Card", "Change", "Earlier", "Light", "Movement", "Place", "Said", "Scorecard", "Turned",
    "scorecard",
]  # fmt: skip
