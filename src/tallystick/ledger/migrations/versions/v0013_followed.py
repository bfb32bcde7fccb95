"""Version 0013: statements that are followed through, and decisions on what became of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

KEY = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")
KINDS = "kind IN ('link', 'unlink', 'note', 'date', 'withdraw', 'settle', 'embargo', 'follow')"
OUTCOME = "(kind = 'follow') = (outcome <> '')"
PLACES = 1 << 20


def upgrade() -> None:
    """No release has statements yet: those kept so far get them when they are read anew."""
    _statements()
    if op.get_bind().dialect.name == "sqlite":
        _decisions_made_anew()
    else:
        for name in ("outcome", "later"):
            op.add_column("decision", sa.Column(name, sa.Text(), nullable=False, server_default=""))
        op.drop_constraint(op.f("ck_decision_kind"), "decision", type_="check")
        op.create_check_constraint(op.f("ck_decision_kind"), "decision", KINDS)
        op.create_check_constraint(op.f("ck_decision_outcome"), "decision", OUTCOME)


def _statements() -> None:
    told = ("quote", "due", "rule", "indicators")
    op.create_table(
        "followed",
        sa.Column("key", KEY, nullable=False),
        sa.Column("release", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in told),
        sa.Column("reading", KEY, nullable=False, server_default="0"),
        sa.CheckConstraint("kind IN ('problem', 'commitment', 'target', 'milestone')", name=op.f("ck_followed_kind")),
        sa.CheckConstraint(f"key / {PLACES} = release", name=op.f("ck_followed_key")),
        sa.ForeignKeyConstraint(["release"], ["release.key"], name=op.f("fk_followed_release")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_followed")),
        sqlite_strict=True,
    )
    op.create_index("ix_followed_kind", "followed", ["kind"], unique=False)
    op.create_index("ix_followed_release", "followed", ["release"], unique=False)


def _decisions_made_anew() -> None:
    """SQLite cannot change a constraint: the few decisions are put into a new table; what refers to them waits."""
    op.execute("PRAGMA defer_foreign_keys = ON")
    kept = [dict(row) for row in op.get_bind().execute(sa.text("SELECT * FROM decision ORDER BY key")).mappings()]
    op.drop_table("decision")
    table = op.create_table(
        "decision",
        sa.Column("key", KEY, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "subject", "into_series")),
        sa.Column("observation", KEY, nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("who", "reason", "decided_at")),
        *(sa.Column(name, sa.Text(), nullable=True) for name in ("undone_at", "undone_by")),
        *(
            sa.Column(name, sa.Text(), nullable=False, server_default="")
            for name in ("day", "settled", "until", "outcome", "later")
        ),
        sa.CheckConstraint(KINDS, name=op.f("ck_decision_kind")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_decision_reason")),
        sa.CheckConstraint("(kind = 'link') = (into_series <> '')", name=op.f("ck_decision_into")),
        sa.CheckConstraint(
            "(kind IN ('unlink', 'settle')) = (observation IS NOT NULL)", name=op.f("ck_decision_observation")
        ),
        sa.CheckConstraint("(kind = 'date') = (day <> '')", name=op.f("ck_decision_day")),
        sa.CheckConstraint("(kind = 'settle') = (settled <> '')", name=op.f("ck_decision_settled")),
        sa.CheckConstraint("(kind = 'embargo') = (until <> '')", name=op.f("ck_decision_until")),
        sa.CheckConstraint(OUTCOME, name=op.f("ck_decision_outcome")),
        sa.ForeignKeyConstraint(["observation"], ["observation.key"], name=op.f("fk_decision_observation")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_decision")),
        sqlite_strict=True,
    )
    for column in ("observation", "subject", "until"):
        op.create_index(f"ix_decision_{column}", "decision", [column], unique=False)
    if kept:
        op.bulk_insert(table, kept)
