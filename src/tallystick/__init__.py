"""Tallystick reads, proves and reports official figures.

>>> import tallystick
>>> tallystick.Period.parse("2022-Q1").year_before()
Period('2021-Q1')
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallystick.adjusting.calling import adjust
    from tallystick.compiling.making import compile  # noqa: A004  the verb users know
    from tallystick.ledger import Ledger
    from tallystick.model import (
        Comparison,
        Finding,
        Interval,
        Observation,
        Period,
        Reading,
        Release,
        TallystickError,
    )
    from tallystick.monitoring import scorecard
    from tallystick.pipeline import check, compare, open, read, read_many, read_text  # noqa: A004  the verb users know
    from tallystick.published import load_series
    from tallystick.reconciling import Report

# Public name → where it lives. Nothing is imported before it is asked for: `tallystick --help` stays quick.
_HOMES = {
    "Comparison": "model",
    "Finding": "model",
    "Interval": "model",
    "Ledger": "ledger",
    "Observation": "model",
    "Period": "model",
    "Reading": "model",
    "Release": "model",
    "Report": "reconciling",
    "TallystickError": "model",
    "adjust": "adjusting.calling",
    "check": "pipeline",
    "compare": "pipeline",
    "compile": "compiling.making",
    "load_series": "published",
    "open": "pipeline",
    "read": "pipeline",
    "read_many": "pipeline",
    "read_text": "pipeline",
    "scorecard": "monitoring",
}

__version__ = "0.1.0"
__all__ = [
    "Comparison",
    "Finding",
    "Interval",
    "Ledger",
    "Observation",
    "Period",
    "Reading",
    "Release",
    "Report",
    "TallystickError",
    "adjust",
    "check",
    "compare",
    "compile",
    "load_series",
    "open",
    "read",
    "read_many",
    "read_text",
    "scorecard",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'tallystick' has no attribute {name!r}")
    from tallystick.model.extras import explained

    with explained():
        return getattr(import_module(f"tallystick.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
