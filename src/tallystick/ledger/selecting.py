"""Which series a name stands for, and all that was said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Select, select

from tallystick.knowledge.sureness import sure_level
from tallystick.ledger import schema
from tallystick.ledger.identity import COMPILED
from tallystick.ledger.said import Row, question, said
from tallystick.ledger.statements import Fixed
from tallystick.ledger.views import a_step
from tallystick.model import LedgerError
from tallystick.model.observation import MEASURES

FIELDS = ("area", "frequency", "accumulation", "comparison", "status", "unit", "price_basis", "whole", "adjustment")

_STATEMENTS = question(
    "own.counts_as IN :numbers AND (:period = '' OR o.period = :period) AND o.period_end >= :since", "numbers"
)
_OBSERVED = "own.counts_as IN :numbers AND o.obs_status = 'observed'"
_TOUCHED = question(f"{_OBSERVED} AND o.period_end IN :ends", "numbers", "ends")
_BY_DAY = question(_OBSERVED, "numbers")
_CHANGED = question(
    "own.adjustment NOT LIKE '%, compiled'",
    joined="JOIN (SELECT own.counts_as AS changed_series, o.period_end AS changed_end"
    " FROM series own JOIN (SELECT series, period_end, value FROM observation"
    " UNION ALL SELECT series, period_end, value FROM settled) o ON o.series = own.key"
    " GROUP BY own.counts_as, o.period_end HAVING min(o.value) < max(o.value)"
    ") changed ON changed_series = own.counts_as AND changed_end = o.period_end",
)
_STEPPED = (
    "SELECT DISTINCT own.counts_as AS told_series, o.period_end AS told_end"  # noqa: S608  our own words
    " FROM observation o JOIN series own ON own.key = o.series JOIN series same ON same.counts_as = own.counts_as"
    " JOIN observation other ON other.series = same.key AND other.period_end = o.period_end"
    f" WHERE o.release = :release AND o.measure = 'level' AND {a_step('o.value', 'other.value')}"
)
_ANY_STEPPED = Fixed(f"{_STEPPED} LIMIT 1")
_STEPS = question("1 = 1", joined=f"JOIN ({_STEPPED}) told ON told_series = own.counts_as AND told_end = o.period_end")
END_OF_TIME = "9999-12-31"


PUBLISHED = schema.series.c.adjustment.notlike(f"%{COMPILED}")
"""Whether a series was told by somebody, and not computed here of another."""


def split_name(name: str) -> tuple[str, str | None]:
    """The indicator and, if the name ends with one, the measure.

    >>> split_name("industry.value_added.growth"), split_name("industry.value_added")
    (('industry.value_added', 'growth'), ('industry.value_added', None))
    """
    head, _, tail = name.rpartition(".")
    return (head, tail) if tail in MEASURES else (name, None)


def numbers_of(connection: Connection, keys: Sequence[str]) -> list[int]:
    """Numbers of the series that whole keys stand for; one that is not kept has none."""
    table = schema.series
    return list(connection.scalars(select(table.c.counts_as).where(table.c.series_key.in_(keys)).distinct()))


def keys_of(connection: Connection, name: str, *, area: str | None = None) -> list[str]:
    """Whole keys of the series that a whole key or a short name stands for; LedgerError as in `series_numbers`."""
    narrowed = {"area": area} if ";" in name else {"area": area, "status": "actual"}
    numbers = series_numbers(connection, name, narrowed)
    table = schema.series
    query = select(table.c.series_key).where(table.c.key.in_(numbers)).order_by(table.c.key)
    return list(connection.scalars(query))


def series_numbers(
    connection: Connection, name: str, narrowed: dict[str, str | None], *, compiled: bool = False
) -> list[int]:
    """Keys of the series a whole key or a short name stands for; raises LedgerError with near ones when none is.

    A short name stands for what was computed here of them only with `compiled`, or where `adjustment` is narrowed.
    """
    table = schema.series
    query = select(table.c.key).where(table.c.counts_as == table.c.key)
    if ";" in name:
        query = select(table.c.counts_as).where(table.c.series_key == name)
    else:
        indicator, measure = split_name(name)
        query = query.where(table.c.indicator == indicator)
        if measure:
            query = query.where(table.c.measure == measure)
        if not compiled and not narrowed.get("adjustment"):
            query = query.where(PUBLISHED)
    wanted = {field: value for field, value in narrowed.items() if value is not None}
    found = list(connection.scalars(query.where(*(table.c[field] == value for field, value in wanted.items()))))
    if found:
        return found
    every = list(connection.scalars(query)) if wanted else []
    if every:
        told = {field: value for field, value in wanted.items() if (field, value) != ("status", "actual")} or wanted
        asked = " and ".join(f"{field} {value}" for field, value in told.items())
        raise LedgerError(f"{name} is not kept with {asked}", _others(connection, every, told))
    raise LedgerError(f"no series {name} is kept", _near(connection, name))


def _others(connection: Connection, numbers: Sequence[int], fields: Iterable[str]) -> str:
    """What some series have in fields."""
    table = schema.series
    of_them = table.c.key.in_(numbers)
    told = []
    for field in fields:
        values = connection.scalars(select(table.c[field]).where(of_them).distinct())
        told.append(f"{field}: {', '.join(sorted(value or 'none' for value in values))}")
    return f"there are {'; '.join(told)}"


def _near(connection: Connection, name: str) -> str:
    """Advice that names indicators kept under the same topic, or all there are if few."""
    from difflib import get_close_matches

    table = schema.series
    known = list(connection.scalars(select(table.c.indicator).distinct()))
    near = get_close_matches(split_name(name.split(";")[0])[0], known, n=3, cutoff=0.5)
    return f"did you mean {', '.join(near)}" if near else "list what is kept with: tallystick series"


def statements(
    connection: Connection,
    numbers: Sequence[int],
    *,
    known_at: str | None = None,
    period: str = "",
    since: str = "",
    sure: float | None = None,
) -> list[Row]:
    """All rows said of some series that are sure by a level, as they were kept and decided by a moment.

    With `since` (a day) only those of periods that ended on it or later.
    """
    values = {"numbers": list(numbers), "period": period, "since": since, "sure": _level(sure)}
    return said(connection, _STATEMENTS, values, None if known_at is None else moment(known_at))


def _level(sure: float | None) -> float:
    return sure_level() if sure is None else sure


def moment(known_at: str | None) -> str:
    """A day counts to its end."""
    if known_at is None:
        return END_OF_TIME
    return f"{known_at}T23:59:59.999999+00:00" if len(known_at) == 10 else known_at


def withdrawn() -> Select[tuple[int]]:
    """The keys of releases whose values count no longer."""
    d, r = schema.decision, schema.release
    gone = select(r.c.key).join(d, d.c.subject == r.c.release_id)
    return gone.where(d.c.kind == "withdraw", d.c.undone_at.is_(None))


def parted() -> Select[tuple[int]]:
    """The keys of figures that people took out of their series."""
    d = schema.decision
    return select(d.c.observation).where(d.c.kind == "unlink", d.c.undone_at.is_(None))


def touched(connection: Connection, numbers: Sequence[int], ends: Sequence[str], day: str, own: str) -> list[Row]:
    """Rows of some series for periods that end on some days, published by a day in other releases than one's own."""
    values = {"numbers": list(numbers), "ends": list(ends), "sure": _level(None)}
    return _of_others(said(connection, _TOUCHED, values), day, own)


def by_day(connection: Connection, numbers: Sequence[int], day: str, own: str) -> list[Row]:
    """All rows of some series that were published by a day in other releases than one's own."""
    return _of_others(said(connection, _BY_DAY, {"numbers": list(numbers), "sure": _level(None)}), day, own)


def _of_others(rows: list[Row], day: str, own: str) -> list[Row]:
    return [row for row in rows if row.published <= day and row.release != own]


def steps(connection: Connection, release: int) -> list[Row]:
    """All that was said of what a release (by its key) tells a power of ten away from another statement."""
    if not _ANY_STEPPED.rows(connection, {"release": release}):
        return []
    return said(connection, _STEPS, {"release": release, "sure": _level(None)})


def changed(connection: Connection, sure: float | None = None) -> list[Row]:
    """Rows of those periods of series that were told with different values."""
    return said(connection, _CHANGED, {"sure": _level(sure)})


def all_series(connection: Connection) -> list[int]:
    """Keys of every series that counts as itself."""
    table = schema.series
    return list(connection.scalars(select(table.c.key).where(table.c.counts_as == table.c.key)))
