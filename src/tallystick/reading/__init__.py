"""Release → Reading: every number becomes an observation or is listed as not read, with its reason."""

from tallystick.reading.identity import READERS, identity
from tallystick.reading.reader import read

__all__ = ["READERS", "identity", "read"]
