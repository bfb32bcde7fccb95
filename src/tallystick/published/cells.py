"""What stands in the value cells of a table of series: numbers in either notation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

import msgspec

from tallystick.knowledge.missing import flags, plain_cell
from tallystick.model import SeriesError, path_words, within_reach
from tallystick.model.observation import LARGEST_PLACE, MOST_DIGITS

ADVICE = "leave the value empty where it is missing"
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
_GROUPS = re.compile(r"(?<=\d)[ '’\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_COMMA_DECIMAL = re.compile(r"\d,(?:\d{1,2}|\d{4,})$|\.\d{3},\d|^0,\d|\d,\d+e", re.IGNORECASE)
_POINT_DECIMAL = re.compile(r"\d\.(?:\d{1,2}|\d{4,})$|,\d{3}\.\d|^0\.\d|\d\.\d+e|,\d{3},", re.IGNORECASE)
_EITHER = re.compile(r"[1-9]\d{0,2},\d{3}$")


def decimal_comma(cells: Iterable[str], *, semicolons: bool = False) -> bool:
    """Whether the numbers of a table have a decimal comma, by those that can be read one way only.

    Where none can (`1,234`), a comma parts thousands; in a file that parts its columns by semicolons that is not
    sure, and SeriesError says so.

    >>> decimal_comma(["1.234,5", "2,75"]), decimal_comma(["1,234", "2.75"])
    (True, False)
    """
    votes = Counter[str]()
    for cell in cells:
        plain = plain_cell(cell)
        votes["comma"] += bool(_COMMA_DECIMAL.search(plain))
        votes["point"] += bool(_POINT_DECIMAL.search(plain))
        votes["either"] += bool(_EITHER.search(plain))
    if votes["comma"] and votes["point"]:
        raise SeriesError(
            f"{votes['comma']} numbers have a decimal comma and {votes['point']} a decimal point",
            "write all numbers of the file one way",
        )
    if votes["either"] and semicolons and not votes["comma"] and not votes["point"]:
        raise SeriesError("the commas of this file may part thousands or decimals", "write its numbers without them")
    return bool(votes["comma"])


@lru_cache(maxsize=65536)
def number(cell: str, *, comma: bool = False) -> Decimal:
    """The number of a cell; SeriesError where it is none.

    >>> number("1 234.5"), number("1.234,5", comma=True), number("(0.3)"), number("5.2 p")
    (Decimal('1234.5'), Decimal('1234.5'), Decimal('-0.3'), Decimal('5.2'))
    """
    plain = _GROUPS.sub("", _unflagged(plain_cell(cell)))
    if plain.startswith("(") and plain.endswith(")"):
        plain = f"-{plain[1:-1]}"
    plain = plain.removesuffix("%").strip()
    plain = plain.replace(".", "").replace(",", ".") if comma else plain.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        finite = "a finite number" if plain.lower().lstrip("+-") in ("inf", "infinity") else "a number"
        raise SeriesError(f"{cell.strip()!r} is not {finite}", ADVICE)
    if not within_reach(found := Decimal(plain)):
        raise SeriesError(
            f"column value: {cell.strip()[:40]!r} is beyond what is counted or measured",
            f"give at most {MOST_DIGITS} digits, and no more than {LARGEST_PLACE} places before or behind the point",
        )
    return found


def _unflagged(text: str) -> str:
    """The number without a letter behind it that tells how sure it is: `5.2 p`, `5.2(e)`, `5.2*`."""
    if text[-1:].isdecimal():
        return text
    for letter in flags():
        for mark in (f" {letter}", f"({letter})", f" ({letter})", *([letter] if not letter.isalpha() else [])):
            if text.lower().endswith(mark) and len(text) > len(mark):
                return text[: -len(mark)].rstrip()
    return text


def text_of_value(value: Any) -> str:
    """A value of a typed table (a workbook, Parquet, a frame) as a text file would have it; exact, empty for none.

    >>> text_of_value(0.1), text_of_value(112.0), text_of_value(date(2024, 3, 31)), text_of_value(None)
    ('0.1', '112', '2024-03-31', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    if isinstance(value, list):
        return path_words([text_of_value(item) for item in value])
    return msgspec.json.encode(value).decode() if isinstance(value, dict) else str(value)
