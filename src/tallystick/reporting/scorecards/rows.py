"""A scorecard as flat rows for CSV and JSON, a card each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tallystick.knowledge.lights import Rule
from tallystick.model.observation import plain
from tallystick.monitoring import Card, Change, Scorecard
from tallystick.reporting.scorecards.words import worded

_CHANGE = ("period", "by", "low", "high", "unit", "told")
_PLACE = ("rank", "tied", "of", "least_rank", "most_rank", "percentile", "since", "missing")
_BAND = ("since", "of", "least", "lower", "median", "upper", "most", "at")
_MOVEMENT = ("period", "by", "low", "high", "compiled", "publisher", "published", "series", "observation")
_AIM = ("period", "value", "value_to", "bound", "about", "verdict", "set_by", "set_on", "quote")
_PLAIN = (
    "group", "indicator", "measure", "unit", "area", "period", "accumulation", "value", "lower", "upper", "qualifier",
    "better",
)  # fmt: skip
_SOURCE = ("publisher", "published", "quote", "series", "observation", "release")


def rows(told: Scorecard, *, rules: Sequence[Rule] | None = None, language: str = "en") -> list[dict[str, Any]]:
    """All cards, those without a value too; the same columns in each, numbers as numbers."""
    return [_row(card, rules, language) for card in told.cards]


def _row(card: Card, rules: Sequence[Rule] | None, language: str) -> dict[str, Any]:
    words = worded(card, language, rules)
    row: dict[str, Any] = {name: getattr(card, name) for name in _PLAIN}
    row["name"] = words.name
    row["light"], row["could_be"] = card.light.colour, list(card.light.could_be)
    row["rule"], row["rule_words"], row["why"] = card.light.rule, words.rule, words.why
    row |= _fields("before", card.before, _CHANGE) | _fields("year_earlier", card.year, _CHANGE)
    row |= _fields("", card.place, _PLACE)
    for name in ("last_higher", "last_lower"):
        row |= _fields(name, getattr(card.place, name, None), ("period", "value"))
    row |= _fields("band", card.band, _BAND) | {"band_why": words.band_more if card.band is None else ""}
    row |= _fields("adjusted", card.movement, _MOVEMENT)
    row["adjusted_words"], row["adjusted_why"] = words.moves, words.unmoved
    row |= _fields("turn", getattr(card.movement, "turn", None), ("kind", "period", "provisional"))
    row["turn_words"] = words.turn
    row |= _fields("target", card.target, _AIM)
    row["notes"] = list(words.notes)
    row |= {name: getattr(card, name) for name in _SOURCE}
    return {name: plain(value) if isinstance(value, Decimal) else value for name, value in row.items()}


def _fields(prefix: str, record: Change | Any, names: Sequence[str]) -> dict[str, Any]:
    head = f"{prefix}_" if prefix else ""
    return {f"{head}{name}": None if record is None else getattr(record, name) for name in names}
