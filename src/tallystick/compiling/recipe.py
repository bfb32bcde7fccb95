"""A recipe: which indicators are made of which columns of the returns, of which parts, by which methods."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from tallystick.knowledge.indicators import BASES, catalogue
from tallystick.model import RecipeError

Kind = Literal["total", "ratio", "rate", "weighted mean"]
FIXED = ("unit", "period", "design", "calibration")
"""Columns of returns that are no values and no groups."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_MOST_DIGITS = 9


class Indicator(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An indicator of the catalogue and what it is made of.

    `numerator`, `denominator` and `deflator` are columns of the returns. By `kind`, with weights w: a `total` is
    Σ w·numerator, a `ratio` Σ w·numerator / Σ w·denominator (energy per unit of value added), a `rate` the same in per
    cent (capacity use, profit margin), a `weighted mean` Σ w·denominator·numerator / Σ w·denominator (a rate of each
    enterprise weighted by its size). A `deflator` is a price index, 100 in the base year, that divides the numerator
    (of a `ratio` the denominator: volumes). `price` is the price basis that is told, `unit` and `name` those of the
    catalogue unless given; `scale` turns the returns' unit into it (1000 for returns in thousands), `digits` are the
    decimals printed.
    """

    id: str
    numerator: str
    denominator: str = ""
    deflator: str = ""
    kind: Kind = "total"
    price: str = ""
    unit: str = ""
    name: str = ""
    scale: float = 1.0
    digits: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it needs."""
        return tuple(one for one in (self.numerator, self.denominator, self.deflator) if one)


class Partition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A division by a `column` of the returns: each code a part, or `parts` of several codes under their names.

    `indicators` names the catalogue's indicator of a part, by the indicator of the whole and the part:
    `"industry.revenue" = {steel = "industry.steel.revenue"}`. Where codes are in no part, the rest is told as one.
    """

    column: str
    name: str = ""
    parts: dict[str, tuple[str, ...]] = {}
    indicators: dict[str, dict[str, str]] = {}

    @property
    def title(self) -> str:
        """What it is called: its name, else its column."""
        return self.name or self.column


class Edit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A correction before all else, by its `method`, of `columns` (none: of all values), with the method's options."""

    method: str
    columns: tuple[str, ...] = ()
    options: dict[str, Any] = {}


class Imputation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How values that were not returned are made: by its `method` with options; `auxiliary` is a column or none."""

    method: Literal["none", "ratio of means", "mean of ratios"] = "none"
    auxiliary: str = ""
    options: dict[str, Any] = {}


class Estimation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the enterprises that return stand for all: `sum` takes them as they are, `expansion` by their weights."""

    method: Literal["sum", "expansion"] = "expansion"
    winsorise: dict[str, Any] = {}


class Recipe(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How figures are made of returns.

    `name` is that of the release, `area` the code of the area it speaks of. `columns` tells the returns' own names of
    the columns (`unit = "firm"`). `link` is the column whose groups are worked on one by one: imputation and
    like-for-like comparison never cross it; empty: all in one. `threshold` is the fewest enterprises a figure may be
    made of: those of fewer are suppressed, and said to be. `years` lists the lengths, in years, of means of growth.
    `newest` is how many periods are told, the last ones; 0 all.
    """

    name: str
    indicators: tuple[Indicator, ...] = msgspec.field(name="indicator")
    title: str = ""
    area: str = ""
    publisher: str = ""
    columns: dict[str, str] = {}
    link: str = "industry"
    threshold: int = 3
    newest: int = 0
    rate_digits: int = 1
    years: tuple[int, ...] = (2,)
    partitions: tuple[Partition, ...] = msgspec.field(name="partition", default=())
    edits: tuple[Edit, ...] = msgspec.field(name="edit", default=())
    imputation: Imputation = Imputation()
    estimation: Estimation = Estimation()

    @property
    def values(self) -> tuple[str, ...]:
        """The value columns that are needed, each once, in the order of the recipe."""
        named = [column for one in self.indicators for column in one.columns]
        named += [column for edit in self.edits for column in edit.columns]
        named += [self.imputation.auxiliary] if self.imputation.auxiliary else []
        return tuple(dict.fromkeys(named))

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns whose codes place an enterprise: that of the link groups, then those of the partitions."""
        named = [self.link, *(one.column for one in self.partitions)]
        return tuple(dict.fromkeys(one for one in named if one))

    def column(self, name: str) -> str:
        """What the returns call a column."""
        return self.columns.get(name, name)


def load(source: str | Path | Mapping[str, Any] | Recipe) -> Recipe:
    """The recipe in a TOML file, or in a mapping of the same shape. RecipeError names the entry that is wrong.

    >>> made = load({"name": "industry", "indicator": [{"id": "industry.revenue", "numerator": "turnover"}]})
    >>> made.values, made.keys
    (('turnover',), ('industry',))
    """
    if isinstance(source, Recipe):
        return checked(source)
    name = "the recipe"
    if not isinstance(source, Mapping):
        name = str(source)
        source = _parsed(Path(source))
    try:
        recipe = msgspec.convert(source, Recipe)
    except msgspec.ValidationError as error:
        raise RecipeError(f"{name}: {_where(str(error), source)}", _advice(str(error))) from None
    return checked(recipe)


def checked(recipe: Recipe) -> Recipe:
    """The same; RecipeError for the first entry that cannot be meant."""
    for problem, advice in _wrong(recipe):
        raise RecipeError(problem, advice)
    return recipe


def new() -> str:
    """A recipe to begin with, explained line by line."""
    return Path(__file__).with_name("recipe.toml").read_text(encoding="utf-8")


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        advice = "write one with: tallystick compile --new FILE"
        raise RecipeError(f"cannot read the recipe {path}: {error.strerror}", advice) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecipeError(f"{path} is no TOML: {error}", "mend that line") from None


def _where(error: str, source: Mapping[str, Any]) -> str:
    """A validation error with the entry it is about, by its id or name."""
    what, _, path = error.partition(" - at `$")
    found = re.match(r"\.(indicator|partition|edit)\[(\d+)\]", path)
    if not found:
        return f"{what}{f' (at {path[1:-1]})' if path else ''}"
    entry = source[found[1]][int(found[2])]
    label = next((entry[key] for key in ("id", "name", "method", "column") if key in entry), int(found[2]) + 1)
    return f"[[{found[1]}]] {label}: {what}"


def _advice(error: str) -> str:
    unknown = re.search(r"unknown field `(\w+)`", error)
    every = {name for one in (Recipe, Indicator, Partition, Edit, Imputation, Estimation) for name in _fields(one)}
    near = difflib.get_close_matches(unknown[1], every, 1) if unknown else []
    return f"did you mean {near[0]}?" if near else "see what a recipe holds: tallystick compile --new FILE"


def _fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return kind.__struct_encode_fields__


def _wrong(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """What cannot be meant, with advice, the first things first."""
    if not _NAME.fullmatch(recipe.name):
        yield f"name: {recipe.name!r} is no name of a release", "write it like industry-monthly"
    if not recipe.indicators:
        yield "a recipe without an [[indicator]]", "add one: id and numerator"
    if recipe.threshold < 1:
        yield f"threshold: {recipe.threshold} enterprises", "give 1 (nothing is suppressed) or more"
    if not 0 <= recipe.rate_digits <= _MOST_DIGITS:
        yield f"rate_digits: {recipe.rate_digits}", f"give 0 to {_MOST_DIGITS}"
    if any(one <= 1 for one in recipe.years):
        yield "years: a mean is of two years or more", "write it like years = [2, 3]"
    for one in recipe.indicators:
        yield from ((f"[[indicator]] {one.id}: {what}", advice) for what, advice in _wrong_indicator(one))
    ids = [one.id for one in recipe.indicators]
    yield from (
        (f"[[indicator]] {one} is there twice", "take one away") for one in dict.fromkeys(ids) if ids.count(one) > 1
    )
    for part in recipe.partitions:
        yield from ((f"[[partition]] {part.title}: {what}", advice) for what, advice in _wrong_partition(part, ids))


def _wrong_indicator(one: Indicator) -> Iterator[tuple[str, str]]:
    if one.id not in catalogue():
        near = difflib.get_close_matches(one.id, catalogue(), 3, 0.5)
        yield "no indicator of the catalogue has this id", f"near it: {', '.join(near)}" if near else "see docs"
    if one.kind == "total" and one.denominator:
        yield "a total has no denominator", 'say what it is: kind = "ratio", "rate" or "weighted mean"'
    if one.kind != "total" and not one.denominator:
        yield f"a {one.kind} needs a denominator", "name the column it is divided by, or weighted with"
    if one.kind in ("rate", "weighted mean") and one.deflator:
        yield f"a {one.kind} is not deflated", "take deflator away"
    if one.price not in BASES:
        yield f"price: {one.price!r}", f"give one of: {', '.join(filter(None, BASES))}"
    if not one.scale > 0:
        yield f"scale: {one.scale}", "give a number above zero, like 1000 for returns in thousands"
    if not 0 <= one.digits <= _MOST_DIGITS:
        yield f"digits: {one.digits}", f"give 0 to {_MOST_DIGITS}"
    if clash := set(one.columns) & set(FIXED):
        yield f"{clash.pop()} is no value", "name a column of values"


def _wrong_partition(part: Partition, ids: list[str]) -> Iterator[tuple[str, str]]:
    codes = [code for several in part.parts.values() for code in several]
    yield from ((f"code {code} is in two parts", "parts must not overlap") for code in codes if codes.count(code) > 1)
    for whole, named in part.indicators.items():
        if whole not in ids:
            yield f"indicators: {whole} is no indicator of this recipe", "name one that is"
        yield from (
            (f"indicators: {one} is not in the catalogue", "name one that is, or leave it out")
            for one in named.values()
            if one not in catalogue()
        )
