"""Every file of the catalogue: its names, its uniqueness, its examples and counterexamples."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tallystick.knowledge.indicators import BASES, KINDS, Indicator, catalogue, find_indicator, forms
from tallystick.knowledge.naming import Name

INDICATORS = list(catalogue().values())


def language(words: str) -> str:
    return "zh" if any("一" <= sign <= "鿿" for sign in words) else "en"


def cases(field: str) -> list[tuple[str, str]]:
    return [(one.id, words) for one in INDICATORS for words in getattr(one, field)]


@pytest.mark.parametrize(("identity", "words"), cases("examples"))
def test_examples_link(identity: str, words: str) -> None:
    found = find_indicator(words, language(words), catalogue()[identity].area)
    assert found is not None, f"{words!r} finds nothing"
    assert found.id == identity


@pytest.mark.parametrize(("identity", "words"), cases("counterexamples"))
def test_counterexamples_do_not_link(identity: str, words: str) -> None:
    found = find_indicator(words, language(words), catalogue()[identity].area)
    assert found is None or found.id != identity


@pytest.mark.parametrize("tongue", ["en", "zh"])
def test_no_wording_names_two_indicators_of_one_area(tongue: str) -> None:
    owners: dict[tuple[Name, str], set[str]] = defaultdict(set)
    for one in INDICATORS:
        for form in forms(one, tongue):
            owners[form, one.area].add(one.id)
    assert not {form: ids for form, ids in owners.items() if len(ids) > 1}


@pytest.mark.parametrize("tongue", ["en", "zh"])
def test_no_wording_is_empty(tongue: str) -> None:
    assert not [one.id for one in INDICATORS for form in forms(one, tongue) if not form.words]


def test_every_indicator_is_found_by_its_names() -> None:
    for one in INDICATORS:
        for tongue in ("en", "zh"):
            for words in one.names(tongue) if not one.scope_required else ():
                found = find_indicator(words, tongue, one.area)
                assert found is one, (words, one.id)


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.id)
def test_fields_are_sound(one: Indicator) -> None:
    assert one.kind in KINDS
    assert one.growth_basis in BASES
    assert one.higher_is_better in (-1, 0, 1)
    assert one.group
    assert language(one.name_zh) == "zh"
    assert language(one.name_en) == "en"
    assert one.lower is None or one.upper is None or one.lower < one.upper
    assert not one.part_of or one.part_of in catalogue()
    assert not one.like_for_like or one.citation


@pytest.mark.parametrize(
    ("words", "area", "identity"),
    [
        ("manufacturing output", "", None),
        ("manufacturing output", "GB", "uk.production.manufacturing"),
        ("manufacturing output", "US", "us.industrial_production.manufacturing"),
        ("US manufacturing output", "", "us.industrial_production.manufacturing"),
        ("capital expenditure", "", None),
        ("gross domestic product of India", "", None),
        ("gross domestic product of India", "IN", "gdp"),
        ("浙江省规模以上工业增加值", "", None),
        ("浙江省规模以上工业增加值", "CN-ZJ", "industry.value_added"),
        ("exports to Japan", "", "trade.with_japan.exports"),
        ("imports from Japan", "CN", "trade.with_japan.imports"),
        ("Japanese exports", "", None),
        ("", "", None),
        ("the total of", "", None),
    ],
)
def test_area_decides(words: str, area: str, identity: str | None) -> None:
    found = find_indicator(words, language(words), area)
    assert (found.id if found else None) == identity


def test_a_word_more_is_something_narrower() -> None:
    for words in (
        "added value of the tea industry above designated size",
        "robot output of one plant",
        "民营工业增加值",
    ):
        assert find_indicator(words, language(words)) is None


def test_a_very_long_subject_is_read_in_bounded_time() -> None:
    assert find_indicator("value added " * 100_000, "en") is None
    assert find_indicator("工业增加值" * 100_000, "zh") is None
