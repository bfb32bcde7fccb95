"""Version 0011: the view `statement` tells the day of publication as people decided it."""

from __future__ import annotations

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Change no table: the views are made anew after every step."""
