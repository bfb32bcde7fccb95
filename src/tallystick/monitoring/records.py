"""What a scorecard says: plain frozen records, a card an indicator."""

from __future__ import annotations

from decimal import Decimal

import msgspec

GREEN, AMBER, RED, GREY = "green", "amber", "red", "grey"
COLOURS = (GREEN, AMBER, RED, GREY)
HIGHER, LOWER, NEITHER = "higher", "lower", "neither"


class Said(msgspec.Struct, frozen=True):
    """Something to tell in either language: the key of its words, and what stands in them, as text."""

    key: str
    values: dict[str, str] = {}


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """By how much a value lies above an earlier one: points of a rate (`pp`), else per cent of an amount.

    `low` and `high` are the least and the most it can be within the rounding of both. `told` says that the change was
    published itself and the earlier value is not kept; `value` is None then.
    """

    period: str
    value: Decimal | None
    by: Decimal
    low: Decimal
    high: Decimal
    unit: str
    told: bool = False
    observation: str = ""


class Earlier(msgspec.Struct, frozen=True):
    """A value of another period."""

    period: str
    value: Decimal


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a value stands among those of its own kind; rank 1 is the highest, whether that is good or not.

    Values printed alike share a rank, and `tied` counts the others. `least_rank` and `most_rank` are what rounding
    allows. `percentile` is the part of the other values that lie below, ties by half; None without others. `missing`
    counts the periods between `since` and now of which nothing is kept, `unseen` those since the last time higher
    and `unseen_lower` since the last time lower.
    """

    rank: int
    tied: int
    of: int
    least_rank: int
    most_rank: int
    percentile: Decimal | None
    since: str
    missing: int
    last_higher: Earlier | None
    last_lower: Earlier | None
    unseen: int = 0
    unseen_lower: int = 0


class Aim(msgspec.Struct, frozen=True, kw_only=True):
    """A target that is kept: how it binds, by whom it was set and when; `verdict` is empty for another period."""

    period: str
    value: Decimal
    value_to: Decimal | None
    bound: str
    about: bool
    set_by: str
    set_on: str
    quote: str
    release: str
    verdict: str = ""


class Light(msgspec.Struct, frozen=True, kw_only=True):
    """A colour, the rule that gave it, what else it could be within rounding, and why it is grey where it is."""

    colour: str
    rule: str = ""
    could_be: tuple[str, ...] = ()
    why: Said | None = None


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """Least, most and quartiles of the `of` values of the ten years before a value, of its own kind, and where it lies.

    `at` is below, lowest quarter, lower, upper, highest quarter or above; `since` the first period of the band.
    """

    since: str
    of: int
    least: Decimal
    lower: Decimal
    median: Decimal
    upper: Decimal
    most: Decimal
    at: str


class Turned(msgspec.Struct, frozen=True):
    """The last peak or trough of an adjusted series, and whether values to come may still move it."""

    kind: str
    period: str
    provisional: bool = False


class Movement(msgspec.Struct, frozen=True, kw_only=True):
    """How an adjusted series moves: its last three months on the three before in per cent, not annualised.

    `period` is its newest; `low` and `high` bound `by` within the rounding of the values. `compiled` says that it was
    adjusted here, else `publisher` published it so. `why` and `no_turn` say why a rate or a turn is not told.
    """

    series: str
    compiled: bool
    publisher: str
    published: str
    frequency: str
    period: str
    observation: str
    by: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    why: Said | None = None
    turn: Turned | None = None
    no_turn: Said | None = None


class Spot(msgspec.Struct, frozen=True):
    """A value of the line that a card shows; as much of a point as drawing takes."""

    period: str
    period_end: str
    first_published: str
    value: Decimal
    doubt: str = ""


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """How an indicator stands. Without a value (`value` is None) the light is grey and says why.

    `better` is what is good of it: higher, lower or neither. `notes` tell what was left out, and that publishers
    disagree. `lower` and `upper` bound what the printed value asserts. `no_band` and `no_movement` say why there is no
    band of ten years, and no adjusted series that tells how the indicator moves.
    """

    group: str
    indicator: str
    better: str
    light: Light
    measure: str = ""
    unit: str = ""
    area: str = ""
    period: str = ""
    accumulation: str = ""
    series: str = ""
    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    qualifier: str = ""
    publisher: str = ""
    published: str = ""
    quote: str = ""
    observation: str = ""
    release: str = ""
    before: Change | None = None
    year: Change | None = None
    place: Place | None = None
    band: Band | None = None
    no_band: Said | None = None
    movement: Movement | None = None
    no_movement: Said | None = None
    target: Aim | None = None
    notes: tuple[Said, ...] = ()
    course: tuple[Spot, ...] = ()


class Scorecard(msgspec.Struct, frozen=True, kw_only=True):
    """The cards of an area in the order of the groups: of one period, or each of its newest (`period` empty)."""

    period: str
    area: str
    as_of: str
    cards: tuple[Card, ...]

    def counts(self) -> dict[str, int]:
        """How many lights there are of each colour."""
        return {colour: sum(card.light.colour == colour for card in self.cards) for colour in COLOURS}
