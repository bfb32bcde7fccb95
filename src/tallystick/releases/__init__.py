"""Releases: bytes, texts and addresses become a Release with its parts and what it says of itself."""

from tallystick.releases.opening import Opened, from_bytes, from_text, open_release, open_source, open_together
from tallystick.releases.sentences import sentences

__all__ = ["Opened", "from_bytes", "from_text", "open_release", "open_source", "open_together", "sentences"]
