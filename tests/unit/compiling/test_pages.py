"""The recipes that pages show can be meant: each block is a recipe, or entries of one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tallystick.compiling.recipes.file import to_toml
from tallystick.compiling.recipes.loading import load
from tallystick.compiling.treating.steps import methods_of
from tallystick.reporting.recipe_words import recipe_words

DOCS = Path(__file__).parents[3] / "docs"
REST: dict[str, Any] = {"name": "shown", "indicator": [{"id": "industry.revenue", "numerator": "turnover"}, {
    "id": "industry.profit_margin", "numerator": "profit", "denominator": "turnover", "kind": "rate"}]}  # fmt: skip
BLOCKS = [
    (page, at, block)
    for page in ("compiling", "editing", "imputation")
    for at, block in enumerate(re.findall(r"```toml\n(.*?)```", (DOCS / f"{page}.md").read_text("utf-8"), re.DOTALL))
]


@pytest.mark.parametrize(("page", "at", "block"), BLOCKS, ids=[f"{page}-{at}" for page, at, _ in BLOCKS])
def test_recipes_of_pages_can_be_meant_told_and_written_again(page: str, at: int, block: str) -> None:
    made = load(REST | tomllib.loads(block))
    methods_of(made)
    assert load(tomllib.loads(to_toml(made))) == made
    assert all(recipe_words(made, language) for language in ("en", "zh"))
