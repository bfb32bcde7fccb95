"""Findings made ready for people: their sentences, their arithmetic and why, in the reader's language."""

from tallystick.reconciling.shown.lines import (
    Shown,
    closing,
    handed_in,
    place_words,
    repair_words,
    shown,
    verdict_words,
)
from tallystick.reconciling.shown.markdown import markdown, table_of
from tallystick.reconciling.shown.quotes import Quote, Quotes

__all__ = [
    "Quote",
    "Quotes",
    "Shown",
    "closing",
    "handed_in",
    "markdown",
    "place_words",
    "repair_words",
    "shown",
    "table_of",
    "verdict_words",
]
