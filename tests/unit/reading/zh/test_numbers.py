from decimal import Decimal

import pytest

from tallystick.reading.printed.zh.numbers import parse_number


@pytest.mark.parametrize(
    ("text", "value", "half"),
    [
        ("1万5千", "15000", "500"),
        ("三万五千一百二十八", "35128", "0.5"),
        ("1.2万亿", "1200000000000", "50000000000"),
        ("3亿5000万", "350000000", "5000"),
        ("13657亿", "1365700000000", "50000000"),
        ("二十三点五亿", "2350000000", "5000000"),
        ("十二", "12", "0.5"),
        ("两千", "2000", "500"),
        ("4800", "4800", "50"),
        ("4810", "4810", "0.5"),
        ("1,234.5", "1234.5", "0.05"),
        ("二〇二三", "2023", "0.5"),
        ("百万", "1000000", "500000"),
    ],
)
def test_numerals_have_their_value_and_their_rounding(text: str, value: str, half: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.half) == (Decimal(value), Decimal(half))


@pytest.mark.parametrize("text", ["6600多万", "4亿多", "200余", "两千多"])
def test_more_than_is_remembered(text: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.more


@pytest.mark.parametrize("text", ["", "多", "九点", "12三", "亿" * 40, "9" * 200])
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_number(text) is None
