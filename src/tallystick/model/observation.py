"""An observation: one figure a release states, with its meaning, its interval and its words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from tallystick.model.interval import Interval
from tallystick.model.notebook import card
from tallystick.model.period import Period
from tallystick.model.place import Place

UNITS_OF_RATE = ("%", "pp", "bp")

MEASURES = (
    "level",
    "growth",
    "annualised_growth",
    "average_growth",
    "change",
    "gap",
    "share",
    "contribution",
    "multiple",
    "index",
    "rank",
    "streak",
)
GROWTHS = ("growth", "annualised_growth", "average_growth")
"""Measures that are growth in per cent."""
MOST_DIGITS = 28
LARGEST_PLACE = 36
"""A number holds so many digits at most, between this power of ten and its inverse: nothing measured needs more."""

PLACES_OF_AN_INTEGER, PLACES_OF_A_FLOAT = 18, 300
"""Numbers of more places are no integers in JSON, or no numbers at all but texts: programs could not read them."""

_REASONING = ("evidence", "candidates")

QUALIFIERS = ("", ">", "<", "~")
STATUSES = ("actual", "target", "forecast")


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """Why a field holds what it holds: the words `text[start:end]` and the name of the rule."""

    field: str
    rule: str
    start: int
    end: int


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """What a field of a figure may hold, and its odds among all that were weighed for it, 0 to 1."""

    field: str
    value: str
    odds: float


class Observation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One figure, by the reading standard; `text` is `release.text[start:end]`.

    `value` is in `unit` with scale and sign resolved, a pair for a range; `lower` and `upper` bound what
    the words assert (None: unbounded); `digits` is the number as printed. `period` and `base` are the
    forms of `Period` (base in words for shares, contributions, gaps and ranks), empty when not told. `confidence` is
    the odds, 0 to 1, that all of it is right; None where the reader does not tell. `sure` says whether that is enough
    for it to contradict others and stand in series; where nothing is told it is. `candidates` are what was weighed
    for a field on which the reader was not certain, the likeliest first. `place` is where it stands on a page or in a
    sheet. A cell of a table has the table's name in `table` and the paths of its `row` and `column`, outermost first.
    """

    release: str
    id: str
    text: str
    start: int
    end: int
    value: Decimal | tuple[Decimal, Decimal]
    lower: Decimal | None
    upper: Decimal | None
    lower_open: bool
    upper_open: bool
    digits: str
    unit: str
    measure: str
    subject: str
    indicator: str | None = None
    indicator_name: str | None = None
    area: str = ""
    period: str = ""
    base: str = ""
    qualifier: str = ""
    status: str = "actual"
    speaker: str = ""
    section: str = ""
    sentence: str = ""
    confidence: float | None = None
    sure: bool = True
    place: Place | None = None
    table: str = ""
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def interval(self) -> Interval:
        """What the words assert, exactly."""
        return Interval.of(self.lower, self.upper, lower_open=self.lower_open, upper_open=self.upper_open)

    @property
    def when(self) -> Period | None:
        """The period as a value; None when the text does not tell."""
        return Period.parse(self.period) if self.period else None

    @property
    def is_cell(self) -> bool:
        """Whether it stands in a table, and not in running text."""
        return bool(self.table or self.row or self.column)

    def judged_by(self, level: float) -> Observation:
        """The same figure, sure where its confidence reaches a level, 0 to 1, or is not told."""
        sure = self.confidence is None or self.confidence >= level
        return self if sure == self.sure else msgspec.structs.replace(self, sure=sure)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types: numbers as int or float, every field of the contract but evidence and candidates."""
        row = {name: getattr(self, name) for name in self.__struct_fields__ if name not in _REASONING}
        value = self.value
        row["value"] = [plain(end) for end in value] if isinstance(value, tuple) else plain(value)
        row["lower"], row["upper"] = plain(self.lower), plain(self.upper)
        row["place"] = msgspec.to_builtins(self.place)
        row["row"], row["column"] = list(self.row), list(self.column)
        return row

    def _repr_html_(self) -> str:
        return card(self.text, {name: told for name, told in self.to_dict().items() if name != "place"})


def within_reach(number: Decimal, most_digits: int = MOST_DIGITS) -> bool:
    """Whether a number is finite, of so many digits at most and within `LARGEST_PLACE`: quickly told of any number.

    >>> within_reach(Decimal("31.4E12")), within_reach(Decimal("1E+999999999")), within_reach(Decimal("NaN"))
    (True, False, False)
    """
    if not number.is_finite() or len(number.as_tuple().digits) > most_digits:
        return False
    return not number or -LARGEST_PLACE <= number.adjusted() <= LARGEST_PLACE


def plain(number: Decimal | None) -> int | float | str | None:
    """A number as JSON prints it: whole numbers as int, others as the nearest float, what neither holds as text.

    >>> plain(Decimal("31.4E12")), plain(Decimal("9.60")), plain(Decimal("1E+20")), plain(Decimal("1E+5000"))
    (31400000000000, 9.6, 1e+20, '1E+5000')
    """
    if number is None:
        return None
    if number.adjusted() >= PLACES_OF_AN_INTEGER:
        return float(number) if number.adjusted() < PLACES_OF_A_FLOAT else str(number)
    return int(number) if number == number.to_integral_value() else float(number)
