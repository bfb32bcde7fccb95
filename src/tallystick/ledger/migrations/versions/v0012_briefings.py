"""Version 0012: briefings of the desk, their versions, who signed them, and what left when they were sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

KEY = sa.BigInteger().with_variant(sa.INTEGER(), "sqlite")


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def upgrade() -> None:
    """Make the tables; no ledger has briefings yet."""
    op.create_table(
        "briefing",
        sa.Column("key", KEY, nullable=False),
        sa.Column("person", KEY, nullable=True),
        *(_text(name) for name in ("title", "period", "area", "given")),
        sa.Column("unsure", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("versions", sa.Integer(), nullable=False),
        *(_text(name, nullable=True) for name in ("embargo", "sent_at")),
        *(_text(name) for name in ("sent_by", "signed_by", "rests_on", "created_at", "changed_at")),
        sa.ForeignKeyConstraint(["person"], ["person.key"], name=op.f("fk_briefing_person")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_briefing")),
        sqlite_strict=True,
    )
    op.create_index("ix_briefing_changed_at", "briefing", ["changed_at"], unique=False)
    _versions()
    _what_was_sent()


def _versions() -> None:
    op.create_table(
        "briefing_version",
        sa.Column("briefing", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person", KEY, nullable=True),
        *(_text(name) for name in ("saved_at", "note", "outline", "left_out", "en", "zh", "proof", "proof_stamp")),
        sa.ForeignKeyConstraint(["briefing"], ["briefing.key"], name=op.f("fk_briefing_version_briefing")),
        sa.ForeignKeyConstraint(["person"], ["person.key"], name=op.f("fk_briefing_version_person")),
        sa.PrimaryKeyConstraint("briefing", "number", name=op.f("pk_briefing_version")),
        sqlite_strict=True,
    )
    op.create_table(
        "briefing_signature",
        sa.Column("key", KEY, nullable=False),
        sa.Column("briefing", KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person", KEY, nullable=True),
        *(_text(name) for name in ("name", "signed_at")),
        sa.ForeignKeyConstraint(["briefing"], ["briefing.key"], name=op.f("fk_briefing_signature_briefing")),
        sa.ForeignKeyConstraint(["person"], ["person.key"], name=op.f("fk_briefing_signature_person")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_briefing_signature")),
        sqlite_strict=True,
    )
    op.create_index("ix_briefing_signature_briefing", "briefing_signature", ["briefing", "version"], unique=False)


def _what_was_sent() -> None:
    op.create_table(
        "briefing_file",
        sa.Column("briefing", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["briefing"], ["briefing.key"], name=op.f("fk_briefing_file_briefing")),
        sa.PrimaryKeyConstraint("briefing", "name", name=op.f("pk_briefing_file")),
        sqlite_strict=True,
    )
