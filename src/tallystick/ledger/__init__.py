"""The ledger: every figure ever said, with its vintage, its words and its series.

For the command line, the web desk and notebooks::

    from tallystick.ledger import Ledger

    ledger = Ledger("tallystick.db")             # a path or sqlite:///… (made when missing) or postgresql://…
    ledger = Ledger(url, create=False)           # LedgerError when there is none; read_only=True never writes

    kept = ledger.keep(reading, findings, original=b"...", media_type="text/html")
    kept.outcome                                 # "kept", "already kept" or "new edition"
    kept.release_id, kept.edition, kept.differences          # against the edition before
    ledger.keep_many(readings)                   # Records[Kept]: many releases, three times as fast as one by one
    ledger.check_against(reading)                # tuple[Finding, ...]: the release against everything kept

    ledger.releases(since=…, until=…)            # Records[KeptRelease], in the order of publication
    ledger.release(release_id)                   # KeptRelease; LedgerError when it is not kept
    ledger.reading(release_id)                   # Reading, as it was read last and as people settled it
    ledger.reading(release_id, known_at="2024-01-31")        # as it was read by that day
    ledger.readings(release_id)                  # Records[KeptReading]: who read it, when, with which reader
    ledger.reread(release_id)                    # Reread: its bytes read anew, what changed, which decisions hold
    ledger.original(release_id)                  # the archived bytes
    ledger.observations(release=…, indicator=…, period=…, series=…)   # Records[Statement]: figures with release
    ledger.findings(release=…, verdict=…)        # Records[KeptFinding]

    ledger.series_list(indicator=…, measure=…, area=…)       # Records[SeriesInfo]: what is kept
    ledger.series("industry.value_added.growth")             # Records[Point]: one per period, latest vintage
    ledger.series("industry.value_added.growth", as_of="2022-03-01")   # as published by that day
    ledger.series(…, known_at="2024-01-01")      # as this ledger knew by that day
    ledger.vintages("industry.value_added.growth", period="2021")      # Records[Point]: each value with its days
    ledger.revisions(series=…, since=…)          # Records[Revision]: what changed, when and by how much
    ledger.derived("retail.sales")               # Records[Derived]: computed values, formula and inputs
    ledger.targets(area="CN")                    # Records[Target]: planned figures, their outcomes, kept or missed
    ledger.followed(kind="commitment")           # Records[Followed]: problems, commitments, targets, milestones
    ledger.suggestions(statement)                # Records[Suggestion]: what may tell what became of one
    ledger.follow(statement, "kept", later=…, who=…, reason=…)   # a dated decision, undone as any other
    ledger.replies(read_text("…"), area="CN")    # Records[Reply]: what is kept on a claim, its revisions, the verdict
    ledger.find("capacity utilisation")          # Records[Found]: sentences, last kept first, both languages

    ledger.link(series, into, who=…, reason=…)   # a dated decision; ledger.unlink(…), ledger.undo(decision)
    ledger.import_series("file.csv", released=…) # published series as vintages of their own
    ledger.withdraw(release_id, who=…, reason=…) # its values count no longer; ledger.reinstate(release_id, who=…)
    ledger.info(), ledger.verify()               # counts, version, seal; Records of Fault, empty when all is well
    ledger.backup("copy.db")                     # a verified copy in one file, which opens as a ledger

A series is named by its whole key (`SeriesInfo.key`) or in short by `indicator.measure` or `indicator`; a
short name may stand for several series (monthly and year-to-date, area by area), told apart by the fields of
each point and narrowed by the keywords `area`, `frequency`, `accumulation`, `comparison`, `status`.
`Records` are tuples of frozen records with `.to_dicts()`, `.to_polars()`, `.to_pandas()`, `.to_arrow()`.
Every error that is meant for people is a `LedgerError`.
"""

from typing import TYPE_CHECKING

from tallystick.ledger.ledger import Ledger
from tallystick.ledger.parcel import Parcel
from tallystick.ledger.readings import KeptReading
from tallystick.ledger.records import (
    Decision,
    Derived,
    Difference,
    Fault,
    Found,
    Info,
    Kept,
    KeptFinding,
    KeptRelease,
    Point,
    Records,
    Revision,
    SeriesInfo,
    Statement,
)
from tallystick.ledger.rereading_records import DecisionKept, FieldChange, FigureChange, Reread
from tallystick.ledger.targets import Target

if TYPE_CHECKING:
    from tallystick.ledger.answering import Reply

__all__ = [
    "Decision",
    "DecisionKept",
    "Derived",
    "Difference",
    "Fault",
    "FieldChange",
    "FigureChange",
    "Found",
    "Info",
    "Kept",
    "KeptFinding",
    "KeptReading",
    "KeptRelease",
    "Ledger",
    "Parcel",
    "Point",
    "Records",
    "Reply",
    "Reread",
    "Revision",
    "SeriesInfo",
    "Statement",
    "Target",
]


def __getattr__(name: str) -> object:
    """`Reply` alone needs all of checking, which nothing else here waits for."""
    if name != "Reply":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tallystick.ledger.answering import Reply

    return Reply
