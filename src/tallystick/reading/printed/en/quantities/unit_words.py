"""The words and signs of units and money, loaded once from `knowledge/units/en`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from tallystick.knowledge.loader import load_topics
from tallystick.reading.printed.en.wording import split

ONE = Decimal(1)
# First word → the wordings that begin with it: the words after the first, the code and what one of it is worth.
Units = dict[str, list[tuple[tuple[str, ...], str, Decimal]]]
Worth = tuple[str, Decimal]


class UnitWords(msgspec.Struct, frozen=True):
    """All units the reader knows. A code in small letters names money that several countries share.

    units: by the first word. exact: spelt so, capitals and all. glued: only where they hang on digits. below: behind
    `per`. signs: before a number; amount_signs: only before one with a scale. parts: the smaller units that may
    follow a larger one. home, institutions: whose money a shared name means.
    """

    units: Units
    exact: dict[str, Worth]
    glued: dict[str, Worth]
    below: dict[str, str]
    signs: dict[str, Worth]
    amount_signs: dict[str, str]
    parts: dict[str, dict[str, int]]
    home: dict[str, dict[str, Any]]
    institutions: dict[str, list[str]]


@cache
def unit_words() -> UnitWords:
    """The units, loaded at the first call."""
    topics = load_topics("units/en")
    money, physical, codes = topics["money"], topics["physical"], topics["currencies"]["codes"]
    return UnitWords(
        units=_units(topics),
        exact=_worths(physical["exact"]) | {code: (code, ONE) for code in codes} | _worths(money["before_scaled"]),
        glued=_worths(physical["glued"]) | _worths(money["glued"]),
        below=physical["below"],
        signs={code: (code, ONE) for code in codes}
        | _worths(money["before_scaled"])
        | {plain(sign): (code, ONE) for code, signs in money["before"].items() for sign in signs},
        amount_signs=money["before_amounts"],
        parts=physical["parts"] | topics["durations"]["parts"],
        home=money["home"],
        institutions=money["institutions"],
    )


def plain(sign: str) -> str:
    """A sign without its blanks.

    >>> plain("US $")
    'US$'
    """
    return "".join(sign.split())


def _worths(table: dict[str, list[str]]) -> dict[str, Worth]:
    return {word: (code, Decimal(size)) for word, (code, size) in table.items()}


def _apart(wording: str) -> str:
    """A wording with the digit of a square or cube apart, as it is read (`km2`)."""
    return f"{wording[:-1]} {wording[-1]}" if wording[-1].isdigit() and wording[:-1].isalpha() else wording


def _units(topics: Mapping[str, dict[str, Any]]) -> Units:
    known: list[tuple[tuple[str, ...], str, Decimal]] = []
    for content in topics.values():
        plainly = content.get("units", {}).items()
        known += [(split(_apart(w.lower())), code, ONE) for code, words in plainly for w in words]
        known += [(split(w), code, Decimal(size)) for w, (code, size) in content.get("scaled", {}).items()]
    units: Units = {}
    for words, code, size in sorted(known, key=lambda entry: -len(entry[0])):
        units.setdefault(words[0], []).append((words[1:], code, size))
    return units
