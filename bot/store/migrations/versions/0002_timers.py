"""Timers: promises, snoozes, the outcome's deadline, and what has rung."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENTS = ("taken_at", "outcome_due", "promised_at", "promise_due", "snoozed_until")


def upgrade() -> None:
    """Add the columns; what was reminded of is not reminded of as if for the first time."""
    for name in MOMENTS:
        op.add_column("cases", sa.Column(name, sa.BigInteger(), nullable=True))
    for name in ("rung", "unreachable"):
        op.add_column("cases", sa.Column(name, sa.JSON(none_as_null=True), nullable=True))
    op.add_column("cases", sa.Column("calls", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        """UPDATE cases SET rung = '["late:reply"]' """
        "WHERE status = 'open' AND reminded_at IS NOT NULL"
    )
