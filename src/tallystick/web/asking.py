"""Who asks for drafts: one who signed in, or whoever sits at a desk where nobody does."""

from __future__ import annotations

from tallystick.web.draft_records import Asker
from tallystick.web.guard import Visit


def asker_of(visit: Visit) -> Asker:
    """Who asks, as the drafts want it told."""
    return Asker(visit.person, not visit.signs_in)


def saves(visit: Visit) -> bool:
    """Whether drafts can be saved here: nothing is private on a desk that is open to all."""
    return not visit.desk.settings.open_to_all
