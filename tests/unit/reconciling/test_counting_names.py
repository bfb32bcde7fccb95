"""A count and the names beside it agree, or nothing is said."""

from __future__ import annotations

import pytest

from tallystick import read_text
from tallystick.reconciling.completeness.counting import counted_lists


def _counted(text: str) -> list[str]:
    reading = read_text(f"News\n\n{text}\n", released="2022-02-28", reader="fast")
    return [quote for finding in counted_lists(reading) for quote in finding.quotes]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Sales of 4 goods (tea, salt, rope and coal) rose by 3% in 2021.", "4"),
        ("Output fell in 3 regions: the north, the east, and the islands.", "3"),
        ("Prices were collected in 3 towns (Ashford; Bury and its suburbs; Crewe).", "3"),
        ("茶叶、食盐、绳索等3个产品产量增长。", "3个"),
        ("有茶叶、食盐、绳索和煤炭4个产品产量增长3%。", "4个"),
        ("新增甲城、乙城、丙城等示范园区3个，产值增长3%。", "3个"),
        ("Sales fell in 4 towns. They were Ashford, Bury, Crewe and Dover.", "4"),
        ("Exports grew in 3 towns, namely Ashford, Bury and Crewe.", "3"),
        (
            "The port built 3 quays in 2021: (i) one for salt, (ii) one for rope, and (iii) one for tea.",
            "3",
        ),
        ("The port closed 3 quays in 2021:\n\n- one for salt;\n- one for rope;\n- one for tea.", "3"),
        ("2021年建成3个码头。一是食盐码头，二是绳索码头，三是茶叶码头。", "3个"),
    ],
)
def test_as_many_names_as_counted(text: str, quote: str) -> None:
    assert _counted(text) == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Sales of 5 goods (tea, salt, rope and coal) rose by 3% in 2021.",
        "Sales of 4 goods (including tea, salt, rope and coal) rose by 3% in 2021.",
        "Sales of goods (tea, salt and rope) rose in 3 regions in 2021.",
        "新增示范企业37家、冠军企业8家、上市企业3家，产值增长3%。",
        "More than 4 goods (tea, salt, rope and coal) rose in price in 2021.",
        "茶叶、食盐、绳索等12个产品产量增长。",
        "Sales fell in 5 towns. They were Ashford, Bury, Crewe and Dover.",
        "The port built 3 quays in 2021: (i) one for salt, and (ii) one for rope.",
        "The port closed 3 quays in 2021. It had 8 in 2020. It then opened these: (i) salt, (ii) rope, (iii) tea.",
        "2021年建成4个码头。一是食盐码头，二是绳索码头，三是茶叶码头。",
    ],
)
def test_nothing_is_said_of_other_lists(text: str) -> None:
    assert _counted(text) == []
