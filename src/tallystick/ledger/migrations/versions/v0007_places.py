"""Version 0007: where each figure stands, its table, row and column; the layout of releases made from documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

KEY = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")
PLACES = ("place", "in_table", "row_path", "column_path")


def upgrade() -> None:
    """What is kept so far was read from texts, which have no pages, and has no cells."""
    for name in PLACES:
        op.add_column("observation", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "layout",
        sa.Column("release", KEY, nullable=False),
        sa.Column("reading", KEY, nullable=False, server_default="0"),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["release.key"], name=op.f("fk_layout_release")),
        sa.PrimaryKeyConstraint("release", "reading", name=op.f("pk_layout")),
        sqlite_strict=True,
    )
