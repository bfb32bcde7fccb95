"""Answers stay small: so many entries, so many characters, and what is left out is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypedDict, TypeVar

from pydantic import BaseModel

from tallystick.model.excerpting import shortened

M = TypeVar("M", bound=BaseModel)

MOST = 200
USUAL = 40
"""Entries of an answer at most, and where nothing is said."""

LARGEST = 48_000
"""Characters of the entries of one answer; what goes beyond is asked for with `skip`."""

LONGEST = 600
"""Characters of one sentence or quote."""


def short(words: str, longest: int = LONGEST) -> str:
    """Words, cut behind one of them where they are too long for an answer.

    >>> short("a long tale", 9)
    'a long…'
    """
    return shortened(words, longest)


def within(made: Iterable[M], limit: int) -> list[M]:
    """As many entries as an answer holds: the first one always."""
    given: list[M] = []
    size = 0
    for one in islice(made, limit):
        size += len(one.model_dump_json())
        if given and size > LARGEST:
            break
        given.append(one)
    return given


class Rest(TypedDict):
    """The fields of `Listed`."""

    total: int
    next_skip: int | None
    left_out: str


def rest(what: str, total: int, skip: int, given: Sequence[object]) -> Rest:
    """The fields of `Listed` of an answer that holds some entries from `skip` on.

    >>> rest("figures", 90, 40, [1, 2])["left_out"]
    '2 of 90 figures are here; ask again with skip=42 for those behind them'
    """
    behind = skip + len(given)
    if behind >= total:
        return {"total": total, "next_skip": None, "left_out": ""}
    told = f"{len(given)} of {total} {what} are here; ask again with skip={behind} for those behind them"
    return {"total": total, "next_skip": behind, "left_out": told}
