"""A comparison: a translation held against its original, figure by figure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from tallystick.model.frames import Framed, Kinds
from tallystick.model.notebook import table
from tallystick.model.observation import Observation, plain

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


# Column → its kind; the order is that of every table of a comparison.
COLUMNS = {
    "verdict": "string",
    "slip": "string",
    "original": "string",
    "translation": "string",
    "original_value": "float64",
    "translation_value": "float64",
    "unit": "string",
    "original_subject": "string",
    "translation_subject": "string",
    "period": "string",
    "note": "string",
    "original_start": "int64",
    "translation_start": "int64",
    "original_sentence": "string",
    "translation_sentence": "string",
}
_SHOWN = ("verdict", "slip", "original", "translation", "original_subject", "translation_subject", "period", "note")


class Comparison(Framed, msgspec.Struct, frozen=True, kw_only=True):
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

    def to_dicts(self) -> list[dict[str, Any]]:
        """One flat dict a pair of figures, or a figure of one text: those that differ first, then what is left out.

        `verdict` is differs, missing, added, agrees, only in original or only in translation; of a range the values
        are its lower ends.
        """
        agreeing = (link for link in self.aligned if link.verdict != "differs")
        return [
            *map(_linked, self.differing),
            *(_row("missing", one, None) for one in self.missing),
            *(_row("added", None, one) for one in self.added),
            *map(_linked, agreeing),
            *(_row("only in original", one, None) for one in _without(self.only_in_original, self.missing)),
            *(_row("only in translation", None, one) for one in _without(self.only_in_translation, self.added)),
        ]

    def _kinds(self) -> Kinds:
        return COLUMNS

    def __repr__(self) -> str:
        return f"<Comparison of {self.original} with {self.translation}: {self._counts()}>"

    def _repr_html_(self) -> str:
        title = f"{self.original} and {self.translation}: {self._counts()}"
        return table(title, self.to_dicts(), _SHOWN, more="all are in .to_dicts() and .to_polars()")

    def _counts(self) -> str:
        agreeing = len(self.aligned) - len(self.differing)
        told = f"{agreeing} agree, {len(self.differing)} differ, {len(self.missing)} missing, {len(self.added)} added"
        return told if self.is_pair else f"no pair; {told}"

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


def _without(figures: Iterable[Observation], others: Iterable[Observation]) -> list[Observation]:
    ids = {one.id for one in others}
    return [one for one in figures if one.id not in ids]


def _linked(link: Link) -> dict[str, Any]:
    return _row(link.verdict, link.original, link.translation) | {"slip": link.slip or "", "note": link.note}


def _row(verdict: str, original: Observation | None, translation: Observation | None) -> dict[str, Any]:
    """A row of COLUMNS; of a figure that stands in one text the cells of the other are empty."""
    one = original or translation
    assert one is not None
    row: dict[str, Any] = {"verdict": verdict, "slip": "", "note": "", "unit": one.unit, "period": one.period}
    for side, figure in (("original", original), ("translation", translation)):
        row |= {
            side: figure.text if figure else "",
            f"{side}_value": _value(figure) if figure else None,
            f"{side}_subject": figure.subject if figure else "",
            f"{side}_start": figure.start if figure else None,
            f"{side}_sentence": figure.sentence if figure else "",
        }
    return {name: row[name] for name in COLUMNS}


def _value(figure: Observation) -> int | float | str | None:
    return plain(figure.value[0] if isinstance(figure.value, tuple) else figure.value)
