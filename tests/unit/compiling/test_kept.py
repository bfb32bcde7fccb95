"""A compiled release read back: its rows and their places, its recipe in words of both languages and as a file."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from tallystick.compiling.compiled import parcel
from tallystick.compiling.kept import SUPPRESSED, original_of, rows_of
from tallystick.compiling.making import Compiled
from tallystick.compiling.making import compile as compiled
from tallystick.compiling.recipes.file import to_toml
from tallystick.compiling.recipes.loading import load
from tallystick.reconciling.wording import in_language
from tallystick.reporting.recipe_words import recipe_words
from tests.unit.compiling.test_compile import DAY, RECIPE, returns

EVERYTHING: dict[str, Any] = {
    "title": 'A "title",\nof two lines\x7f',
    "columns": {"unit": "my firm"},
    "years": [],
    "edit": [
        {"method": "totals", "columns": ["turnover", "profit", "tax"], "options": {"absolute": 5.0, "share": 0.1}}
    ],
    "imputation": {"method": "mean of ratios", "auxiliary": "staff", "options": {"trim_lower": 5}},
    "estimation": {"method": "expansion", "winsorise": {"limit": 400.0}},
    "partition": [{"column": "industry", "name": "kind", "parts": {'coal, "hard"': ["06", "07"]}}],
}


@pytest.fixture(scope="module")
def made() -> Compiled:
    partition = {"column": "industry", "name": "kind", "parts": {'coal, "hard"\nand soft': ["06", "07"]}}
    return compiled(RECIPE | {"threshold": 4, "partition": [partition, {"column": "region"}]}, returns())


def test_rows_are_read_back_with_the_places_of_their_figures(made: Compiled) -> None:
    told = parcel(made, DAY)
    original = original_of(told.original)
    assert original
    found = rows_of(text := told.reading.release.text, original)
    assert [(one.name, one.unit, one.how.part, one.how.responding) for one in found] == [
        (row.name, row.unit, row.part, row.responding) for row in made
    ]
    for kept, row in zip(found, made, strict=True):
        assert {one.name: one.value for one in kept.cells if one.words != SUPPRESSED} == {
            one.name: getattr(row, one.name) for one in kept.cells if one.words != SUPPRESSED
        }
        assert kept.suppressed == row.suppressed
        assert all(text[one.start :].startswith(one.words) for one in kept.cells)
    places = {one.start for one in told.reading}
    assert places == {cell.start for one in found for cell in one.cells if cell.words != SUPPRESSED}
    assert original_of(b"{}") is original_of(b"\xff") is original_of(b"text") is None


@pytest.mark.parametrize("change", [{}, EVERYTHING], ids=["plain", "everything"])
def test_a_recipe_is_written_as_the_file_that_makes_it(change: dict[str, Any]) -> None:
    recipe = load(RECIPE | change)
    assert load(tomllib.loads(to_toml(recipe))) == recipe


@pytest.mark.parametrize("change", [{}, EVERYTHING, {"link": "", "threshold": 1}], ids=["plain", "everything", "least"])
def test_a_recipe_is_told_in_both_languages(change: dict[str, Any]) -> None:
    recipe = load(RECIPE | change)
    english, chinese = (recipe_words(recipe, language) for language in ("en", "zh"))
    assert [len(one.words) for one in english] == [len(one.words) for one in chinese]
    untold = re.sub(r"“[^”]*”|CN-?\d*", "", " ".join(words for one in chinese for words in (one.about, *one.words)))
    assert not re.search(r"[A-Za-z]{2}", untold), untold


def test_sums_are_told_in_both_languages_with_the_words_of_their_figures(made: Compiled) -> None:
    told = parcel(made, DAY)
    words = {one.id: one.text for one in told.reading}
    for finding in told.findings:
        assert [words[figure] for figure in finding.figures] == list(finding.quotes)
        assert not re.search(r"[A-Za-z]{2}", re.sub("“[^”]*”", "", in_language(finding, "zh").statement))
    bridge = next(one for one in told.findings if one.identity == "bridge_of_growth")
    assert bridge.statement.startswith("Growth of business revenue")
