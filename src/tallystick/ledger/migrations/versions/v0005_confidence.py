"""Version 0005: how sure each figure was read and by which reader; figures that a person settled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0005"
down_revision = "0004"

KEY = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")
NUMBER: TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    """Of what is kept so far nothing was told: its figures count as sure, as they did."""
    op.add_column("observation", sa.Column("confidence", NUMBER, nullable=True))
    op.add_column("observation", sa.Column("candidates", sa.Text(), nullable=False, server_default=""))
    op.add_column("release", sa.Column("reader", sa.Text(), nullable=False, server_default=""))
    _decisions()
    _settled()


def _decisions() -> None:
    """SQLite cannot change a constraint: the few decisions are put into a new table."""
    kept = [dict(row) for row in op.get_bind().execute(sa.text("SELECT * FROM decision ORDER BY key")).mappings()]
    op.drop_table("decision")
    table = op.create_table(
        "decision",
        sa.Column("key", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("into_series", sa.Text(), nullable=False),
        sa.Column("observation", KEY, nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.Text(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=False, server_default=""),
        sa.Column("settled", sa.Text(), nullable=False, server_default=""),
        sa.CheckConstraint(
            "kind IN ('link', 'unlink', 'note', 'date', 'withdraw', 'settle')", name=op.f("ck_decision_kind")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_decision_reason")),
        sa.CheckConstraint("(kind = 'link') = (into_series <> '')", name=op.f("ck_decision_into")),
        sa.CheckConstraint(
            "(kind IN ('unlink', 'settle')) = (observation IS NOT NULL)", name=op.f("ck_decision_observation")
        ),
        sa.CheckConstraint("(kind = 'date') = (day <> '')", name=op.f("ck_decision_day")),
        sa.CheckConstraint("(kind = 'settle') = (settled <> '')", name=op.f("ck_decision_settled")),
        sa.ForeignKeyConstraint(["observation"], ["observation.key"], name=op.f("fk_decision_observation")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_decision")),
        sqlite_strict=True,
    )
    op.create_index("ix_decision_observation", "decision", ["observation"], unique=False)
    op.create_index("ix_decision_subject", "decision", ["subject"], unique=False)
    if kept:
        op.bulk_insert(table, kept)
        if op.get_bind().dialect.name == "postgresql":
            op.execute("SELECT setval(pg_get_serial_sequence('decision', 'key'), (SELECT max(key) FROM decision))")


def _settled() -> None:
    op.create_table(
        "settled",
        sa.Column("decision", KEY, nullable=False),
        sa.Column("observation", KEY, nullable=False),
        sa.Column("series", KEY, nullable=True),
        *(sa.Column(name, NUMBER, nullable=True) for name in ("value", "value_to", "lower", "upper")),
        *(sa.Column(f"{name}_exact", sa.Text(), nullable=True) for name in ("value", "value_to", "lower", "upper")),
        sa.Column("lower_open", sa.Integer(), nullable=False),
        sa.Column("upper_open", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("indicator_name", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Text(), nullable=True),
        sa.Column("period_end", sa.Text(), nullable=True),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("own", sa.Integer(), nullable=False, server_default="0"),
        sa.CheckConstraint("status IN ('actual', 'target', 'forecast')", name=op.f("ck_settled_status")),
        sa.ForeignKeyConstraint(["decision"], ["decision.key"], name=op.f("fk_settled_decision")),
        sa.ForeignKeyConstraint(["observation"], ["observation.key"], name=op.f("fk_settled_observation")),
        sa.ForeignKeyConstraint(["series"], ["series.key"], name=op.f("fk_settled_series")),
        sa.PrimaryKeyConstraint("decision", name=op.f("pk_settled")),
        sqlite_strict=True,
    )
    op.create_index("ix_settled_observation", "settled", ["observation"], unique=False)
    op.create_index("ix_settled_series", "settled", ["series", "period_end"], unique=False)
