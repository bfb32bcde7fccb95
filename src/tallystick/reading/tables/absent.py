"""Cells that are no figures: marks for values that are not there, by the table's own legend or the usual one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from tallystick.knowledge.missing import plain_cell, status
from tallystick.reading.tables.vocabulary import topic

_LETTERS = r"(?:(?<=[;.:,] )|(?<![^\s(]))[A-Za-z]{1,2}(?=\s?[=:]|\s[A-Za-z])(?![A-Za-z])"
_SIGN = rf"(?:\.{{2,3}}|…{{1,2}}|[-–—−*†‡:/]|\([A-Za-z*-]{{1,4}}\)|n\.?a\.?|n/a|{_LETTERS}|空格)"
_QUOTE = r"[“”\"'‘’\[]"
_DEFINED = re.compile(
    rf"(?:^|(?<=[\s;,.。；，：:(]))(?:{_QUOTE}(?P<quoted>[^“”\"'‘’\[\]]{{1,4}})[“”\"'‘’\]]|(?P<sign>{_SIGN}))\s?(?:=|:|：|–|-)?\s?(?P<words>(?:(?!\.\s)[^;；。=]){{2,60}})",
    re.IGNORECASE,
)
_MOST_NOTES = 40
_LONGEST_NOTE = 1500


def legend_of(notes: Sequence[str]) -> dict[str, str]:
    """Mark → reason, as the notes of a table explain them.

    >>> legend_of(["‘-’: Not available.", "X Not applicable"])
    {'-': 'not observed', 'x': 'not observed'}
    """
    legend: dict[str, str] = {}
    for note in notes[:_MOST_NOTES]:
        for found in _DEFINED.finditer(note[:_LONGEST_NOTE]):
            reason = _reason(found["words"])
            if reason:
                legend.setdefault(mark_of(found["quoted"] or found["sign"]), reason)
    return legend


def _reason(words: str) -> str:
    """What the words right behind a mark say of it: the longest wording near it holds."""
    low = words.casefold()
    found = [
        (len(form), reason)
        for reason, forms in topic("symbols")["legend"].items()
        for form in forms
        if 0 <= low.find(form) <= _NEAR
    ]
    return max(found, default=(0, ""))[1]


_NEAR = 24  # characters between a mark and what it means: `represents or rounds to`, `表示数据`


def mark_of(words: str) -> str:
    """One form of a mark.

    >>> mark_of("…"), mark_of(" – "), mark_of("(X)")
    ('...', '-', 'x')
    """
    plain = plain_cell(words).lower()
    bare = plain.strip("()[]")
    return bare if bare and bare.isalpha() and len(bare) == 1 else plain


def absent(words: str, legend: Mapping[str, str]) -> str:
    """Why a cell holds no value; empty where it may hold one.

    >>> absent("–", {"-": "zero"}), absent("(D)", {}), absent("3.1", {})
    ('zero', 'suppressed', '')
    """
    plain = plain_cell(words).lower()
    mark = mark_of(plain)
    if mark in legend or plain in legend:
        return legend.get(mark) or legend[plain]
    if plain in _marks():
        return _marks()[plain]
    usual: dict[str, str] = topic("symbols")["usual"]
    told = status(words)
    return usual[told] if told is not None else ""


@cache
def _marks() -> dict[str, str]:
    return {plain_cell(mark).lower(): reason for reason, marks in topic("symbols")["marks"].items() for mark in marks}
