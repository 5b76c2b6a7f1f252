"""When something was last said in private, given and asked; what is taken back while it leaves."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns."""
    for name in ("talk_at", "gift_sent_at", "ask_reminded_at"):
        op.add_column("cases", sa.Column(name, sa.BigInteger(), nullable=True))
    op.add_column("cases", _no("correction_refused"))
    op.add_column("outbox", _no("revoked"))
    op.add_column("comments", sa.Column("deleter", sa.JSON(none_as_null=True), nullable=True))
    op.execute("UPDATE cases SET talk_at = private_at")


def _no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.text("false"))
