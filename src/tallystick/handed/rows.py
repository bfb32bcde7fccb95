"""What was handed in, row by row: JSON Lines, a JSON list, or what `tallystick read` and `check` print as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

import msgspec

from tallystick.model import Refused, SourceError
from tallystick.model.observation import within_reach

LARGEST = 8 * 1024 * 1024
MOST = 5_000
"""Bytes of what is handed in, and figures of it, at most."""

MOST_REFUSED = 1_000
"""Refusals that are told; a file that is no reading at all needs no more."""

Words = Annotated[str, msgspec.Meta(max_length=500)]
Long = Annotated[str, msgspec.Meta(max_length=4_000)]
Number = int | float | Annotated[str, msgspec.Meta(max_length=60)]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One figure as it was handed in, by docs/reference/fields.md; what follows from others of its fields is not read.

    `line` is where it stood: the line of JSON Lines, the place in a list, from 1.
    """

    line: int = 0
    text: Words = ""
    start: int | None = None
    end: int | None = None
    value: Number | Annotated[list[Number], msgspec.Meta(min_length=2, max_length=2)] | None = None
    value_to: Number | None = None
    unit: Words = ""
    measure: Words = ""
    subject: Words = ""
    indicator: Words | None = None
    area: Words = ""
    period: Words = ""
    base: Words = ""
    qualifier: Words | None = None
    status: Words = "actual"
    sentence: Long = ""
    confidence: float | None = None
    sure: bool = True

    @property
    def values(self) -> tuple[Decimal, ...] | None:
        """Its number, or the two ends of a range; None where it is none."""
        told = self.value if isinstance(self.value, list) else [self.value]
        told = [*told, self.value_to] if self.value_to is not None and len(told) == 1 else told
        numbers = [_number(one) for one in told]
        return tuple(sorted(n for n in numbers if n is not None)) if None not in numbers else None


def _number(told: Number | None) -> Decimal | None:
    try:
        number = None if told is None or isinstance(told, bool) else Decimal(str(told))
    except InvalidOperation:
        return None
    return number if number is not None and within_reach(number, most_digits=60) else None


def rows_of(data: bytes, name: str = "what was handed in") -> tuple[list[Row], list[Refused]]:
    """The rows, and those that are none with the reason; raises SourceError where nothing in it is a row.

    >>> rows, refused = rows_of(b'{"text": "5%", "value": 5, "unit": "%"}\\nnonsense')
    >>> rows[0].values, refused[0].line, refused[0].why
    ((Decimal('5'),), 2, 'it is no JSON object')
    """
    if len(data) > LARGEST:
        raise SourceError(f"{name} is larger than {LARGEST >> 20} MB", "hand it in with fewer figures")
    rows: list[Row] = []
    refused: list[Refused] = []
    for line, told in _objects(data.removeprefix(b"\xef\xbb\xbf")):
        if len(rows) + len(refused) >= MOST:
            refused.append(Refused(line, "", f"only the first {MOST} figures are taken"))
            break
        row = _row(told, line)
        if isinstance(row, Row):
            rows.append(row)
        else:
            refused.append(row)
    if not rows:
        why = f" (line {refused[0].line}: {refused[0].why})" if refused else ""
        advice = "write one JSON object a line, in the fields of docs/reference/fields.md"
        raise SourceError(f"{name} holds no figures{why}", advice)
    return rows, refused[:MOST_REFUSED]


def _objects(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each row as JSON with its line, or its place in the list."""
    whole = _whole(data)
    if whole is not None:
        yield from enumerate(map(bytes, whole), start=1)
        return
    for line, told in enumerate(data.split(b"\n"), start=1):
        if told.strip():
            yield line, told


class _Report(msgspec.Struct):
    observations: list[msgspec.Raw]


def _whole(data: bytes) -> list[msgspec.Raw] | None:
    """The rows of one JSON list, or of an object that has them as `observations`; None for JSON Lines."""
    for kind in (list[msgspec.Raw], _Report):
        try:
            found: Any = msgspec.json.decode(data, type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            continue
        return found if isinstance(found, list) else list(found.observations)
    return None


def _row(told: bytes, line: int) -> Row | Refused:
    try:
        return msgspec.structs.replace(msgspec.json.decode(told, type=Row), line=line)
    except msgspec.ValidationError as error:
        why = str(error)
        return Refused(line, "", "it is no JSON object" if why.startswith("Expected `object`") else why[:300])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return Refused(line, "", "it is no JSON object")
