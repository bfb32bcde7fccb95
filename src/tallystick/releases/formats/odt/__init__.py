"""OpenDocument text (.odt), read from its content like a Word file."""

from tallystick.releases.formats.odt.reader import draft_of_odt

__all__ = ["draft_of_odt"]
