"""Keeping a reading that was made elsewhere: with a new release, or as a later reading of one that is kept."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from tallystick.ledger.comparing import check_in_public
from tallystick.ledger.embargoes import Embargo
from tallystick.ledger.intake import Prepared, keep_prepared
from tallystick.ledger.ledger import Ledger
from tallystick.ledger.recalling import as_read, release_row
from tallystick.ledger.records import Kept
from tallystick.ledger.rereading import compared, released_anew, write_down
from tallystick.model import Reading, Release, TallystickError
from tallystick.reconciling import check
from tallystick.releases import Opened


def keep_handed(
    ledger: Ledger, opened: Opened, make: Callable[[Release], Reading], embargo: Embargo | None = None
) -> tuple[Kept, Reading]:
    """Keep an opened release as `make` reads it, under the name of who read it.

    Where its bytes are kept already, the reading becomes the release's last one (outcome "read anew"), unless it says
    what that says. Gives what was done and the reading. Raises what `make` raises; nothing is kept then.
    """
    already = ledger.already_kept(opened.release.content_hash)
    if already:
        return _later(ledger, already, make)
    reading = make(opened.release)
    prepared = Prepared(opened=opened, reading=reading, findings=check(reading).findings)
    [kept] = keep_prepared(ledger, [prepared], embargo)
    if isinstance(kept, TallystickError):
        raise kept
    return kept, reading


def _later(ledger: Ledger, already: Kept, make: Callable[[Release], Reading]) -> tuple[Kept, Reading]:
    with ledger.store.reading() as connection:
        row = release_row(connection, already.release_id)
        before = as_read(connection, row)
        reading = make(released_anew(connection, row, before.release))
        after = msgspec.structs.replace(reading, refused=(), differs=())
        work = compared(connection, row, before, after)
        if work.before == work.after:
            return already, reading
        found = {"release": check(after).findings, "ledger": check_in_public(ledger.store, after)}
    made = write_down(ledger.store, work, found, after.reader.weights)
    return msgspec.structs.replace(already, outcome=made.outcome, observations=len(after)), reading
