"""How numbers, intervals and periods are written for people."""

from decimal import Decimal

import pytest

from tallystick.model import Interval
from tallystick.reporting.show import show_interval, show_number, show_period


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [
        ("9.6", "9.6", "9.6"),
        ("-5.6", "−5.6", "−5.6"),
        ("4700", "4,700", "4700"),
        ("40000", "40,000", "4万"),
        ("1430000", "1.43 million", "143万"),
        ("31400000000000", "31.4 trillion", "31.4万亿"),
        ("33.333333333333336", "33.33", "33.33"),
        ("0", "0", "0"),
    ],
)
def test_numbers(number: str, english: str, chinese: str) -> None:
    assert show_number(Decimal(number)) == english
    assert show_number(Decimal(number), "zh") == chinese


@pytest.mark.parametrize(
    ("form", "english", "chinese"),
    [
        ("2021", "2021", "2021年"),
        ("2022-Q1", "Q1 2022", "2022年一季度"),
        ("2022-S1", "H1 2022", "2022年上半年"),
        ("2022-03", "Mar 2022", "2022年3月"),
        ("2021-12-31", "31 Dec 2021", "2021年12月31日"),
        ("2019-01/2019-08", "Jan–Aug 2019", "2019年1—8月"),
        ("2020/2021", "2020–2021", "2020—2021年"),
        ("GDP", "GDP", "GDP"),
    ],
)
def test_periods(form: str, english: str, chinese: str) -> None:
    assert show_period(form) == english
    assert show_period(form, "zh") == chinese


def test_intervals_show_their_open_ends() -> None:
    assert show_interval(Interval.of(Decimal("9.55"), Decimal("9.65"), upper_open=True), "%") == "[9.55, 9.65) %"
    assert show_interval(Interval.of(1430000, None, lower_open=True), "1") == "(1.43 million, ∞)"
    assert show_interval(Interval.point(12), "year") == "12 years"
