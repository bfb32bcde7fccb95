"""Reads knowledge: every TOML file of a folder, in the order of their names.

Adding knowledge means adding or extending a file; no code and no central list names the files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tallystick.model import KnowledgeError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


class Topics(Mapping[str, dict[str, Any]]):
    """File stem → content for the files of a folder, in the order of their names.

    A file is parsed when it is first asked for, once a process: its content is shared and not to be changed.
    """

    def __init__(self, folder: str, entries: dict[str, Traversable]) -> None:
        self._folder = folder
        self._entries = entries
        self._parsed: dict[str, dict[str, Any]] = {}

    def __getitem__(self, name: str) -> dict[str, Any]:
        """The content of a file; KnowledgeError, naming it, when it cannot be parsed."""
        if name not in self._parsed:
            text = self._entries[name].read_text(encoding="utf-8")
            try:
                self._parsed[name] = tomllib.loads(text)
            except tomllib.TOMLDecodeError as error:
                raise KnowledgeError(f"broken knowledge file {self._folder}/{name}.toml: {error}", "mend it") from None
        return self._parsed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


@cache
def load_topics(folder: str) -> Topics:
    """File stem → content for all `.toml` files of `knowledge/<folder>` (`units/en`, `indicators` …).

    Raises KnowledgeError when the folder has none.
    """
    place = files("tallystick.knowledge").joinpath(*folder.split("/"))
    entries = sorted(place.iterdir(), key=lambda one: one.name) if place.is_dir() else []
    found = {one.name.removesuffix(".toml"): one for one in entries if one.name.endswith(".toml")}
    if not found:
        raise KnowledgeError(f"no knowledge in folder {folder!r}", "reinstall tallystick")
    return Topics(folder, found)
