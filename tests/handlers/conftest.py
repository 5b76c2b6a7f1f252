"""A real inbox on a real file, for the doors."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.store.engine import Store
from bot.store.inbox import Inbox
from bot.store.tables import inbox as inbox_table
from bot.store.tables import metadata

NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
GROUP = 7


def noon() -> datetime:
    return NOON


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with its tables and nothing in them; making one anew takes long."""
    file: Path = tmp_path_factory.mktemp("empty") / "otklik.db"

    async def make() -> None:
        made = Store(f"sqlite+aiosqlite:///{file}")
        async with made.write() as connection:
            await connection.run_sync(metadata.create_all)
        await made.close()

    asyncio.run(make())
    return file


@pytest.fixture
async def store(tmp_path: Path, empty: Path) -> AsyncIterator[Store]:
    shutil.copy(empty, tmp_path / "otklik.db")
    made = Store(f"sqlite+aiosqlite:///{tmp_path}/otklik.db")
    yield made
    await made.close()


@pytest.fixture
async def inbox(store: Store) -> AsyncIterator[Inbox]:
    made = Inbox(store)
    keeping = asyncio.ensure_future(made.keep())
    yield made
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)


async def kept(store: Store) -> list[Any]:
    """Return the rows of the inbox."""
    async with store.read() as connection:
        return list(await connection.execute(select(inbox_table).order_by(inbox_table.c.id)))
