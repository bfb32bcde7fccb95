"""Which reader reads, and by which weights: what `auto` means here, and the fingerprint that names a reader."""

from __future__ import annotations

import gzip
import hashlib
import os
from functools import cache
from importlib.resources import files

from tallystick.model import Reader
from tallystick.reading.parse import accurate

READERS = ("auto", "fast", "accurate")
PREFERRED = "accurate"
"""What `auto` takes where it is installed; else it takes `fast`, which always is. TALLYSTICK_READER says otherwise."""

_CHOSEN = "TALLYSTICK_READER"

_WEIGHTS = {"accurate": ("tallystick.reading.choosing", "weights.json.gz")}


def resolved(reader: str) -> str:
    """The reader that a name of `READERS` stands for here: `fast` or `accurate`.

    >>> resolved("fast"), resolved("accurate")
    ('fast', 'accurate')
    """
    if reader != "auto":
        return reader
    preferred = os.environ.get(_CHOSEN) or PREFERRED
    return preferred if preferred in READERS[1:] and installed(preferred) else "fast"


def installed(reader: str) -> bool:
    """Whether what a reader needs is installed."""
    return reader != "accurate" or accurate.available()


@cache
def identity(reader: str = "auto") -> Reader:
    """A reader with the fingerprint of its weights: two texts read by equal ones were read alike.

    >>> str(identity("fast"))
    'fast'
    """
    name = resolved(reader)
    if name not in _WEIGHTS:
        return Reader(name)
    package, file = _WEIGHTS[name]
    raw = gzip.decompress(files(package).joinpath(file).read_bytes())
    return Reader(name, hashlib.sha256(raw).hexdigest()[:16])
