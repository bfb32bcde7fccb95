"""Whether a figure that was read unsurely is read alike by another reader."""

from __future__ import annotations

from functools import lru_cache

from tallystick.ledger.records import Statement
from tallystick.model import Observation
from tallystick.pipeline import read_text

_ALIKE = ("indicator", "measure", "unit", "qualifier", "value", "status")


def read_alike(one: Statement) -> bool:
    """Whether the reader by rules finds the same in the figure's sentence as the reader that doubted it.

    The two are made apart, one by rules and one by a parser and learned choosers, so what both say is no guess of one.
    English only: Chinese has one reader, and only the other one says of English how sure it is. Of its period nothing
    is asked, as a sentence alone may not tell it; a statement without a period has none to be wrong.
    """
    if one.confidence is None or not one.sentence or not one.sentence.isascii():
        return False
    if one.period and one.series:
        return False
    return any(all(getattr(one, name) == getattr(found, name) for name in _ALIKE) for found in _read(one.sentence))


@lru_cache(maxsize=256)
def _read(sentence: str) -> tuple[Observation, ...]:
    return tuple(read_text(sentence, language="en", reader="fast").observations)
