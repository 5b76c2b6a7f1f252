"""Private messages, a second person, revisions, compensations, and the library of replies."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns and the two tables."""
    _columns_of_cases()
    _columns_of_drafts()
    op.add_column("outbox", sa.Column("photo", sa.Text(), nullable=True))
    op.create_table(
        "library",
        sa.Column("id", _id(), primary_key=True),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("theme", sa.String(16)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("language", "digest"),
    )
    op.create_table(
        "codes",
        sa.Column("case_id", _id(), sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("gift", sa.String(64), primary_key=True),
        sa.Column("code", sa.String(128), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )


def _columns_of_cases() -> None:
    for name in ("invited_at", "private_at", "granted_at"):
        op.add_column("cases", sa.Column(name, sa.BigInteger(), nullable=True))
    op.add_column("cases", _no("owes_public"))
    op.add_column("cases", sa.Column("grant", sa.JSON(none_as_null=True), nullable=True))
    granted = sa.text("granted_at IS NOT NULL")
    op.create_index(
        "cases_granted", "cases", ["granted_at"], sqlite_where=granted, postgresql_where=granted
    )


def _columns_of_drafts() -> None:
    op.add_column("drafts", _no("private"))
    op.add_column("drafts", sa.Column("photo", sa.Text(), nullable=True))
    op.add_column("drafts", sa.Column("asked_by", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("drafts", sa.Column("revision", sa.Text(), nullable=True))


def _no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.text("false"))


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
