"""Version 0014: releases that are compiled here: figures computed of kept ones, or of returns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

BEFORE = "kind IN ('release', 'series file')"
KINDS = "kind IN ('release', 'series file', 'compiled')"


def upgrade() -> None:
    """One kind more; what is kept stays as it is."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_release_kind"), "release", type_="check")
        op.create_check_constraint(op.f("ck_release_kind"), "release", KINDS)
        return
    # SQLite cannot change a constraint, and everything refers to this table. A wider CHECK changes nothing on the
    # disk, so its words are changed in place, as https://www.sqlite.org/lang_altertable.html (section 7) describes.
    version = connection.scalar(sa.text("PRAGMA schema_version"))
    op.execute("PRAGMA writable_schema = ON")
    words = sa.text(
        "UPDATE sqlite_schema SET sql = replace(sql, :before, :kinds) WHERE type = 'table' AND name = 'release'"
    )
    connection.execute(words, {"before": BEFORE, "kinds": KINDS})
    op.execute(f"PRAGMA schema_version = {int(version) + 1}")
    op.execute("PRAGMA writable_schema = OFF")
