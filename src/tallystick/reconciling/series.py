"""Published series from files, as observations that join a check."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tallystick.model import Observation


class Series(msgspec.Struct, frozen=True):
    """The rows of one file as observations; each row's `release` is its source."""

    path: str
    observations: tuple[Observation, ...]


def load_series(path: str | Path) -> Series:
    """Load it."""
    raise NotImplementedError
