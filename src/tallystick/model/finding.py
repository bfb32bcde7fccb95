"""A finding: what arithmetic says about figures that are tied."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import msgspec

from tallystick.model.interval import Interval
from tallystick.model.message import Words
from tallystick.model.notebook import card

VERDICTS = ("contradicts", "cannot check", "explained", "holds by rounding", "holds")
KINDS = ("check", "claim", "implied")
CLAIMS = ("record", "window", "streak", "rank", "level", "steady", "target", "turning")
UNTESTED = "untested claims"
"""What a claim counts as that cannot be checked: texts are full of them, so they stand apart from checks."""


class Claim(msgspec.Struct, frozen=True):
    """An amount said or derived: whose, of when, and between which bounds."""

    subject: str
    measure: str
    unit: str
    period: str
    base: str
    interval: Interval


class Repair(msgspec.Struct, frozen=True):
    """One figure that, changed alone into `allowed`, would make the set agree.

    `edit` names the slip that leads from the printed digits into `allowed` (digit swap, lost digit, sign,
    power of ten, 万/亿, % for points), empty when none does; `likeliest` only when that edit is unique.
    """

    figure: str
    allowed: Interval
    edit: str = ""
    printed: str = ""
    likeliest: bool = False

    @property
    def is_bounded(self) -> bool:
        """Whether it says anything: not every number would do."""
        return self.allowed.lower is not None or self.allowed.upper is not None


class Window(msgspec.Struct, frozen=True):
    """The times that a claim ranges over, or the line that it names; with nothing told it is `ever`.

    Either `since` a period (in the forms of `Period`), or the last `n` periods of a `unit` (year, quarter, month),
    where `q` is `>` for more than n and `<` for nearly n; or, of a first crossing, the line it is `above` or `below`,
    a value in the unit of its figure; or a stretch in `words` that give no number (in recent years).
    """

    since: str = ""
    n: int | None = None
    unit: str = ""
    q: str = ""
    above: Decimal | None = None
    below: Decimal | None = None
    words: str = ""

    @property
    def is_ever(self) -> bool:
        """Whether it is all of history, or all that is on record."""
        return self == EVER


EVER = Window()


class Assertion(msgspec.Struct, frozen=True, kw_only=True):
    """A claim about level, order or continuity: `release` and the words `text[start:end]` of it that make the claim.

    `kind` is one of CLAIMS. `direction` says what is claimed: highest, lowest, fastest, slowest, best, worst (records
    and windows); rise, fall, growth, above, below, within, same (streaks and what is steady); first, second, …
    (ranks); kept, missed, above, below (targets); rise, fall, first above, first below, first (turns). `n` and `unit`
    are the length of a streak, as far as told; `line` is the value that is kept above or below, in the
    unit of its figure. `place` counts the records from the top: 2 for the second highest.
    """

    release: str
    start: int
    end: int
    kind: str
    window: Window | None = None
    direction: str = ""
    n: int | None = None
    unit: str = ""
    line: Decimal | None = None
    place: int = 1


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A verdict on figures tied by an identity, or a value they imply.

    `statement` is a sentence with the numbers in it; `formula` the identity with the numbers put in;
    `figures` and `quotes` are the observations' ids and words in the order of the formula; `reason` says
    why (what is missing, which scope differs, how narrow it holds); `citation` names a source for it. Where a claim is
    told in words, `claim` says which and where; its figures are those it speaks of, and may be none.
    The three texts are English; `words` holds them as data for any language (`reconciling.wording`).
    """

    verdict: str
    kind: str
    identity: str
    statement: str
    formula: str = ""
    figures: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    published: Claim | None = None
    derived: Claim | None = None
    reason: str = ""
    citation: str = ""
    repairs: tuple[Repair, ...] = ()
    slack: Fraction | None = None
    claim: Assertion | None = None
    words: Words | None = None

    def _repr_html_(self) -> str:
        names = ("statement", "formula", "reason", "quotes", "identity", "citation")
        return card(self.verdict, {name: getattr(self, name) for name in names})

    @property
    def counts_as(self) -> str:
        """What it is counted as in a summary: its verdict, `implied`, or UNTESTED."""
        if self.kind == "implied":
            return self.kind
        return UNTESTED if self.kind == "claim" and self.verdict == "cannot check" else self.verdict

    @property
    def rank(self) -> tuple[int, int]:
        """Where it stands in a list: contradictions first, then claims that are not tested, implied figures last."""
        return {UNTESTED: 1, "implied": 2}.get(self.counts_as, 0), VERDICTS.index(self.verdict)
