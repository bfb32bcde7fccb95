"""Figures settled by a person: confirmed as they were read, or with the fields that were read wrong put right.

A figure is never overwritten. What it says since is a row of `settled`, made from the decision, which holds the fields
that the person gave; it counts while the decision stands, and is sure. Settling a figure again takes the decision
before back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from tallystick.knowledge import find_area, find_indicator, told_as
from tallystick.knowledge.producers import produces
from tallystick.ledger import schema
from tallystick.ledger.identity import identify
from tallystick.ledger.rows import Row, observation_row, to_observation
from tallystick.ledger.series_rows import series_of
from tallystick.ledger.settled_schema import SETTLED, settled
from tallystick.model import LedgerError, Observation, Period, PeriodError
from tallystick.model.observation import MEASURES, STATUSES

FIELDS = ("subject", "measure", "sign", "period", "base", "status")
"""What a person can put right; the number and its unit are those that stand in the text."""

MOVES = frozenset({"growth", "annualised_growth", "average_growth", "change", "index"})
"""Measures whose base is a period."""

LONGEST = 300

Fields = Mapping[str, str]


def told(fields: Fields) -> str:
    """The fields as a decision holds them.

    >>> told({"period": "2021", "base": ""})
    '{"base":"","period":"2021"}'
    """
    return msgspec.json.encode(dict(fields), order="deterministic").decode()


def fields_of(words: str) -> dict[str, str]:
    """The other way round; nothing of no words."""
    return msgspec.json.decode(words, type=dict[str, str]) if words else {}


def corrected(one: Observation, fields: Fields, language: str) -> Observation:
    """A figure with some fields as a person gives them; raises LedgerError, with advice, for what cannot be."""
    for name, value in fields.items():
        _check(name, value)
    after = {name: value.strip() for name, value in fields.items() if name != "sign"}
    if "period" in after and "base" not in after:
        after["base"] = _base_moved(one, after["period"])
    made = msgspec.structs.replace(one, **after) if after else one
    if made.measure in MOVES and made.base:
        _check("period", made.base)
    if "subject" in after:
        indicator = find_indicator(made.subject, language, made.area, figure=told_as(made.measure, made.status))
        area = find_area(made.subject, language) or made.area
        names = {"indicator": indicator.id, "indicator_name": indicator.name(language)} if indicator else {}
        made = msgspec.structs.replace(made, area=area, **{"indicator": None, "indicator_name": None, **names})
    return _turned(made) if fields.get("sign") and (fields["sign"] == "-") != _is_below_zero(made) else made


def _check(name: str, value: str) -> None:
    allowed = {"measure": MEASURES, "status": STATUSES, "sign": ("+", "-")}
    if name not in FIELDS:
        raise LedgerError(f"a figure has no field {name} to settle", f"it has {', '.join(FIELDS)}")
    if name in allowed and value not in allowed[name]:
        raise LedgerError(f"{value!r} is no {name}", f"give one of {', '.join(allowed[name])}")
    if len(value) > LONGEST or not value.isprintable():
        raise LedgerError(f"the {name} is too long or holds signs that are no letters", "write it in a few words")
    if name == "subject" and not value.strip():
        raise LedgerError("a figure must be of something", "give its subject")
    if name == "period" and value.strip():
        try:
            Period.parse(value.strip())
        except PeriodError:
            raise LedgerError(f"{value!r} is no period", "write it like 2021, 2021-Q3, 2021-05 or 2021-05-31") from None


def _base_moved(one: Observation, period: str) -> str:
    """The base that keeps its distance where a figure turns out to be of another period."""
    try:
        old, new, base = (Period.parse(words) for words in (one.period, period, one.base))
    except PeriodError:
        return one.base
    if base == old.year_before():
        return str(new.year_before())
    return str(new.before()) if base == old.before() else one.base


def _is_below_zero(one: Observation) -> bool:
    value = one.value if isinstance(one.value, tuple) else (one.value,)
    return max(value) < 0


def _turned(one: Observation) -> Observation:
    """The figure with the other sign; a qualifier speaks of its size."""
    value = one.value
    return msgspec.structs.replace(
        one,
        value=(-value[1], -value[0]) if isinstance(value, tuple) else -value,
        lower=None if one.upper is None else -one.upper,
        upper=None if one.lower is None else -one.lower,
        lower_open=one.upper_open,
        upper_open=one.lower_open,
    )


def settled_row(row: Mapping[Any, Any], fields: Fields) -> tuple[Observation, Row]:
    """What a kept figure (with its release's columns joined) says once it is settled, and its columns of `settled`.

    The series is left open.
    """
    made = corrected(to_observation(row), fields, row["language"])  # type: ignore[arg-type]  # rows are mappings
    columns = observation_row(made, row["release"], 0, row["sentence"], None)
    return made, {name: columns[name] for name in SETTLED}


def kept_row(connection: Connection, observation: int) -> Mapping[Any, Any]:
    """A figure as it was kept, with what of its release and sentence is needed to settle it."""
    o, r, t = schema.observation, schema.release, schema.sentence
    query = (
        select(o, r.c.release_id, r.c.language, r.c.publisher, r.c.home_area, t.c.section, t.c.speaker)
        .add_columns(t.c.text.label("sentence_text"))
        .join(r, r.c.key == o.c.release)
        .outerjoin(t, t.c.key == o.c.sentence)
        .where(o.c.key == observation)
    )
    return connection.execute(query).mappings().one()


def write(connection: Connection, decision: int, observation: int, fields: Fields) -> None:
    """Put down what a figure says by a decision, in its series, which is made where there is none yet."""
    row = kept_row(connection, observation)
    made, columns = settled_row(row, fields)
    identity = identify(made, row["home_area"])
    if identity:
        found = series_of(connection, [identity])
        if found.rows:
            connection.execute(insert(schema.series), found.rows)
        columns["series"] = found.numbers[identity.key]
        columns["own"] = int(produces(row["publisher"], identity.indicator, identity.area))
    connection.execute(insert(settled), {**columns, "decision": decision, "observation": observation})


def standing(connection: Connection, observation: int) -> int | None:
    """The decision by which a figure is settled; None where it is not."""
    d = schema.decision
    query = select(d.c.key).where(d.c.kind == "settle", d.c.observation == observation, d.c.undone_at.is_(None))
    return connection.execute(query).scalar()


def faults(connection: Connection) -> Iterable[tuple[int, str]]:
    """Decisions whose row of `settled` is not what they make of their figure."""
    d = schema.decision
    rows = {row["decision"]: row for row in connection.execute(select(settled)).mappings()}
    for key, observation, words in connection.execute(
        select(d.c.key, d.c.observation, d.c.settled).where(d.c.kind == "settle").order_by(d.c.key)
    ).all():
        found = rows.pop(key, None)
        _, columns = settled_row(kept_row(connection, observation), fields_of(words))
        same = [name for name in SETTLED if name not in ("series", "own")]
        if found is None or any(found[name] != columns[name] for name in same):
            yield key, "what it settles is not what stands there"
    for key in rows:
        yield key, "settles a figure and is no such decision"
