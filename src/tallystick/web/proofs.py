"""Proofs under way: begun once for each version and state of the ledger, and looked at again while they are made."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from contextlib import suppress
from threading import Lock

from tallystick.web.briefing_records import Proof

MOST = 64
PATIENCE = 1.0
"""Proofs under way that are remembered, and seconds that a page waits for one."""


class Proofs:
    """A memory of what is being proven.

    >>> done = Future()
    >>> done.set_result("proof")
    >>> Proofs().get(("briefing", 1), lambda: done)
    'proof'
    >>> Proofs(patience=0).get(("briefing", 1), Future) is None
    True
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._lock = Lock()
        self._under_way: dict[Hashable, Future[Proof]] = {}

    def get(self, key: Hashable, begin: Callable[[], Future[Proof]]) -> Proof | None:
        """The proof once it is made, None while it is; raises what making it raised. It is begun where it is not."""
        with self._lock:
            future = self._under_way.get(key)
            if future is None:
                while len(self._under_way) >= MOST:
                    self._under_way.pop(next(iter(self._under_way)))
                future = self._under_way[key] = begin()
        try:
            proof = future.result(timeout=self._patience)
        except TimeoutError:
            if not future.done():
                return None
            self._forget(key)
            raise
        except BaseException:
            self._forget(key)
            raise
        self._forget(key)
        return proof

    def _forget(self, key: Hashable) -> None:
        with self._lock, suppress(KeyError):
            del self._under_way[key]
