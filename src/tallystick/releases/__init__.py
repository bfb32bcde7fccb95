"""Releases: bytes, texts and addresses become a Release with its parts and what it says of itself."""

from tallystick.releases.opening import from_address, from_bytes, from_text, open_release
from tallystick.releases.sentences import sentences

__all__ = ["from_address", "from_bytes", "from_text", "open_release", "sentences"]
