"""What the tools answer: typed, with the words and places that each statement rests on."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

Number = int | float | str | None
Value = Annotated[
    int | float | str | list[int | float | str | None] | None,
    Field(description="The number in `unit`, scale and sign resolved; two of them are the ends of a range."),
]


class Listed(BaseModel):
    """A list that may go on: what is not here is asked for with `skip`."""

    total: int = Field(description="How many there are in all.")
    next_skip: int | None = Field(None, description="Ask again with this `skip` for the rest; null: this is the end.")
    left_out: str = Field("", description="What is left out of this answer, and how to ask for it.")


class Figure(BaseModel):
    """One figure with its words (`quote`) and their place: characters of the plain text, line and page."""

    id: str
    quote: str
    start: int
    end: int
    line: int = Field(description="Line of the plain text, counted from 1.")
    page: int = Field(0, description="Page, counted from 1; 0 where there are none.")
    cell: str = Field("", description="Cell of a sheet, or the labels of row and column of a table; else empty.")
    sentence: str
    value: Value
    unit: str = Field(description="%, pp (percentage points), a currency (CNY), 1 for counts, …")
    measure: str = Field(description="level, growth, change, share, contribution, index, rank, …")
    subject: str
    indicator: str | None = Field(None, description="The catalogue's id, where the subject is surely in it.")
    area: str = ""
    period: str = ""
    base: str = ""
    qualifier: str = Field("", description="> more than, < less than or nearly, ~ about.")
    status: str = Field("actual", description="actual, target or forecast.")
    confidence: float | None = Field(None, description="Odds, 0 to 1, that all of it is right; null: not told.")
    sure: bool = True


class Unread(BaseModel):
    """A number that is no figure, and why."""

    quote: str
    start: int
    end: int
    line: int
    reason: str


class Read(Listed):
    """The figures of a text in its order, and the numbers that were left unread."""

    release: str
    title: str
    language: str
    released: str = Field(description="The day of release; empty where the text tells none.")
    read_by: str
    figures: list[Figure]
    unread_total: int = 0
    unread: list[Unread] = Field(default_factory=list, description="Only with `unread`, and with `skip` 0.")
    remarks: list[str] = Field(default_factory=list)


class Quote(BaseModel):
    """A sentence that a finding rests on, with its place in its text."""

    release: str
    sentence: str
    start: int
    end: int
    line: int
    page: int = 0


class Finding(BaseModel):
    """A statement on figures, with its arithmetic and the sentences it rests on."""

    verdict: str = Field(description="contradicts, holds, holds by rounding, cannot check, …")
    kind: str = Field(description="check, or implied: what figures imply and the text does not say.")
    statement: str
    formula: str = ""
    reason: str = ""
    citation: str = ""
    figures: list[str] = Field(description="Ids of its figures.")
    words: list[str] = Field(description="Their words.")
    quotes: list[Quote]


class Refused(BaseModel):
    """A figure that was handed in and is not what the text says."""

    line: int = Field(description="Which one: counted from 1.")
    quote: str
    why: str


class Differs(BaseModel):
    """A field of a figure that was handed in, which this program's own reader reads otherwise."""

    figure: str
    quote: str
    field: str
    handed: str
    own: str


class Checked(Listed):
    """Findings, contradictions first."""

    release: str
    read_by: str
    contradicts: bool
    summary: dict[str, int] = Field(description="How many checks have each verdict; how many figures stand in none.")
    findings: list[Finding]
    refused: list[Refused] = Field(default_factory=list, description="Figures handed in that are not in the text.")
    differs: list[Differs] = Field(default_factory=list, description="What its own reader reads otherwise.")
    remarks: list[str] = Field(default_factory=list)


class Linked(BaseModel):
    """Two figures that say the same, or should."""

    verdict: str = Field(description="agrees or differs.")
    slip: str = Field("", description="What the slip most likely is.")
    note: str = ""
    original: Figure
    translation: Figure


class Compared(Listed):
    """A translation held against its original: what differs first, then what agrees."""

    original: str
    translation: str
    is_pair: bool = Field(description="False: too little agrees for a text and its translation.")
    summary: dict[str, int]
    links: list[Linked]
    missing: list[Figure] = Field(description="Figures that the translation clearly leaves out.")
    added: list[Figure] = Field(description="Figures that the original clearly does not have.")


class Vintage(BaseModel):
    """A value that a period had once."""

    value: Number
    quote: str
    published_on: str
    publisher: str
    release: str


class Reply(BaseModel):
    """What is known of one claim: the published value with its words, its source and its history, and the verdict."""

    quote: str
    what: str
    area: str
    period: str
    verdict: str
    reason: str
    published: Number = None
    published_quote: str = ""
    published_sentence: str = ""
    published_on: str = ""
    publisher: str = ""
    release: str = ""
    before: list[Vintage] = Field(default_factory=list)
    since: list[Vintage] = Field(default_factory=list)


class Claimed(Listed):
    """What is known of each figure and claim of a sentence, held against the ledger."""

    day: str
    replies: list[Reply]


class Point(BaseModel):
    """One value of a period, with the words that said it first and where: release, day, character."""

    period: str
    value: Number
    value_to: Number = None
    lower: Number = None
    upper: Number = None
    qualifier: str = ""
    obs_status: str = ""
    quote: str
    sentence: str
    release: str
    start: int = Field(description="Where the quote begins in the release's plain text; -1 where it has none.")
    publisher: str
    first_published: str
    superseded_by: str = ""
    superseded_on: str = ""
    confidence: float | None = None
    doubt: str = ""


class OneSeries(BaseModel):
    """A series that is kept; ask for its values by `key`."""

    key: str
    indicator: str
    measure: str
    unit: str
    area: str
    frequency: str
    accumulation: str
    status: str
    periods: int
    first_period: str
    last_period: str


class Series(Listed):
    """The values of a series, the newest first; without a name the series there are."""

    name: str
    as_of: str
    known_at: str
    unit: str = ""
    area: str = ""
    points: list[Point] = Field(default_factory=list)
    series: list[OneSeries] = Field(default_factory=list)


class Sentence(BaseModel):
    """A sentence that was found, with the figures said in it."""

    sentence: str
    figures: list[str]
    ids: list[str] = Field(description="Ids of the figures: the release and the character at which each stands.")
    release: str
    title: str
    published: str
    publisher: str
    section: str = ""
    speaker: str = ""


class Found(Listed):
    """Sentences with figures that hold the words, the last kept first; `total` counts those looked at."""

    sentences: list[Sentence]
