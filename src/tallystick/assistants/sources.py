"""The text a tool is asked about: given in words, by a path inside the folder that is shared, or by an address."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from tallystick.model import SourceError
from tallystick.releases import Opened, from_text, open_source
from tallystick.web.desk import AT_ONCE

LARGEST_FILE = 20 * 1024 * 1024  # bytes


class Shared(NamedTuple):
    """What the tools may look at: a ledger, files of a folder, pages at public addresses."""

    ledger: str | None = None
    folder: Path | None = None
    addresses: bool = False


class Wanted(NamedTuple):
    """One text, as it crosses to the process that reads it."""

    kind: Literal["text", "file", "address"]
    words: str
    released: str = ""
    language: str = ""


def wanted(shared: Shared, text: str, path: str, address: str, released: str = "", language: str = "") -> Wanted:
    """The one text among the three ways to give it; SourceError says which way is open."""
    given = [(kind, words) for kind, words in (("text", text), ("file", path), ("address", address)) if words]
    if len(given) != 1:
        raise SourceError("one text is read at a time", f"give {_ways(shared)}")
    kind, words = given[0]
    if kind == "text":
        if len(words.encode("utf-8", "replace")) > AT_ONCE:
            raise SourceError(f"the text is longer than {AT_ONCE >> 10} KB", "send it in parts")
        return Wanted("text", words, released, language)
    if kind == "file":
        return Wanted("file", str(_inside(shared.folder, words)), released, language)
    if not shared.addresses:
        raise SourceError("no address is fetched here", f"give {_ways(shared)}, or start the server with --addresses")
    if not re.match(r"https?://", words, re.IGNORECASE):
        raise SourceError("an address begins with https:// or http://", f"give {_ways(shared)}")
    return Wanted("address", words, released, language)


def _ways(shared: Shared) -> str:
    ways = ["`text`"]
    ways += ["a `path` inside the shared folder"] if shared.folder else []
    ways += ["an `address`"] if shared.addresses else []
    return " or ".join(ways)


def _inside(folder: Path | None, words: str) -> Path:
    """The file that a path names, links followed; SourceError for all that is not a file inside the folder."""
    if folder is None:
        raise SourceError("no file is opened here", "give `text`, or start the server with --files FOLDER")
    root = folder.resolve()
    try:
        found = (root / words).resolve()
        if not found.is_relative_to(root):
            raise SourceError("that path leads out of the shared folder", "name a file inside it")
        if not found.is_file():
            raise SourceError(f"the shared folder has no file {words[:200]}", _there(root))
        if found.stat().st_size > LARGEST_FILE:
            raise SourceError(f"{words[:200]} is larger than {LARGEST_FILE >> 20} MB", "read a part of it as `text`")
    except (OSError, ValueError, RuntimeError):
        raise SourceError(f"no path is {words[:200]!r}", _there(root)) from None
    return found


def _there(root: Path, most: int = 20) -> str:
    names = sorted(path.name for path in root.iterdir() if path.is_file())
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"it has: {', '.join(names[:most])}{more}" if names else "it is empty"


def opened(one: Wanted) -> Opened:
    """The release of a text, opened in the process that reads it; addresses under the rules of the command line."""
    day, language = day_of(one.released), one.language or None
    if one.kind == "text":
        release = from_text(one.words, "text", released=day, language=language)
        return Opened(release=release, original=one.words.encode("utf-8", "surrogatepass"), media_type="text/plain")
    return open_source(one.words, released=day, language=language)


def day_of(words: str) -> date | None:
    """A day as a caller writes it, none of nothing; SourceError says how to write it."""
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise SourceError(f"not a date: {words[:40]}", "write it like 2022-02-28") from None
