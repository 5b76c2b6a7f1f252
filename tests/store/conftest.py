"""Every test here runs on a real SQLite file, and on PostgreSQL where TEST_POSTGRES_URL is set.

One side alone: `pytest tests/store -k sqlite`, `-k postgresql`. `.ci/postgres` starts a server.
Each test finds every table empty: a copy of a migrated file, or a database of this run's own that
is swept between tests.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import count
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from bot.store.engine import Store
from bot.store.migrate import migrate
from bot.store.tables import metadata
from tests.store.given import POSTGRES, FakeClock

Make = Callable[[], Store]
NUMBERS = count(1)
BACKENDS = ["sqlite", *(["postgresql"] if POSTGRES else [])]
PATTERN = f"otklik_pattern_{os.getpid()}"


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
async def empty_url(backend: str, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database without tables."""
    if backend == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/otklik.db"
        return
    name = f"otklik_empty_{os.getpid()}_{next(NUMBERS)}"
    await admin(f"CREATE DATABASE {name}")
    yield address(name)
    await admin(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def url(backend: str, tmp_path: Path, pattern: Callable[[], Awaitable[Path]]) -> (
    AsyncIterator[str]
):  # fmt: skip
    """The address of a database with every table and no row."""
    migrated = await pattern()
    if backend == "sqlite":
        file = tmp_path / "otklik.db"
        shutil.copy(migrated, file)
        yield f"sqlite+aiosqlite:///{file}"
        return
    await admin(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid != pg_backend_pid()",
        f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY",
        database=PATTERN,
    )
    yield address(PATTERN)


@pytest.fixture
def pattern(
    backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Awaitable[Path]]:
    """Return a function that makes the migrated database, once in a session."""
    kept = request.config.stash.setdefault(PATTERNS, {})

    async def make() -> Path:
        if backend not in kept:
            file = tmp_path_factory.mktemp("pattern") / "otklik.db"
            if backend == "postgresql":
                await admin(f"DROP DATABASE IF EXISTS {PATTERN}", f"CREATE DATABASE {PATTERN}")
            own = address(PATTERN) if backend == "postgresql" else f"sqlite+aiosqlite:///{file}"
            store = Store(own)
            await migrate(store)
            await store.close()
            kept[backend] = file
        return kept[backend]

    return make


PATTERNS: pytest.StashKey[dict[str, Path]] = pytest.StashKey()


@pytest.fixture
async def make_store(url: str) -> AsyncIterator[Make]:
    """Return a function that opens the database once more, as another replica does."""
    stores: list[Store] = []

    def make() -> Store:
        stores.append(Store(url))
        return stores[-1]

    yield make
    for store in stores:
        await store.close()


@pytest.fixture
def store(make_store: Make) -> Store:
    return make_store()


@pytest.fixture
def other(make_store: Make) -> Store:
    """A second replica's store."""
    return make_store()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def address(database: str) -> str:
    return make_url(POSTGRES).set(database=database).render_as_string(hide_password=False)


async def admin(*statements: str, database: str = "") -> None:
    url = make_url(POSTGRES).set(drivername="postgresql")
    url = url.set(database=database) if database else url
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def pytest_sessionfinish() -> None:
    if POSTGRES:
        asyncio.run(admin(f"DROP DATABASE IF EXISTS {PATTERN} WITH (FORCE)"))
