"""Version 0008: drafts that people of the desk keep to themselves, each check a version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

KEY = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")


def upgrade() -> None:
    """Make the tables; no ledger has drafts yet."""
    op.create_table(
        "draft",
        sa.Column("key", KEY, nullable=False),
        sa.Column("person", KEY, nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("shared", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("embargo", sa.Text(), nullable=True),
        sa.Column("release", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.key"], name=op.f("fk_draft_person")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_draft")),
        sqlite_strict=True,
    )
    op.create_index("ix_draft_person", "draft", ["person", "changed_at"], unique=False)
    op.create_index("ix_draft_embargo", "draft", ["embargo"], unique=False)
    op.create_table(
        "draft_version",
        sa.Column("draft", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person", KEY, nullable=True),
        sa.Column("checked_at", sa.Text(), nullable=False),
        sa.Column("verdicts", sa.Text(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["draft.key"], name=op.f("fk_draft_version_draft")),
        sa.ForeignKeyConstraint(["person"], ["person.key"], name=op.f("fk_draft_version_person")),
        sa.PrimaryKeyConstraint("draft", "number", name=op.f("pk_draft_version")),
        sqlite_strict=True,
    )
