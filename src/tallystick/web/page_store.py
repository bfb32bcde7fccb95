"""Drawn pages, kept in a folder beside the ledger: what was drawn once need not be drawn again. Never in the ledger."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from tallystick.ledger.store import Store
from tallystick.reporting.page_images import DOTS

LARGEST = 256 * 1024 * 1024
"""Bytes of all pages; beyond them those that nobody asked for the longest go."""

_KEPT_SHARE = 0.75


class PageStore:
    """Pictures of pages by the hash of their document's bytes, the page and the scale."""

    def __init__(self, root: Path, largest: int = LARGEST) -> None:
        self.root, self.largest = root, largest

    @classmethod
    def beside(cls, store: Store) -> PageStore:
        """The folder beside an SQLite ledger's file; for PostgreSQL, one where the desk was started."""
        path = store.path.absolute()
        return cls(path.with_name(f"{path.name}-pages") if store.is_sqlite else Path("tallystick-pages").absolute())

    def get(self, content_hash: str, page: int, draw: Callable[[], bytes]) -> bytes:
        """The picture of a page, drawn where it is not there yet; a folder that cannot be written keeps nothing."""
        file = self.root / f"{content_hash}-{page}-{DOTS}.png"
        with contextlib.suppress(OSError):
            data = file.read_bytes()
            os.utime(file)
            return data
        data = draw()
        with contextlib.suppress(OSError):
            self._put(file, data)
        return data

    def _put(self, file: Path, data: bytes) -> None:
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._make_room(len(data))
        part = file.with_name(f".{secrets.token_hex(8)}.part")
        try:
            part.write_bytes(data)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)

    def _make_room(self, size: int) -> None:
        """Drop the pages asked for least lately until there is room for one more, and some to spare."""
        known = [(file.stat().st_mtime, file.stat().st_size, file) for file in self.root.glob("*.png")]
        whole = sum(each for _, each, _ in known)
        if whole + size <= self.largest:
            return
        for _, each, file in sorted(known):
            if whole + size <= _KEPT_SHARE * self.largest:
                return
            file.unlink(missing_ok=True)
            whole -= each
