"""What a finding says, kept as data: which sentence, and with which numbers, periods and words in it.

A message is put into words in the reader's language only when it is shown: see `tallystick.reconciling.wording`.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import msgspec

from tallystick.model.interval import Interval
from tallystick.model.place import Place


class Amount(msgspec.Struct, frozen=True, tag="amount", omit_defaults=True):
    """Any number of an interval: `between 2.70 and 2.86%`, `about 2.78%` where `digit` does not tell its ends apart.

    `digit` is the unit of the last digit of the printed figure it is held against.
    """

    interval: Interval
    unit: str
    digit: Fraction | None = None


class Said(msgspec.Struct, frozen=True, tag="said", omit_defaults=True):
    """The words of a figure as they stand in their text, with its qualifier and a sign that a verb may tell.

    `means` is its number: a reader of another language is told that in the place of the words.
    """

    words: str
    qualifier: str = ""
    minus: bool = False
    means: Printed | None = None


class Printed(msgspec.Struct, frozen=True, tag="printed", omit_defaults=True):
    """The number of a figure in a formula: `9.6%`, `>1.43 million`; `high` is the upper end of a range."""

    value: Decimal
    unit: str = "1"
    qualifier: str = ""
    high: Decimal | None = None


class Change(msgspec.Struct, frozen=True, tag="change"):
    """By how much one number differs from another, with its sign: `+0.2 percentage points`."""

    by: Decimal
    unit: str


class Measured(msgspec.Struct, frozen=True, tag="measured", omit_defaults=True):
    """What a quantity is: `growth of profits in Jan–Apr 2023`; by its name where the catalogue has an indicator."""

    measure: str
    subject: str
    period: str = ""
    indicator: str = ""


class By(msgspec.Struct, frozen=True, tag="by"):
    """Who published something, by the name that the reader's language has for it."""

    publisher: str


class Time(msgspec.Struct, frozen=True, tag="time"):
    """A period in words."""

    period: str


class At(msgspec.Struct, frozen=True, tag="at", omit_defaults=True):
    """The place of a cell: its table, the page or sheet of that, and the labels of row and column."""

    table: str
    path: tuple[str, ...] = ()
    place: Place | None = None


class Formula(msgspec.Struct, frozen=True, tag="formula"):
    """An identity with its numbers put in: `form` has `{}` in the place of each of them."""

    form: str
    numbers: tuple[Printed | Said | str, ...]


class Several(msgspec.Struct, frozen=True, tag="several"):
    """Parts told one after the other, with commas as the language has them."""

    parts: tuple[Said | Time | Message | str, ...]


class Message(msgspec.Struct, frozen=True, tag="message", omit_defaults=True):
    """A sentence of the catalogue by its key, and what stands in its gaps; a key not there is said as it is."""

    key: str
    parts: dict[str, Part] = {}


Part = Amount | Said | Printed | Change | Measured | By | Time | At | Formula | Several | Message | str | int


class Words(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that a finding says in words: its statement, its arithmetic and its reasons."""

    statement: Message
    formula: tuple[Formula, ...] = ()
    reasons: tuple[Message, ...] = ()
