"""The tables of the ledger, in the field's words, the same on SQLite and PostgreSQL.

Days and moments are ISO 8601 texts (their order is the order of time); exact numbers are decimal texts beside
floating-point columns for querying. A `key` of sentence and observation is the release's key times 2**20 plus
the place in the release, so a release's rows stand together and no round trip is needed to know them.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    column,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

PLACES = 1 << 20
"""How many sentences or observations one release may hold."""

Number: TypeEngine[float] = Double().with_variant(sqlite.REAL(), "sqlite")
Key: TypeEngine[int] = BigInteger().with_variant(sqlite.INTEGER(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *items: SchemaItem) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True)


def text(name: str, *, nullable: bool = False) -> Column[str]:
    """A text column; empty rather than null unless it says otherwise."""
    return Column(name, Text, nullable=nullable)


def flag(name: str) -> Column[int]:
    """A column that says no (0) unless it says yes (1)."""
    return Column(name, Integer, nullable=False, server_default="0")


def of_reading() -> Column[int]:
    """The later reading that a row belongs to; 0 for what was read when its release was kept."""
    return Column("reading", Key, nullable=False, server_default="0")


def one_of(column: str, *words: str) -> CheckConstraint:
    """The column holds one of the words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


archive = _table(
    "archive",
    Column("content_hash", Text, primary_key=True),
    text("media_type"),
    text("encoding"),
    Column("size", Key, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    one_of("encoding", "identity", "zlib"),
)

release = _table(
    "release",
    Column("key", Key, primary_key=True),
    Column("release_id", Text, nullable=False, unique=True),
    text("kind"),
    text("name"),
    text("source"),
    Column("content_hash", Text, ForeignKey("archive.content_hash"), nullable=False, unique=True),
    Column("edition", Integer, nullable=False),
    Column("edition_of", Key, ForeignKey("release.key"), nullable=True),
    text("title"),
    text("publisher"),
    text("language"),
    text("place"),
    text("released", nullable=True),
    text("event", nullable=True),
    text("published"),
    text("dated_by"),
    text("home_area"),
    flag("corrects"),
    text("text"),
    text("blocks"),
    text("speakers"),
    text("differences"),
    text("kept_at"),
    text("kept_by"),
    Column("reader", Text, nullable=False, server_default=""),
    UniqueConstraint("edition_of", "edition"),
    one_of("kind", "release", "series file", "compiled"),
    one_of("dated_by", "released", "event", "year", "kept"),
    CheckConstraint("(edition = 1) = (edition_of IS NULL)", name="edition"),
    Index("ix_release_published", "published"),
    Index("ix_release_source", "source"),
    Index("ix_release_title", "title", "publisher"),
)

series = _table(
    "series",
    Column("key", Key, primary_key=True),
    Column("series_key", Text, nullable=False, unique=True),
    text("indicator"),
    text("measure"),
    text("unit"),
    text("area"),
    text("scope"),
    text("price_basis"),
    text("frequency"),
    text("accumulation"),
    text("adjustment"),
    text("comparison"),
    text("whole"),
    text("status"),
    Column("counts_as", Key, ForeignKey("series.key"), nullable=False),
    one_of("status", "actual", "target", "forecast"),
    one_of("accumulation", "single", "year-to-date", "span", "state", ""),
    Index("ix_series_indicator", "indicator", "measure"),
    Index("ix_series_counts_as", "counts_as"),
)

sentence = _table(
    "sentence",
    Column("key", Key, primary_key=True),
    Column("release", Key, ForeignKey("release.key"), nullable=False),
    text("section"),
    text("speaker"),
    text("text"),
    of_reading(),
    Index("ix_sentence_release", "release"),
)

observation = _table(
    "observation",
    Column("key", Key, primary_key=True),
    Column("release", Key, ForeignKey("release.key"), nullable=False),
    Column("sentence", Key, ForeignKey("sentence.key"), nullable=True),
    Column("series", Key, ForeignKey("series.key"), nullable=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    text("quote"),
    text("digits"),
    Column("value", Number, nullable=True),
    Column("value_to", Number, nullable=True),
    Column("lower", Number, nullable=True),
    Column("upper", Number, nullable=True),
    text("value_exact", nullable=True),
    text("value_to_exact", nullable=True),
    text("lower_exact", nullable=True),
    text("upper_exact", nullable=True),
    Column("lower_open", Integer, nullable=False),
    Column("upper_open", Integer, nullable=False),
    text("unit"),
    text("measure"),
    text("subject"),
    Column("subject_words", Key, nullable=False),
    text("indicator", nullable=True),
    text("indicator_name", nullable=True),
    text("area"),
    text("period"),
    text("period_start", nullable=True),
    text("period_end", nullable=True),
    text("base"),
    text("qualifier"),
    text("status"),
    text("obs_status"),
    text("evidence"),
    flag("own"),
    flag("replaced"),
    Column("confidence", Number, nullable=True),
    Column("candidates", Text, nullable=False, server_default=""),
    of_reading(),
    *(
        Column(name, Text, nullable=False, server_default="")
        for name in ("place", "in_table", "row_path", "column_path")
    ),
    one_of("qualifier", "", ">", "<", "~"),
    one_of("status", "actual", "target", "forecast"),
    one_of("obs_status", "observed", "missing", "suppressed", "not yet published"),
    CheckConstraint("(obs_status = 'observed') = (value IS NOT NULL)", name="value"),
    CheckConstraint("(value IS NULL) = (value_exact IS NULL)", name="exact"),
    CheckConstraint("lower IS NULL OR upper IS NULL OR lower <= upper", name="bounds"),
    CheckConstraint("lower_open IN (0, 1) AND upper_open IN (0, 1)", name="open"),
    CheckConstraint('start >= 0 AND "end" >= start', name="place"),
    CheckConstraint(f"key / {PLACES} = release", name="key"),
    Index("ix_observation_release", "release"),
    Index(  # all that counting a series asks of a figure: see series_counts
        "ix_observation_series", "series", "period_end", "release", "confidence", "reading"
    ),
    Index(  # only figures without a series are looked up by their words
        "ix_observation_subject_words",
        "subject_words",
        "period",
        sqlite_where=column("series").is_(None),
        postgresql_where=column("series").is_(None),
    ),
)

unread = _table(
    "unread",
    Column("release", Key, ForeignKey("release.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    text("text"),
    text("reason"),
    of_reading(),
)

finding = _table(
    "finding",
    Column("key", Key, primary_key=True),
    Column("release", Key, ForeignKey("release.key"), nullable=False),
    text("scope"),
    text("verdict"),
    text("kind"),
    text("identity"),
    text("statement"),
    text("formula"),
    text("reason"),
    text("details"),
    text("found_at"),
    of_reading(),
    one_of("scope", "release", "ledger"),
    one_of("kind", "check", "implied"),
    one_of("verdict", "contradicts", "cannot check", "explained", "holds by rounding", "holds"),
    CheckConstraint(f"key / {PLACES} = release", name="key"),
    Index("ix_finding_release", "release"),
    Index("ix_finding_verdict", "verdict"),
)

finding_observation = _table(
    "finding_observation",
    Column("finding", Key, ForeignKey("finding.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("observation", Key, ForeignKey("observation.key"), nullable=True),
    text("figure"),
    Index("ix_finding_observation_observation", "observation"),
)

decision = _table(
    "decision",
    Column("key", Key, primary_key=True),
    text("kind"),
    text("subject"),
    text("into_series"),
    Column("observation", Key, ForeignKey("observation.key"), nullable=True),
    text("who"),
    text("reason"),
    text("decided_at"),
    text("undone_at", nullable=True),
    text("undone_by", nullable=True),
    Column("day", Text, nullable=False, server_default=""),
    Column("settled", Text, nullable=False, server_default=""),
    *(Column(name, Text, nullable=False, server_default="") for name in ("until", "outcome", "later")),
    one_of("kind", "link", "unlink", "note", "date", "withdraw", "settle", "embargo", "follow"),
    CheckConstraint("reason <> ''", name="reason"),
    CheckConstraint("(kind = 'link') = (into_series <> '')", name="into"),
    CheckConstraint("(kind IN ('unlink', 'settle')) = (observation IS NOT NULL)", name="observation"),
    CheckConstraint("(kind = 'date') = (day <> '')", name="day"),
    CheckConstraint("(kind = 'settle') = (settled <> '')", name="settled"),
    CheckConstraint("(kind = 'embargo') = (until <> '')", name="until"),
    CheckConstraint("(kind = 'follow') = (outcome <> '')", name="outcome"),
    Index("ix_decision_subject", "subject"),
    Index("ix_decision_observation", "observation"),
    Index("ix_decision_until", "until"),
)

seal = _table(
    "seal",
    Column("key", Key, primary_key=True),
    text("kind"),
    Column("subject", Key, nullable=False),
    text("digest"),
    text("sealed_at"),
    text("chain"),
    one_of("kind", "release", "decision", "undoing", "reading"),
    Index("uq_seal_subject", "subject", "kind", unique=True),
)
