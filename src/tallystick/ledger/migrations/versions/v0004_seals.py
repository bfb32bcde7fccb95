"""Version 0004: a chained seal over every release and decision; words found by period.

This step stands after every other step of its release that adds or fills columns under the seal (`FORM` in
`sealing.py`): what it seals must be what stays.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from tallystick.ledger.sealing import seal_all

revision = "0004"
down_revision = "0003"

KEY = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")


def upgrade() -> None:
    """Make the table and seal what is kept so far on this day."""
    op.create_table(
        "seal",
        sa.Column("key", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("sealed_at", sa.Text(), nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('release', 'decision', 'undoing')", name=op.f("ck_seal_kind")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_seal")),
        sqlite_strict=True,
    )
    op.create_index("uq_seal_subject", "seal", ["subject", "kind"], unique=True)
    _index_words_with_periods()
    seal_all(op.get_bind())


def _index_words_with_periods() -> None:
    op.drop_index("ix_observation_subject_words", "observation")
    op.create_index(
        "ix_observation_subject_words",
        "observation",
        ["subject_words", "period"],
        unique=False,
        sqlite_where=sa.text("series IS NULL"),
        postgresql_where=sa.text("series IS NULL"),
    )
