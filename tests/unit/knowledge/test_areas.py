"""Areas: every one named in both languages, and the words that name one."""

from __future__ import annotations

import pytest

from tallystick.knowledge.areas import area_name, areas, find_area


def test_every_area_is_named_in_both_languages_and_no_name_is_double() -> None:
    for language in ("en", "zh"):
        names = [name for entry in areas().values() for name in entry[language]]
        assert all(names)
        assert len(names) == len(set(names))


@pytest.mark.parametrize("code", ["CN", "CN-BJ", "CN-XJ", "GB", "US", "IN", "EU", "EA", "W0", "HK", "SG"])
def test_an_area_is_found_by_its_names(code: str) -> None:
    for language in ("en", "zh"):
        assert find_area(area_name(code, language), language) == code


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("exports of India", "en", "IN"),
        ("exports to India", "en", ""),
        ("Indiana payrolls", "en", ""),
        ("let us count", "en", ""),
        ("China's trade with the EU", "en", "CN"),
        ("Shanxi and Shaanxi", "en", ""),
        ("我国对美国出口", "zh", "CN"),
        ("对美国出口", "zh", ""),
        ("浙江省规模以上工业增加值", "zh", "CN-ZJ"),
        ("工业增加值", "zh", ""),
    ],
)
def test_find_area(text: str, language: str, code: str) -> None:
    assert find_area(text, language) == code


def test_an_unknown_code_is_its_own_name() -> None:
    assert area_name("ZZ", "en") == "ZZ"
