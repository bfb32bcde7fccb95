"""Imputation of returns in long form: a record for each unit, period and group in which the unit was sampled.

Source: Office for National Statistics, Statistical Method Specifications, "General Imputation Method Specification"
(section 3: the records that go in, come out, and are held of earlier runs), Open Government Licence 3.0.
"""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from tallystick.compiling.methods.arrays import Flags, Ints
from tallystick.compiling.methods.conditions import holds
from tallystick.compiling.methods.imputation import Imputation, impute
from tallystick.compiling.methods.imputation_model import LINKS, Held, ImputationRule, Marker, Sample
from tallystick.compiling.methods.record_columns import Columns, columns_of, floats, months, needed, texts
from tallystick.model import ReturnsError

Filled = dict[str, list[Any]]
_MARKERS = tuple(one.name for one in Marker)
_NOW, _BEFORE = "the records", "the records held"


class Names(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the columns are called: those of the records, then of the result and of what is held of earlier runs."""

    unit: str = "unit"
    period: str = "period"
    group: str = "group"
    value: str = "value"
    auxiliary: str = "auxiliary"
    manual: str = "manual_construction"
    forward: str = "forward"
    backward: str = "backward"
    construction: str = "construction"
    output: str = "output"
    marker: str = "marker"

    def link(self, kind: str) -> str:
        """The column of links of a kind."""
        return {"forward": self.forward, "backward": self.backward, "construction": self.construction}[kind]

    def keys(self) -> tuple[str, str, str]:
        """The columns that say which record is which."""
        return self.unit, self.period, self.group


class _Places:
    """Where records stand in a panel: rows are units in groups (in the order of their names), columns periods."""

    def __init__(self, columns: Columns, names: Names, step: int) -> None:
        self.names, self.step, self.known = names, step, tuple(columns)
        when = months(columns, names.period, _NOW)
        self.first = int(when.min())
        self.columns = self.column(when, _NOW)
        self.periods = int(self.columns.max()) + 1
        pairs = self.pairs(columns, _NOW)
        self.row_of = {pair: row for row, pair in enumerate(sorted(set(pairs)))}
        self.group_of = {group: at for at, group in enumerate(sorted({group for _, group in self.row_of}))}
        self.groups = np.array([self.group_of[group] for _, group in self.row_of], dtype=np.int64)
        self.rows = self.row(pairs)
        once(pairs, self.columns, columns, names)

    def pairs(self, columns: Columns, what: str) -> list[tuple[str, str]]:
        """Unit and group of each record."""
        return list(zip(texts(columns, self.names.unit, what), texts(columns, self.names.group, what), strict=True))

    def row(self, pairs: list[tuple[str, str]]) -> Ints:
        """The row of each unit and group; -1 where it is none of the sample."""
        return np.array([self.row_of.get(pair, -1) for pair in pairs], dtype=np.int64)

    def column(self, when: Ints, what: str) -> Ints:
        """The column of each month, from 0; negative before the first."""
        off = (when - self.first) % self.step
        if off.any():
            problem = f"record {int(np.flatnonzero(off)[0]) + 1} of {what} is no multiple of {self.step} months apart"
            raise ReturnsError(problem, "give the months between two periods, or mend the record's period")
        return (when - self.first) // self.step

    def panel(self, values: NDArray[Any], empty: object) -> NDArray[Any]:
        """A column of the records laid out as units × periods."""
        return laid(values, self.rows, self.columns, (len(self.groups), self.periods), empty)


def laid(values: NDArray[Any], rows: Ints, columns: Ints, shape: tuple[int, int], empty: object) -> NDArray[Any]:
    """Values at their places, `empty` elsewhere."""
    panel = np.full(shape, empty, dtype=values.dtype)
    panel[rows, columns] = values
    return panel


def once(pairs: list[tuple[str, str]], when: Ints, columns: Columns, names: Names) -> None:
    """Errors: `ReturnsError` where a unit has two records for a period in a group."""
    seen = set()
    for row, key in enumerate(zip(pairs, when.tolist(), strict=True)):
        if key in seen:
            (unit, group), period = pairs[row], columns[names.period][row]
            problem = f"{names.unit} {unit} has two records for {names.period} {period} in {names.group} {group}"
            raise ReturnsError(problem, "keep one of them")
        seen.add(key)


def impute_records(
    table: Any,
    rule: ImputationRule | None = None,
    *,
    names: Names | None = None,
    earlier: Any = None,
    condition: str | None = None,
    step: int = 1,
) -> Filled:
    """The records with their values filled: one for each that came, in the same order, as columns.

    `table` (a mapping of columns, an Arrow table or a frame) holds what `names` calls unit, period (202105, 2021-05),
    group, value (may be empty), auxiliary, and if known manual constructions and links (forward and backward together).
    `earlier` holds records of an earlier run: unit, period, group, output, marker, and where links are weighted
    `unweighted_forward` and so on; those before the first period are used (of several links that are told for a group
    in a period, the first). `condition` (see `conditions`) says which responses may enter links; `step` is the number
    of months from a period to the next.

    In the result, `output` and `marker`, links, the `count_…` of pairs behind them and whether they are `default_…`;
    with weights `unweighted_…`, with a condition `link_inclusion_…` (current, previous, next), with the mean of ratios
    `growth_…` and if trimmed `trim_inclusion_…`. Errors: `ReturnsError` for records that cannot be used.

    >>> filled = impute_records({"unit": ["a", "a"], "period": [202001, 202002], "group": ["g", "g"],
    ...                          "value": [5, None], "auxiliary": [1, 1]})
    >>> filled["output"], filled["marker"]
    ([5.0, 5.0], ['R', 'FIR'])
    """
    names, rule, columns = names or Names(), rule or ImputationRule(), columns_of(table)
    if step < 1:
        raise ReturnsError(f"periods {step} months apart", "give 1 for months, 3 for quarters, 12 for years")
    needed(columns, (*names.keys(), names.value, names.auxiliary), _NOW)
    places = _Places(columns, names, step)
    given = {kind: floats(columns, names.link(kind), _NOW, full=True) for kind in LINKS if names.link(kind) in columns}
    used = None if condition is None else holds(condition, columns)
    manual = floats(columns, names.manual, _NOW) if names.manual in columns else None
    sample = Sample(
        values=places.panel(floats(columns, names.value, _NOW), np.nan),
        sampled=places.panel(np.ones(len(places.rows), dtype=np.bool_), empty=False),
        groups=places.groups,
        auxiliary=places.panel(floats(columns, names.auxiliary, _NOW, full=True), np.nan),
        manual=None if manual is None else places.panel(manual, np.nan),
        considered=None if used is None else places.panel(used, empty=False),
        links={kind: places.panel(links, np.nan) for kind, links in given.items()} or None,
        held=None if earlier is None else _held(columns_of(earlier), places, rule, condition, set(LINKS) - set(given)),
    )
    return _long(impute(sample, rule), places, columns, rule)


def _held(
    columns: Columns, places: _Places, rule: ImputationRule, condition: str | None, wanted: set[str]
) -> Held | None:
    """What an earlier run made of the periods before the first; None where there is nothing."""
    names = places.names
    weights = sorted(wanted) if rule.weight is not None else []
    needed(columns, (*names.keys(), names.output, names.marker, *(f"unweighted_{kind}" for kind in weights)), _BEFORE)
    when = places.column(months(columns, names.period, _BEFORE), _BEFORE)
    pairs = places.pairs(columns, _BEFORE)
    once(pairs, when, columns, names)
    output = floats(columns, names.output, _BEFORE, full=True)
    markers = np.array([_marker(text) for text in texts(columns, names.marker, _BEFORE)], dtype=np.int8)
    used = None if condition is None else _holds(condition, columns, places)
    before, span = when < 0, -int(when.min())
    if span <= 0:
        return None
    rows, at = places.row(pairs), when + span
    mine, shape = before & (rows >= 0), (len(places.groups), span)
    links = {}
    for kind in weights:
        values = floats(columns, f"unweighted_{kind}", _BEFORE)
        groups = np.array([places.group_of.get(group, -1) for _, group in pairs], dtype=np.int64)
        told = np.flatnonzero(before & (groups >= 0) & ~np.isnan(values))[::-1]
        links[kind] = laid(values[told], groups[told], at[told], (len(places.group_of), span), np.nan)
    return Held(
        values=laid(output[mine], rows[mine], at[mine], shape, np.nan),
        markers=laid(markers[mine], rows[mine], at[mine], shape, Marker.NONE),
        considered=None if used is None else laid(used[mine], rows[mine], at[mine], shape, empty=False),
        links=links or None,
    )


def _holds(condition: str, columns: Columns, places: _Places) -> Flags:
    """A condition on records held, in which a column that only the new records have is empty."""
    count = len(columns[places.names.unit])
    return holds(condition, {**{name: [None] * count for name in places.known}, **columns})


def _marker(text: str) -> Marker:
    """A marker by its name."""
    try:
        return Marker[text]
    except KeyError:
        known = ", ".join(one.name for one in Marker if one)
        raise ReturnsError(f"marker {text!r} in {_BEFORE}", f"give one of {known}") from None


def _long(done: Imputation, places: _Places, columns: Columns, rule: ImputationRule) -> Filled:
    """The filled panel as columns of records."""
    names, at = places.names, (places.rows, places.columns)
    group = (places.groups[places.rows], places.columns)
    filled: Filled = {name: list(columns[name]) for name in (names.unit, names.period, names.group)}
    filled[names.output] = done.values[at].tolist()
    filled[names.marker] = [_MARKERS[one] for one in done.markers[at].tolist()]
    for kind in LINKS:
        filled[names.link(kind)] = done.link(kind)[at].tolist()
        links, count = done.links.get(kind), len(places.rows)
        filled[f"count_{kind}"] = [0] * count if links is None else links.matched[group].tolist()
        filled[f"default_{kind}"] = [False] * count if links is None else links.default[group].tolist()
        if links is not None and rule.weight is not None:
            filled[f"unweighted_{kind}"] = links.unweighted[group].tolist()
    for kind, growth in done.growth.items():
        values, known = growth.values[at], ~np.isnan(growth.values[at])
        filled[f"growth_{kind}"] = _known(values, known)
        if rule.trim is not None:
            filled[f"trim_inclusion_{kind}"] = _known(growth.kept[at], known)
    if done.sample.considered is not None and done.links:
        filled |= _inclusion(done.sample, at)
    return filled


def _inclusion(sample: Sample, at: tuple[Ints, Ints]) -> Filled:
    """Whether the responses of each record's period, the one before and the one after may enter links."""
    answered, considered, held = ~np.isnan(sample.values), sample.considered, sample.held
    assert considered is not None
    nobody = np.zeros((len(answered), 1), dtype=np.bool_)
    left = (nobody, nobody)
    if held is not None and held.considered is not None:
        left = held.markers[:, -1:] == Marker.R, held.considered[:, -1:]
    answers = np.concatenate([left[0], answered, nobody], axis=1)
    considers = np.concatenate([left[1], considered, nobody], axis=1)
    rows, columns = at
    found: Filled = {}
    for name, shift in (("current", 1), ("previous", 0), ("next", 2)):
        place = (rows, columns + shift)
        known = answers[place] & answered[at]
        found[f"link_inclusion_{name}"] = _known(considers[place], known)
    return found


def _known(values: NDArray[Any], known: Flags) -> list[Any]:
    """Values as a list, None where they are not known."""
    return [value if is_known else None for value, is_known in zip(values.tolist(), known.tolist(), strict=True)]
