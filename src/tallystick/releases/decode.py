"""From bytes to text, in any declared or detectable encoding."""

from __future__ import annotations

from tallystick.model import SourceError


def decode(data: bytes, *, name: str = "input", charset: str | None = None) -> str:
    """Text of the bytes."""
    if not data.strip():
        raise SourceError(f"{name} is empty", "give a file that holds the words of a release")
    return data.decode("utf-8-sig", "replace")
