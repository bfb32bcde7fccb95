"""Version 0009: decisions by which a kept release is under embargo until a moment."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

KEY = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")
KINDS = "kind IN ('link', 'unlink', 'note', 'date', 'withdraw', 'settle', 'embargo')"
UNTIL = "(kind = 'embargo') = (until <> '')"


def upgrade() -> None:
    """No decision made so far is an embargo."""
    if op.get_bind().dialect.name == "sqlite":
        _made_anew()
    else:
        op.add_column("decision", sa.Column("until", sa.Text(), nullable=False, server_default=""))
        op.drop_constraint(op.f("ck_decision_kind"), "decision", type_="check")
        op.create_check_constraint(op.f("ck_decision_kind"), "decision", KINDS)
        op.create_check_constraint(op.f("ck_decision_until"), "decision", UNTIL)
    op.create_index("ix_decision_until", "decision", ["until"], unique=False)


def _made_anew() -> None:
    """SQLite cannot change a constraint: the few decisions are put into a new table; what refers to them waits."""
    op.execute("PRAGMA defer_foreign_keys = ON")
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
        sa.Column("until", sa.Text(), nullable=False, server_default=""),
        sa.CheckConstraint(KINDS, name=op.f("ck_decision_kind")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_decision_reason")),
        sa.CheckConstraint("(kind = 'link') = (into_series <> '')", name=op.f("ck_decision_into")),
        sa.CheckConstraint(
            "(kind IN ('unlink', 'settle')) = (observation IS NOT NULL)", name=op.f("ck_decision_observation")
        ),
        sa.CheckConstraint("(kind = 'date') = (day <> '')", name=op.f("ck_decision_day")),
        sa.CheckConstraint("(kind = 'settle') = (settled <> '')", name=op.f("ck_decision_settled")),
        sa.CheckConstraint(UNTIL, name=op.f("ck_decision_until")),
        sa.ForeignKeyConstraint(["observation"], ["observation.key"], name=op.f("fk_decision_observation")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_decision")),
        sqlite_strict=True,
    )
    op.create_index("ix_decision_observation", "decision", ["observation"], unique=False)
    op.create_index("ix_decision_subject", "decision", ["subject"], unique=False)
    if kept:
        op.bulk_insert(table, kept)
