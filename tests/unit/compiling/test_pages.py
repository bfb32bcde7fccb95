"""The recipes that pages show can be meant: each block is a recipe, or entries of one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tallystick.compiling.recipe_loading import load
from tallystick.compiling.treating import methods_of

DOCS = Path(__file__).parents[3] / "docs"
REST: dict[str, Any] = {"name": "shown", "indicator": [{"id": "industry.revenue", "numerator": "turnover"}, {
    "id": "industry.profit_margin", "numerator": "profit", "denominator": "turnover", "kind": "rate"}]}  # fmt: skip
BLOCKS = [
    (page, at, block)
    for page in ("compiling", "editing", "imputation")
    for at, block in enumerate(re.findall(r"```toml\n(.*?)```", (DOCS / f"{page}.md").read_text("utf-8"), re.DOTALL))
]


@pytest.mark.parametrize(("page", "at", "block"), BLOCKS, ids=[f"{page}-{at}" for page, at, _ in BLOCKS])
def test_recipes_of_pages_can_be_meant(page: str, at: int, block: str) -> None:
    methods_of(load(REST | tomllib.loads(block)))
