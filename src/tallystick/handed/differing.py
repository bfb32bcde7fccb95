"""What our own reader reads otherwise at the places of figures that were handed in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tallystick.model import Differs, Observation, plain

_ALWAYS = ("value", "unit", "measure", "status")
_WHERE_BOTH_TELL = ("period", "area", "base", "indicator")


def differing(handed: Sequence[Observation], own: Sequence[Observation]) -> Iterator[Differs]:
    """Field by field, for figures at the same place; both in the order of the text.

    What only one of two tells is no difference, nor is a subject in other words.
    """
    ends = [one.end for one in own]
    for figure in handed:
        at = bisect_left(ends, figure.start + 1)
        if at < len(own) and own[at].start < figure.end:
            yield from _fields(figure, own[at])


def _fields(figure: Observation, own: Observation) -> Iterator[Differs]:
    for name in (*_ALWAYS, *_WHERE_BOTH_TELL):
        told, read = getattr(figure, name), getattr(own, name)
        if told != read and (name in _ALWAYS or (told and read)):
            yield Differs(figure.id, figure.text, name, _words(told), _words(read))


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return " to ".join(str(plain(end)) for end in value)
    return str(plain(value)) if not isinstance(value, str) else value  # type: ignore[arg-type]  # the rest are numbers
