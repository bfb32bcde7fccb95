"""What a ledger tells of the readings of its releases: the last one, those before it, and reading a release anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tallystick.ledger import readings, recalling
from tallystick.ledger.readings import KeptReading
from tallystick.ledger.recordset import Records
from tallystick.ledger.store import Store
from tallystick.model import Reading

if TYPE_CHECKING:
    from tallystick.ledger.rereading_records import Reread


class Readings:
    """Adds readings to a ledger: what was said is told by the last one, and the earlier ones are kept."""

    store: Store

    def reading(self, release_id: str, *, known_at: str | None = None) -> Reading:
        """The last reading of a release, as people settled it; with `known_at` the one there was by a day."""
        with self.store.reading() as connection:
            return recalling.reading(connection, release_id, known_at)

    def readings(self, release_id: str) -> Records[KeptReading]:
        """All readings of a release with their reader and day, the one it was kept with first."""
        with self.store.reading() as connection:
            return readings.listed(connection, release_id)

    def reread(self, release_id: str, *, reader: str = "auto", who: str = "", dry_run: bool = False) -> Reread:
        """Read the archived bytes of a release anew; what changed, and which decisions hold on.

        The earlier reading is kept. Where all is as before nothing is written, nor with `dry_run`.
        """
        from tallystick.ledger.rereading import reread

        return reread(self.store, release_id, reader=reader, who=who or "tallystick", dry_run=dry_run)
