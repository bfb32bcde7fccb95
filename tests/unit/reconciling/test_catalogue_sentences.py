"""A check never breaks, whatever indicator of the catalogue a sentence is about."""

from __future__ import annotations

from datetime import date

import pytest

from tallystick import pipeline
from tallystick.knowledge.indicators import catalogue
from tallystick.releases import from_text

_SENTENCES = {
    "en": (
        "{} rose for the 5th consecutive year in 2024, since 2020.",
        "In the fourth quarter of 2024, {} had grown by 5.6% for 12 consecutive years, ranking first in the world.",
        "{} accounted for 27.4% of the total at the end of 2024, up 1.2 percentage points from the end of 2023.",
    ),
    "zh": (
        "2024年末，{}连续12年居世界第一。",
        "2024年四季度，{}增长5.6%，自2012年以来连续12年增长，占全国的27.4%。",
    ),
}


@pytest.mark.parametrize(
    ("language", "sentence"), [(language, sentence) for language, all_of in _SENTENCES.items() for sentence in all_of]
)
def test_every_indicator_can_be_checked_in_it(language: str, sentence: str) -> None:
    kinds = {(one.kind, one.unit, one.scope_required, one.partition): one for one in catalogue().values()}
    read = 0
    for indicator in kinds.values():
        text = sentence.format(indicator.name_zh if language == "zh" else indicator.name_en)
        reading = pipeline.read(from_text(text, name="x", released=date(2025, 1, 20)))
        pipeline.check(reading)
        read += len(reading)
    assert read >= len(kinds)
