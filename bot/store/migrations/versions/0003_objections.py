"""What the check says against a draft, who published it in heat, and what it is compared with."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns, and the index of a community's replies."""
    op.add_column("drafts", sa.Column("objections", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("drafts", sa.Column("heated_by", sa.BigInteger(), nullable=True))
    replies = sa.text("purpose = 'reply'")
    op.create_index(
        "outbox_replies",
        "outbox",
        ["destination", "id"],
        sqlite_where=replies,
        postgresql_where=replies,
    )
