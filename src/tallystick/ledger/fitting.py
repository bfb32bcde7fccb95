"""What a release must be to be kept: every condition of the tables' constraints, in words that say what to do.

They are looked at here, once, so that SQLite need not try a dozen conditions again for each figure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any

from tallystick.ledger.parcel import Parcel
from tallystick.ledger.schema import PLACES
from tallystick.model import LedgerError, Observation, within_reach
from tallystick.model.finding import VERDICTS
from tallystick.model.observation import LARGEST_PLACE, QUALIFIERS, STATUSES

MOST_DIGITS_COMPUTED = 100
"""Digits that a bound may have, which is computed: more than any printed number."""

KINDS = ("release", "series file", "compiled")
OBSERVED = ("observed", "missing", "suppressed", "not yet published")
_SHORT = 24
"""Characters of a number written without power that is within reach, whatever it is."""


def fits(parcel: Parcel) -> None:
    """Raise LedgerError where a parcel cannot be kept as it is."""
    release = parcel.reading.release
    if hashlib.sha256(parcel.original).hexdigest() != release.content_hash:
        raise LedgerError(f"the bytes of {release.name} are not those that were read", "read the source again")
    if len(parcel.reading.observations) >= PLACES:
        raise LedgerError(f"{release.name} holds over {PLACES - 1} figures", "split it")
    for figure in parcel.reading.observations:
        if why := _unkeepable(figure):
            raise LedgerError(
                f"{release.name}: the figure “{figure.text[:40]}” {why}",
                f"nothing that is has more than {LARGEST_PLACE} places; read the source again"
                if why == _BEYOND
                else "read the source again",
            )
    for told in _words(parcel):
        raise LedgerError(f"{release.name}: {told}", "read and check the source again")


_BEYOND = "is beyond what is counted or measured"


def _unkeepable(figure: Observation) -> str:
    """Why a figure cannot be kept; empty where it can."""
    if not all(map(_is_countable, _ends(figure))):
        return _BEYOND
    if figure.qualifier not in QUALIFIERS or figure.status not in STATUSES:
        return f"is told with {figure.qualifier or figure.status!r}, which is no qualifier or status"
    if figure.lower is not None and figure.upper is not None and figure.lower > figure.upper:
        return "has a lower bound above its upper one"
    if not 0 <= figure.start <= figure.end:
        return f"stands at no place of the text ({figure.start} to {figure.end})"
    return ""


def _ends(figure: Observation) -> Iterator[Decimal]:
    value = figure.value
    yield from value if isinstance(value, tuple) else (value,)
    if figure.lower is not None:
        yield figure.lower
    if figure.upper is not None:
        yield figure.upper


def _is_countable(number: Decimal) -> bool:
    words = str(number)
    short = len(words) <= _SHORT and "E" not in words and "N" not in words and "I" not in words
    return short or within_reach(number, MOST_DIGITS_COMPUTED)


def _words(parcel: Parcel) -> Iterator[str]:
    """What is not among the words that a column may hold."""
    if parcel.kind not in KINDS:
        yield f"{parcel.kind!r} is kept of nothing"
    for finding in chain(parcel.findings, parcel.ledger_findings):
        if finding.verdict not in VERDICTS:
            yield f"{finding.verdict!r} is no verdict"
    yield from _cells(parcel.cells.values())


def _cells(cells: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for row in cells:
        told = row.get("obs_status", "observed")
        if told not in OBSERVED:
            yield f"{told!r} is no status of an observation"
        elif "value" in row and (told == "observed") != (row["value"] is not None):
            yield f"a value that is {told} is {row['value']}"
