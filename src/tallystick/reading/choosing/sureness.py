"""How sure a figure read by rules is: a logistic curve over named grounds of how it was read."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from tallystick.reading.choosing.confidence import Calibration


class Sureness(msgspec.Struct, frozen=True):
    """The curve over the grounds of figures; `texts` is the fingerprint of the labelled figures it was fitted on."""

    texts: str
    calibration: Calibration


def save(sureness: Sureness, path: Path) -> None:
    """Write the weights, one ground a line, the same bytes for the same weights."""
    raw = msgspec.json.encode(sureness, order="deterministic")
    path.write_bytes(msgspec.json.format(raw, indent=1) + b"\n")


@cache
def sureness_of(language: str) -> Sureness:
    """The weights that come with the package for a language's rules."""
    folder = files("tallystick.reading.choosing")
    return msgspec.json.decode(folder.joinpath(f"sureness.{language}.json").read_bytes(), type=Sureness)
