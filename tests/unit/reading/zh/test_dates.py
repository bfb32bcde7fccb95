from datetime import date

import pytest

from tallystick.model import Period
from tallystick.reading.printed.zh.dates import Moment, resolve

NEWS = Moment(date(2022, 10, 24), 2022)
REPORT = Moment(date(2025, 1, 20), 2024, Period.year(2024), report=True)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("前三季度", "2022-01/2022-09"),
        ("三季度当季", "2022-Q3"),
        ("上半年", "2022-S1"),
        ("1—8月份", "2022-01/2022-08"),
        ("1至9月份", "2022-01/2022-09"),
        ("前两个月", "2022-01/2022-02"),
        ("去年12月份", "2021-12"),
        ("12月份", "2021-12"),
        ("9月末", "2022-09-30"),
        ("上年末", "2021-12-31"),
        ("2023年底", "2023-12-31"),
        ("2021年至2024年", "2021/2024"),
        ("二〇二一年", "2021"),
        ("“十四五”时期", "2021/2025"),
        ("10月1日至7日", "2022-10-01/2022-10-07"),
        ("2 0 2 1 年", "2021"),
    ],
)
def test_expressions_of_time_in_news(text: str, period: str) -> None:
    assert str(resolve(text, NEWS)) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [("全年", "2024"), ("去年", "2024"), ("今年", "2025"), ("五年来", "2020/2024"), ("未来三年", "2025/2027")],
)
def test_expressions_of_time_in_a_report_on_the_year_before(text: str, period: str) -> None:
    assert str(resolve(text, REPORT)) == period


@pytest.mark.parametrize("text", ["近年来", "2月31日", "13月份", "前十五个月", "五季度"])
def test_what_cannot_be_told_stays_open(text: str) -> None:
    assert resolve(text, NEWS) is None
