"""A comparison: a translation held against its original, figure by figure."""

from __future__ import annotations

import msgspec

from tallystick.model.observation import Observation

# What a translator's or editor's slip most likely was; empty where the two agree.
SLIPS = (
    "scale",  # 万/亿, million/billion: off by a power of ten
    "lost decimal point",  # 5.2 → 52
    "digits",  # two digits swapped, one lost or mistyped
    "sign",  # up for down
    "times",  # 增长1.6倍 told as "1.6 times as much", or the other way round
    "percent for points",  # 6.8个百分点 told as 6.8%
    "level for change",  # "to" for "by"
    "swapped neighbours",  # two figures of a list changed places
    "bound",  # "more than" a number that the original does not exceed
    "qualifier",  # about, nearly, more than: lost, added or turned round
    "period",
    "status",  # a target told as a fact
    "measure",
    "unit",
    "value",  # none of the above explains it
)


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Two figures that say the same thing, or should: `verdict` is agrees or differs.

    `note` says in a sentence why; `rests_on` names what ties the two (value, indicator, words, order …).
    """

    original: Observation
    translation: Observation
    verdict: str
    slip: str | None = None
    note: str = ""
    rests_on: tuple[str, ...] = ()


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """All links in the order of the original, and the figures that stand in one text only.

    `missing` and `added` are those of them that the other text clearly leaves out: its neighbours are linked
    and no number there carries them. `is_pair` is False when too little agrees for a text and its translation.
    """

    original: str
    translation: str
    aligned: tuple[Link, ...]
    only_in_original: tuple[Observation, ...]
    only_in_translation: tuple[Observation, ...]
    missing: tuple[Observation, ...] = ()
    added: tuple[Observation, ...] = ()
    is_pair: bool = True

    @property
    def is_clean(self) -> bool:
        """Whether no linked figure differs and none is missing."""
        return not self.differing and not self.missing

    @property
    def differing(self) -> tuple[Link, ...]:
        """The links that differ, in the order of the original."""
        return tuple(link for link in self.aligned if link.verdict == "differs")

    def to_dict(self) -> dict[str, object]:
        """Plain JSON types, as `tallystick compare --format json` prints them."""
        return {
            "original": self.original,
            "translation": self.translation,
            "is_pair": self.is_pair,
            "summary": {
                "aligned": len(self.aligned),
                "agrees": len(self.aligned) - len(self.differing),
                "differs": len(self.differing),
                "only_in_original": len(self.only_in_original),
                "only_in_translation": len(self.only_in_translation),
                "missing": len(self.missing),
                "added": len(self.added),
            },
            "aligned": [
                {
                    "original": link.original.to_dict(),
                    "translation": link.translation.to_dict(),
                    "verdict": link.verdict,
                    "slip": link.slip,
                    "note": link.note,
                    "rests_on": list(link.rests_on),
                }
                for link in self.aligned
            ],
            "only_in_original": [o.to_dict() for o in self.only_in_original],
            "only_in_translation": [o.to_dict() for o in self.only_in_translation],
            "missing": [o.to_dict() for o in self.missing],
            "added": [o.to_dict() for o in self.added],
        }
