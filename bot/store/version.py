"""Which version a database is of, told without touching it.

A SQLite file is opened to read only. Where no log (`-wal`) lies beside it nobody is at work on it,
and `immutable` keeps SQLite from making one [sqlite.org/uri.html].
"""

from enum import Enum
from pathlib import Path
from urllib.parse import quote

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.store.engine import Store
from bot.store.migrate import HERE
from bot.store.tables import metadata


class Version(Enum):
    """How a database stands to this program."""

    NONE = "none"
    """Nothing of the program's is in it yet."""
    NEWEST = "newest"
    OLDER = "older"
    UNKNOWN = "unknown"
    """Made by a newer program."""
    FOREIGN = "foreign"
    """Another program has tables of the same names in it."""


def file_of(url: str) -> Path | None:
    """Return the file of a SQLite database; None for another kind."""
    parsed = make_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


async def version(url: str) -> Version:
    """Return how the database stands, which must be there. Raises Failure or OSError."""
    file = file_of(url)
    return await (_of_server(url) if file is None else _of_file(file))


async def _of_file(file: Path) -> Version:
    engine = create_async_engine(_unwritable(file))
    try:
        async with engine.connect() as connection:
            return await connection.run_sync(_version)
    finally:
        await engine.dispose()


def _unwritable(file: Path) -> URL:
    busy = file.with_name(f"{file.name}-wal").exists()
    how = {"mode": "ro"} if busy else {"immutable": "1"}
    name = f"file:{quote(file.absolute().as_posix())}"
    return URL.create("sqlite+aiosqlite", database=name, query={"uri": "true", **how})


async def _of_server(url: str) -> Version:
    store = Store(url)
    try:
        async with store.read() as connection:
            return await connection.run_sync(_version)
    finally:
        await store.close()


def _version(connection: Connection) -> Version:
    found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        taken = metadata.tables.keys() & inspect(connection).get_table_names()
        return Version.FOREIGN if taken else Version.NONE
    known = [one.revision for one in ScriptDirectory(str(HERE)).walk_revisions()]
    if found not in known:
        return Version.UNKNOWN
    return Version.NEWEST if found == known[0] else Version.OLDER
