"""A translation held against its original: every kind of slip is found and named, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from tallystick.aligning import compare
from tallystick.model import Observation, Reading, Release
from tallystick.reading.bounds import asserted

ZH = [
    ("粮食产量", "13657亿斤", "13657", "1365700000000", "50000000", "jin", "level", ""),
    ("规模以上工业增加值", "5.8%", "5.8", "5.8", "0.05", "%", "growth", ""),
    ("规模以上工业增加值", "1.2个百分点", "1.2", "1.2", "0.05", "pp", "change", ""),
    ("新能源汽车产量", "1.6倍", "1.6", "160", "5", "%", "growth", ""),
    ("工业企业利润", "8.7万亿元", "8.7", "8700000000000", "50000000000", "CNY", "level", ""),
    ("5G基站", "142.5万", "142.5", "1425000", "500", "1", "level", ""),
    ("城镇新增就业", "1244万人", "1244", "12440000", "5000", "1", "level", ""),
    ("城镇调查失业率", "5.2%", "5.2", "5.2", "0.05", "%", "level", ""),
    ("研发经费", "超过7.6%", "7.6", "7.6", "0.05", "%", "growth", ">"),
]
EN = [
    ("grain output", "682.85 million tonnes", "682.85", "682850000", "5000", "t", "level", ""),
    ("value added of industry above designated size", "5.8 percent", "5.8", "5.8", "0.05", "%", "growth", ""),
    ("value added of industry above designated size", "1.2 points", "1.2", "1.2", "0.05", "pp", "change", ""),
    ("output of new energy vehicles", "1.6 times", "1.6", "160", "5", "%", "growth", ""),
    ("profits of industrial enterprises", "8.7 trillion yuan", "8.7", "8700000000000", "5e10", "CNY", "level", ""),
    ("5G base stations", "1.425 million", "1.425", "1425000", "500", "1", "level", ""),
    ("urban jobs added", "12.44 million", "12.44", "12440000", "5000", "1", "level", ""),
    ("surveyed urban unemployment rate", "5.2 percent", "5.2", "5.2", "0.05", "%", "level", ""),
    ("R&D spending", "7.6 percent", "7.6", "7.6", "0.05", "%", "growth", ">"),
]


def reading(rows: Sequence[tuple[str, ...]], language: str) -> Reading:
    text, observations = "", []
    for index, row in enumerate(rows):
        observations.append(_observation(language, index, row, len(text) + len(row[0]) + 1))
        text += f"{row[0]} {row[1]} then. "
    release = Release(language, language, "", "0", text, language)
    return Reading(release, tuple(observations))


def _observation(language: str, index: int, row: tuple[str, ...], start: int) -> Observation:
    subject, text, digits, value, half, unit, measure, qualifier = row
    lower, upper, lower_open, upper_open = asserted(Decimal(value), Decimal(half), qualifier)
    return Observation(
        release=language,
        id=f"{language}:{index}",
        text=text,
        start=start,
        end=start + len(text),
        value=Decimal(value),
        lower=lower,
        upper=upper,
        lower_open=lower_open,
        upper_open=upper_open,
        digits=digits,
        unit=unit,
        measure=measure,
        subject=subject,
        qualifier=qualifier,
        sentence=f"{subject} {text} then",
        period="2023",
    )


def slips(changed: dict[int, tuple[str, ...]]) -> dict[str, str | None]:
    rows = [changed.get(index, row) for index, row in enumerate(EN)]
    return {link.translation.text: link.slip for link in compare(reading(ZH, "zh"), reading(rows, "en")).differing}


def test_a_faithful_translation_agrees_figure_by_figure() -> None:
    result = compare(reading(ZH, "zh"), reading(EN, "en"))
    assert result.is_pair
    assert [link.verdict for link in result.aligned] == ["agrees"] * len(ZH)
    assert not result.only_in_original
    assert not result.only_in_translation


def altered(index: int, **fields: str) -> tuple[str, ...]:
    names = ("subject", "text", "digits", "value", "half", "unit", "measure", "qualifier")
    return tuple(fields.get(name, old) for name, old in zip(names, EN[index], strict=True))


@pytest.mark.parametrize(
    ("index", "fields", "slip"),
    [
        (4, {"text": "8.7 billion yuan", "value": "8700000000", "half": "50000000"}, "scale"),
        (5, {"text": "14.25 million", "digits": "14.25", "value": "14250000", "half": "5000"}, "scale"),
        (1, {"text": "58 percent", "digits": "58", "value": "58", "half": "0.5"}, "lost decimal point"),
        (3, {"value": "1.6", "half": "0.05", "unit": "times", "measure": "multiple"}, "times"),
        (2, {"text": "1.2 percent", "unit": "%"}, "percent for points"),
        (4, {"subject": "profits of industrial enterprises rose by", "measure": "change"}, "level for change"),
        (1, {"text": "down 5.8 percent", "value": "-5.8"}, "sign"),
        (6, {"text": "12.54 million", "digits": "12.54", "value": "12540000"}, "digits"),
        (6, {"text": "14.24 million", "digits": "14.24", "value": "14240000"}, "digits"),
        (0, {"text": "more than 690 million tonnes", "value": "6.9e8", "half": "5e5", "qualifier": ">"}, "bound"),
        (8, {"qualifier": "<"}, "qualifier"),
    ],
)
def test_each_slip_is_named_and_nothing_else(index: int, fields: dict[str, str], slip: str) -> None:
    row = altered(index, **fields)
    assert slips({index: row}) == {row[1]: slip}


def test_neighbours_that_changed_places() -> None:
    rows = {1: altered(1, text="8.7 percent", digits="8.7", value="8.7")}
    original = [*ZH[:1], ZH[1], ("粮食出口", "8.7%", "8.7", "8.7", "0.05", "%", "growth", ""), *ZH[5:]]
    straight = [EN[0], EN[1], ("grain exports", "8.7 percent", "8.7", "8.7", "0.05", "%", "growth", ""), *EN[5:]]
    swapped = [EN[0], rows[1], (straight[2][0], *EN[1][1:]), *EN[5:]]
    assert not compare(reading(original, "zh"), reading(straight, "en")).differing
    differing = compare(reading(original, "zh"), reading(swapped, "en")).differing
    assert [link.slip for link in differing] == ["swapped neighbours"] * 2


def test_coarser_but_true_agrees() -> None:
    row = altered(5, text="more than 1.4 million", digits="1.4", value="1400000", half="50000", qualifier=">")
    assert slips({5: row}) == {}


def test_texts_that_are_no_pair() -> None:
    other = [
        (f"{name} elsewhere", f"{n}", f"{n}", f"{n}", "0.5", "km", "level", "") for n, (name, *_) in enumerate(EN, 811)
    ]
    assert not compare(reading(ZH, "zh"), reading(other, "en")).is_pair
    assert not compare(reading(ZH, "zh"), reading([], "en")).is_pair


def test_what_one_text_leaves_out_is_listed() -> None:
    result = compare(reading(ZH, "zh"), reading(EN[:4] + EN[5:], "en"))
    assert [o.subject for o in result.only_in_original] == ["工业企业利润"]
    assert [o.subject for o in result.missing] == ["工业企业利润"]
    assert not result.differing
    assert not result.is_clean
    assert result.to_dict()["summary"] == {
        "aligned": 8,
        "agrees": 8,
        "differs": 0,
        "only_in_original": 1,
        "only_in_translation": 0,
        "missing": 1,
        "added": 0,
    }
