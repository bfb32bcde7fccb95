"""What the API takes and gives, as typed records: the OpenAPI document is made from them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, get_type_hints

import msgspec

from tallystick.ledger.records import Point, Statement
from tallystick.model.finding import VERDICTS
from tallystick.model.observation import MEASURES
from tallystick.web.desk import AT_ONCE

DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
Day = Annotated[str, msgspec.Meta(pattern=DAY, description="A day, like 2022-02-28.")]
Words = Annotated[str, msgspec.Meta(max_length=200)]
Verdict = Literal[VERDICTS]  # type: ignore[valid-type]  # the model's own words
Measure = Literal[MEASURES]  # type: ignore[valid-type]  # the model's own words
Number = int | float | None
Odds = Annotated[float, msgspec.Meta(ge=0, le=1, description="Only figures of this confidence; 0 leaves none out.")]
LONGEST_TEXT = AT_ONCE
_HANDED = "Figures as somebody else read them, in the fields of an observation: each is held against the text."
HandedIn = Annotated[list[dict[str, Any]], msgspec.Meta(max_length=5000, description=_HANDED)]
ReadBy = Annotated[str, msgspec.Meta(max_length=100, description="Who read the `observations`.")]


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """Fields of every list: `after` is taken from the answer's `next`."""

    limit: Annotated[int, msgspec.Meta(ge=1, le=1000, description="Most entries of one answer.")] = 100
    after: Annotated[int, msgspec.Meta(ge=0, lt=2**62, description="Where the list goes on: see `next`.")] = 0
    format: Literal["json", "csv"] = "json"


class Releases(Listed, frozen=True, kw_only=True):
    """Which releases."""

    publisher: Words = ""
    language: Literal["", "en", "zh"] = ""
    since: Day | None = None
    until: Day | None = None


class Observations(Listed, frozen=True, kw_only=True):
    """Which observations."""

    release: Words = ""
    indicator: Words = ""
    measure: Measure | None = None
    area: Words = ""
    period: Words = ""
    series: Annotated[str, msgspec.Meta(max_length=500)] = ""


class Findings(Listed, frozen=True, kw_only=True):
    """Which findings; `state` is open (nobody noted a decision) or noted."""

    verdict: Verdict | None = None
    kind: Literal["", "check", "implied"] = ""
    identity: Words = ""
    indicator: Words = ""
    release: Words = ""
    since: Day | None = None
    until: Day | None = None
    state: Literal["", "open", "noted"] = ""


class Briefings(msgspec.Struct, frozen=True, kw_only=True):
    """Which of the briefings that were sent; those of a `period`, like 2021."""

    period: Words = ""
    limit: Annotated[int, msgspec.Meta(ge=1, le=200, description="Most entries of one answer.")] = 50
    format: Literal["json", "csv"] = "json"


class MadeFigures(Listed, frozen=True, kw_only=True):
    """Which figures of a compiled release: all of them, page by page."""


class SeriesList(msgspec.Struct, frozen=True, kw_only=True):
    """Which series."""

    indicator: Words = ""
    measure: Measure | None = None
    area: Words = ""
    format: Literal["json", "csv"] = "json"


class Points(msgspec.Struct, frozen=True, kw_only=True):
    """Which points of a series: those that stood on a day, as known on a day, or every vintage."""

    as_of: Annotated[Day | None, msgspec.Meta(description="As published by the end of this day.")] = None
    known_at: Annotated[Day | None, msgspec.Meta(description="As this ledger knew by the end of this day.")] = None
    vintages: Literal["latest", "all"] = "latest"
    sure: Odds | None = None
    format: Literal["json", "csv"] = "json"


class Draft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A draft to check, and its translation if there is one. Nothing is kept."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TEXT)]
    translation: Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)] = ""
    released: Day | None = None
    observations: HandedIn = []
    read_by: ReadBy = ""


class ToKeep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text to keep as a release, read here or, with `observations`, as somebody else read it."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_TEXT)]
    name: Annotated[str, msgspec.Meta(max_length=80, description="What the release is to be called.")] = ""
    released: Day | None = None
    observations: HandedIn = []
    read_by: ReadBy = ""
    embargo: Annotated[
        str, msgspec.Meta(max_length=40, description="Day, hour and zone until which only editors see it.")
    ] = ""


class KeptItem(msgspec.Struct, frozen=True, kw_only=True):
    """What keeping did: `outcome` is kept, already kept, new edition or read anew."""

    outcome: str
    release: str
    edition: int
    observations: int
    doubts: list[str]
    refused: list[dict[str, Any]]
    differs: list[dict[str, Any]]
    embargoed_until: str


class ReleaseItem(msgspec.Struct, frozen=True, kw_only=True):
    """A kept release with the number of its checks by verdict."""

    release: str
    kind: str
    title: str
    publisher: str
    language: str
    published: str
    dated_by: str
    edition: int
    source: str
    kept_at: str
    observations: int
    checks: dict[str, int]
    withdrawn_at: str
    embargoed_until: str


class FindingItem(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with its release and the decision noted last."""

    finding: int
    release: str
    published: str
    publisher: str
    scope: str
    verdict: str
    kind: str
    identity: str
    statement: str
    formula: str
    reason: str
    citation: str
    figures: list[str]
    quotes: list[str]
    noted: str


class MadeItem(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that was compiled here, and what stands behind it.

    `value` is null where it is `suppressed`. Of figures made of returns: `enterprises` there are, `returns` expected,
    `responding` those that told all it needs, `edited` and `imputed` those in which a value was corrected or made,
    `imputed_share` in per cent of the level; `both` enterprises in both periods, `entrants` that came, `exits` that
    left. `summed` is the level before benchmarking and raking, if there were any; `outlying` returns stand out,
    `revised` ones fell from the start of the year on; the last six are the ways of those imputed. Of a series that was
    adjusted these are null.
    """

    observation: str
    column: str
    indicator: str
    partition: str
    part: str
    period: str
    unit: str
    value: Number
    suppressed: bool
    enterprises: int | None
    returns: int | None
    responding: int | None
    edited: int | None
    imputed: int | None
    imputed_share: Number
    both: int | None
    entrants: int | None
    exits: int | None
    summed: Number
    outlying: int | None
    revised: int | None
    forward: int | None
    backward: int | None
    manual: int | None
    manual_forward: int | None
    constructed: int | None
    constructed_forward: int | None


class BriefingItem(msgspec.Struct, frozen=True, kw_only=True):
    """A briefing as it was sent, in English and Chinese, with the names of who signed it."""

    briefing: int
    title: str
    period: str
    area: str
    given: str
    sent_at: str
    sent_by: str
    signed_by: list[str]
    embargo: str
    en: str
    zh: str


def published(record: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """A ledger record as the API shows it: exact decimals become JSON numbers."""
    hints = get_type_hints(record)
    fields: list[tuple[str, Any]] = [
        (name, Number if hints[name] in (Decimal, Decimal | None) else hints[name]) for name in record.__struct_fields__
    ]
    return msgspec.defstruct(record.__name__, fields, frozen=True, kw_only=True, namespace={"__doc__": record.__doc__})


PointItem = published(Point)
ObservationItem = published(Statement)


class Problem(msgspec.Struct, frozen=True):
    """Why a request was not answered."""

    error: str
