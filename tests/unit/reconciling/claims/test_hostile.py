"""Texts made to be slow or odd: time grows with their length, nothing raises."""

from __future__ import annotations

from time import process_time

import pytest

from tallystick.model import Block, Reading, Release
from tallystick.reconciling.claims import check_claims

PIECES = [
    ("en", "the "), ("en", "for in the "), ("en", "record high "), ("en", "the highest since "), ("en", "fell "),
    ("en", "third consecutive year "), ("en", "1,1.1"), ("en", "remained within the range of 5 to "), ("en", "first "),
    ("zh", "创新高"), ("zh", "连续3年增长"), ("zh", "首次突破1亿"), ("zh", "近年来最"), ("zh", "以来"),
    ("zh", "１２３"),
]  # fmt: skip


def _seconds(language: str, text: str) -> float:
    release = Release("odd", "odd", "", "", text, language, blocks=(Block("paragraph", 0, len(text), language),))
    start = process_time()
    list(check_claims([Reading(release, ())]))
    return process_time() - start


@pytest.mark.parametrize(("language", "piece"), PIECES)
def test_time_grows_with_length(language: str, piece: str) -> None:
    def text(length: int) -> str:
        cue = "the highest on record since 2011, " if language == "en" else "创历史新高，"
        return cue + piece * (length // len(piece))

    _seconds(language, text(1000))
    short, long = _seconds(language, text(10_000)), _seconds(language, text(40_000))
    assert long < 12 * max(short, 0.05)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "连续年", "since", "创9999999年来新高。", "the 0th consecutive fall since 0000", "连续〇年增长。"],
)
def test_odd_texts_raise_nothing(text: str) -> None:
    for language in ("en", "zh"):
        assert _seconds(language, text) < 5
