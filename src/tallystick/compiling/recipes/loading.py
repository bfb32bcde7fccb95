"""Recipes as they come: a TOML file, or a mapping of its shape, read with what is wrong named by its entry."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pyarrow

from tallystick.compiling.recipes.checks import checked
from tallystick.compiling.recipes.recipe import Indicator, Partition, Recipe
from tallystick.compiling.recipes.steps import Edit, Imputation, Intake, Queries
from tallystick.compiling.recipes.totals import Benchmarking, Estimation, Raking, Winsorising
from tallystick.compiling.returns.given import filled
from tallystick.model import RecipeError

_SHAPES = (
    Recipe, Indicator, Partition, Edit, Imputation, Estimation, Winsorising, Queries, Benchmarking, Raking, Intake,
)  # fmt: skip


def load(source: str | Path | Mapping[str, Any] | Recipe) -> Recipe:
    """The recipe in a TOML file, or in a mapping of the same shape. RecipeError names the entry that is wrong.

    >>> made = load({"name": "industry", "indicator": [{"id": "industry.revenue", "numerator": "turnover"}]})
    >>> made.values, made.keys
    (('turnover',), ('industry',))
    """
    name, folder = "the recipe", Path()
    if isinstance(source, Recipe):
        return checked(filled(source, folder))
    if not isinstance(source, (Mapping, str, Path)):
        raise RecipeError(f"a {type(source).__name__} is no recipe", "give a file, or a mapping of its shape")
    if not isinstance(source, Mapping):
        name, folder = str(source), Path(source).parent
        source = _parsed(Path(source))
    told = _with_rows(source)
    try:
        recipe = msgspec.convert(told, Recipe)
    except msgspec.ValidationError as error:
        raise RecipeError(f"{name}: {_where(str(error), told)}", _advice(str(error))) from None
    return checked(filled(recipe, folder))


def new() -> str:
    """A recipe to begin with, explained line by line."""
    return Path(__file__).with_name("recipe.toml").read_text(encoding="utf-8")


def _with_rows(told: Any) -> Any:
    """The same with tables of Arrow, Polars or pandas as their rows."""
    if isinstance(told, Mapping):
        return {name: _with_rows(one) for name, one in told.items()}
    if isinstance(told, (list, tuple)):
        return [_with_rows(one) for one in told]
    return pyarrow.table(told).to_pylist() if hasattr(told, "__arrow_c_stream__") else told


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        advice = "write one with: tallystick compile --new FILE"
        raise RecipeError(f"cannot read the recipe {path}: {error.strerror}", advice) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecipeError(f"{path} is no TOML: {error}", "mend that line") from None


def _where(error: str, source: Mapping[str, Any]) -> str:
    """A validation error with the entry it is about, by its id or name."""
    what, _, path = error.partition(" - at `$")
    found = re.match(r"\.(indicator|partition|edit|benchmark|rake)\[(\d+)\]", path)
    if not found:
        return f"{what}{f' (at {path[1:-1]})' if path else ''}"
    entry = source[found[1]][int(found[2])]
    label = next(
        (entry[key] for key in ("id", "name", "method", "column", "indicator") if key in entry), int(found[2]) + 1
    )
    return f"[[{found[1]}]] {label}: {what}"


def _advice(error: str) -> str:
    unknown = re.search(r"unknown field `(\w+)`", error)
    every = {name for one in _SHAPES for name in _fields(one)}
    near = difflib.get_close_matches(unknown[1], every, 1) if unknown else []
    return f"did you mean {near[0]}?" if near else "see what a recipe holds: tallystick compile --new FILE"


def _fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return kind.__struct_encode_fields__
