"""The weights of all choosers in one file, with the fingerprint of the texts they were made from."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from tallystick.reading.choosing.confidence import Calibration
from tallystick.reading.choosing.linear import Classifier, Ranker


class Weights(msgspec.Struct, frozen=True):
    """What the reader chooses by; `texts` is the fingerprint of the texts they were learned from.

    `subject_words` and `whole_words` tell the odds that a word belongs to a subject or whole.
    """

    texts: str
    document: Ranker
    measure: Classifier
    sign: Classifier
    status: Classifier
    period: Ranker
    base: Ranker
    whole: Ranker
    whole_words: Ranker
    subject: Ranker
    subject_words: Ranker
    calibration: Calibration


def save(weights: Weights, path: Path) -> str:
    """Write weights, the same bytes for the same weights; their fingerprint."""
    raw = msgspec.json.encode(weights, order="deterministic")
    path.write_bytes(gzip.compress(raw, 9, mtime=0))
    return hashlib.sha256(raw).hexdigest()[:16]


def load(path: Path) -> Weights:
    """Weights from a file."""
    return msgspec.json.decode(gzip.decompress(path.read_bytes()), type=Weights)


@cache
def shipped() -> Weights:
    """The weights that come with the package."""
    return load(Path(str(files("tallystick.reading.choosing").joinpath("weights.json.gz"))))
