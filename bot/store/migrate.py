"""Bringing a database to the newest version, at each start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from bot.store.engine import Store

HERE = Path(__file__).parent / "migrations"
LOCK = 734_011_905
"""Any number: replicas that start together wait for each other under it."""


async def migrate(store: Store) -> None:
    """Run the migrations that the database has not seen."""
    async with store.write() as connection:
        if not store.lone:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        await connection.run_sync(upgrade)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database of this connection to a revision."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
