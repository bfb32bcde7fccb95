"""What the ledger answers with: plain frozen records."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from tallystick.ledger.decision import Decision
from tallystick.ledger.recordset import Records
from tallystick.ledger.remarks import Remark
from tallystick.model import Finding
from tallystick.model.frames import Day, Moment


class Difference(msgspec.Struct, frozen=True):
    """What a new edition changed: `kind` is added, dropped or changed; `before`/`after` are the words."""

    kind: str
    subject: str
    period: str
    before: str
    after: str


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What keeping a release did; `outcome` is kept, already kept or new edition.

    `doubts` are values that stand nowhere until a person has decided, with the reason; `remarks` are on imported rows.
    """

    outcome: str
    release_id: str
    edition: int = 1
    observations: int = 0
    findings: int = 0
    differences: tuple[Difference, ...] = ()
    doubts: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


class KeptRelease(msgspec.Struct, frozen=True, kw_only=True):
    """A release in the ledger; days are ISO texts, `published` is the best known day of publication.

    `dated_by` tells which day that is: released, event, year, kept, or decided. `kind` is release or series file.
    `withdrawn_at` tells since when its values count no longer, by whose decision and why; empty where they do.
    `embargoed_until` is the moment (UTC) until which nobody sees it who does not work on the ledger.
    """

    release_id: str
    kind: str
    name: str
    source: str
    content_hash: str
    edition: int
    latest_edition: bool
    title: str
    publisher: str
    language: str
    place: str
    released: Day | None
    event: Day | None
    published: Day
    dated_by: str
    kept_at: Moment
    observations: int
    withdrawn_at: Moment = ""
    withdrawn_by: str = ""
    withdrawn_why: str = ""
    embargoed_until: str = ""


class SeriesInfo(msgspec.Struct, frozen=True, kw_only=True):
    """A series: everything that tells it from others, and how much of it is kept."""

    key: str
    indicator: str
    measure: str
    unit: str
    area: str
    scope: str
    price_basis: str
    frequency: str
    accumulation: str
    adjustment: str
    comparison: str
    whole: str
    status: str
    statements: int = 0
    periods: int = 0
    first_period: Day = ""
    last_period: Day = ""


class Point(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One vintage of one period of a series, with the words that said it first.

    `value` is None where `obs_status` is missing, suppressed or not yet published; `value_to` is the other
    end of a range. `superseded_by` names the release that said something else, on the day `superseded_on`.
    `dated_by` and `home_area` tell how its release is dated and which area it speaks from; `own` that its
    publisher produces the series, `corrects` that the release corrects an earlier one, `replaced` that its own
    release replaces the value. `confidence` is how surely its figure was read, where that is told. `doubt` says why
    the value stands nowhere until a person has decided. No circle of references runs through a point (`gc`).
    """

    series: str
    indicator: str
    measure: str
    unit: str
    area: str
    accumulation: str
    frequency: str
    comparison: str
    price_basis: str
    scope: str
    status: str
    period: str
    period_start: Day
    period_end: Day
    value: Decimal | None
    value_to: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    qualifier: str
    obs_status: str
    base: str
    first_published: Day
    superseded_by: str
    superseded_on: Day
    release: str
    publisher: str
    observation: str
    quote: str
    sentence: str
    known_at: Moment
    dated_by: str
    home_area: str
    said: int = 1
    own: bool = False
    corrects: bool = False
    replaced: bool = False
    confidence: float | None = None
    sure: bool = True
    doubt: str = ""

    @property
    def stands(self) -> bool:
        """Whether nothing said otherwise since, and nothing keeps it from standing."""
        return not self.superseded_by and not self.doubt


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A kept figure as it was said, with the day and publisher of its release.

    `page` (0: none) and `place` tell where it stands (`Place.flat`); `table`, `row` and `column` are told of a cell.
    """

    observation: str
    release: str
    published: Day
    publisher: str
    edition: int
    series: str
    indicator: str
    subject: str
    measure: str
    unit: str
    area: str
    period: str
    base: str
    value: Decimal | None
    value_to: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    lower_open: bool
    upper_open: bool
    qualifier: str
    status: str
    obs_status: str
    digits: str
    quote: str
    sentence: str
    section: str
    speaker: str
    start: int
    end: int
    confidence: float | None = None
    sure: bool = True
    page: int = 0
    place: str = ""
    table: str = ""
    row: str = ""
    column: str = ""


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a series that a later release changed; `by` is after less before, in `unit`.

    `doubt` says why the two may not speak of the same thing after all; empty where nothing says so.
    """

    series: str
    indicator: str
    measure: str
    unit: str
    area: str
    accumulation: str
    period: str
    before: Decimal
    after: Decimal
    by: Decimal
    first_published: Day
    revised_on: Day
    release_before: str
    release_after: str
    quote_before: str
    quote_after: str
    doubt: str = ""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that holds the words looked for, with the figures said in it."""

    release: str
    title: str
    published: Day
    dated_by: str
    publisher: str
    section: str
    speaker: str
    sentence: str
    observations: tuple[str, ...]
    figures: tuple[str, ...]


class Derived(msgspec.Struct, frozen=True, kw_only=True):
    """A value computed from kept ones: between `lower` and `upper` whatever the rounding of its inputs."""

    indicator: str
    measure: str
    unit: str
    area: str
    period: str
    rule: str
    value: Decimal
    lower: Decimal
    upper: Decimal
    formula: str
    inputs: tuple[str, ...]
    quotes: tuple[str, ...]
    note: str = ""


class KeptFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with the release it was made for; `scope` is release or ledger."""

    release: str
    scope: str
    finding: Finding


class Fault(msgspec.Struct, frozen=True):
    """Something `ledger verify` found wrong: where, and what."""

    place: str
    problem: str


class Info(msgspec.Struct, frozen=True, kw_only=True):
    """What a ledger is and holds; `seal` is the end of the chain of seals, which stands for all that is kept."""

    url: str
    version: str
    bytes: int
    releases: int
    observations: int
    series: int
    findings: int
    unread: int
    first_published: Day
    last_published: Day
    seal: str = ""


__all__ = [
    "Decision",
    "Derived",
    "Difference",
    "Fault",
    "Found",
    "Info",
    "Kept",
    "KeptFinding",
    "KeptRelease",
    "Point",
    "Records",
    "Revision",
    "SeriesInfo",
    "Statement",
]
