"""Texts at hand, from Python."""

from __future__ import annotations

from datetime import date

import pytest

import tallystick
from tallystick.model import SourceError


def test_a_text_is_read_like_a_file() -> None:
    words = "Retail sales rose by 3.2% last year."
    reading = tallystick.read_text(words, released="2022-01-20", language="en")
    [figure] = reading
    assert (figure.period, figure.base, figure.id.partition("-")[0]) == ("2021", "2020", "text")
    assert reading.release.released == date(2022, 1, 20)
    assert tallystick.check(reading).findings == ()


def test_a_text_given_as_a_path_is_told_how_to_be_read() -> None:
    for text in ("Retail sales rose by 3.2% in 2021.", "去年，零售额增长3.2%。", "Sales rose by 3.2%. " * 400):
        with pytest.raises(SourceError, match=r"tallystick\.read_text\(") as told:
            tallystick.read(text)
        assert len(str(told.value)) < 400


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(SourceError, match="no text"):
        tallystick.read_text("  ")
