"""Reading Chinese releases: figures with their meaning, and the numbers left unread."""

from tallystick.reading.zh.reader import read_blocks

__all__ = ["read_blocks"]
