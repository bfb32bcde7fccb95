"""The record of a decision."""

from __future__ import annotations

import msgspec

from tallystick.model.frames import Day, Moment


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided: which series are one, which figure or release counts in none, of which `day` a release is.

    `kind` is link, unlink, date, withdraw, settle, embargo, follow or note; `until` is the moment (UTC) at which an
    embargo ends; `fields` are those that a person settled otherwise than they
    were read; `undone_at` tells when it was taken back. `outcome` is what became of a statement, `later` the id of the
    statement or figure that tells it.
    """

    number: int
    kind: str
    subject: str
    into: str
    who: str
    reason: str
    decided_at: Moment
    undone_at: Moment | None = None
    undone_by: str | None = None
    day: Day = ""
    fields: dict[str, str] = {}
    until: str = ""
    outcome: str = ""
    later: str = ""
