"""Slips that translations of official figures have really made, retold in our own words and read by the readers."""

from __future__ import annotations

from datetime import date

import pytest

from tallystick.aligning import compare
from tallystick.model import Comparison
from tallystick.reading import read
from tallystick.releases import from_text

DAY = date(2024, 11, 7)
ZH = (
    "前10个月，我国货物贸易进出口总值36.02万亿元，同比增长5.2%。其中，出口20.8万亿元，增长6.7%；进口15.22万亿元，增长3.2%。\n"
    "规模以上工业企业实现利润总额39038.1亿元，同比增长17.1%。\n"
    "软件业务收入8.1万亿元，新能源汽车产量增长1.6倍，手机产量5.2亿台。\n"
)
EN = (
    "In the first 10 months, China's total imports and exports of goods reached 36.02 trillion yuan, up 5.2 percent "
    "year on year. Exports were 20.8 trillion yuan, up 6.7 percent, and imports 15.22 trillion yuan, up 3.2 percent.\n"
    "Profits of industrial enterprises above designated size came to 3,903.81 billion yuan, up 17.1 percent.\n"
    "Software revenue was 8.1 trillion yuan, the output of new energy vehicles increased by 160 percent, and the "
    "output of mobile phones reached 520 million units.\n"
)


def held(english: str) -> Comparison:
    """The English text held against the Chinese one."""
    original = read(from_text(ZH, "original", released=DAY))
    return compare(original, read(from_text(english, "translation", released=DAY)))


def test_the_faithful_translation_agrees() -> None:
    result = held(EN)
    assert result.is_pair
    assert not result.differing
    assert len(result.aligned) == 11


@pytest.mark.parametrize(
    ("said", "slipped", "slip"),
    [
        ("36.02 trillion", "3.602 trillion", "scale"),  # one place too low throughout
        ("20.8 trillion", "2.08 trillion", "scale"),
        ("3,903.81 billion", "390.83 billion", "value"),  # 亿 told as ten million, and two digits changed
        ("8.1 trillion", "8,100 trillion", "scale"),  # a comma for the point
        ("8.1 trillion", "8.1 billion", "scale"),
        ("520 million", "52 million", "scale"),  # an integer part lost with its unit
        ("increased by 160 percent", "was 1.6 times that of a year before", "times"),
        ("5.2 percent", "52 percent", "lost decimal point"),
        ("17.1 percent", "11.7 percent", "digits"),
        ("up 3.2 percent", "down 3.2 percent", "sign"),
    ],
)
def test_a_slip_is_found_and_named(said: str, slipped: str, slip: str) -> None:
    assert EN.count(said) == 1
    assert [link.slip for link in held(EN.replace(said, slipped)).differing] == [slip]
