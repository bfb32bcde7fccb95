"""What is said of two linked figures of a text and its translation, in the language asked for."""

from __future__ import annotations

from tallystick.knowledge.retelling import retold
from tallystick.model import Link


def told_difference(link: Link, language: str) -> str:
    """The sentence of a link: why its figures differ, or agree."""
    return retold(link.note, language)
