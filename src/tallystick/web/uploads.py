"""What was sent for a job, and the page that came of it: files in a folder beside the ledger, never in it."""

from __future__ import annotations

import secrets
import shutil
import time
from datetime import date, datetime
from pathlib import Path

import msgspec

from tallystick.knowledge.briefing_groups import Groups
from tallystick.ledger.store import Store
from tallystick.model import TallystickError
from tallystick.web.briefing_records import Asked
from tallystick.web.drafts import Sent

LARGEST = 512 * 1024 * 1024
"""Bytes of everything that waits or was made; beyond them nothing more is taken."""

SETTLING_SECONDS = 3600
"""How old a folder of no job must be to count as left behind."""

LARGEST_PAGE = 12 * 1024 * 1024
_REQUEST, _PAGE = "request", "page.html"


class NoRoomError(TallystickError):
    """The folder for uploads is full or cannot be written."""


class ToProve(msgspec.Struct, frozen=True, kw_only=True):
    """A version of a briefing that a job is to prove, with the groups of the desk it was written at."""

    briefing: int
    version: int
    asked: Asked
    groups: Groups


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What a job is to do: check files, one of them perhaps with its translation, and keep them when asked.

    `saves`, `keeps` and `draft` are those of the `Viewer` of the page that comes of it.
    `observations` are those of a `Draft`, of the one file that was sent, `read_by` somebody else.
    `sees_all`: what is under embargo is theirs to see who sent it; what is kept is kept with its `embargo`.
    `to_prove` is a version of a briefing to be proven, beside no files.
    `spoken` (en, zh) and `publisher` overrule what the texts tell; `language` is that of the pages about it.
    """

    files: tuple[Sent, ...]
    translation: Sent | None = None
    released: date | None = None
    keep: bool = False
    language: str = "en"
    saves: bool = False
    keeps: bool = False
    draft: int = 0
    spoken: str = ""
    publisher: str = ""
    observations: bytes = b""
    read_by: str = ""
    sees_all: bool = False
    embargo: datetime | None = None
    to_prove: ToProve | None = None


class Uploads:
    """A folder with one folder for each job; a job's row names it by `OWNER:TOKEN`, where OWNER is this folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def beside(cls, store: Store) -> Uploads:
        """The folder beside an SQLite ledger's file; for PostgreSQL, one where the desk was started."""
        path = store.path.absolute()
        return cls(path.with_name(f"{path.name}-jobs") if store.is_sqlite else Path("tallystick-jobs").absolute())

    @property
    def owner(self) -> str:
        """What tells this folder from that of another desk over the same ledger."""
        file = self.root / "owner"
        if not file.exists():
            self._make(self.root)
            file.write_text(secrets.token_hex(8), encoding="ascii")
        return file.read_text(encoding="ascii")

    def put(self, request: Request) -> str:
        """Keep what was sent; gives what a job's row says of it. NoRoomError when it does not fit."""
        data = msgspec.msgpack.encode(request)
        try:
            if self.size() + len(data) > LARGEST:
                raise NoRoomError("too much waits to be checked", "try again later")
            name = f"{self.owner}:{secrets.token_hex(8)}"
            folder = self._folder(name)
            self._make(folder)
            (folder / _REQUEST).write_bytes(data)
        except OSError as error:
            raise NoRoomError(f"uploads cannot be kept: {error.strerror}", "tell whoever runs this desk") from None
        return name

    def get(self, name: str) -> Request | None:
        """What was sent; None when it is gone, or was sent to another desk."""
        try:
            return msgspec.msgpack.decode((self._folder(name) / _REQUEST).read_bytes(), type=Request)
        except (OSError, msgspec.MsgspecError):
            return None

    def done(self, name: str) -> None:
        """Forget what was sent; the page stays."""
        (self._folder(name) / _REQUEST).unlink(missing_ok=True)

    def put_page(self, name: str, page: str) -> None:
        """Keep the page that came of a job, unless it is too long to look at."""
        if len(page) <= LARGEST_PAGE:
            (self._folder(name) / _PAGE).write_text(page, encoding="utf-8")

    def page(self, name: str) -> str:
        """The page that came of a job; empty when there is none, or no longer."""
        try:
            return (self._folder(name) / _PAGE).read_text(encoding="utf-8")
        except OSError:
            return ""

    def drop(self, name: str) -> None:
        """Forget everything of a job."""
        shutil.rmtree(self._folder(name), ignore_errors=True)

    def tidy(self, wanted: set[str]) -> None:
        """Forget the folders that no job speaks of."""
        names = {self._folder(name).name for name in wanted}
        oldest = time.time() - SETTLING_SECONDS
        for folder in self.root.glob("job-*"):
            if folder.name not in names and folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)

    def size(self) -> int:
        """Bytes of everything in the folder."""
        return sum(file.stat().st_size for file in self.root.glob("job-*/*") if file.is_file())

    def _folder(self, name: str) -> Path:
        return self.root / f"job-{name.rpartition(':')[2]}"

    @staticmethod
    def _make(folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
