"""What keeping did, told line by line as it goes on, or as records at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from tallystick.cli import _forms
from tallystick.ledger import Kept
from tallystick.ledger.recordset import Records
from tallystick.ledger.remarks import Remark, gathered
from tallystick.reporting.cleaning import one_line

if TYPE_CHECKING:
    from tallystick.ledger.records import Difference
    from tallystick.reporting.grid import Grid

_EMPTY = "nothing kept"


class KeptSource(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a source: its release (a file of series has one a vintage), and what is to be known of it."""

    source: str
    outcome: str
    release: str
    edition: int
    figures: int
    findings: int
    changes: tuple[str, ...]
    doubts: tuple[str, ...]
    remarks: tuple[str, ...]


def of_source(source: str, kept: Kept) -> KeptSource:
    """The record of what keeping one release of a source did."""
    return KeptSource(
        source=source,
        outcome=kept.outcome,
        release=kept.release_id,
        edition=kept.edition,
        figures=kept.observations,
        findings=kept.findings,
        changes=tuple(map(change_line, kept.differences)),
        doubts=kept.doubts,
        remarks=tuple(remark_lines(kept.remarks)),
    )


def change_line(change: Difference) -> str:
    """What a new edition changed of one figure."""
    told = {"added": change.after, "dropped": change.before}.get(change.kind, f"{change.before} -> {change.after}")
    return one_line(f"{change.kind}: {change.subject} {change.period}: {told}")


def remark_lines(remarks: Iterable[Remark]) -> list[str]:
    """What befell rows of a file, a reason a line."""
    return [
        one_line(f"{r.figures} values {r.why} ({'; '.join(r.first)}{' …' if r.figures > len(r.first) else ''})")
        for r in gathered(remarks)
    ]


def totals(outcomes: Counter[str]) -> str:
    """How many releases had which outcome."""
    return ", ".join(f"{number} {outcome}" for outcome, number in outcomes.items()) or _EMPTY


def tell(form: str, output: str | None, every: Sequence[KeptSource]) -> None:
    """The records in a form."""
    _forms.tell(form, output, Records(every), lambda: [_table(every) if every else _EMPTY])


def _table(every: Iterable[KeptSource]) -> Grid:
    from tallystick.reporting.grid import Column, Grid

    table = Grid(
        Column("source", lead=True), Column("outcome"), Column("release"), Column("edition", 3, right=True),
        Column("figures", 1, right=True), Column("findings", 2, right=True), Column("changes", 4, words=True),
        Column("doubts", 4, words=True), Column("remarks", 4, words=True),
    )  # fmt: skip
    for one in every:
        counts = (str(one.edition) if one.edition > 1 else "", str(one.figures), str(one.findings))
        words = ("; ".join(told) for told in (one.changes, one.doubts, one.remarks))
        table.add(one.source, one.outcome, one.release, *counts, *words)
    return table
