"""Ordinal numbers in English digits."""

from __future__ import annotations


def ordinal(count: int) -> str:
    """A number with its ending.

    >>> [ordinal(count) for count in (1, 2, 3, 11, 22, 113)]
    ['1st', '2nd', '3rd', '11th', '22nd', '113th']
    """
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"
