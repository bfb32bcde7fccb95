"""What a confidence leans on, and texts that give the accurate reader nothing to do."""

from __future__ import annotations

from datetime import date

import pytest

import tallystick
from tallystick.reading import read
from tallystick.reading.choosing.weights import shipped
from tallystick.reading.en.accurate import prepare, read_prepared
from tallystick.releases import from_text

TEXT = "Retail sales, March 2021\n\nRetail sales rose 4.2% in March from a year earlier. Food sales fell 0.5%."


def test_every_figure_tells_whether_the_rules_read_the_same() -> None:
    release = from_text(TEXT, "sales", released=date(2021, 4, 15))
    figures = [figure for _, _, figure in read_prepared(release, prepare(release, release.blocks), shipped())]
    assert len(figures) == 2
    for figure in figures:
        assert sum(name.startswith("rules:") for name in figure.grounds) == 1
        assert figure.confidence is not None
        assert 0 < figure.confidence < 1


@pytest.mark.parametrize("text", ["", "# \n\n", "Nothing to count here.", "| a | b |\n|---|---|\n| 1 | 2 |"])
def test_texts_without_sentences_of_figures_are_read(text: str) -> None:
    try:
        release = from_text(text, "x")
    except tallystick.TallystickError:
        return
    assert not [o for o in read(release, "accurate").observations if o.confidence is None]


def test_a_streak_spans_the_time_it_counts() -> None:
    text = "In 2021, output ranked first in the world for 12 consecutive years."
    release = from_text(text, "x", released=date(2022, 1, 20))
    (streak,) = [o for o in read(release, "accurate") if o.measure == "streak"]
    assert str(streak.period) == "2010/2021"
