"""How often one may do what is costly: buckets of tokens that fill with time."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

MOST = 10_000
"""How many buckets are remembered; the longest untouched go first."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, filled again within so many seconds."""

    burst: int
    seconds: float


SIGN_IN = Rate(10, 300)
CHECK = Rate(60, 60)
READ = Rate(1200, 60)


class Limits:
    """Buckets by what is done and who does it.

    >>> limits = Limits(clock=lambda: 0.0)
    >>> [limits.wait("check", "ana", Rate(2, 60)) for _ in range(3)]
    [0.0, 0.0, 30.0]
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, what: str, who: str, rate: Rate) -> float:
        """Take one; seconds to wait until there is one again, 0 when it was there."""
        now = self._clock()
        with self._lock:
            left, since = self._buckets.pop((what, who), (float(rate.burst), now))
            left = min(rate.burst, left + (now - since) * rate.burst / rate.seconds)
            allowed = left >= 1
            self._buckets[(what, who)] = (left - 1 if allowed else left, now)
            while len(self._buckets) > MOST:
                self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) * rate.seconds / rate.burst
