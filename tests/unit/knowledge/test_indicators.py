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
                assert found is not None and found.id == one.id, (words, one.id)


@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.id)
def test_fields_are_sound(one: Indicator) -> None:
    assert one.kind in KINDS
    assert one.growth_basis in BASES
    assert one.higher_is_better in (-1, 0, 1)
    assert one.group
    assert language(one.name_zh) == "zh" and language(one.name_en) == "en"
    assert one.lower is None or one.upper is None or one.lower < one.upper
    assert not one.part_of or one.part_of in catalogue()
    assert not one.like_for_like or one.citation
