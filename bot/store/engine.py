"""The database: one writer and some readers on SQLite, a pool on PostgreSQL.

SQLite takes one writer at a time; asking for the lock at the start (`BEGIN IMMEDIATE`) and queueing
in the process instead of in `busy_timeout` keeps turns fair and short. SQLAlchemy's `begin` hook
fires for reads too, so readers have an engine of their own that begins nothing exclusive.

`Store.write()` is a transaction: left by an error, it leaves nothing behind.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Insert, Table, bindparam, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.util import await_only

from bot.store.quick import QuickWriter

PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
)
PATIENT_TRIES = 60

Poison = (IntegrityError, DataError)
"""What it raises at values it will never take."""
Failure = DBAPIError
"""What the database raises when it cannot do its work: a full disk, a lost server, a lock."""


class Store:
    """A database. Close it before the loop ends."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self.lone = self._url.get_backend_name() == "sqlite"
        """Whether no other process can be at work on it."""
        self._turn = asyncio.Lock()
        self._quick: QuickWriter | None = None
        if self.lone:
            self._private_file()
            self._quick = QuickWriter(self._url.database or "", PRAGMAS)
            self._writer = _sqlite(url, begin="BEGIN IMMEDIATE", pool_size=1)
            self._reader = _sqlite(url, begin="BEGIN", pool_size=3)
        else:
            self._writer = _postgresql(url)
            self._reader = self._writer.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    def _private_file(self) -> None:
        """Make the file, if there is none, for the owner's eyes only."""
        path = Path(self._url.database or "")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)

    @property
    def dialect(self) -> str:
        return self._url.get_backend_name()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that may write; it is on disk when the block is left."""
        if not self.lone:
            async with self._writer.begin() as connection:
                yield connection
            return
        async with self._turn, self._writer.begin() as connection:
            yield connection

    async def insert_many(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert rows of the same columns, but those that are there; on return they are on disk."""
        names = list(rows[0])
        statement = self.insert(table).values({name: bindparam(name) for name in names})
        statement = statement.on_conflict_do_nothing()
        if self._quick is None:
            async with self.write() as connection:
                await connection.execute(statement, rows)
            return
        dialect = self._writer.dialect
        binds = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
        values = [
            tuple(
                bind(row[name]) if bind else row[name]
                for name, bind in zip(names, binds, strict=True)
            )
            for row in rows
        ]
        async with self._turn:
            await self._quick.write(str(statement.compile(dialect=dialect)), values)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection that sees one state of the database and writes nothing."""
        async with self._reader.connect() as connection:
            yield connection

    def insert(self, table: Table) -> Any:
        """Return an INSERT that knows `on_conflict_do_…` in the database's own way."""
        return insert(self.dialect, table)

    async def close(self) -> None:
        """Close every connection."""
        if self._quick is not None:
            await self._quick.close()
        await self._writer.dispose()
        await self._reader.dispose()


def insert(dialect: str, table: Table) -> Any:
    """Return an INSERT for `dialect` that knows `on_conflict_do_nothing` and its sister."""
    made: Insert = (sqlite if dialect == "sqlite" else postgresql).insert(table)
    return made


def reads_only(connection: AsyncConnection) -> bool:
    """Return whether this connection is one of `Store.read` that must not lock rows."""
    inner = connection.sync_connection
    return inner is not None and bool(inner.get_execution_options().get("postgresql_readonly"))


async def take_turn(connection: AsyncConnection, key: str) -> None:
    """Wait until no other transaction works on `key`; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
        await connection.execute(lock, {"key": key})


def _postgresql(url: str) -> AsyncEngine:
    engine = create_async_engine(url, hide_parameters=True, pool_size=8, pool_pre_ping=True)

    @event.listens_for(engine.sync_engine, "do_connect")
    def connect(dialect: Any, _record: Any, values: Any, names: Any) -> Any:
        try:
            return dialect.connect(*values, **names)
        except dialect.dbapi.Error:
            raise
        except Exception as error:  # asyncpg's own and the network's, which nobody translates here
            raise dialect.dbapi.OperationalError(type(error).__name__) from error

    return engine


def _patiently(cursor: Any, pragma: str) -> None:
    """Execute a pragma, again while another process turns a new file to WAL.

    SQLite refuses that at once, whatever its `busy_timeout` [sqlite.org/wal.html].
    """
    for left in reversed(range(PATIENT_TRIES)):
        try:
            cursor.execute(pragma)
        except Exception as error:
            if "locked" not in str(error) or not left:
                raise
            await_only(asyncio.sleep(0.05))
        else:
            return


def _sqlite(url: str, *, begin: str, pool_size: int) -> AsyncEngine:
    engine = create_async_engine(url, hide_parameters=True, pool_size=pool_size, max_overflow=0)

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the hook below begins, not the driver
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            _patiently(cursor, pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
