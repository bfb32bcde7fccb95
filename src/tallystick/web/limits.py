"""How often one may do what is costly, who counts as one, and how long a wrong password waits."""

from __future__ import annotations

import ipaddress
import time
from dataclasses import dataclass

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

IPV6_SITE = 64
"""Bits of an IPv6 address that one site holds alone: within them it changes addresses as it likes."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many within so many seconds."""

    most: int
    seconds: int

    @property
    def item(self) -> RateLimitItemPerSecond:
        """The rate as the library has it."""
        return RateLimitItemPerSecond(self.most, self.seconds)


SIGN_IN = Rate(10, 300)
FAILED = Rate(1000, 900)
CHECK = Rate(60, 60)
READ = Rate(1200, 60)

PATIENCE = 3
"""Wrong passwords for a name that cost nothing."""

LONGEST_DELAY = 8.0
"""Seconds that an answer to a sign-in is held back at most: nobody can lock a name, only slow it."""


class Limits:
    """Counts by what is done and who does it.

    >>> limits = Limits()
    >>> [limits.wait("check", "ana", Rate(2, 60)) > 0 for _ in range(3)]
    [False, False, True]
    >>> limits.delay("ana")
    0.0
    """

    def __init__(self, longest_delay: float = LONGEST_DELAY) -> None:
        self._longest_delay = longest_delay
        self._strategy = SlidingWindowCounterRateLimiter(MemoryStorage())

    def wait(self, what: str, who: str, rate: Rate) -> float:
        """Take one; seconds to wait until there is one again, 0 when it was there."""
        if self._strategy.hit(rate.item, what, who):
            return 0.0
        return max(self._strategy.get_window_stats(rate.item, what, who).reset_time - time.time(), 1.0)

    def failed(self, name: str) -> None:
        """Count a wrong password for a name."""
        self._strategy.hit(FAILED.item, "failed", name)

    def forget(self, name: str) -> None:
        """A right password: the name is as it was."""
        self._strategy.clear(FAILED.item, "failed", name)

    def delay(self, name: str) -> float:
        """Seconds to hold back the next answer to a sign-in by a name; doubles with each wrong password."""
        left: int = self._strategy.get_window_stats(FAILED.item, "failed", name).remaining
        beyond = FAILED.most - left - PATIENCE
        return min(0.5 * 2.0 ** min(beyond, 10), self._longest_delay) if beyond > 0 else 0.0


def site_of(host: str) -> str:
    """Whom a rate counts for an address: the address, for IPv6 the site it belongs to.

    >>> site_of("203.0.113.7"), site_of("2001:db8:1:2:3:4:5:6"), site_of("::ffff:203.0.113.7")
    ('203.0.113.7', '2001:db8:1:2::/64', '203.0.113.7')
    """
    try:
        ip = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    return str(ip.ipv4_mapped or ipaddress.ip_network((int(ip), IPV6_SITE), strict=False))
