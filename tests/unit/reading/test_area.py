"""Which area a release is about."""

import pytest

from tallystick.model import Block, Release
from tallystick.reading.area import area_of_release


def release(text: str = "Output rose.", *, title: str = "", publisher: str = "", language: str = "en") -> Release:
    blocks = tuple(Block("paragraph", 0, len(text), language) for _ in range(1))
    return Release("x", "x", "", "0", text, language, blocks, title=title, publisher=publisher)


@pytest.mark.parametrize(
    ("made", "area"),
    [
        (release(title="2025年广东省政府工作报告", publisher="国务院", language="zh"), "CN-GD"),
        (release(title="Retail sales", publisher="Office for National Statistics"), "GB"),
        (release(title="Retail sales", publisher="ONS"), "GB"),
        (release(publisher="Parliament of Singapore"), "SG"),
        (release(title="What we saw"), ""),
    ],
)
def test_area(made: Release, area: str) -> None:
    assert area_of_release(made) == area


def test_the_area_named_most_in_the_text_counts_where_nothing_else_tells() -> None:
    lines = ["India exports more.", "India builds.", "India and China trade.", "India grows.", "China grows."]
    starts = [sum(len(line) for line in lines[:i]) for i in range(len(lines))]
    blocks = tuple(Block("paragraph", at, at + len(line)) for at, line in zip(starts, lines, strict=True))
    assert area_of_release(Release("x", "x", "", "0", "".join(lines), "en", blocks)) == "IN"
