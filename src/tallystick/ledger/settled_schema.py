"""The table of what people settled, and the view that tells every figure as it was settled."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table

from tallystick.ledger.schema import Key, Number, _table, flag, observation, one_of, text

settled = _table(
    "settled",
    Column("decision", Key, ForeignKey("decision.key"), primary_key=True, autoincrement=False),
    Column("observation", Key, ForeignKey("observation.key"), nullable=False),
    Column("series", Key, ForeignKey("series.key"), nullable=True),
    Column("value", Number, nullable=True),
    Column("value_to", Number, nullable=True),
    Column("lower", Number, nullable=True),
    Column("upper", Number, nullable=True),
    text("value_exact", nullable=True),
    text("value_to_exact", nullable=True),
    text("lower_exact", nullable=True),
    text("upper_exact", nullable=True),
    Column("lower_open", Integer, nullable=False),
    Column("upper_open", Integer, nullable=False),
    text("measure"),
    text("subject"),
    text("indicator", nullable=True),
    text("indicator_name", nullable=True),
    text("area"),
    text("period"),
    text("period_start", nullable=True),
    text("period_end", nullable=True),
    text("base"),
    text("status"),
    flag("own"),
    one_of("status", "actual", "target", "forecast"),
    Index("ix_settled_observation", "observation"),
    Index("ix_settled_series", "series", "period_end"),
)
"""What the figures that people settled say since: one row a decision; it counts while the decision stands."""

SETTLED = tuple(column.name for column in settled.columns if column.name not in ("decision", "observation"))
"""The columns of an observation that a settled one has of its own."""

figure = Table(
    "figure",
    MetaData(),
    *(Column(column.name, column.type) for column in observation.columns),
    Column("settled_by", Key),
)
"""The view of all figures, each as it was settled if it was: `settled_by` is the decision."""
