"""What the check says against a draft, and who published it in heat."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns."""
    op.add_column("drafts", sa.Column("objections", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("drafts", sa.Column("heated_by", sa.BigInteger(), nullable=True))
