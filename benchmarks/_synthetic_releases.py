"""Releases made up for measuring: forty figures each, on a truth that is revised now and then."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from tallystick.knowledge.indicators import Indicator, catalogue
from tallystick.model import Block, Observation, Period, Reading, Release

FIGURES = 40
PER_SENTENCE = 2
MONTHS = 240
"""Releases are spread over twenty years of months."""


def readings(count: int, seed: int = 1) -> Iterator[Reading]:
    """So many readings in the order of publication; three figures in four have a catalogue indicator."""
    chance = Random(seed)
    known = [entry for entry in catalogue().values() if entry.kind == "flow" and not entry.area][:120]
    for number in range(count):
        yield _reading(number, number * MONTHS // count, known, chance)


def _reading(number: int, month: int, known: list[Indicator], chance: Random) -> Reading:
    period = Period.month(2005 + month // 12, month % 12 + 1)
    released = date.fromordinal(period.end.toordinal() + 15 + number % 10)
    name = f"synthetic-{number:05d}"
    parts, placed, at = [], [], 0
    for place in range(FIGURES):
        entry = known[chance.randrange(len(known))]
        in_catalogue = chance.random() < 0.75
        subject = entry.name_en if in_catalogue else f"orders of plant {chance.randrange(500)}"
        value = _truth(subject, period, chance)
        words = f"{value}%"
        lead = f"In {period.start:%B %Y} {subject} grew by "
        parts.append(f"{lead}{words} on the year. " if place % PER_SENTENCE else f"{lead}{words}, ")
        placed.append((at + len(lead), words, value, subject, entry if in_catalogue else None))
        at += len(parts[-1])
    text = "".join(parts)
    digest = hashlib.sha256(text.encode()).hexdigest()
    release = Release(
        id=f"{name}-{digest[:8]}",
        name=name,
        source=f"{name}.txt",
        content_hash=digest,
        text=text,
        language="en",
        blocks=(Block("paragraph", 0, len(text)),),
        title=f"Release {number}",
        released=released,
        publisher=f"Bureau {number % 7}",
    )
    sentences = ["".join(parts[n : n + PER_SENTENCE]).strip() for n in range(0, FIGURES, PER_SENTENCE)]
    observations = [
        _observation(release, period, *figure, sentences[n // PER_SENTENCE]) for n, figure in enumerate(placed)
    ]
    return Reading(release, tuple(observations))


def _truth(subject: str, period: Period, chance: Random) -> Decimal:
    """The same growth for the same subject and period, but for one telling in fifty."""
    fixed = Random(f"{subject} {period}").randrange(-50, 150)
    return Decimal(fixed + (chance.randrange(-5, 6) if chance.random() < 0.02 else 0)) / 10


def _observation(
    release: Release,
    period: Period,
    at: int,
    words: str,
    value: Decimal,
    subject: str,
    entry: Indicator | None,
    sentence: str,
) -> Observation:
    half = Decimal("0.05")
    return Observation(
        release=release.id,
        id=f"{release.id}:{at}",
        text=words,
        start=at,
        end=at + len(words),
        value=value,
        lower=value - half,
        upper=value + half,
        lower_open=value < 0,
        upper_open=value >= 0,
        digits=words.rstrip("%"),
        unit="%",
        measure="growth",
        subject=subject,
        indicator=entry.id if entry else None,
        indicator_name=subject if entry else None,
        area="CN",
        period=str(period),
        base=str(period.year_before()),
        sentence=sentence,
    )
