"""Version 0001: releases, observations, findings, series, decisions, and the words to search by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")
NUMBER: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    """Make the tables and the index of words."""
    op.create_table(
        "archive",
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("size", KEY, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("encoding IN ('identity', 'zlib')", name=op.f("ck_archive_encoding")),
        sa.PrimaryKeyConstraint("content_hash", name=op.f("pk_archive")),
        sqlite_strict=True,
    )
    op.create_table(
        "series",
        sa.Column("key", KEY, nullable=False),
        sa.Column("series_key", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("price_basis", sa.Text(), nullable=False),
        sa.Column("frequency", sa.Text(), nullable=False),
        sa.Column("accumulation", sa.Text(), nullable=False),
        sa.Column("adjustment", sa.Text(), nullable=False),
        sa.Column("comparison", sa.Text(), nullable=False),
        sa.Column("whole", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("counts_as", KEY, nullable=False),
        sa.CheckConstraint(
            "accumulation IN ('single', 'year-to-date', 'span', 'state', '')", name=op.f("ck_series_accumulation")
        ),
        sa.CheckConstraint("status IN ('actual', 'target', 'forecast')", name=op.f("ck_series_status")),
        sa.ForeignKeyConstraint(["counts_as"], ["series.key"], name=op.f("fk_series_counts_as")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_series")),
        sa.UniqueConstraint("series_key", name=op.f("uq_series_series_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_series_counts_as", "series", ["counts_as"], unique=False)
    op.create_index("ix_series_indicator", "series", ["indicator", "measure"], unique=False)
    op.create_table(
        "release",
        sa.Column("key", KEY, nullable=False),
        sa.Column("release_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("edition_of", KEY, nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("released", sa.Text(), nullable=True),
        sa.Column("event", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("dated_by", sa.Text(), nullable=False),
        sa.Column("home_area", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("speakers", sa.Text(), nullable=False),
        sa.Column("differences", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.Text(), nullable=False),
        sa.Column("kept_by", sa.Text(), nullable=False),
        sa.CheckConstraint("dated_by IN ('released', 'event', 'year', 'kept')", name=op.f("ck_release_dated_by")),
        sa.CheckConstraint("kind IN ('release', 'series file')", name=op.f("ck_release_kind")),
        sa.CheckConstraint("(edition = 1) = (edition_of IS NULL)", name=op.f("ck_release_edition")),
        sa.ForeignKeyConstraint(["content_hash"], ["archive.content_hash"], name=op.f("fk_release_content_hash")),
        sa.ForeignKeyConstraint(["edition_of"], ["release.key"], name=op.f("fk_release_edition_of")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_release")),
        sa.UniqueConstraint("content_hash", name=op.f("uq_release_content_hash")),
        sa.UniqueConstraint("edition_of", "edition", name=op.f("uq_release_edition_of")),
        sa.UniqueConstraint("release_id", name=op.f("uq_release_release_id")),
        sqlite_strict=True,
    )
    op.create_index("ix_release_published", "release", ["published"], unique=False)
    op.create_index("ix_release_source", "release", ["source"], unique=False)
    op.create_index("ix_release_title", "release", ["title", "publisher"], unique=False)
    op.create_table(
        "finding",
        sa.Column("key", KEY, nullable=False),
        sa.Column("release", KEY, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("formula", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("found_at", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('check', 'implied')", name=op.f("ck_finding_kind")),
        sa.CheckConstraint("scope IN ('release', 'ledger')", name=op.f("ck_finding_scope")),
        sa.CheckConstraint(
            "verdict IN ('contradicts', 'cannot check', 'explained', 'holds by rounding', 'holds')",
            name=op.f("ck_finding_verdict"),
        ),
        sa.CheckConstraint("key / 1048576 = release", name=op.f("ck_finding_key")),
        sa.ForeignKeyConstraint(["release"], ["release.key"], name=op.f("fk_finding_release")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_finding")),
        sqlite_strict=True,
    )
    op.create_index("ix_finding_release", "finding", ["release"], unique=False)
    op.create_index("ix_finding_verdict", "finding", ["verdict"], unique=False)
    op.create_table(
        "sentence",
        sa.Column("key", KEY, nullable=False),
        sa.Column("release", KEY, nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["release.key"], name=op.f("fk_sentence_release")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sentence")),
        sqlite_strict=True,
    )
    op.create_index("ix_sentence_release", "sentence", ["release"], unique=False)
    op.create_table(
        "unread",
        sa.Column("release", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["release.key"], name=op.f("fk_unread_release")),
        sa.PrimaryKeyConstraint("release", "position", name=op.f("pk_unread")),
        sqlite_strict=True,
    )
    op.create_table(
        "observation",
        sa.Column("key", KEY, nullable=False),
        sa.Column("release", KEY, nullable=False),
        sa.Column("sentence", KEY, nullable=True),
        sa.Column("series", KEY, nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("digits", sa.Text(), nullable=False),
        sa.Column("value", NUMBER, nullable=True),
        sa.Column("value_to", NUMBER, nullable=True),
        sa.Column("lower", NUMBER, nullable=True),
        sa.Column("upper", NUMBER, nullable=True),
        sa.Column("value_exact", sa.Text(), nullable=True),
        sa.Column("value_to_exact", sa.Text(), nullable=True),
        sa.Column("lower_exact", sa.Text(), nullable=True),
        sa.Column("upper_exact", sa.Text(), nullable=True),
        sa.Column("lower_open", sa.Integer(), nullable=False),
        sa.Column("upper_open", sa.Integer(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_words", KEY, nullable=False),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("indicator_name", sa.Text(), nullable=True),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Text(), nullable=True),
        sa.Column("period_end", sa.Text(), nullable=True),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("obs_status", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.CheckConstraint("(obs_status = 'observed') = (value IS NOT NULL)", name=op.f("ck_observation_value")),
        sa.CheckConstraint(
            "obs_status IN ('observed', 'missing', 'suppressed', 'not yet published')",
            name=op.f("ck_observation_obs_status"),
        ),
        sa.CheckConstraint("qualifier IN ('', '>', '<', '~')", name=op.f("ck_observation_qualifier")),
        sa.CheckConstraint("status IN ('actual', 'target', 'forecast')", name=op.f("ck_observation_status")),
        sa.CheckConstraint("(value IS NULL) = (value_exact IS NULL)", name=op.f("ck_observation_exact")),
        sa.CheckConstraint("key / 1048576 = release", name=op.f("ck_observation_key")),
        sa.CheckConstraint("lower IS NULL OR upper IS NULL OR lower <= upper", name=op.f("ck_observation_bounds")),
        sa.CheckConstraint("lower_open IN (0, 1) AND upper_open IN (0, 1)", name=op.f("ck_observation_open")),
        sa.CheckConstraint('start >= 0 AND "end" >= start', name=op.f("ck_observation_place")),
        sa.ForeignKeyConstraint(["release"], ["release.key"], name=op.f("fk_observation_release")),
        sa.ForeignKeyConstraint(["sentence"], ["sentence.key"], name=op.f("fk_observation_sentence")),
        sa.ForeignKeyConstraint(["series"], ["series.key"], name=op.f("fk_observation_series")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_observation")),
        sqlite_strict=True,
    )
    op.create_index("ix_observation_release", "observation", ["release"], unique=False)
    op.create_index("ix_observation_series", "observation", ["series", "period_end"], unique=False)
    op.create_index(
        "ix_observation_subject_words",
        "observation",
        ["subject_words"],
        unique=False,
        sqlite_where=sa.text("series IS NULL"),
        postgresql_where=sa.text("series IS NULL"),
    )
    op.create_table(
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
        sa.CheckConstraint("(kind = 'link') = (into_series <> '')", name=op.f("ck_decision_into")),
        sa.CheckConstraint("(kind = 'unlink') = (observation IS NOT NULL)", name=op.f("ck_decision_observation")),
        sa.CheckConstraint("kind IN ('link', 'unlink', 'note')", name=op.f("ck_decision_kind")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_decision_reason")),
        sa.ForeignKeyConstraint(["observation"], ["observation.key"], name=op.f("fk_decision_observation")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_decision")),
        sqlite_strict=True,
    )
    op.create_index("ix_decision_observation", "decision", ["observation"], unique=False)
    op.create_index("ix_decision_subject", "decision", ["subject"], unique=False)
    op.create_table(
        "finding_observation",
        sa.Column("finding", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("observation", KEY, nullable=True),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["finding.key"], name=op.f("fk_finding_observation_finding")),
        sa.ForeignKeyConstraint(["observation"], ["observation.key"], name=op.f("fk_finding_observation_observation")),
        sa.PrimaryKeyConstraint("finding", "position", name=op.f("pk_finding_observation")),
        sqlite_strict=True,
    )
    op.create_index("ix_finding_observation_observation", "finding_observation", ["observation"], unique=False)
    make_word_index()


def make_word_index() -> None:
    """Which sentence holds which words: FTS5 without a copy of the text, or a GIN index over lexemes."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE sentence_words USING fts5"
            "(words, content='', detail=none, tokenize='unicode61 remove_diacritics 0')"
        )
        return
    op.execute(
        "CREATE TABLE sentence_words (sentence BIGINT PRIMARY KEY REFERENCES sentence (key), words TSVECTOR NOT NULL)"
    )
    op.execute("CREATE INDEX ix_sentence_words_words ON sentence_words USING gin (words)")
