"""The table of statements that are followed through: problems, commitments, targets and milestones of releases."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer

from tallystick.ledger.schema import PLACES, Key, _table, of_reading, one_of, text

followed = _table(
    "followed",
    Column("key", Key, primary_key=True),
    Column("release", Key, ForeignKey("release.key"), nullable=False),
    text("kind"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    text("quote"),
    text("due"),
    text("rule"),
    text("indicators"),
    of_reading(),
    one_of("kind", "problem", "commitment", "target", "milestone"),
    CheckConstraint(f"key / {PLACES} = release", name="key"),
    Index("ix_followed_release", "release"),
    Index("ix_followed_kind", "kind"),
)
"""`quote` is `text[start:end]` of the release, `due` the day (ISO) it names as its end, `rule` the form it was found
by, `indicators` the ids (JSON) of the indicators it names."""
