"""The imputation cases of the Office for National Statistics, out of `ons_imputation.zip`.

Its files are those of github.com/ONSdigital/statistical-methods-library at 0fd75ca, as they stand there: the inputs and
expected outputs of `tests/fixture_data/imputation` and the settings of each case, `tests/imputation/*.toml`. Crown
Copyright, under the MIT licence, which lies with them in the archive.
"""

from __future__ import annotations

import csv
import io
import tomllib
import zipfile
from functools import cache
from itertools import compress
from pathlib import Path
from typing import Any

from tallystick.compiling.methods.imputation_model import ImputationRule
from tallystick.compiling.methods.imputation_records import Names, impute_records
from tallystick.compiling.methods.links import Trim

ARCHIVE = Path(__file__).with_name("ons_imputation.zip")
NAMES = Names(unit="identifier", period="date", value="question", auxiliary="other")
KEYS = ("identifier", "date", "group")

Columns = dict[str, list[Any]]


@cache
def files() -> dict[str, bytes]:
    """All files of the archive by name."""
    with zipfile.ZipFile(ARCHIVE) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def table(name: str) -> Columns:
    """A CSV file as columns of text, None where a cell is empty; empty lines are left out."""
    head, *rows = csv.reader(io.StringIO(files()[f"{name}.csv"].decode("utf-8-sig")))
    return {column: [row[at] or None for row in rows if any(row)] for at, column in enumerate(head)}


@cache
def settings(method: str) -> dict[str, dict[str, Any]]:
    """The settings of those cases of a method that have any."""
    found: dict[str, dict[str, Any]] = tomllib.loads(files()[f"{method}.toml"].decode())["scenarios"]
    return found


def cases(method: str) -> list[str]:
    """The names of a method's cases."""
    start, end = f"{method}/", "_input.csv"
    return sorted(name[len(start) : -len(end)] for name in files() if name.startswith(start) and name.endswith(end))


def rule(method: str, told: dict[str, Any]) -> ImputationRule:
    """The rule that a case's settings tell."""
    trim = None
    if "trim_threshold" in told:
        trim = Trim(lower=told["lower_trim"], upper=told["upper_trim"], above=told["trim_threshold"])
    return ImputationRule(
        method="mean of ratios" if method == "mean_of_ratios" else "ratio of means",
        zeros=told.get("include_zeros", False),
        trim=trim,
        weight=float(told["weight"]) if "weight" in told else None,
        lag=told.get("weight_periodicity_multiplier", 1),
    )


def split(columns: Columns, period: str) -> tuple[Columns, Columns]:
    """The records before a period, and those from it on."""
    late = [when >= period for when in columns["date"]]
    return tuple(  # type: ignore[return-value]
        {name: list(compress(cells, chosen)) for name, cells in columns.items()}
        for chosen in ([not one for one in late], late)
    )


def differences(method: str, case: str, *, held: bool) -> list[str]:
    """Where our answer to a case differs from the published one; with `held` the first period is taken from there."""
    told = settings(method).get(case, {})
    start = "202002" if held else told.get("starting_period", "202001")
    earlier, wanted = split(table(f"{method}/{case}_output"), start)
    _, given = split(table(f"{method}/{case}_input"), start)
    if not given["date"]:
        return []
    found = impute_records(
        given,
        rule(method, told),
        names=NAMES,
        earlier=earlier if earlier["date"] else None,
        condition=told.get("link_filter"),
    )
    if set(found) != set(wanted) - {"filter_col"}:
        return [f"columns {set(found) ^ set(wanted)}"]
    place = {key: row for row, key in enumerate(zip(*(found[name] for name in KEYS), strict=True))}
    order = [place.get(key, -1) for key in zip(*(wanted[name] for name in KEYS), strict=True)]
    if sorted(order) != list(range(len(place))):
        return ["records"]
    return [
        f"{name} of {wanted['identifier'][at]} in {wanted['date'][at]}: {found[name][row]}, not {wanted[name][at]}"
        for name in found
        for at, row in enumerate(order)
        if not same(found[name][row], wanted[name][at])
    ]


def same(found: object, wanted: str | None) -> bool:
    """Whether an answer is the published one: numbers within 1e-6 (of those above 1, of themselves)."""
    if isinstance(found, bool) or found is None or wanted is None:
        return (wanted.lower() if wanted else None) == (None if found is None else str(found).lower())
    if isinstance(found, str):
        return found == wanted
    assert isinstance(found, (int, float))
    return abs(found - float(wanted)) <= 1e-6 * max(1.0, abs(float(wanted)))
