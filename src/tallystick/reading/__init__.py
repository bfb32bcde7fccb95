"""Release → Reading: every number becomes an observation or is listed as not read, with its reason."""

from tallystick.reading.reader import READERS, read

__all__ = ["READERS", "read"]
