"""What a recipe says that cannot be meant, each with advice."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Iterator, Sequence

from tallystick.compiling.recipes.recipe import FIXED, REST, Indicator, Partition, Recipe, unit_of
from tallystick.compiling.recipes.totals import Benchmarking, Raking
from tallystick.knowledge.areas import area_name, areas
from tallystick.knowledge.indicators import BASES, catalogue
from tallystick.model import RecipeError

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
_AREA = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_MOST_DIGITS = 9
_MOST_NAMED = 3
_FIRST_YEAR, _LAST_YEAR = 1000, 9999


def checked(recipe: Recipe) -> Recipe:
    """The same; RecipeError for the first entry that cannot be meant."""
    for problem, advice in _wrong(recipe):
        raise RecipeError(problem, advice)
    return recipe


def _wrong(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """What cannot be meant, with advice, the first things first."""
    if not _NAME.fullmatch(recipe.name):
        yield (
            f"name: {recipe.name!r} is no name of a release",
            "write small letters, digits and hyphens, like industry-monthly; any words may be its title",
        )
    if not recipe.indicators:
        yield "a recipe without an [[indicator]]", "add one: id and numerator"
    yield from _wrong_area(recipe.area)
    yield from _wrong_numbers(recipe)
    for one in recipe.indicators:
        yield from ((f"[[indicator]] {one.id}: {what}", advice) for what, advice in _wrong_indicator(one))
    ids = [one.id for one in recipe.indicators]
    yield from (
        (f"[[indicator]] {one} is there twice", "take one away") for one in dict.fromkeys(ids) if ids.count(one) > 1
    )
    yield from _wrong_spans(recipe)
    plain = [part.title for part in recipe.partitions if part.column]
    for one in recipe.indicators:
        if one.chained and one.items not in plain:
            advice = f"name the partition whose parts are linked: {', '.join(plain) or 'add one'}"
            yield f"[[indicator]] {one.id}: items: no partition is called {one.items!r}", advice
    yield from ((f"[estimation] {what}", advice) for what, advice in _wrong_estimation(recipe))
    titles = [part.title for part in recipe.partitions]
    yield from ((f"[[partition]] {one} is there twice", "name one of them") for one in titles if titles.count(one) > 1)
    for part in recipe.partitions:
        wrong = _wrong_partition(part, ids, recipe.partitions)
        yield from ((f"[[partition]] {part.title}: {what}", advice) for what, advice in wrong)
    yield from _wrong_totals(recipe)


def _wrong_area(area: str) -> Iterator[tuple[str, str]]:
    if not area or area in areas():
        return
    country = area.partition("-")[0]
    parts = [one for one in areas() if one.startswith(f"{country}-")]
    if not _AREA.fullmatch(area):
        yield f"area: {area!r} is no code of an area", "write it like CN, CN-GD or US; or leave it out"
    elif parts:
        told = ", ".join(f"{one} {area_name(one, 'en')}" for one in parts)
        yield f"area: {country} has no part {area!r}", f"there are {told}"


def _wrong_numbers(recipe: Recipe) -> Iterator[tuple[str, str]]:
    if recipe.newest < 0:
        yield f"newest: {recipe.newest} periods", "give 1 or more, or 0 for all"
    if recipe.threshold < 1:
        yield f"threshold: {recipe.threshold} enterprises", "give 1 (nothing is suppressed) or more"
    if not 0 <= recipe.rate_digits <= _MOST_DIGITS:
        yield f"rate_digits: {recipe.rate_digits}", f"give 0 to {_MOST_DIGITS}"
    if len(set(recipe.years)) < len(recipe.years):
        yield "years: one is there twice", "take one away"
    if any(one <= 1 for one in recipe.years):
        yield "years: a mean is of two years or more", "write it like years = [2, 3]"


def _wrong_spans(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """What cannot be meant of values and figures from the start of the year on."""
    for name in recipe.cumulative:
        if name not in recipe.questions:
            yield f"cumulative: {name} is no value of an indicator", f"name some of {', '.join(recipe.questions)}"
    for one in recipe.indicators:
        where = f"[[indicator]] {one.id}: span: a year to date"
        if one.span != "period" and (one.kind == "weighted mean" or one.chained or one.deflator):
            yield f"{where} is of a total, ratio or rate without a deflator", 'take span away, or say "period"'


def _wrong_indicator(one: Indicator) -> Iterator[tuple[str, str]]:
    if one.id not in catalogue():
        near = _named(one.id) or difflib.get_close_matches(one.id, catalogue(), 3, 0.5)
        advice = "find its id by a name that says it whole, or in the names of: tallystick series, tallystick groups"
        yield "no indicator of the catalogue has this id", f"near it: {', '.join(near)}" if near else advice
    yield from _wrong_kind(one)
    if one.price not in BASES:
        yield f"price: {one.price!r}", f"give one of: {', '.join(filter(None, BASES))}"
    if one.id in catalogue():
        yield from _wrong_unit(one)
    if not 0 < one.scale < math.inf:
        yield f"scale: {one.scale}", "give a number above zero, like 1000 for returns in thousands"
    if one.digits is not None and not -_MOST_DIGITS <= one.digits <= _MOST_DIGITS:
        advice = f"give 0 to {_MOST_DIGITS}, or what is rounded off before the point: -6 for millions"
        yield f"digits: {one.digits}", advice
    if clash := set(one.columns) & set(FIXED):
        yield f"{clash.pop()} is no value", "name a column of values"


def _named(words: str) -> list[str]:
    """The ids of the indicators that are called so, in either language; at most three."""
    told = words.strip().casefold()
    found = {
        one for one, known in catalogue().items()
        if told and any(told in name.casefold() for tongue in ("en", "zh") for name in known.names(tongue))
    }  # fmt: skip
    return sorted(found, key=lambda one: (len(one), one))[:_MOST_NAMED]


def _wrong_kind(one: Indicator) -> Iterator[tuple[str, str]]:
    if one.kind == "total" and one.denominator:
        yield "a total has no denominator", 'say what it is: kind = "ratio", "rate" or "weighted mean"'
    if one.chained and bool(one.deflator) == bool(one.denominator):
        yield f"a {one.kind} needs volumes", "give a deflator, a price index, or a denominator, a column of volumes"
    if one.chained and not _FIRST_YEAR <= one.reference <= _LAST_YEAR:
        yield f"a {one.kind} needs its reference year", "write it like reference = 2020"
    if not one.chained and (one.items or one.reference):
        yield f"a {one.kind} has no items and no reference", 'give kind = "chained volume" or "volume index"'
    if one.kind != "total" and not one.chained and not one.denominator:
        yield f"a {one.kind} needs a denominator", "name the column it is divided by, or weighted with"
    if one.kind in ("rate", "weighted mean") and one.deflator:
        yield f"a {one.kind} is not deflated", "take deflator away"


def _wrong_unit(one: Indicator) -> Iterator[tuple[str, str]]:
    unit = unit_of(one)
    if set(unit) & set(";="):
        yield f"unit: {unit!r}", "give a code, like CNY, t or tce/CNY"
    if unit == "%" and one.kind in ("total", "ratio"):
        yield f"a {one.kind} is not in per cent", 'say how it is made: kind = "rate" or "weighted mean"'
    if one.kind == "rate" and (unit, catalogue()[one.id].unit) != ("%", "%"):
        advice = 'name an indicator that is in per cent, or give kind = "ratio" and its unit'
        yield f"a rate is in per cent, this indicator in {one.unit or catalogue()[one.id].unit}", advice


def _wrong_estimation(recipe: Recipe) -> Iterator[tuple[str, str]]:
    told = recipe.estimation
    if told.method == "sum" and (told.made or told.winsorise):
        yield "method sum has no weights", 'say how they are used: method = "expansion" or "ratio"'
    made_only = {"found": told.found, "calibrate": told.calibrate, "out_of_scope": told.out_of_scope}
    for name in () if told.made else (name for name, value in made_only.items() if value):
        yield f"{name} without weights to make", "say where counts come from: sampled, a column, or register, a table"
    if told.out_of_scope and not told.found:
        yield "out_of_scope without found", "name the column that tells I, D or O of each enterprise"
    if told.calibrate and told.method != "ratio":
        yield "calibrate without calibration factors", 'give method = "ratio"'
    if told.method == "ratio" and (told.made or told.winsorise) and not told.auxiliary:
        yield "ratio estimation without an auxiliary", "name the column whose total is known"
    if told.winsorise and bool(told.winsorise.limit or told.winsorise.limit == 0) == bool(told.winsorise.limits):
        yield (
            "winsorise needs its L",
            "give limit (a number, or a column of the returns) or limits (a table by stratum)",
        )
    if told.winsorise and isinstance(told.winsorise.limit, float) and not told.winsorise.limit >= 0:
        yield f"winsorise: an L of {told.winsorise.limit:g}", "give 0 or more"


def _wrong_totals(recipe: Recipe) -> Iterator[tuple[str, str]]:
    kinds = {one.id: one.kind for one in recipe.indicators}
    titles = {one.title for one in recipe.partitions}
    told: list[tuple[str, Benchmarking | Raking]] = [("benchmark", one) for one in recipe.benchmarks]
    told += [("rake", one) for one in recipe.rakes]
    for name, one in told:
        where = f"[[{name}]] {one.indicator}"
        if one.indicator not in kinds:
            yield f"{where}: is no indicator of this recipe", "name one that is"
        elif kinds[one.indicator] != "total":
            yield f"{where}: a {kinds[one.indicator]} adds up to no total", "name an indicator of kind total"
        if (one.partition or isinstance(one, Raking)) and one.partition not in titles:
            yield (
                f"{where}: no partition is called {one.partition!r}",
                f"there are {', '.join(sorted(titles)) or 'none'}",
            )
    for known in recipe.benchmarks:
        if not known.totals:
            yield f"[[benchmark]] {known.indicator}: no totals", "give a table with period and total"
    for raking in recipe.rakes:
        if any(not ease >= 0 for ease in raking.alterable.values()):
            yield f"[[rake]] {raking.partition}: alterable below 0", "give 0 (held), 1 (usual) or more"


def _wrong_partition(part: Partition, ids: list[str], every: Sequence[Partition]) -> Iterator[tuple[str, str]]:
    if bool(part.column) == bool(part.across):
        yield "neither a column nor across two others, or both", "give one: column, or across = [title, title]"
    if part.across:
        titles = [one.title for one in every if one.column]
        if len(set(part.across)) != 2 or len(part.across) != 2 or not set(part.across) <= set(titles):
            yield f"across {' and '.join(part.across)}", "name two partitions by a column, by their name or column"
        if part.parts:
            yield "parts of what is across two others", "they are those of the two: take parts away"
    codes = [code for several in part.parts.values() for code in several]
    yield from ((f"code {code} is in two parts", "parts must not overlap") for code in codes if codes.count(code) > 1)
    if taken := {"", REST} & set(part.parts):
        yield f"a part is called {taken.pop()!r}", f"give it another name: {REST} are those in no part"
    for whole, named in part.indicators.items():
        if whole not in ids:
            yield f"indicators: {whole} is no indicator of this recipe", "name one that is"
        yield from (
            (f"indicators: {one} is not in the catalogue", "name one that is, or leave it out")
            for one in named.values()
            if one not in catalogue()
        )
