"""Rendered parts of pages, kept as long as the ledger stays as it was."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable
from threading import Lock, RLock

ROOM = 48 * 1024 * 1024
"""Bytes of text that may be kept; the least used go first."""


class Fragments:
    """A bounded memory of texts by what they show; a new stamp of the ledger makes it forget all.

    >>> memory = Fragments(room=100)
    >>> memory.get("1", "front", lambda: "drawn"), memory.get("1", "front", lambda: "drawn again")
    ('drawn', 'drawn')
    >>> memory.get("2", "front", lambda: "drawn again")
    'drawn again'
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._stamp = ""
        self._kept: OrderedDict[Hashable, str] = OrderedDict()
        self._size = 0
        self._lock, self._together = Lock(), Lock()
        self._makers: dict[Hashable, RLock] = {}

    def get(self, stamp: str, key: Hashable, make: Callable[[], str]) -> str:
        """The text kept under `key`, made by the first who asks; others who ask meanwhile wait for it."""
        with self._lock:
            if (kept := self._known(stamp, key)) is not None:
                return kept
            maker = self._makers.setdefault(key, RLock())
        with maker:
            with self._lock:
                if (kept := self._known(stamp, key)) is not None:
                    return kept
            try:
                made = make()
            finally:
                with self._lock:
                    self._makers.pop(key, None)
            with self._lock:
                self._put(stamp, key, made)
            return made

    def get_all(
        self, stamp: str, keys: Collection[Hashable], make: Callable[[list[Hashable]], Iterable[str]]
    ) -> dict[Hashable, str]:
        """The texts kept under several keys; those not there are made together, in their order, by one at a time."""
        with self._together:
            with self._lock:
                found = {key: kept for key in keys if (kept := self._known(stamp, key)) is not None}
            missing = [key for key in dict.fromkeys(keys) if key not in found]
            made = dict(zip(missing, make(missing), strict=True)) if missing else {}
            with self._lock:
                for key, text in made.items():
                    self._put(stamp, key, text)
            return found | made

    def _known(self, stamp: str, key: Hashable) -> str | None:
        if stamp != self._stamp:
            self._kept.clear()
            self._stamp, self._size = stamp, 0
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def _put(self, stamp: str, key: Hashable, made: str) -> None:
        if stamp != self._stamp or key in self._kept:
            return
        self._kept[key] = made
        self._size += len(made)
        while self._size > self._room:
            _, gone = self._kept.popitem(last=False)
            self._size -= len(gone)
