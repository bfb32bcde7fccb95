"""The words of charts in English and Chinese: axes, legends, and what is told of a point."""

from __future__ import annotations

from tallystick.ledger import Point, SeriesInfo
from tallystick.reporting import show
from tallystick.reporting.words import has, word

_WORDS = (
    "value", "vintages", "rates", "revisions", "to-date", "published", "implied", "published on", "first", "up",
    "up more", "down", "down more", "months", "year to date", "as of", "scales", "tip period", "tip value", "tip said",
    "tip published", "tip quote", "tip implied", "tip low", "tip high", "tip how", "tip by", "tip which", "tip as of",
    "observed", "adjusted", "trend", "adjusted course",
)  # fmt: skip


def chart_words(language: str) -> dict[str, str]:
    """The words of charts in a language."""
    return {key: word(f"chart {key}", language) for key in _WORDS} | {"language": language}


def title_of_axis(one: SeriesInfo | Point, language: str) -> str:
    """The unit of a series, and what its values are compared with: `%, on a year earlier`."""
    unit = show.show_unit(one.unit, language).strip() or word("unit count", language)
    compared = trait(one.comparison, language) if one.comparison else ""
    return word("list comma", language).join(part for part in (unit, compared) if part)


def trait(name: str, language: str) -> str:
    """What tells a series from its siblings, in words; as it is where nobody has put it into words."""
    return word(f"trait {name}", language) if has(f"trait {name}") else name
