"""The scorecard: how each indicator of a briefing stands, and a light with its rule in words.

    Ledger → SeriesInfo → Course → Change, Place, Light → Card → Scorecard
             choosing     course   changing, placing, lighting    scoring

A `Course` is what may be set beside one another: the values of one series that stood on one day, of one kind of period.
All that a card says of its own is a function of a course, in a module of its own, and a field of `Card` that is empty
where it cannot be said: what is added later (seasonal adjustment, turning points, bands) is one more of each.
"""

from tallystick.monitoring.records import Aim, Card, Change, Earlier, Light, Place, Said, Scorecard
from tallystick.monitoring.scoring import scorecard

__all__ = ["Aim", "Card", "Change", "Earlier", "Light", "Place", "Said", "Scorecard", "scorecard"]
