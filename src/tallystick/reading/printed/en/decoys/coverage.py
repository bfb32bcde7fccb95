"""Ages, sizes and limits that only tell who or what is counted: `aged 16 to 64`, `firms with 10 or more employees`."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from tallystick.reading.printed.en.decoys.words import DEFINITIONS, SETS
from tallystick.reading.printed.en.quantities.quantity import Quantity

_BEFORE, _AFTER = 100, 60  # characters around a quantity in which a rule is looked for
_COUNTED = frozenset({"1", "year", "times", "day"})


class _Rule(msgspec.Struct, frozen=True):
    """One way to bound what is counted; see the data for its parts."""

    cue: tuple[str, ...]
    before: re.Pattern[str]
    own: re.Pattern[str]
    after: re.Pattern[str]
    unless: re.Pattern[str] | None
    counts: bool

    def holds(self, before: str, own: str, after: str) -> bool:
        """Whether the words around a quantity bound what is counted."""
        if not (self.after.match(after) and self.own.fullmatch(own) and self.before.search(before)):
            return False
        return self.unless is None or self.unless.search(before) is None


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            tuple(row["cue"]),
            _pattern(row.get("before", "")),
            _pattern(row.get("own", ".*")),
            _pattern(row.get("after", "")),
            _pattern(row["unless"]) if "unless" in row else None,
            row.get("counts", False),
        )
        for row in DEFINITIONS
    )


def _pattern(written: str) -> re.Pattern[str]:
    """A pattern of the data, each `{set}` in it standing for any word of that set."""
    for name, words in SETS.items():
        written = written.replace("{" + name + "}", "|".join(map(re.escape, words)))
    return re.compile(written)


def bounds_coverage(text: str, start: int, quantity: Quantity) -> bool:
    """Whether a quantity in the sentence that starts at `start` only bounds what is counted."""
    before = _plain(text[max(quantity.start - _BEFORE, start) : quantity.start])
    own = _plain(text[quantity.start : quantity.end])
    after = _plain(text[quantity.end : quantity.end + _AFTER])
    around = f"{before}{own}{after}"
    return any(
        (quantity.unit in _COUNTED or not rule.counts)
        and any(cue in around for cue in rule.cue)
        and rule.holds(before, own, after)
        for rule in _rules()
    )


def _plain(words: str) -> str:
    return words.lower().replace("\n", " ").replace("  ", " ")
