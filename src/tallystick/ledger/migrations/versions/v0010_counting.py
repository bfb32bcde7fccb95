"""Version 0010: series are counted by an index alone."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the index of series and periods hold all that is asked of a figure when it is counted."""
    op.drop_index("ix_observation_series", "observation")
    columns = ["series", "period_end", "release", "confidence", "reading"]
    op.create_index("ix_observation_series", "observation", columns, unique=False)
