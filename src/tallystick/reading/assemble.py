"""Figure → Observation: bounds, identity in the catalogue, and the sentence it stands in."""

from __future__ import annotations

from functools import lru_cache

from tallystick.knowledge import find_area, find_indicator, told_as
from tallystick.knowledge.sureness import sure_level
from tallystick.model import Block, Observation, Release
from tallystick.reading.bounds import asserted
from tallystick.reading.figure import Figure


def to_observation(
    release: Release, block: Block, sentence: tuple[int, int], figure: Figure, default_area: str
) -> Observation:
    """Freeze one figure of a block; `sentence` is the span of its sentence in the release's text.

    `default_area` is the area the release is about, for figures whose subject names none.
    """
    lower, upper, lower_open, upper_open = asserted(figure.value, figure.half, figure.qualifier)
    area = figure.area or _area(figure.subject, block.language) or default_area
    indicator = find_indicator(figure.subject, block.language, area, figure=told_as(figure.measure, figure.status))
    return Observation(
        release=release.id,
        id=f"{release.id}:{figure.start}",
        text=release.text[figure.start : figure.end],
        start=figure.start,
        end=figure.end,
        value=figure.value,
        lower=lower,
        upper=upper,
        lower_open=lower_open,
        upper_open=upper_open,
        digits=figure.digits,
        unit=figure.unit,
        measure=figure.measure,
        subject=figure.subject,
        indicator=indicator.id if indicator else None,
        indicator_name=indicator.name(block.language) if indicator else None,
        area=area,
        period=figure.period,
        base=figure.base,
        qualifier=figure.qualifier,
        status=figure.status,
        speaker=block.speaker,
        section=block.section,
        sentence=release.text[slice(*sentence)],
        confidence=figure.confidence,
        sure=figure.confidence is None or figure.confidence >= sure_level(),
        candidates=figure.candidates,
        place=release.place_of(figure.start, figure.end),
        evidence=tuple(figure.evidence),
    )


# Subjects repeat within a release, and finding an area looks at every name of one.
_area = lru_cache(maxsize=4096)(find_area)
