"""Rooms in which handlers work: what waits in one room holds up nobody in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar
from starlette.exceptions import HTTPException

T = TypeVar("T")

SIZES = {"pages": 4, "writes": 4, "checks": 4, "sign-in": 2, "pictures": 3}
"""Threads of each room; more would only wait for each other."""

MOST_WAITING = {"pages": 200, "writes": 50, "checks": 12, "sign-in": 20, "pictures": 200}

SMALL = 64 * 1024
"""Bytes of a form with a few fields."""

MOST_COMING = 256 * 1024 * 1024
"""Bytes of bodies that may be on their way at once; they stand in memory."""

MOST_OF_ONE = 3
"""Bodies that one person or address may have on their way at once."""

_limiters: RunVar[dict[str, CapacityLimiter]] = RunVar("rooms")


async def in_room(name: str, work: Callable[[], T]) -> T:
    """Do work in a thread of a room; 503 when too many wait at its door."""
    limiter = _limiter(name)
    if limiter.statistics().tasks_waiting >= MOST_WAITING[name]:
        raise HTTPException(503, "too many ask for the same; try again in a moment", {"Retry-After": "5"})
    return await to_thread.run_sync(work, limiter=limiter)


def _limiter(name: str) -> CapacityLimiter:
    """The room's own count of threads in this event loop."""
    try:
        known = _limiters.get()
    except LookupError:
        known = {}
        _limiters.set(known)
    return known.setdefault(name, CapacityLimiter(SIZES[name]))


class Coming:
    """Bodies on their way, small ones aside: bytes in all, number of each asker. For the event loop alone."""

    def __init__(self) -> None:
        self._bytes = 0
        self._askers: Counter[str] = Counter()

    @contextmanager
    def hold(self, asker: str, size: int) -> Iterator[None]:
        """Room for a body; 429 for who sends too many at once, 503 when all together send too much."""
        if size <= SMALL:
            yield
            return
        if self._askers[asker] >= MOST_OF_ONE:
            raise HTTPException(429, "too many uploads at once", {"Retry-After": "5"})
        if self._bytes + size > MOST_COMING:
            raise HTTPException(503, "too much is being uploaded; try again in a moment", {"Retry-After": "10"})
        self._bytes += size
        self._askers[asker] += 1
        try:
            yield
        finally:
            self._bytes -= size
            self._askers[asker] -= 1
            self._askers += Counter()  # forgets who has none
