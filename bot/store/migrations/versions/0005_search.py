"""The index by which cases are found; `bot.store.search` fills it for those that are there."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0005"
down_revision = "0004"

# Keys are one token each, whatever letters they are of: `ascii` takes all beyond ASCII for letters.
FTS5 = (
    "CREATE VIRTUAL TABLE search USING fts5"
    " (words, tokenize = \"ascii tokenchars '_'\", detail = none, columnsize = 0)"
)


def upgrade() -> None:
    """Make the table in the database's own way."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(FTS5)
        return
    op.create_table(
        "search",
        sa.Column("case_id", sa.BigInteger(), sa.ForeignKey("cases.id"), primary_key=True),
        sa.Column("words", TSVECTOR(), nullable=False),
    )
    op.create_index(
        "search_keys",
        "search",
        ["words"],
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )
