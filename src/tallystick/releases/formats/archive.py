"""Zip archives of strangers: opened and read within bounds, told in plain words where they cannot be."""

from __future__ import annotations

import io
import struct
import zlib
from zipfile import BadZipFile, ZipFile, ZipInfo

from tallystick.model import SourceError

LARGEST_PART = 96 * 1024 * 1024  # bytes unpacked; a document's text is far below
LARGEST_TOTAL = 192 * 1024 * 1024  # bytes unpacked of all parts that are read
MOST_MEMBERS = 20_000
_DIRECTORY_LIMIT = 4 * 1024 * 1024  # bytes of a zip's list of members
_END, _END64_LOCATOR, _END64 = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
_COMMENT = 65_557  # bytes in which a zip's end must stand
_AGAIN = "get it again, or open it in its own program and save it anew"
_LOCKED = 1  # the flag of a member that needs a password


class Archive:
    """The members of a zip archive by name, whatever their slashes and capitals; raises SourceError.

    What is unpacked is counted: no member above `LARGEST_PART`, no more than `LARGEST_TOTAL` together.
    """

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        self._unpacked = 0
        if _directory_size(data) > _DIRECTORY_LIMIT:
            raise SourceError(f"{source} is an archive of too many files to be a document", _AGAIN)
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except (BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError):
            raise SourceError(f"{source} is cut short or damaged", _AGAIN) from None
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise SourceError(f"{source} is an archive of too many files to be a document", _AGAIN)
        self._members: dict[str, ZipInfo] = {}
        for member in members:
            self._members.setdefault(_plain(member.filename), member)

    @property
    def names(self) -> frozenset[str]:
        """The members' names with plain slashes and in small letters."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes | None:
        """The bytes of a member; None where there is none of that name."""
        member = self._members.get(_plain(name))
        if member is None:
            return None
        if member.flag_bits & _LOCKED:
            raise SourceError(f"{self.source} is locked by a password", "save a copy without one")
        limit = min(LARGEST_PART, LARGEST_TOTAL - self._unpacked)
        try:
            with self._zip.open(member) as packed:
                data = packed.read(limit + 1)
        except (BadZipFile, EOFError, OSError, zlib.error, ValueError, RuntimeError, struct.error):
            raise SourceError(f"{self.source} is cut short or damaged (in {_plain(name)})", _AGAIN) from None
        if len(data) > limit:
            raise SourceError(f"{self.source} unpacks to more than a document holds", "split it into releases")
        self._unpacked += len(data)
        return data


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _directory_size(data: bytes) -> int:
    """How long a zip's list of members says it is; 0 where nothing tells."""
    end = data.rfind(_END, max(len(data) - _COMMENT, 0))
    if end < 0 or end + 22 > len(data):
        return 0
    size: int = struct.unpack_from("<L", data, end + 12)[0]
    if data[end - 20 : end - 16] == _END64_LOCATOR:
        at = data.rfind(_END64, max(end - _COMMENT, 0), end)
        if at >= 0 and at + 48 <= len(data):
            size = max(size if size != 0xFFFFFFFF else 0, struct.unpack_from("<Q", data, at + 40)[0])
    return size
