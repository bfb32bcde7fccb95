"""The desk: a ledger and what stands around it for as long as the server runs."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace

from tallystick.knowledge.briefing_groups import Groups, briefing_groups
from tallystick.knowledge.lights import Rule, light_rules
from tallystick.ledger import Ledger
from tallystick.web import people, queries
from tallystick.web.fragments import Fragments
from tallystick.web.limits import Limits
from tallystick.web.page_store import PageStore
from tallystick.web.proofs import Proofs
from tallystick.web.rooms import Coming
from tallystick.web.uploads import Uploads

WAIT_SECONDS = 3.0
"""Seconds that something small waits for its turn to write, while somebody waits for the page."""

LARGEST_UPLOAD = 25 * 1024 * 1024
"""Bytes of one upload; what is larger belongs to the command line."""

AT_ONCE = 128 * 1024
"""Bytes of all that is sent to be checked while its sender waits; what is larger becomes a job."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the desk is open.

    `open_to_all` lets everybody in though there are accounts; `hosts` are the names it answers to (any, if empty)
    besides addresses in numbers, which no other site can make up. `secure` marks cookies for https only;
    `addresses` lets drafts be fetched by address. `embeds` gives cards to everybody, for other sites to show.
    """

    open_to_all: bool = False
    hosts: tuple[str, ...] = ()
    secure: bool = False
    demo: bool = False
    addresses: bool = True
    embeds: bool = False

    def answers_to(self, host: str) -> bool:
        """Whether a Host header names this desk.

        >>> settings = Settings(hosts=("desk.example",))
        >>> [settings.answers_to(host) for host in ("Desk.Example.:8420", "[2001:db8::7]:80", "evil.example")]
        [True, True, False]
        """
        if not self.hosts:
            return True
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        name = name.lower().removesuffix(".")
        return name in self.hosts or _is_number(name)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


@dataclass(slots=True)
class Desk:
    """What every page is given: the whole ledger to those who work on it, to others `for_readers`."""

    ledger: Ledger
    settings: Settings = field(default_factory=Settings)
    groups: Groups = field(default_factory=briefing_groups)
    lights: tuple[Rule, ...] = field(default_factory=light_rules)
    fragments: Fragments = field(default_factory=Fragments)
    tiles: Fragments = field(default_factory=lambda: Fragments(room=4 * 1024 * 1024))
    limits: Limits = field(default_factory=Limits)
    coming: Coming = field(default_factory=Coming)
    proofs: Proofs = field(default_factory=Proofs)
    for_readers: Desk = field(init=False, repr=False)
    """The same desk through the veil, with memories of its own: nothing under embargo is in them."""

    def __post_init__(self) -> None:
        """Make the desk of the readers; theirs is itself."""
        if self.ledger.store.veiled:
            self.for_readers = self
            return
        veiled, tiles = self.ledger.for_readers(), Fragments(room=4 * 1024 * 1024)
        self.for_readers = replace(self, ledger=veiled, fragments=Fragments(), tiles=tiles)

    @property
    def uploads(self) -> Uploads:
        """Where lies what was sent for jobs."""
        return Uploads.beside(self.ledger.store)

    @property
    def page_store(self) -> PageStore:
        """Where drawn pages are kept."""
        return PageStore.beside(self.ledger.store)

    @property
    def address(self) -> str:
        """The ledger's address, for processes that open it themselves and see as much of it."""
        return self.ledger.store.address

    def signs_in(self) -> bool:
        """Whether people sign in, as things stand now: from the first account on, though all be closed."""
        return not self.settings.open_to_all and people.any_accounts(self.ledger.store)

    def stamp(self) -> str:
        """A text that changes whenever anything in the ledger that pages show has changed."""
        with self.ledger.store.reading() as connection:
            return queries.stamp(connection)

    def fragment(self, key: Hashable, make: Callable[[], str]) -> str:
        """A rendered part, made anew only when the ledger has changed."""
        return self.fragments.get(self.stamp(), key, make)
