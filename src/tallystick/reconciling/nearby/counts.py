"""Counts of some among so many: 41个行业中，30个增长，11个下降."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tallystick.reconciling.nearby.figures import Near

FEWEST = 3  # of which it says something that all are told
MOST = 6  # kinds into which they fall
_NUMBER = re.compile(r"[\d.,\s一二三四五六七八九十百千万亿两]+")
_AMONG = re.compile(r"^[^，。；、\d]{0,12}中(?=[，,的有]|$)|^[^，。；、\d]{1,12}[：:]")


def counted(here: Sequence[Near]) -> Iterator[tuple[Near, tuple[Near, ...]]]:
    """Counts, each with those that a sentence tells of it behind, all of one counter, that add up to it."""
    for at, whole in enumerate(here[:-2]):
        if not _is_count(whole) or whole.value < FEWEST or not _AMONG.match(here[at + 1].before.strip()):
            continue
        counter = _counter(whole)
        parts = tuple(near for near in here[at + 1 :] if _is_count(near) and _counter(near) == counter)
        if 2 <= len(parts) <= MOST and sum(near.value for near in parts) == whole.value:
            yield whole, parts


def _is_count(near: Near) -> bool:
    figure = near.figure
    whole = not isinstance(figure.value, tuple) and figure.value == figure.value.to_integral_value()
    return (figure.measure, figure.unit, figure.qualifier) == ("level", "1", "") and whole and near.value > 0


def _counter(near: Near) -> str:
    return _NUMBER.sub("", near.figure.text)
