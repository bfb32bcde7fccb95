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

briefing = _table(
    "briefing",
    Column("key", Key, primary_key=True),
    Column("person", Key, ForeignKey("person.key"), nullable=True),
    text("title"),
    text("period"),
    text("area"),
    text("given"),
    flag("unsure"),
    Column("versions", Integer, nullable=False),
    text("embargo", nullable=True),
    text("sent_at", nullable=True),
    text("sent_by"),
    text("signed_by"),
    text("rests_on"),
    text("created_at"),
    text("changed_at"),
    Index("ix_briefing_changed_at", "changed_at"),
)
"""`given` is the day on which it is given; `unsure` whether figures count that were read unsurely. Before `embargo` (a
moment, UTC) readers do not see it though it is sent. What is sent (`sent_at`, by whom, signed by whom: a JSON list of
names) is never changed; `rests_on` is a JSON list of the releases that its figures are of."""

briefing_version = _table(
    "briefing_version",
    Column("briefing", Key, ForeignKey("briefing.key"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("person", Key, ForeignKey("person.key"), nullable=True),
    text("saved_at"),
    text("note"),
    text("outline"),
    text("left_out"),
    text("en"),
    text("zh"),
    text("proof"),
    text("proof_stamp"),
)
"""The words in both languages with the outline (TOML) they are proven against, and the figures of it that were left out
(a JSON list). `proof` is what came of it last (JSON), `proof_stamp` for which state of the ledger."""

briefing_signature = _table(
    "briefing_signature",
    Column("key", Key, primary_key=True),
    Column("briefing", Key, ForeignKey("briefing.key"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("person", Key, ForeignKey("person.key"), nullable=True),
    text("name"),
    text("signed_at"),
    Index("ix_briefing_signature_briefing", "briefing", "version"),
)

briefing_file = _table(
    "briefing_file",
    Column("briefing", Key, ForeignKey("briefing.key"), primary_key=True, autoincrement=False),
    Column("name", text("x").type, primary_key=True),
    text("media_type"),
    Column("bytes", LargeBinary, nullable=False),
)
"""What left when a briefing was sent, byte for byte."""
