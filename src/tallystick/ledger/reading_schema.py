"""The table of later readings: a release's bytes read anew by a newer reader.

What was read when a release was kept has no row here: its figures, sentences, unread numbers and findings have 0 in
their column `reading`, those of a later reading its key. Of the readings of a release the last one counts.
"""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, ForeignKey, FromClause, Index, Integer, select

from tallystick.ledger.schema import Key, _table, text

reading = _table(
    "reading",
    Column("key", Key, primary_key=True),
    Column("release", Key, ForeignKey("release.key"), nullable=False),
    Column("number", Integer, nullable=False),
    text("reader"),
    text("program"),
    text("read_at"),
    text("read_by"),
    text("head"),
    text("series"),
    Index("uq_reading_release", "release", "number", unique=True),
)
"""`number` counts a release's readings from 2 on; `head` is the release as it was read anew (JSON, empty where it is as
it was kept); `series` lists the keys (JSON) of the series that had no figure before this reading."""

_LATER = "SELECT 1 FROM reading later WHERE later.release = {0}.release AND later.key > {0}.reading"


def last(of: str) -> str:
    """SQL that tells whether a figure, sentence, unread number or finding is of its release's last reading."""
    return f"NOT EXISTS ({_LATER.format(of)})"


def last_at(of: str) -> str:
    """The same of the last reading that there was by a moment."""
    return f"NOT EXISTS ({_LATER.format(of)} AND later.read_at <= :known_at)"


def is_last(of: FromClause) -> ColumnElement[bool]:
    """The same as `last` for a query in Python."""
    later = reading.alias("later")
    return ~select(later.c.key).where(later.c.release == of.c.release, later.c.key > of.c.reading).exists()
