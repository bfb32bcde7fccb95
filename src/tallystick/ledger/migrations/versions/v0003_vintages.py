"""Version 0003: who may revise a series, which values are replaced where they stand, days given by decision."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from tallystick.knowledge.producers import produces
from tallystick.ledger.corrections import replaced, says_it_corrects

revision = "0003"
down_revision = "0002"

KEY = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")


def upgrade() -> None:
    """Add the columns and fill them for what is kept."""
    for table, name in (("release", "corrects"), ("observation", "own"), ("observation", "replaced")):
        op.add_column(table, sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    _decisions()
    _corrections()
    _own()
    _replaced()


def _decisions() -> None:
    """SQLite cannot change a constraint: the few decisions are put into a new table."""
    kept = [dict(row) for row in op.get_bind().execute(sa.text("SELECT * FROM decision ORDER BY key")).mappings()]
    op.drop_table("decision")
    table = op.create_table(
        "decision",
        sa.Column("key", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("into_series", sa.Text(), nullable=False),
        sa.Column("observation", KEY, nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.Text(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=False, server_default=""),
        sa.CheckConstraint("(kind = 'link') = (into_series <> '')", name=op.f("ck_decision_into")),
        sa.CheckConstraint("(kind = 'unlink') = (observation IS NOT NULL)", name=op.f("ck_decision_observation")),
        sa.CheckConstraint("(kind = 'date') = (day <> '')", name=op.f("ck_decision_day")),
        sa.CheckConstraint("kind IN ('link', 'unlink', 'note', 'date', 'withdraw')", name=op.f("ck_decision_kind")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_decision_reason")),
        sa.ForeignKeyConstraint(["observation"], ["observation.key"], name=op.f("fk_decision_observation")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_decision")),
        sqlite_strict=True,
    )
    op.create_index("ix_decision_observation", "decision", ["observation"], unique=False)
    op.create_index("ix_decision_subject", "decision", ["subject"], unique=False)
    if kept:
        op.bulk_insert(table, kept)
        if op.get_bind().dialect.name == "postgresql":
            op.execute("SELECT setval(pg_get_serial_sequence('decision', 'key'), (SELECT max(key) FROM decision))")


def _corrections() -> None:
    rows = op.get_bind().execute(sa.text("SELECT key, edition, title, text FROM release")).all()
    found = [{"number": row.key} for row in rows if row.edition > 1 or says_it_corrects(row.title, row.text)]
    _mark("UPDATE release SET corrects = 1 WHERE key = :number", found)


def _own() -> None:
    query = (
        "SELECT DISTINCT r.publisher, s.key, s.indicator, s.area FROM observation o"
        " JOIN release r ON r.key = o.release JOIN series s ON s.key = o.series WHERE r.publisher <> ''"
    )
    rows = op.get_bind().execute(sa.text(query)).all()
    found = [
        {"publisher": row.publisher, "number": row.key}
        for row in rows
        if produces(row.publisher, row.indicator, row.area)
    ]
    _mark(
        "UPDATE observation SET own = 1 WHERE series = :number"
        " AND release IN (SELECT key FROM release WHERE publisher = :publisher)",
        found,
    )


def _replaced() -> None:
    """Release by release: a figure replaced stands beside the one that replaces it, in one series and period."""
    connection = op.get_bind()
    figures = sa.text(
        'SELECT key, series, period_end, start, "end" FROM observation'
        " WHERE release = :number AND series IS NOT NULL ORDER BY key"
    )
    found: list[dict[str, Any]] = []
    for row in connection.execute(sa.text("SELECT key, text FROM release WHERE kind = 'release'")).all():
        told = connection.execute(figures, {"number": row.key}).all()
        places = [(f.series, f.period_end, f.start, f.end) for f in told]
        found += [{"number": told[n].key} for n in replaced(row.text, places)]
    _mark("UPDATE observation SET replaced = 1 WHERE key = :number", found)


def _mark(statement: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        op.get_bind().execute(sa.text(statement), rows)
