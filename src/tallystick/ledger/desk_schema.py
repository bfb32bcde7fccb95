"""The tables of the web desk: who may do what, and what was done. Secrets are kept as hashes only."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary

from tallystick.ledger.schema import Key, _table, flag, one_of, text

person = _table(
    "person",
    Column("key", Key, primary_key=True),
    text("name"),
    text("email"),
    text("role"),
    text("password_hash"),
    text("created_at"),
    text("disabled_at", nullable=True),
    one_of("role", "reader", "editor"),
    Index("uq_person_email", "email", unique=True),
)

session = _table(
    "session",
    Column("token_hash", text("x").type, primary_key=True),
    Column("person", Key, ForeignKey("person.key"), nullable=False),
    text("created_at"),
    text("expires_at"),
    Index("ix_session_expires_at", "expires_at"),
)

token = _table(
    "token",
    Column("token_hash", text("x").type, primary_key=True),
    Column("person", Key, ForeignKey("person.key"), nullable=False),
    text("name"),
    text("created_at"),
    text("expires_at", nullable=True),
    text("revoked_at", nullable=True),
)

audit = _table(
    "audit",
    Column("key", Key, primary_key=True),
    text("at"),
    Column("person", Key, ForeignKey("person.key"), nullable=True),
    text("action"),
    text("object"),
    text("details"),
    Index("ix_audit_at", "at"),
)

job = _table(
    "job",
    Column("key", Key, primary_key=True),
    Column("person", Key, ForeignKey("person.key"), nullable=True),
    text("kind"),
    text("state"),
    text("request"),
    text("result"),
    text("created_at"),
    text("started_at", nullable=True),
    text("finished_at", nullable=True),
    one_of("state", "waiting", "running", "done", "failed", "cancelled"),
    Index("ix_job_state", "state", "created_at"),
)

draft = _table(
    "draft",
    Column("key", Key, primary_key=True),
    Column("person", Key, ForeignKey("person.key"), nullable=True),
    text("title"),
    flag("shared"),
    text("embargo", nullable=True),
    text("release"),
    text("problem"),
    text("created_at"),
    text("changed_at"),
    Index("ix_draft_person", "person", "changed_at"),
    Index("ix_draft_embargo", "embargo"),
)
"""`embargo` is the moment (UTC) from which the newest version is a release; `release` its id once it is one, `problem`
why it could not be kept."""

draft_version = _table(
    "draft_version",
    Column("draft", Key, ForeignKey("draft.key"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("person", Key, ForeignKey("person.key"), nullable=True),
    text("checked_at"),
    text("verdicts"),
    Column("packed", LargeBinary, nullable=False),
)
"""`packed` is what was checked (MessagePack); `verdicts` what came of it (JSON)."""
