"""Published series from files, as observations that join a check or are kept.

One row is one value. Columns: `series` (its name), `period` (2021, 2022-Q1, 2022-03, 2021-12-31, or as offices
write it: 2022M3, Mar-22, 2022年3月), `value`, `unit` (`%`, `pp`, `100 million yuan`, `EUR mn`, `index 2015=100` …),
`measure` (`level, end of year`, `real y/y, year to date`, `rate, quarter`, `share of GDP`, `change on year` …);
and where known `area`, `source`, `vintage` (the day or month the value was published), `obs_status`, `adjustment`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

import msgspec

from tallystick.knowledge.missing import status
from tallystick.model import Observation, Period, PeriodError, SeriesError
from tallystick.published.cells import decimal_comma, number
from tallystick.published.columns import adjustment, area
from tallystick.published.measures import Measured, read_measure, when
from tallystick.published.periods import read_period, stamped
from tallystick.published.tables import ADVICE, Row, Table, read_table

Kind = tuple[str, str, str, int]
"""Series, unit and measure as written, and the power of ten of the first digit."""


class Series(msgspec.Struct, frozen=True):
    """The rows of one file as observations; each one's `release` is its source and `section` its vintage."""

    path: str
    observations: tuple[Observation, ...]


class Told(msgspec.Struct, frozen=True):
    """A row as an observation; `status` is why it has no value (its observation then holds nought for it).

    `row` is its number in the table, `where` what a message calls it (nothing where the file has no such row), `place`
    the power of ten of its last place, `reference` the period in which an index is 100; `unclear` says that the file
    itself does not know what was measured.
    """

    observation: Observation
    row: int
    where: str
    place: int
    status: str | None = None
    adjustment: str = ""
    reference: str = ""
    price_basis: str = ""
    unclear: bool = False


def load_series(path: str | Path) -> Series:
    """Load published series; SeriesError says which file and row cannot be used, and what to do."""
    place = Path(path)
    table = read_table(place)
    if table.ours:
        raise SeriesError(f"{place.name} was exported from a ledger", "import it, and check against that ledger")
    found = [one for one in told(table, place.name) if one.status is None and not one.unclear]
    units: dict[tuple[str, str, str], tuple[str, int]] = {}
    for one in found:
        o = one.observation
        unit, first = units.setdefault((o.subject, o.measure, o.area), (o.unit, one.row))
        if unit != o.unit:
            raise SeriesError(
                f"{place.name}, {_where(table, one.row)}: mixed units, {o.subject!r} is in {o.unit} here "
                f"and in {unit} in {_where(table, first)}",
                "give each unit a series of its own",
            )
    if not found:
        raise SeriesError(f"{place.name} holds no values", ADVICE)
    return Series(str(path), tuple(one.observation for one in found))


def told(table: Table, name: str) -> tuple[Told, ...]:
    """The rows of a table; SeriesError names the first that cannot be used, and how many are like it."""
    filled = [row["value"] for row in table.rows if status(row["value"]) is None]
    comma = decimal_comma(filled, semicolons=table.semicolons)
    found: list[Told] = []
    faults: dict[str, list[int]] = defaultdict(list)
    advice: dict[str, str] = {}
    lengths = _lengths(table.rows)
    for line, row in enumerate(table.rows, start=2):
        row = {"frequency": lengths.get(row["series"], "")} | row
        try:
            found.append(_told(row, line, name, comma=comma, where="" if table.laid_out else f"row {line}: "))
        except (PeriodError, SeriesError) as error:
            faults[error.problem].append(line)
            advice[error.problem] = error.advice
    for problem, lines in faults.items():
        more = f" (and {len(lines) - 1} more rows like it)" if len(lines) > 1 else ""
        raise SeriesError(f"{name}, {_where(table, lines[0])}: {problem}{more}", advice[problem])
    return tuple(_bounded(found, table))


def _lengths(rows: Iterable[Row]) -> dict[str, str]:
    """How long the periods of each series are that is dated by their first days."""
    periods: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        periods[row["series"]].add(row["period"])
    return {series: stamped(days) for series, days in periods.items()}


def _where(table: Table, line: int) -> str:
    row = table.rows[line - 2]
    return f"{row['series']}, {row['period']}" if table.laid_out else f"row {line}"


def _told(row: Row, line: int, name: str, *, comma: bool, where: str) -> Told:
    missing = status(row["value"], row.get("obs_status", ""))
    if not row["series"].strip():
        raise SeriesError("a value without the name of its series", "fill the column series")
    unclear = "unclear" in row["measure"].lower()
    measured = read_measure("level" if unclear else row["measure"], row["unit"])
    period, base = when(read_period(row["period"], row.get("frequency", "")), measured)
    of_a_whole = measured.measure in ("share", "contribution", "gap")
    printed = row["value"].strip() if missing is None else missing
    value = number(row["value"], comma=comma) if missing is None else Decimal(0)
    power = measured.power + _power(row)
    said = f"{printed} {row['unit']}".rstrip()
    observation = Observation(
        release=row.get("source", "").strip() or name,
        id=f"{name}#{line}",
        text=missing or _words(printed, row["unit"]),
        start=line,
        end=line,
        value=value.scaleb(power) - measured.less,
        lower=None,
        upper=None,
        lower_open=value < 0,
        upper_open=value >= 0,
        digits="" if missing else printed,
        unit=measured.unit,
        measure=measured.measure,
        subject=row["series"].strip(),
        area=area(row.get("area", "")),
        period=period,
        base=base or (row.get("base", "").strip() if of_a_whole else ""),
        section=_vintage(row.get("vintage", ""), measured),
        sentence=f"{row['series']}, {row['period']}: {missing or said} ({row['measure']})",
    )
    return Told(
        observation=observation,
        row=line,
        where=where,
        status=missing,
        place=_place(value) + power,
        adjustment=adjustment(row.get("adjustment", ""), row["series"], row["measure"], row["unit"]),
        reference=measured.reference,
        price_basis=measured.price_basis,
        unclear=unclear,
    )


def _power(row: Row) -> int:
    """The power of ten that SDMX tells beside the unit."""
    told = row.get("power", "").strip()
    try:
        return int(told) if told else 0
    except ValueError:
        raise SeriesError(f"{told!r} is no power of ten", "UNIT_MULT is 0, 3, 6 …") from None


def _words(printed: str, unit: str) -> str:
    """The value as it reads with its unit: `142.5 × 10 000`, `1.425 million`, `9.6%`."""
    joint = "" if unit in ("", "%") else " × " if unit[:1].isdigit() else " "
    return f"{printed}{joint}{unit}"


def _place(value: Decimal) -> int:
    """The power of ten of the last place that surely is not rounded: zeros that end a whole number may be."""
    exponent = int(value.as_tuple().exponent)
    return exponent if exponent < 0 or not value else int(value.normalize().as_tuple().exponent)


def _bounded(found: list[Told], table: Table) -> Iterator[Told]:
    """Each with what its digits allow: a nought is a digit where others of its series and size show that place."""
    finest: dict[Kind, int] = {}
    kinds = [_kind(one, table.rows[one.row - 2]) for one in found]
    for kind, one in zip(kinds, found, strict=True):
        if kind:
            finest[kind] = min(finest.get(kind, one.place), one.place)
    for kind, one in zip(kinds, found, strict=True):
        o, half = one.observation, Decimal(5).scaleb((finest[kind] if kind else one.place) - 1)
        assert isinstance(o.value, Decimal)
        bounded = msgspec.structs.replace(o, lower=o.value - half, upper=o.value + half)
        yield msgspec.structs.replace(one, observation=bounded)


def _kind(one: Told, row: Row) -> Kind | None:
    """None for what is no number written in full: its digits tell nothing of those of others."""
    o = one.observation
    if one.status is not None or "e" in o.digits.lower():
        return None
    assert isinstance(o.value, Decimal)
    return o.subject, row["unit"], row["measure"], o.value.adjusted()


def _vintage(column: str, measured: Measured) -> str:
    """When the value was published, as far as the file tells in a form that can be compared."""
    for text in (column.strip(), measured.vintage):
        try:
            return Period.parse(text).end.isoformat()
        except PeriodError:
            continue
    return ""
