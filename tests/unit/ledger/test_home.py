"""Where and when a release speaks from."""

from __future__ import annotations

import msgspec
import pytest

from tallystick.ledger import Ledger
from tallystick.ledger.home import home_area, publication
from tests.unit.ledger.build import release, said


@pytest.mark.parametrize(
    ("title", "text", "area"),
    [
        ("广东省2025年政府工作报告", "我省工业增长。", "CN-GD"),
        ("工业生产", "规模以上工业增长。", "CN"),
        ("UK output in June", "China and India grew too.", "GB"),
        ("Output", "China grew. China's exports rose. So did those of Japan.", "CN"),
        ("Output", "China grew. India grew. Japan grew.", ""),
        ("Output", "Nobody is named.", ""),
    ],
)
def test_the_area_a_release_speaks_from(title: str, text: str, area: str) -> None:
    language = "en" if text.isascii() else "zh"
    made = release("made", None, text=text, title=title, language=language, publisher="").release
    assert home_area(made) == area
    assert home_area(msgspec.structs.replace(made, place="Beijing")) == area


def test_the_day_a_release_is_ordered_by() -> None:
    made = release("report", None, title="Report of 2019").release
    assert publication(made, today="2024-01-01") == ("2019-12-31", "year")
    assert publication(made, today="2019-05-01") == ("2019-05-01", "kept")
    assert publication(release("x", "2020-01-02").release, today="2024-01-01") == ("2020-01-02", "released")


def test_a_province_that_speaks_of_the_nation_makes_no_series(ledger: Ledger) -> None:
    national = said("4.6", "2024", area="CN")
    ledger.keep(release("guangdong", "2025-01-15", national, title="Guangdong in 2024"))
    assert not ledger.series_list()
    own = said("4.4", "2024", area="")
    ledger.keep(release("guangdong", "2025-01-16", own, title="Guangdong again"))
    assert [info.area for info in ledger.series_list()] == ["CN-GD"]
