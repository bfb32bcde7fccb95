"""Saved drafts as they are listed, and who asks for them."""

from __future__ import annotations

import msgspec

from tallystick.model import TallystickError
from tallystick.web.people import Person
from tallystick.web.verdicts import Verdicts


class DraftError(TallystickError):
    """A draft cannot be saved or changed as asked."""


class Asker(msgspec.Struct, frozen=True):
    """Who asks: somebody who signed in, or whoever sits at a desk where nobody signs in (`alone`)."""

    person: Person | None
    alone: bool

    @property
    def key(self) -> int | None:
        """The number of the person."""
        return self.person.key if self.person else None

    @property
    def is_editor(self) -> bool:
        """Whether they may put something into the ledger."""
        return self.alone or (self.person is not None and self.person.role == "editor")


class SavedDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A draft in a list: whose it is, its newest version's number and verdicts, its embargo (a moment, UTC)."""

    number: int
    person: int | None
    owner: str
    title: str
    shared: bool
    embargo: str
    release: str
    problem: str
    created_at: str
    changed_at: str
    versions: int
    verdicts: Verdicts | None

    @property
    def is_waiting(self) -> bool:
        """Whether its embargo has not passed yet, or it has but the draft is no release yet."""
        return bool(self.embargo) and not self.release and not self.problem


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One check of a draft: who, when, and what came of it then (None: it took too long to wait for)."""

    number: int
    who: str
    checked_at: str
    verdicts: Verdicts | None
