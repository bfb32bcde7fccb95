"""A release with all that is to be kept of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from tallystick.ledger.embargoes import Embargo
from tallystick.ledger.identity import Identity
from tallystick.ledger.remarks import Remark
from tallystick.ledger.rows import Row
from tallystick.model import Finding, Reading

COMPILED_KIND = "compiled"
"""The kind of a release whose figures were computed here: of kept series, or of returns."""

COMPILER = "tallystick (compiled)"
"""Who publishes what is compiled here."""


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """A release with all that is kept of it; `cells` are statuses and other column values by figure's place.

    `identities` are the figures' series where they are told, `release_cells` column values of the release. An
    `extract` holds some figures of a release that was exported: no edition of anything, and nothing new where the
    ledger keeps the release itself. One `to_check` is checked against all that was kept before it, and its
    `ledger_findings` are what is found. One with an `embargo` is under it from the first moment on.
    """

    reading: Reading
    findings: Sequence[Finding] = ()
    ledger_findings: Sequence[Finding] = ()
    original: bytes
    media_type: str = "text/plain"
    kind: str = "release"
    cells: Mapping[int, Row] = {}
    identities: Sequence[Identity | None] | None = None
    release_cells: Row = {}
    extract: bool = False
    to_check: bool = False
    remarks: tuple[Remark, ...] = ()
    embargo: Embargo | None = None
