"""Texts from strangers, made safe to show in a terminal."""

from __future__ import annotations

import re

# Characters that steer a terminal, and those that turn or hide the direction of text.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")


def visible(text: str) -> str:
    """A text with stand-ins for every character that steers a terminal or turns the direction of text."""
    return _CONTROLS.sub("\ufffd", _TURNS.sub("\u25cc", text))


def one_line(text: str) -> str:
    """A text on one line, with stand-ins for every character that could steer a terminal.

    >>> one_line("up\\x1b[31m 5%\\nand more")
    'up�[31m 5% and more'
    """
    return visible(_BLANKS.sub(" ", text)).strip()
