"""Reads a Chinese text the way a user's text is read."""

from __future__ import annotations

from datetime import date

from tallystick.model import Observation, Reading
from tallystick.reading import read
from tallystick.releases import from_text

RELEASED = date(2024, 7, 20)


def reading_of(text: str, released: date = RELEASED) -> Reading:
    """The whole reading of a text that is published on a day."""
    return read(from_text(text, "example", released=released, language="zh"))


def figures(text: str, released: date = RELEASED) -> list[Observation]:
    """The observations in the order of the text."""
    return list(reading_of(text, released))


def rows(text: str, *fields: str, released: date = RELEASED) -> list[tuple[object, ...]]:
    """Chosen fields of every observation, numbers as floats."""
    found = []
    for observation in figures(text, released):
        row = observation.to_dict()
        found.append(tuple(row[name] for name in fields))
    return found
