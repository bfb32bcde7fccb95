"""What reading a release anew tells: what changed figure by figure, and which decisions hold on."""

from __future__ import annotations

import msgspec


class FigureChange(msgspec.Struct, frozen=True, kw_only=True):
    """What a newer reading says otherwise of one place: `kind` is changed, new or gone.

    `observation` and `quote` are of the newer reading, of a figure gone those of the earlier one; `fields` holds of
    each field that changed (and of the series) what it was and what it is, of a new or gone figure those of all.
    """

    kind: str
    observation: str
    quote: str
    fields: dict[str, tuple[str, str]]


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a `FigureChange`, as a row of a table; `change` is changed, new or gone."""

    release: str
    change: str
    observation: str
    quote: str
    field: str
    before: str
    after: str


class DecisionKept(msgspec.Struct, frozen=True, kw_only=True):
    """A decision on a figure, finding or series of the earlier reading, and what became of it.

    `number` is the decision; `carried` that it holds for the newer reading too, there as decision `into` (0: not
    yet written, or the very same decision holds). Where it is not carried `problem` says why.
    """

    number: int
    kind: str
    subject: str
    carried: bool
    into: int = 0
    problem: str = ""


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """What reading a release anew did; `outcome` is read anew, as before, or (dry run) would be read anew.

    `reader` and `program` are those of the newer reading, `number` counts the release's readings; `head` tells what
    the bytes say otherwise of the release itself: its title, publisher, day.
    """

    release_id: str
    outcome: str
    number: int
    reader: str
    program: str
    read_at: str = ""
    figures: int = 0
    changes: tuple[FigureChange, ...] = ()
    decisions: tuple[DecisionKept, ...] = ()
    head: dict[str, tuple[str, str]] = {}

    def count(self, kind: str) -> int:
        """How many figures are changed, new or gone."""
        return sum(change.kind == kind for change in self.changes)
