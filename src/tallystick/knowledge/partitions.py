"""Divisions of a whole into parts, and how their names are found in words.

Data in `knowledge/partitions/`: a file per topic, an entry per division, in English and in Chinese.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import msgspec

from tallystick.knowledge.loader import load_topics
from tallystick.model import KnowledgeError

WHOLE, TOGETHER, NEGATIVE = -1, -2, -3
"""Labels that are no part: the whole, all parts under one name, and the last part with its sign turned."""

_LEAST_NAMED = 2


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names of parts and whole in one language; `decoys` hold such a name and mean something else."""

    parts: tuple[tuple[str, ...], ...]
    whole: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    decoys: tuple[str, ...] = msgspec.field(default=(), name="not")


class Partition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A division of a whole.

    `closed`: its parts leave nothing out. `mean`: the whole grows by a mean of what its parts grow by. `shares`:
    percentages told of its parts are mostly shares of the whole (of men and women they are mostly not). `roles` with
    `links` (identity by measure): the parts are no summands but the roles of another identity, as with a balance.
    """

    id: str
    closed: bool
    en: Names | None = None
    zh: Names | None = None
    mean: bool = True
    shares: bool = True
    roles: tuple[str, ...] = ()
    links: dict[str, str] = {}


@dataclass(frozen=True)
class Division:
    """A partition in one language, ready to be found."""

    partition: Partition
    names: Names
    language: str

    @property
    def size(self) -> int:
        """How many parts it has."""
        return len(self.names.parts)

    @cached_property
    def labels(self) -> dict[str, int | None]:
        """Every name with its label; None for a decoy."""
        known: dict[str, int | None] = {plain(name): None for name in self.names.decoys}
        for label, names in (
            *enumerate(self.names.parts),
            (WHOLE, self.names.whole),
            (TOGETHER, self.names.together),
            (NEGATIVE, self.names.negative),
        ):
            known |= {plain(name): label for name in names}
        return known

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = "|".join(re.escape(name) for name in sorted(self.labels, key=len, reverse=True))
        return re.compile(names if self.language == "zh" else rf"(?<!\w)(?:{names})(?!\w)")

    def may_stand_in(self, words: str) -> bool:
        """Whether two parts, or all under one name, may be named in plain words: quick, and never wrongly no."""
        if any(plain(name) in words for name in self.names.together):
            return True
        named = (any(plain(name) in words for name in names) for names in self.names.parts)
        return sum(named) >= _LEAST_NAMED

    def find(self, words: str) -> list[tuple[int, int, int]]:
        """Start, end and label of every name in plain words, longest first where names lie in one another.

        >>> divisions("en")["trade_by_direction"].find("net exports, exports, imports")
        [(13, 20, 0), (22, 29, 1)]
        """
        found = ((match, self.labels[match[0]]) for match in self._pattern.finditer(words))
        return [(match.start(), match.end(), label) for match, label in found if label is not None]


def plain(words: str) -> str:
    """Words as names are sought in them: small letters, no hyphens, every sign in its place."""
    low = words.lower()
    return (low if len(low) == len(words) else words).replace("-", " ")


@cache
def partitions() -> tuple[Partition, ...]:
    """All divisions, file by file; KnowledgeError names a broken one."""
    return tuple(
        _partition(topic, entry)
        for topic, content in load_topics("partitions").items()
        for entry in content.get("partition", ())
    )


@cache
def divisions(language: str) -> dict[str, Division]:
    """The divisions that a language names, by id."""
    told = ((one, one.zh if language == "zh" else one.en) for one in partitions())
    return {one.id: Division(one, names, language) for one, names in told if names is not None}


def _partition(topic: str, entry: dict[str, Any]) -> Partition:
    try:
        return msgspec.convert(entry, Partition)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"broken partition {entry.get('id')!r} in partitions/{topic}.toml: {error}") from None
