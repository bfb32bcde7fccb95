"""The desk: a ledger and what stands around it for as long as the server runs."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from tallystick.ledger import Ledger
from tallystick.web import queries
from tallystick.web.fragments import Fragments
from tallystick.web.limits import Limits

LARGEST_UPLOAD = 25 * 1024 * 1024
"""Bytes of one upload; what is larger belongs to the command line."""

AT_ONCE = 128 * 1024
"""Bytes of a draft that is checked while its sender waits; larger ones become a job."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the desk is open: `accounts` asks everybody to sign in, `hosts` are the names it answers to (any, if empty).

    `secure` marks cookies for https only; `addresses` lets drafts be fetched by address.
    """

    accounts: bool = False
    hosts: tuple[str, ...] = ()
    secure: bool = False
    demo: bool = False
    addresses: bool = True


@dataclass(slots=True)
class Desk:
    """What every page is given."""

    ledger: Ledger
    settings: Settings = field(default_factory=Settings)
    fragments: Fragments = field(default_factory=Fragments)
    tiles: Fragments = field(default_factory=lambda: Fragments(room=4 * 1024 * 1024))
    limits: Limits = field(default_factory=Limits)

    def stamp(self) -> str:
        """A text that changes whenever anything in the ledger that pages show has changed."""
        with self.ledger.store.reading() as connection:
            return queries.stamp(connection)

    def fragment(self, key: Hashable, make: Callable[[], str]) -> str:
        """A rendered part, made anew only when the ledger has changed."""
        return self.fragments.get(self.stamp(), key, make)
