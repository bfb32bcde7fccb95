"""The field's nouns: periods, intervals, observations, releases, findings. No I/O."""

from tallystick.model.comparison import Comparison, Link
from tallystick.model.errors import (
    AddressError,
    KnowledgeError,
    LanguageError,
    LedgerBusyError,
    LedgerError,
    PeriodError,
    SeriesError,
    SourceError,
    TallystickError,
)
from tallystick.model.finding import Claim, Finding, Repair
from tallystick.model.interval import EVERYTHING, Interval
from tallystick.model.observation import Candidate, Evidence, Observation, plain, within_reach
from tallystick.model.period import Frequency, Period
from tallystick.model.reading import Reader, Reading, Unread
from tallystick.model.release import Block, Release, Speaker

__all__ = [
    "EVERYTHING",
    "AddressError",
    "Block",
    "Candidate",
    "Claim",
    "Comparison",
    "Evidence",
    "Finding",
    "Frequency",
    "Interval",
    "KnowledgeError",
    "LanguageError",
    "LedgerBusyError",
    "LedgerError",
    "Link",
    "Observation",
    "Period",
    "PeriodError",
    "Reader",
    "Reading",
    "Release",
    "Repair",
    "SeriesError",
    "SourceError",
    "Speaker",
    "TallystickError",
    "Unread",
    "plain",
    "within_reach",
]
