"""Cells of returns as people write them: numbers with separators, and the marks that say nothing was returned."""

from __future__ import annotations

from typing import Any

import pyarrow
import pyarrow.compute

from tallystick.compiling.recipes.steps import Intake

MISSING = (
    "", "-", "--", "–", "—", "——", "…", "……", "...", "..", ".", ":", "/", "x", "n/a", "na", "#n/a", "n.a.", "nan",
    "null", "none", "not returned", "未报", "缺报", "无",
)  # fmt: skip
"""What a cell without a value may hold, in small letters and narrow forms; a recipe may name more."""

_NUMBER = r"^-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$"
_GROUPED = {
    ".": r"^-?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:'\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?$",
    ",": r"^-?(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d{1,3}(?:'\d{3})+)(?:,\d+)?$",
}
_PLAIN_COMMA = r"^-?\d*,\d+$|^-?\d+$"


def numbers(column: Any, intake: Intake) -> Any:
    """An Arrow column of text as 64-bit numbers, null where nothing was returned or there is no number (see `text`).

    Thousands may be parted by commas, spaces or apostrophes (by points where the recipe's decimals follow a comma),
    digits be wide, minus signs be dashes, and losses stand in brackets.

    >>> column = pyarrow.chunked_array([["1,234.5", "(12)", "x", "−７", "five"]])
    >>> numbers(column, Intake()).to_pylist()
    [1234.5, -12.0, None, -7.0, None]
    """
    words = _plain(column, intake)
    known = pyarrow.compute.match_substring_regex(words, _NUMBER)
    return pyarrow.compute.if_else(known, words, None).cast(pyarrow.float64())


def text(column: Any, intake: Intake) -> Any:
    """Which cells are text: neither a number nor a mark that nothing was returned.

    >>> text(pyarrow.array(["1,5", "n/a", "five"]), Intake()).to_pylist()
    [True, None, True]
    """
    return pyarrow.compute.invert(pyarrow.compute.match_substring_regex(_plain(column, intake), _NUMBER))


def _plain(column: Any, intake: Intake) -> Any:
    """Cells as plain numbers where they are numbers, null where they say that there is none."""
    compute = pyarrow.compute
    words = compute.utf8_trim_whitespace(compute.utf8_normalize(column.cast(pyarrow.string()), form="NFKC"))
    marks = pyarrow.array({*MISSING, *(mark.strip().lower() for mark in intake.missing)}, pyarrow.string())
    words = compute.if_else(compute.is_in(compute.utf8_lower(words), value_set=marks), None, words)
    words = compute.replace_substring_regex(words, r"^\((.*)\)$", r"-\1")
    words = compute.replace_substring_regex(words, "^[−–—] ?", "-")
    words = compute.replace_substring_regex(words, r"^\+", "")
    grouped = compute.match_substring_regex(words, _GROUPED[intake.decimal])
    parting = "[, ']" if intake.decimal == "." else "[. ']"
    words = compute.if_else(grouped, compute.replace_substring_regex(words, parting, ""), words)
    if intake.decimal == ",":
        told = compute.match_substring_regex(words, _PLAIN_COMMA)
        # A point is no decimal here: what is neither grouped nor a plain number with a comma is text.
        words = compute.if_else(
            told, compute.replace_substring(words, ",", "."), compute.binary_join_element_wise(words, "?", "")
        )
    return words
