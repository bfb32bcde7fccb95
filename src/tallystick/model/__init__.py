"""The field's nouns: periods, intervals, observations, releases, findings. No I/O."""

from tallystick.model.comparison import Comparison, Link
from tallystick.model.errors import (
    AddressError,
    KnowledgeError,
    LanguageError,
    LedgerBusyError,
    LedgerError,
    PeriodError,
    RecipeError,
    ReturnsError,
    SeriesError,
    SourceError,
    TallystickError,
)
from tallystick.model.finding import Assertion, Claim, Finding, Repair, Window
from tallystick.model.interval import EVERYTHING, Interval
from tallystick.model.observation import Candidate, Evidence, Observation, plain, within_reach
from tallystick.model.period import Frequency, Period
from tallystick.model.place import Dropped, PageSize, Place, Recognized, Rectangle, Run
from tallystick.model.reading import Differs, Reader, Reading, Refused, Unread
from tallystick.model.release import Block, Part, Release, Speaker
from tallystick.model.table import Band, Cell, Table, path_of, path_words

__all__ = [
    "EVERYTHING",
    "AddressError",
    "Assertion",
    "Band",
    "Block",
    "Candidate",
    "Cell",
    "Claim",
    "Comparison",
    "Differs",
    "Dropped",
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
    "PageSize",
    "Part",
    "Period",
    "PeriodError",
    "Place",
    "Reader",
    "Reading",
    "RecipeError",
    "Recognized",
    "Rectangle",
    "Refused",
    "Release",
    "Repair",
    "ReturnsError",
    "Run",
    "SeriesError",
    "SourceError",
    "Speaker",
    "Table",
    "TallystickError",
    "Unread",
    "Window",
    "path_of",
    "path_words",
    "plain",
    "within_reach",
]
