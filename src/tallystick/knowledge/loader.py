"""Reads knowledge: every TOML file of a folder, in the order of their names.

Adding knowledge means adding or extending a file; no code and no central list names the files.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from tallystick.model import KnowledgeError


def load_topics(folder: str) -> dict[str, dict[str, Any]]:
    """File stem → content for all `.toml` files of `knowledge/<folder>` (`units/en`, `indicators` …).

    Raises KnowledgeError naming the file when one cannot be parsed or the folder has none.
    """
    place = files("tallystick.knowledge").joinpath(*folder.split("/"))
    topics: dict[str, dict[str, Any]] = {}
    for entry in sorted(place.iterdir(), key=lambda e: e.name) if place.is_dir() else ():
        if not entry.name.endswith(".toml"):
            continue
        try:
            topics[entry.name.removesuffix(".toml")] = tomllib.loads(entry.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise KnowledgeError(f"broken knowledge file {folder}/{entry.name}: {error}", "mend its TOML") from None
    if not topics:
        raise KnowledgeError(f"no knowledge in folder {folder!r}", "reinstall tallystick")
    return topics
