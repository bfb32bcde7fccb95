"""Version 0006: later readings of a release beside the one it was kept with; what is kept so far has the first."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

KEY = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")
READ = ("sentence", "observation", "unread", "finding")


def upgrade() -> None:
    """Make the table, and the columns that tell readings apart; seals of readings get their kind."""
    op.create_table(
        "reading",
        sa.Column("key", KEY, nullable=False),
        sa.Column("release", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.Column("read_by", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["release.key"], name=op.f("fk_reading_release")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reading")),
        sqlite_strict=True,
    )
    op.create_index("uq_reading_release", "reading", ["release", "number"], unique=True)
    for table in READ:
        op.add_column(table, sa.Column("reading", KEY, nullable=False, server_default="0"))
    _seals()


def _seals() -> None:
    """SQLite cannot change a constraint: the seals are put into a new table as they are."""
    kept = [dict(row) for row in op.get_bind().execute(sa.text("SELECT * FROM seal ORDER BY key")).mappings()]
    op.drop_table("seal")
    table = op.create_table(
        "seal",
        sa.Column("key", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("sealed_at", sa.Text(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('release', 'decision', 'undoing', 'reading')", name=op.f("ck_seal_kind")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_seal")),
        sqlite_strict=True,
    )
    op.create_index("uq_seal_subject", "seal", ["subject", "kind"], unique=True)
    _put_back(table, kept)


def _put_back(table: sa.Table, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    op.bulk_insert(table, rows)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT setval(pg_get_serial_sequence('seal', 'key'), (SELECT max(key) FROM seal))")
