"""Published series from CSV or Parquet files, as observations that join a check.

One row is one value. Columns: `series` (its name), `period` (2021, 2022-Q1, 2022-03, 2021-12-31), `value`,
`unit` (`%`, `pp`, `100 million yuan`, `10 000 t`, `index 2015=100` …), `measure` (`level, end of year`,
`real y/y, year to date`, `rate, quarter`, `share`, `change on year` …); and where known `area`, `source`,
`vintage` (the day or month the value was published). Other columns are kept out, and so are rows without
a value and rows whose measure says that it is unclear.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

import msgspec

from tallystick.model import Observation, Period, PeriodError, SeriesError, within_reach
from tallystick.model.observation import LARGEST_PLACE, MOST_DIGITS
from tallystick.reconciling.columns import Measured, read_measure, when

REQUIRED = ("series", "period", "value", "unit", "measure")
ADVICE = "a series file has the columns " + ", ".join(REQUIRED) + " and may have area, source and vintage"
_MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", ".", "-", "…"})

Row = dict[str, str]


class Series(msgspec.Struct, frozen=True):
    """The rows of one file as observations; each one's `release` is its source and `section` its vintage."""

    path: str
    observations: tuple[Observation, ...]


def load_series(path: str | Path) -> Series:
    """Load published series; SeriesError says which file and row cannot be used, and what to do."""
    place = Path(path)
    observations = []
    units: dict[tuple[str, str], tuple[str, int]] = {}
    rows = list(_rows(place))
    finest = _finest(rows)
    for number, row in enumerate(rows, start=2):
        try:
            observation = _observation(place, number, row, finest)
        except (PeriodError, SeriesError) as error:
            raise SeriesError(f"{place.name}, row {number}: {error.problem}", error.advice) from None
        if observation is None:
            continue
        key = (observation.subject, observation.measure)
        unit, first = units.setdefault(key, (observation.unit, number))
        if unit != observation.unit:
            raise SeriesError(
                f"{place.name}, row {number}: mixed units, {observation.subject!r} is in {observation.unit} here "
                f"and in {unit} in row {first}",
                "give each unit a series of its own",
            )
        observations.append(observation)
    if not observations:
        raise SeriesError(f"{place.name} holds no values", ADVICE)
    return Series(str(path), tuple(observations))


def _rows(place: Path) -> Iterator[Row]:
    try:
        if place.suffix.lower() in (".parquet", ".pq"):
            yield from _parquet(place)
            return
        with place.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            _require(place, reader.fieldnames or ())
            yield from ({name: text or "" for name, text in row.items() if name} for row in reader)
    except OSError as error:
        raise SeriesError(f"cannot open {place}: {error.strerror}", "check the path") from None
    except UnicodeDecodeError:
        raise SeriesError(f"{place.name} is not text in UTF-8", "save it as CSV in UTF-8, or as Parquet") from None
    except csv.Error as error:
        raise SeriesError(f"{place.name} is broken as CSV: {error}", "save it again as CSV in UTF-8") from None


def _parquet(place: Path) -> Iterator[Row]:
    import pyarrow
    from pyarrow import parquet

    try:
        table = parquet.read_table(place)
    except pyarrow.ArrowInvalid as error:
        raise SeriesError(f"{place.name} is broken as Parquet: {error}", "write it again") from None
    _require(place, table.column_names)
    for row in table.to_pylist():
        yield {name: "" if value is None else str(value) for name, value in row.items()}


def _require(place: Path, names: Iterable[str]) -> None:
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        what = "is empty" if len(missing) == len(REQUIRED) and not list(names) else f"lacks {', '.join(missing)}"
        raise SeriesError(f"{place.name} {what}", ADVICE)


Kind = tuple[str, str, str, int]
"""Series, unit and measure as written, and how many digits stand before the point."""


def _finest(rows: Iterable[Row]) -> dict[Kind, int]:
    """The last place that values of one kind show: a nought there is a digit to the others, not rounding."""
    finest: dict[Kind, int] = {}
    for row in rows:
        number = _plain(row["value"])
        if number is not None:
            kind = _kind(row, number)
            finest[kind] = min(finest.get(kind, 99), _last_place(number))
    return finest


def _kind(row: Row, number: Decimal) -> Kind:
    return row["series"], row["unit"], row["measure"], number.adjusted()


def _plain(printed: str) -> Decimal | None:
    """The number, where it is one written without an exponent."""
    try:
        number = Decimal(printed.strip().replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and "e" not in printed.lower() else None


def _last_place(number: Decimal) -> int:
    """The power of ten of the last digit shown; zeros that end a whole number may be rounding."""
    exponent = int(number.as_tuple().exponent)
    return exponent if exponent < 0 else int(number.normalize().as_tuple().exponent) if number else 0


def _observation(place: Path, number: int, row: Row, finest: Mapping[Kind, int]) -> Observation | None:
    printed = row["value"].strip()
    if printed.lower() in _MISSING or "unclear" in row["measure"].lower():
        return None
    if not row["series"].strip():
        raise SeriesError("a value without the name of its series", "fill the column series")
    measured = read_measure(row["measure"], row["unit"])
    period, base = when(row["period"].strip(), measured)
    value, half = _number(printed, measured, row, finest)
    return Observation(
        release=row.get("source", "").strip() or place.name,
        id=f"{place.name}#{number}",
        text=_words(printed, row["unit"]),
        start=number,
        end=number,
        value=value,
        lower=value - half,
        upper=value + half,
        lower_open=value < 0,
        upper_open=value >= 0,
        digits=printed,
        unit=measured.unit,
        measure=measured.measure,
        subject=row["series"].strip(),
        area=row.get("area", "").strip(),
        period=period,
        base=base,
        section=_vintage(row.get("vintage", ""), measured),
        sentence=f"{row['series']}, {row['period']}: {printed} {row['unit']} ({row['measure']})",
    )


def _words(printed: str, unit: str) -> str:
    """The value as it reads with its unit: `142.5 × 10 000`, `1.425 million`, `9.6%`."""
    joint = "" if unit in ("", "%") else " × " if unit[:1].isdigit() else " "
    return f"{printed}{joint}{unit}"


def _number(printed: str, measured: Measured, row: Row, finest: Mapping[Kind, int]) -> tuple[Decimal, Decimal]:
    """The value and the half unit of its last place."""
    try:
        number = Decimal(printed.replace(",", ""))
    except InvalidOperation:
        raise SeriesError(f"{printed!r} is not a number", "leave the value empty where it is missing") from None
    if not number.is_finite():
        raise SeriesError(f"{printed!r} is not a finite number", "leave the value empty where it is missing")
    if not within_reach(number):
        raise SeriesError(
            f"column value: {printed[:40]!r} is beyond what is counted or measured",
            f"give at most {MOST_DIGITS} digits, and no more than {LARGEST_PLACE} places before or behind the point",
        )
    place = _last_place(number)
    if _plain(printed) is not None:
        place = min(place, finest[_kind(row, number)])
    half = Decimal(5).scaleb(place - 1 + measured.power)
    return number.scaleb(measured.power) - measured.less, half


def _vintage(column: str, measured: Measured) -> str:
    """When the value was published, as far as the file tells in a form that can be compared."""
    for text in (column.strip(), measured.vintage):
        try:
            return Period.parse(text).end.isoformat()
        except PeriodError:
            continue
    return ""
