"""A recipe in words of either language: what its indicators are made of, by which methods, and what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from tallystick.compiling.methods.editing import THOUSAND
from tallystick.compiling.recipes.recipe import Indicator, Partition, Recipe, unit_of
from tallystick.compiling.recipes.steps import Edit
from tallystick.knowledge.areas import area_name
from tallystick.knowledge.indicators import catalogue
from tallystick.reporting.show import show_unit
from tallystick.reporting.words import has, word


class Told(NamedTuple):
    """Something to know of a recipe: what it is about, and what is said of it, a sentence each."""

    about: str
    words: tuple[str, ...]


def recipe_words(recipe: Recipe, language: str) -> list[Told]:
    """What a recipe does, in the order in which it is done."""
    made: list[tuple[str, Iterable[str]]] = [
        ("indicators", (f"{indicator_name(recipe, one.id, language)}{word('colon', language)}{formula(one, language)}"
                        for one in recipe.indicators)),
        ("returns", _returns(recipe, language)),
        ("edits", (_edit(one, language) for one in recipe.edits)),
        ("imputation", _imputation(recipe, language)),
        ("estimation", _estimation(recipe, language)),
        ("known", _known(recipe, language)),
        ("comparison", _comparison(recipe, language)),
        ("partitions", (_partition(one, language) for one in recipe.partitions)),
        ("disclosure", [word("recipe threshold" if recipe.threshold > 1 else "recipe no threshold", language,
                             n=recipe.threshold)]),
        ("rounding", [word("recipe rounding", language, n=recipe.rate_digits)]),
    ]  # fmt: skip
    told = [Told(word(f"recipe on {about}", language), tuple(words)) for about, words in made]
    return [one for one in told if one.words]


def indicator_name(recipe: Recipe, indicator: str, language: str) -> str:
    """What an indicator of a recipe is called: by the recipe, else by the catalogue."""
    own = next((one.name for one in recipe.indicators if one.id == indicator), "")
    known = catalogue().get(indicator)
    return own or (known.name(language) if known else indicator)


def formula(one: Indicator, language: str) -> str:
    """What an indicator is made of, with its unit, price basis and decimals.

    >>> formula(Indicator(id="industry.revenue", numerator="turnover", scale=1000, price="current prices"), "en")
    'sum of “turnover”, × 1000, in CNY, current prices'
    >>> formula(Indicator(id="industry.revenue", numerator="turnover", digits=-6), "en")
    'sum of “turnover”, in CNY, rounded to 1,000,000'
    """
    told = {name: f"“{getattr(one, name)}”" for name in ("numerator", "denominator", "deflator", "items")}
    told["reference"] = str(one.reference)
    key = f"recipe {one.kind}{' deflated' if one.deflator else ''}"
    parts = [word(key, language, **told)]
    parts += [word("recipe scale", language, scale=f"{one.scale:.12g}")] if one.scale != 1 else []
    unit = show_unit(unit_of(one), language).strip()
    parts += [word("recipe unit", language, unit=unit)] if unit and unit != "%" else []
    parts += [word(f"trait {one.price}", language) if has(f"trait {one.price}") else one.price] if one.price else []
    digits = one.digits or 0
    parts += [word("recipe digits", language, n=digits)] if digits > 0 else []
    parts += [word("recipe rounded", language, to=f"{10**-digits:,}")] if digits < 0 else []
    parts += [word(f"recipe span {one.span}", language)] if one.span != "period" else []
    return word("list comma", language).join(parts)


def part_name(part: str, language: str) -> str:
    """What a part is called: an area by its name, anything else as the recipe has it."""
    known = area_name(part, language)
    return f"{known}{word('in brackets', language, what=part)}" if known != part else part


def _returns(recipe: Recipe, language: str) -> Iterator[str]:
    for name, own in recipe.columns.items():
        yield word("recipe column", language, name=f"“{name}”", own=f"“{own}”")
    if recipe.cumulative:
        columns = word("list comma", language).join(f"“{one}”" for one in recipe.cumulative)
        yield word("recipe cumulative", language, columns=columns)
    for name, unit in recipe.intake.units.items():
        yield word("recipe unit of", language, name=f"“{name}”", unit=f"{unit:.12g}")
    if recipe.intake.doubled != "refuse":
        yield word(f"recipe doubled {recipe.intake.doubled}", language)


def _edit(edit: Edit, language: str) -> str:
    key = f"recipe {edit.method.replace('–', '-')}"
    options = dict(edit.options)
    factor = options.pop("factor", THOUSAND)
    told = (
        word(key, language, factor=f"{factor:,.12g}" if language == "en" else f"{factor:.12g}")
        if has(key)
        else f"“{edit.method}”"
    )
    columns = word("list comma", language).join(f"“{one}”" for one in edit.columns)
    told += word("recipe of columns", language, columns=columns) if columns else ""
    told += word("recipe auxiliary", language, column=f"“{edit.auxiliary}”") if edit.auxiliary else ""
    return told + _options(options, language)


def _imputation(recipe: Recipe, language: str) -> Iterator[str]:
    told = recipe.imputation
    words = word(f"recipe imputed by {told.method}", language)
    if told.method != "none" and told.auxiliary:
        named = [told.auxiliary] if isinstance(told.auxiliary, str) else told.auxiliary.values()
        columns = word("list comma", language).join(f"“{one}”" for one in dict.fromkeys(named))
        words += word("recipe auxiliary", language, column=columns)
    yield words + _options(told.options, language)
    if told.classes:
        columns = word("list comma", language).join(f"“{one}”" for one in told.classes)
        yield word("recipe classes", language, columns=columns)
    if told.condition:
        yield word("recipe condition", language, condition=f"“{told.condition}”")


def _estimation(recipe: Recipe, language: str) -> Iterator[str]:
    told = recipe.estimation
    yield word(f"recipe estimated by {told.method}", language)
    if told.made:
        strata = word("list comma", language).join(f"“{one}”" for one in recipe.strata)
        source = word("recipe sampled", language, column=f"“{told.sampled}”") if told.sampled else ""
        source = source or word("recipe register", language)
        yield word("recipe weights made", language, strata=strata or "“–”", source=source)
    if told.auxiliary:
        yield word("recipe calibrated", language, column=f"“{told.auxiliary}”")
    if told.calibrate:
        yield word("recipe combined", language, column=f"“{told.calibrate}”")
    if told.found:
        yield word("recipe found", language, column=f"“{told.found}”")
    if told.winsorise:
        limit = told.winsorise.limit
        yield word("recipe winsorised", language, limit=f"“{limit}”" if limit else word("recipe limits", language))


def _known(recipe: Recipe, language: str) -> Iterator[str]:
    for known in recipe.benchmarks:
        name, by = indicator_name(recipe, known.indicator, language), ""
        if known.partition:
            by = word("in brackets", language, what=word("recipe by column", language, column=f"“{known.partition}”"))
        numbers = {"rho": f"{known.rho:g}", "lam": f"{known.lam:g}"}
        yield word("recipe benchmarked", language, indicator=name, partition=by, **numbers)
    for one in recipe.rakes:
        name = indicator_name(recipe, one.indicator, language)
        yield word("recipe raked", language, indicator=name, partition=f"“{one.partition}”")


def _comparison(recipe: Recipe, language: str) -> Iterator[str]:
    linked = word("recipe link", language, column=f"“{recipe.link}”")
    yield linked if recipe.link else word("recipe no link", language)
    for years in recipe.years:
        yield word("recipe mean", language, years=years)
    if recipe.newest:
        yield word("recipe newest", language, n=recipe.newest)


def _partition(one: Partition, language: str) -> str:
    if one.across:
        titles = word("list comma", language).join(f"“{title}”" for title in one.across)
        return word("recipe across", language, partitions=titles)
    told = word("recipe by column", language, column=f"“{one.column}”")
    if one.name and one.name != one.column:
        told += word("in brackets", language, what=f"“{one.name}”")
    if not one.parts:
        return told + word("recipe each code", language)
    comma = word("list comma", language)
    parts = (f"“{name}”{word('in brackets', language, what=', '.join(codes))}" for name, codes in one.parts.items())
    return told + word("colon", language) + comma.join(parts)


def _options(options: Mapping[str, Any], language: str) -> str:
    told = ", ".join(f"{name} = {value}" for name, value in options.items() if value is not None)
    return word("in brackets", language, what=f"“{told}”") if told else ""
